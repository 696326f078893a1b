from django.urls import path

from thidua.web.area import views

urlpatterns = [path("ban-do/", views.tiles, name="tiles")]
