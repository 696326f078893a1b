from django.urls import path

from thidua.web.scheme import views

urlpatterns = [
    path("quy-che/", views.schemes, name="schemes"),
    path("quy-che/<slug:code>/", views.scheme, name="scheme"),
]
