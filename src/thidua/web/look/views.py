"""Choosing a look, and the page that shows what the pages are made of."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thidua.web.language import CODES
from thidua.web.look.sample import sample
from thidua.web.look.theme import THEME_COOKIE, THEMES, YEAR


@login_not_required
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """`theme` or `language` into its cookie, and back to the page the choice was made on."""
    theme, language = request.POST.get("theme"), request.POST.get("language")
    if (theme is not None and theme not in THEMES) or (language is not None and language not in CODES):
        return HttpResponseBadRequest()
    back = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if inside else "today")
    for name, value in ((THEME_COOKIE, theme), (settings.LANGUAGE_COOKIE_NAME, language)):
        if value is not None:
            response.set_cookie(
                name, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True
            )
    return response


def design(request: HttpRequest) -> HttpResponse:
    """Everything the pages are made of, alive, with made-up numbers; the words stand in docs/design.md."""
    return render(request, "look/design.html", sample())
