from django.urls import path

from thidua.web.search import views

urlpatterns = [path("tim/", views.search, name="search")]
