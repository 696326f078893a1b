from django.urls import path

from thidua.web.dispute import views

urlpatterns = [
    path("khieu-nai/", views.disputes, name="disputes"),
    path("khieu-nai/moi/<slug:movement>/<str:period>/<slug:subject>/", views.dispute_new, name="dispute-new"),
    path("khieu-nai/<slug:code>/", views.dispute, name="dispute"),
    path("khieu-nai/<slug:code>/tra-loi/", views.answer, name="dispute-answer"),
    path("khieu-nai/<slug:code>/gia-han/", views.extend, name="dispute-extend"),
    path("khieu-nai/<slug:code>/giao/", views.assign, name="dispute-assign"),
    path("khieu-nai/<slug:code>/rut/", views.withdraw, name="dispute-withdraw"),
    path("khieu-nai/<slug:code>/minh-chung/", views.show, name="dispute-show"),
]
