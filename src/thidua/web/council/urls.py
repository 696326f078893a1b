from django.urls import path

from thidua.web.council import paper, session, step, views

_SESSION = "phien-hop/<slug:code>"
_ROUND = f"{_SESSION}/vong/<int:number>"

urlpatterns = [
    path("hoi-dong/", views.councils, name="councils"),
    path("hoi-dong/moi/", views.found, name="council-new"),
    path("hoi-dong/<slug:code>/", views.council, name="council"),
    path("hoi-dong/<slug:code>/thanh-vien/", views.seat, name="council-seat"),
    path("hoi-dong/<slug:code>/thoi/", views.leave, name="council-leave"),
    path("hoi-dong/<slug:code>/phien-moi/", views.plan, name="council-session-new"),
    path(f"{_SESSION}/", session.session, name="council-session"),
    path(f"{_SESSION}/tien-do/", session.progress, name="council-progress"),
    path(f"{_SESSION}/man-hinh/", session.screen, name="council-screen"),
    path(f"{_SESSION}/diem-danh/", step.attend, name="council-attend"),
    path(f"{_SESSION}/khai-mac/", step.begin, name="council-begin"),
    path(f"{_SESSION}/ghi/", step.say, name="council-say"),
    path(f"{_SESSION}/ho-so/<int:number>/y-kien/", step.letter, name="council-letter"),
    path(f"{_SESSION}/ho-so/<int:number>/khong-tham-gia/", step.recuse, name="council-recuse"),
    path(f"{_SESSION}/ho-so/<int:number>/chu-toa/", step.choose, name="council-choose"),
    path(f"{_SESSION}/bo-phieu/", step.vote, name="council-vote"),
    path(f"{_ROUND}/phieu-giay/", step.hand, name="council-hand"),
    path(f"{_ROUND}/mo-hom/", step.seal, name="council-seal"),
    path(f"{_ROUND}/kiem/", step.count, name="council-count"),
    path(f"{_ROUND}/huy/", step.give_up, name="council-give-up"),
    path(f"{_SESSION}/ket-thuc/", step.end, name="council-end"),
    path(f"{_SESSION}/bien-ban/", paper.minutes, name="council-minutes"),
    path(f"{_SESSION}/bien-ban.<slug:form>", paper.document, name="council-minutes-document"),
    path(f"{_ROUND}/kiem-phieu.<slug:form>", paper.count, name="council-count-document"),
]
