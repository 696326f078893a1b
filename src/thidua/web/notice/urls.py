from django.urls import path

from thidua.web.notice import views

urlpatterns = [
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/chuong/", views.bell, name="notice-bell"),
    path("thong-bao/da-doc/", views.read_all, name="notices-read"),
    path("thong-bao/thu/", views.mail, name="notice-mail"),
    path("thong-bao/<int:pk>/", views.notice, name="notice"),
    path("thong-bao/<int:pk>/da-doc/", views.read_one, name="notice-read"),
]
