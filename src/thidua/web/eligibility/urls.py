from django.urls import path

from thidua.web.eligibility import views

urlpatterns = [
    path("khen-thuong/ra-dieu-kien/<slug:form>/", views.run, name="eligibility-run"),
    path("khen-thuong/vi-sao/<slug:form>/<slug:noun>/<slug:code>/", views.why, name="eligibility"),
]
