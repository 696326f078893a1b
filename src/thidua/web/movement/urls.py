from django.urls import path

from thidua.web.movement import views

urlpatterns = [
    path("phong-trao/", views.movements, name="movements"),
    path("phong-trao/<slug:code>/", views.movement, name="movement"),
    path("phong-trao/<slug:movement>/giao-uoc/<slug:code>/", views.compact, name="compact"),
    path("phong-trao/<slug:movement>/giao-uoc/<slug:code>/ky/", views.sign, name="compact-sign"),
]
