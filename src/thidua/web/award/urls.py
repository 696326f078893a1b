from django.urls import path

from thidua.web.award import views

urlpatterns = [path("so-ghi-danh/", views.register, name="register")]
