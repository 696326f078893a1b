from django.urls import path

from thidua.web.board import views

urlpatterns = [
    path("man-hinh/", views.walls, name="walls"),
    path("man-hinh/<int:pk>/dong/", views.take_down, name="wall-take-down"),
    path("man-hinh/phong-trao/<slug:movement>/", views.wall_inside, name="wall-inside"),
    path("man-hinh/<str:secret>/", views.wall, name="wall"),
]
