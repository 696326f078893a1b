from django.urls import path

from thidua.web.scheme import compare, edit, form, new, publish, views

urlpatterns = [
    path("quy-che/", views.schemes, name="schemes"),
    path("soan-quy-che/", new.new, name="scheme-new"),
    path("nhap-bang-diem/", new.bring, name="scheme-import"),
    path("quy-che/<slug:code>/", views.scheme, name="scheme"),
    path("quy-che/<slug:code>/ban-moi/", edit.begin, name="scheme-begin"),
    path("quy-che/<slug:code>/so-sanh/", compare.compared, name="scheme-compare"),
    path("quy-che/<slug:code>/nhap/", edit.edit, name="scheme-edit"),
    path("quy-che/<slug:code>/nhap/kiem-tra/", edit.check, name="scheme-check"),
    path("quy-che/<slug:code>/nhap/bieu-mau/", form.form, name="scheme-form"),
    path("quy-che/<slug:code>/nhap/doc-thu/", edit.read, name="scheme-read"),
    path("quy-che/<slug:code>/nhap/cong-bo/", publish.publish, name="scheme-publish"),
    path("quy-che/<slug:code>/nhap/bo/", edit.discard, name="scheme-discard"),
]
