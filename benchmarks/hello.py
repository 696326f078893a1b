"""The bare page of the comparison: Django and the same server, one word, no database. Run by benchmarks/web.py."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

WORD = "Xin chào".encode()


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(WORD, headers={"Content-Length": str(len(WORD))})  # no middleware adds it


urlpatterns = [path("", hello)]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="none", MIDDLEWARE=[])  # noqa: S106
django.setup()
application = WSGIHandler()
