"""What people see when something is not there, not allowed, or broken by us."""

from __future__ import annotations

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger("thidua.mishap")


def server_error(request: HttpRequest) -> HttpResponse:
    """A 500 page with a number to quote; the same number stands in the log beside the traceback."""
    number = f"{secrets.randbelow(10**8):08d}"
    number = f"{number[:4]}-{number[4:]}"
    log.error("mishap %s at %s %s", number, request.method, request.path, exc_info=True)
    return HttpResponse(render_to_string("500.html", {"number": number, "demo": settings.DEMO}), status=500)
