from django.urls import path

from thidua.web.law import conduct, views

urlpatterns = [
    path("luat/", views.law, name="law"),
    path("luat/dieu-lenh/", conduct.conduct, name="law-conduct"),
    path("luat/<slug:title>/", views.title, name="law-title"),
]
