from django.urls import path

from thidua.web.directory import views

urlpatterns = [path("danh-ba/", views.directory, name="directory")]
