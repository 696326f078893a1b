from django.urls import path

from thidua.web.decision import views

urlpatterns = [
    path("khen-thuong/quyet-dinh/ghi/", views.decision_new, name="decision-new"),
    path("khen-thuong/quyet-dinh/<slug:code>/", views.decision, name="decision"),
]
