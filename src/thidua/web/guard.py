"""Headers that Django does not set by itself."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def guard(get_response: Next) -> Next:
    """Pages are not kept by a browser that the next person at the desk will use; nothing asks for a camera."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", POWERS)
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
