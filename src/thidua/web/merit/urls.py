from django.urls import path

from thidua.web.merit import note, registration, views, year

urlpatterns = [
    path("khen-thuong/viec-tot/", note.good_deeds, name="good-deeds"),
    path("khen-thuong/xep-loai/<slug:code>/", year.ratings, name="merit-ratings"),
    path("khen-thuong/dang-ky/<slug:code>/", registration.registrations, name="merit-registrations"),
    path("khen-thuong/dang-ky/<slug:code>/excel/", registration.excel, name="merit-registrations-excel"),
    path("khen-thuong/ho-so-goc/<slug:noun>/<slug:code>/", views.merit, name="merit"),
    path("khen-thuong/ho-so-goc/<slug:noun>/<slug:code>/<slug:kind>/", views.record, name="merit-record"),
]
