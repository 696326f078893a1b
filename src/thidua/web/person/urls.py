from django.urls import path

from thidua.web.person import views

urlpatterns = [
    path("du-lieu-ve-toi/", views.held, name="held"),
    path("du-lieu-ve-toi/xuat/", views.export, name="held-export"),
    path("du-lieu-ve-toi/bao-sai/", views.correction_new, name="correction-new"),
    path("du-lieu-ve-toi/bao-sai/<int:pk>/", views.correction, name="correction"),
]
