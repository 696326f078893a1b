from django.urls import path

from thidua.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("viec-giao/<int:pk>/xong/", views.done, name="item-done"),
]
