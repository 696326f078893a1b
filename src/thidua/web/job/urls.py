from django.urls import path

from thidua.web.job import views

urlpatterns = [
    path("viec-nen/", views.jobs, name="jobs"),
    path("viec-nen/xuat-tat-ca/", views.export, name="job-export"),
    path("viec-nen/<int:pk>/", views.job, name="job"),
    path("viec-nen/<int:pk>/dung/", views.stop, name="job-stop"),
    path("viec-nen/<int:pk>/chay-lai/", views.again, name="job-again"),
    path("viec-nen/<int:pk>/tep/", views.result, name="job-result"),
]
