from django.urls import path

from thidua.web.cluster import conference, handover, new, paper, report, total, views, year

urlpatterns = [
    path("cum/", views.clusters, name="clusters"),
    path("cum/lap/", new.cluster_new, name="cluster-new"),
    path("cum/<slug:code>/", views.cluster, name="cluster"),
    path("cum/<slug:code>/ke-hoach/", views.plan, name="cluster-plan"),
    path("cum/<slug:code>/dai-dien/", views.represent, name="cluster-represent"),
    path("cum/<slug:code>/giao-uoc/", year.compact, name="cluster-compact"),
    path("cum/<slug:code>/so-ket/", year.reviews, name="cluster-reviews"),
    path("cum/<slug:code>/bao-cao/<slug:unit>/", report.member_report, name="cluster-report"),
    path("cum/<slug:code>/bao-cao/<slug:unit>/tra-lai/", report.give_back, name="cluster-report-return"),
    path("cum/<slug:code>/tong-hop/", total.consolidated, name="cluster-total"),
    path("cum/<slug:code>/tong-hop/excel/", total.excel, name="cluster-excel"),
    path("cum/<slug:code>/hoi-nghi/", conference.conference, name="cluster-conference"),
    path("cum/<slug:code>/viec/", conference.items, name="cluster-items"),
    path("cum/<slug:code>/viec/<int:pk>/xong/", conference.item_done, name="cluster-item-done"),
    path("cum/<slug:code>/han-che/<int:pk>/xong/", conference.limit_settle, name="cluster-limit-settle"),
    path("cum/<slug:code>/han-che/<int:pk>/khac/", conference.limit_unlike, name="cluster-limit-unlike"),
    path("cum/<slug:code>/ban-giao/", handover.hand_over, name="cluster-hand-over"),
    path("cum/<slug:code>/van-ban/<slug:which>.<slug:form>", paper.document, name="cluster-document"),
]
