from django.urls import path

from thidua.web.deed import evidence, record, views

urlpatterns = [
    path("viec/", views.deeds, name="deeds"),
    path("viec/moi/", record.deed_new, name="deed-new"),
    path("viec/<slug:code>/", views.deed, name="deed"),
    path("viec/<slug:code>/xac-nhan/", views.confirm, name="deed-confirm"),
    path("viec/<slug:code>/tra-lai/", views.send_back, name="deed-return"),
    path("viec/<slug:code>/minh-chung/", evidence.add, name="evidence-add"),
    path("minh-chung/<slug:sha256>/", evidence.download, name="evidence"),
]
