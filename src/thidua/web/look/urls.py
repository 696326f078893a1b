from django.urls import path

from thidua.web.look import views

urlpatterns = [
    path("giao-dien/", views.look, name="look"),
    path("thiet-ke/", views.design, name="design"),
]
