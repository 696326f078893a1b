"""Headers that Django does not set by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

UPLOAD_MAX = 64 * 1024 * 1024  # bytes; the largest file that any page takes is 60 MB
Next = Callable[[HttpRequest], HttpResponse]
POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def guard(get_response: Next) -> Next:
    """Pages are not kept by a browser that the next person at the desk will use; nothing asks for a camera.

    Nobody types a NUL, and PostgreSQL has no place for one. What is larger than any page takes is not received.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request) if _fit(request) else HttpResponseBadRequest()
        response.setdefault("Permissions-Policy", POWERS)
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def _fit(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal() and len(length) < 12 and int(length) <= UPLOAD_MAX):
        return False
    asked = [request.path, *(text for pair in request.GET.lists() for text in (pair[0], *pair[1]))]
    if request.method == "POST":
        asked += [text for pair in request.POST.lists() for text in (pair[0], *pair[1])]
    return not any("\0" in text for text in asked)


def for_everybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for the whole world: nobody looks for a session, so that caches may keep it."""
    view.login_required = False  # type: ignore[attr-defined]
    view.for_everybody = True  # type: ignore[attr-defined]
    return view


class SignInRequired(LoginRequiredMiddleware):
    """Every page wants a signed-in reader, but those for everybody."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponse], view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view_func, "for_everybody", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        """A script in a page that is still open is told 401: a sign-in form in a cell would cost what was typed."""
        scripts = "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"
        return HttpResponse(status=401) if scripts else super().handle_no_permission(request, view_func)
