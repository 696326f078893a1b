from django.urls import path

from thidua.web.proposal import views

urlpatterns = [
    path("tham-muu/", views.proposals, name="proposals"),
    path("tham-muu/ghi/", views.create, name="proposal-new"),
    path("tham-muu/<slug:code>/", views.proposal, name="proposal"),
]
