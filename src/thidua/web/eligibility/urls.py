from django.urls import path

from thidua.web.eligibility import views

urlpatterns = [
    path("khen-thuong/vi-sao/<slug:form>/<slug:noun>/<slug:code>/", views.why, name="eligibility"),
]
