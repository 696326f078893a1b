from django.urls import path

from thidua.web.award import history, life, public, record, views

urlpatterns = [
    path("so-ghi-danh/cong-khai/", public.public_register, name="public-register"),
    path("khen-thuong/doi-chieu/", history.history, name="award-history"),
    path("so-ghi-danh/", views.register, name="register"),
    path("so-ghi-danh/ghi/", record.record, name="award-new"),
    path("so-ghi-danh/nhap-tep/", life.bring, name="awards-import"),
    path("so-ghi-danh/trang/<int:number>/", life.sheet, name="register-sheet"),
    path("so-ghi-danh/dong/<slug:code>/", life.award, name="award"),
    path("so-ghi-danh/dong/<slug:code>/trao/", life.present, name="award-present"),
    path("so-ghi-danh/dong/<slug:code>/huy-bo/", life.revoke, name="award-revoke"),
    path("so-ghi-danh/dong/<slug:code>/dinh-chinh/", life.correct, name="award-correct"),
    path("so-ghi-danh/dong/<slug:code>/dua-vao/<int:pk>/", life.reliance, name="award-reliance"),
]
