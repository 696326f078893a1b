from django.urls import path

from thidua.web.ballot import views

urlpatterns = [
    path("bo-phieu/<slug:code>/", views.ballot, name="ballot"),
    path("bo-phieu/<slug:code>/nhan/", views.draw, name="ballot-draw"),
    path("bo-phieu/<slug:code>/hom/", views.cast, name="ballot-cast"),
    path("bo-phieu/<slug:code>/buoc/", views.phase, name="ballot-phase"),
    path("bo-phieu/<slug:code>/hom-phieu.json", views.file, name="ballot-file"),
]
