"""The look somebody chose on this device: light, dark or as the device says; and the language. Both are cookies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = "theme"
THEMES = {"auto": _("Theo máy"), "light": _("Sáng"), "dark": _("Tối")}
YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """ "auto" unless the cookie names another."""
    asked = request.COOKIES.get(THEME_COOKIE, "")
    return asked if asked in THEMES else "auto"


@cache
def languages() -> tuple[tuple[str, str], ...]:
    """The languages one can read, if there is more than the one the pages are written in."""
    ready = tuple(
        (code, title)
        for code, title in settings.LANGUAGES
        if code == settings.LANGUAGE_CODE
        or any((Path(path) / code / "LC_MESSAGES" / "django.mo").exists() for path in settings.LOCALE_PATHS)
    )
    return ready if len(ready) > 1 else ()
