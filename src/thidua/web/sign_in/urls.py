from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from thidua.web.sign_in import factor, passkey, set_up, views

# Names with an underscore are those by which allauth itself finds these pages.
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-nhap/lop-hai/", factor.second_factor, name="mfa_authenticate"),
    path("dang-nhap/khoa/", passkey.passkey_sign_in, name="passkey-sign-in"),
    path("dang-nhap/khoa/cau-hoi/", passkey.passkey_question, name="passkey-question"),
    path("dang-nhap/dinh-danh/", views.identity, name="identity"),
    path("dang-nhap/<slug:provider_id>/tro-ve/", openid.callback, name="openid_connect_callback"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("thiet-lap/", set_up.set_up, name="set-up"),
]
