from django.urls import path

from thidua.web.unit import views

urlpatterns = [
    path("don-vi/<slug:code>/", views.unit, name="unit"),
    path("don-vi/<slug:code>/nhap/", views.entry_latest, name="entry-latest"),
    path("don-vi/<slug:code>/thang/<str:period>/", views.unit_month, name="unit-month"),
]
