from django.urls import path

from thidua.web.inspection import views

urlpatterns = [
    path("kiem-tra/", views.inspections, name="inspections"),
    path("kiem-tra/<slug:code>/", views.inspection, name="inspection"),
    path("kiem-tra/<slug:code>/gui/", views.give, name="inspection-give"),
    path("kiem-tra/<slug:code>/ket-luan/", views.conclude, name="inspection-conclude"),
    path("kiem-tra/<slug:code>/<int:place>/", views.check, name="inspection-check"),
    path("kiem-tra/<slug:code>/<int:place>/tra-loi/", views.reply, name="inspection-reply"),
]
