from django.urls import path

from thidua.web.tour import views

urlpatterns = [
    path("huong-dan/", views.tour, name="tour"),
    path("huong-dan/da-xem/", views.seen, name="tour-seen"),
]
