from django.urls import path

from thidua.web.audit import views

urlpatterns = [
    path("nhat-ky/", views.audit, name="audit"),
    path("nhat-ky/xuat/", views.export, name="audit-export"),
]
