from django.urls import path

from thidua.web.account import delegation, factor, mine, people, post

# Names with an underscore are those by which allauth itself finds these pages.
urlpatterns = [
    path("tai-khoan/", mine.account, name="account"),
    path("tai-khoan/mat-khau/", mine.password, name="account-password"),
    path("tai-khoan/xac-nhan/", mine.confirm, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/", mine.confirm, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/", mine.confirm, name="account-confirm"),
    path("tai-khoan/phien/", mine.sessions_end, name="account-sessions"),
    path("tai-khoan/ma-xac-thuc/", factor.totp, name="account-totp"),
    path("tai-khoan/ma-du-phong/", factor.codes, name="account-codes"),
    path("tai-khoan/khoa-truy-cap/", factor.passkey, name="account-passkey"),
    path("tai-khoan/lop-hai/<int:pk>/bo/", factor.remove, name="account-factor-remove"),
    path("tai-khoan/uy-quyen/<int:pk>/", delegation.give, name="delegation-new"),
    path("tai-khoan/uy-quyen/<int:pk>/thu-hoi/", delegation.revoke, name="delegation-revoke"),
    path("quan-tri/", people.people, name="accounts"),
    path("quan-tri/nguoi-moi/", post.person_new, name="person-new"),
    path("quan-tri/nguoi/<slug:code>/", people.person, name="account-of"),
    path("quan-tri/nguoi/<slug:code>/viec/", people.act, name="account-act"),
    path("quan-tri/nguoi/<slug:code>/mo/", post.account_open, name="account-open"),
    path("quan-tri/nguoi/<slug:code>/chuc-vu/", post.post_new, name="post-new"),
    path("quan-tri/nguoi/<slug:code>/chuc-vu/<int:pk>/thoi/", post.end, name="post-end"),
]
