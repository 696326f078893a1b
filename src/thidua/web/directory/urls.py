from django.urls import path

from thidua.web.directory import area, card, file, keep, views

urlpatterns = [
    path("danh-ba/", views.directory, name="directory"),
    path("danh-ba/don-vi/them/", keep.create, name="unit-new"),
    path("danh-ba/don-vi/<slug:code>/", card.card, name="unit-card"),
    path("danh-ba/don-vi/<slug:code>/cap-tren/", keep.move, name="unit-move"),
    path("danh-ba/dia-ban/them/", area.create, name="area-new"),
    path("danh-ba/dia-ban/sap-xep/", area.succeed, name="area-succession-new"),
    path("danh-ba/dia-ban/<slug:code>/", area.card, name="area-card"),
    path("danh-ba/tep/", file.bring, name="directory-import"),
    path("danh-ba/tep/tai/", file.take, name="directory-export"),
]
