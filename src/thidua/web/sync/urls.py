from django.urls import path

from thidua.web.sync import conflict, photo, views

urlpatterns = [
    path("dong-bo/phien/", views.session, name="sync-session"),
    path("dong-bo/gui/", views.send, name="sync-send"),
    path("dong-bo/anh/<slug:key>/", photo.photo, name="sync-photo"),
    path("dong-bo/xung-dot/", conflict.conflicts, name="sync-conflicts"),
    path("dong-bo/xung-dot/<int:pk>/", conflict.conflict, name="sync-conflict"),
]
