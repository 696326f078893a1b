from django.urls import path

from thidua.web.sync import conflict, device, photo, views

urlpatterns = [
    path("ngoai-tuyen/", device.page, name="offline"),
    path("sw.js", device.worker, name="worker"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
    path("dong-bo/phien/", views.session, name="sync-session"),
    path("dong-bo/du-lieu/", device.data, name="sync-data"),
    path("dong-bo/gui/", views.send, name="sync-send"),
    path("dong-bo/anh/<slug:key>/", photo.photo, name="sync-photo"),
    path("dong-bo/xung-dot/", conflict.conflicts, name="sync-conflicts"),
    path("dong-bo/xung-dot/<int:pk>/", conflict.conflict, name="sync-conflict"),
]
