from django.urls import path

from thidua.web.lab import views

urlpatterns = [
    path("quy-che/<slug:code>/phieu-tac-dong/", views.lab, name="lab"),
    path("quy-che/<slug:code>/phieu-tac-dong.pdf", views.paper, name="lab-pdf"),
]
