from django.urls import path

from thidua.web.dossier import choose, remark, season, submit, views

urlpatterns = [
    path("khen-thuong/", season.season, name="season"),
    path("khen-thuong/de-nghi/", choose.choose, name="dossier-choose"),
    path("khen-thuong/to-trinh/lap/", submit.submission_new, name="submission-new"),
    path("khen-thuong/to-trinh/<slug:code>/", submit.submission, name="submission"),
    path("khen-thuong/nhan-xet/<int:pk>/", remark.transfer_remark, name="transfer-remark"),
    path("khen-thuong/ho-so/<slug:code>/", views.dossier, name="dossier"),
    path("khen-thuong/ho-so/<slug:code>/giay-to/<slug:kind>/", views.paper, name="dossier-paper"),
    path("khen-thuong/ho-so/<slug:code>/<slug:step>/", views.step, name="dossier-step"),
]
