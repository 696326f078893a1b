from django.urls import path

from thidua.web.outreach import views

urlpatterns = [
    path("dan-van/", views.outreach, name="outreach"),
    path("dan-van/viec/<slug:code>/", views.tag, name="outreach-tag"),
]
