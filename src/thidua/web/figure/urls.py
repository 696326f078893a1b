from django.urls import path

from thidua.web.figure import bring, classes, views

urlpatterns = [
    path("don-vi/<slug:code>/nhap/<str:period>/", views.entry, name="entry"),
    path("don-vi/<slug:code>/nhap/<str:period>/kiem-tra/", views.check, name="entry-check"),
    path("don-vi/<slug:code>/sua/<str:period>/<slug:figure>/", views.correct, name="figure-correct"),
    path("don-vi/<slug:code>/loai-tuan/", classes.months, name="classes-months"),
    path("don-vi/<slug:code>/loai-tuan/<str:period>/", classes.classes, name="classes"),
    path("nhap-tep/", bring.figures_import, name="figures-import"),
]
