from django.urls import path

from thidua.web.identity import views

urlpatterns = [path("khen-thuong/mot-nguoi/", views.identities, name="identities")]
