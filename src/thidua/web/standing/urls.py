from django.urls import path

from thidua.web.standing import boards, flags, views, why

_PERIOD = "phong-trao/<slug:movement>/<str:period>/"

urlpatterns = [
    path("xep-hang/", boards.boards, name="boards"),
    path(_PERIOD, views.standing, name="standing"),
    path(f"{_PERIOD}khoa/", views.freeze, name="freeze"),
    path(f"{_PERIOD}chot/", views.close, name="close"),
    path(f"{_PERIOD}mo-lai/", views.reopen, name="reopen"),
    path(f"{_PERIOD}thay-doi/", views.moved, name="moved"),
    path(f"{_PERIOD}excel/", views.standing_excel, name="standing-excel"),
    path(f"{_PERIOD}co-thi-dua/", flags.flags, name="flags"),
    path(f"{_PERIOD}<slug:subject>/", why.why, name="why"),
]
