from django.urls import path

from thidua.web.report import overview, views, windows

urlpatterns = [
    path("bao-cao/", overview.reports, name="reports"),
    path("bao-cao/nhac/", overview.remind, name="reports-remind"),
    path("cua-so-nhap/<slug:code>/", windows.windows, name="windows"),
    path("bao-cao/<slug:code>/<str:month>/", views.report, name="report"),
    path("bao-cao/<slug:code>/<str:month>/trinh/", views.submit, name="report-submit"),
    path("bao-cao/<slug:code>/<str:month>/duyet/", views.approve, name="report-approve"),
    path("bao-cao/<slug:code>/<str:month>/tra-lai/", views.send_back, name="report-return"),
    path("bao-cao/<slug:code>/<str:month>/rut-lai/", views.withdraw, name="report-withdraw"),
    path("bao-cao/<slug:code>/<str:month>/gia-han/", views.extend, name="window-extend"),
    path("bao-cao/<slug:code>/<str:month>/xin-mo/", views.ask_open, name="lock-ask"),
]
