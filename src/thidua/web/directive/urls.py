from django.urls import path

from thidua.web.directive import course, paper, views

_PLAN = "ke-hoach/<slug:code>/"

urlpatterns = [
    path("van-ban/", paper.papers, name="directives"),
    path("van-ban/ghi/", paper.create, name="directive-new"),
    path("van-ban/<slug:code>/", paper.paper, name="directive"),
    path("ke-hoach/", views.plans, name="plans"),
    path("ke-hoach/lap/", views.create, name="plan-new"),
    path(_PLAN, views.plan, name="plan"),
    path(f"{_PLAN}viec/", views.add_item, name="item-new"),
    path(f"{_PLAN}viec/<int:pk>/chia/", course.split, name="item-split"),
    path(f"{_PLAN}loi-ich/", views.amend, name="plan-amend"),
    path(f"{_PLAN}gui/", course.send, name="plan-send"),
    path(f"{_PLAN}tra-lai/", course.give_back, name="plan-return"),
    path(f"{_PLAN}duyet/", views.approve, name="plan-approve"),
    path(f"{_PLAN}ket-thuc/", course.close, name="plan-close"),
]
