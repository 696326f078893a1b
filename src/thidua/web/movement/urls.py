from django.urls import path

from thidua.web.movement import annex, end, excel, life, promise, views

_COMPACT = "phong-trao/<slug:movement>/giao-uoc/"

urlpatterns = [
    path("phong-trao/", views.movements, name="movements"),
    path("phong-trao/lap/", life.create, name="movement-new"),
    path("phong-trao/lich/", end.occasion_calendar, name="occasions"),
    path("phong-trao/<slug:code>/", views.movement, name="movement"),
    path("phong-trao/<slug:code>/duyet/", end.approve, name="movement-approve"),
    path("phong-trao/<slug:code>/tong-ket/", end.summary, name="movement-summary"),
    path("phong-trao/<slug:code>/luu-tru/", end.archive, name="movement-archive"),
    path("phong-trao/<slug:code>/phat-dong/", life.launch, name="movement-launch"),
    path("phong-trao/<slug:code>/nhan/<slug:unit>/", life.receive, name="launch-receive"),
    path("phong-trao/<slug:code>/mo-ky/", life.open_period, name="period-open"),
    path("phong-trao/<slug:code>/chi-tieu/", excel.targets_excel, name="targets-excel"),
    path(f"{_COMPACT}lap/", promise.draw_up, name="compact-new"),
    path(f"{_COMPACT}<slug:code>/", views.compact, name="compact"),
    path(f"{_COMPACT}<slug:code>/ky/", views.sign, name="compact-sign"),
    path(f"{_COMPACT}<slug:code>/phu-luc/<int:pk>/", annex.amend, name="target-change"),
    path(f"{_COMPACT}<slug:code>/phu-luc/<int:pk>/ky/", annex.sign, name="annex-sign"),
    path(f"{_COMPACT}<slug:code>/phu-luc/<int:pk>/bo/", annex.withdraw, name="annex-withdraw"),
]
