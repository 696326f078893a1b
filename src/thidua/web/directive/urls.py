from django.urls import path

from thidua.web.directive import views

urlpatterns = [
    path("ke-hoach/", views.plans, name="plans"),
    path("ke-hoach/lap/", views.create, name="plan-new"),
    path("ke-hoach/<slug:code>/", views.plan, name="plan"),
    path("ke-hoach/<slug:code>/viec/", views.add_item, name="item-new"),
    path("ke-hoach/<slug:code>/loi-ich/", views.amend, name="plan-amend"),
    path("ke-hoach/<slug:code>/duyet/", views.approve, name="plan-approve"),
]
