from django.urls import path

from thidua.web.published import views

urlpatterns = [path("so-lieu-cong-bo/", views.published, name="published")]
