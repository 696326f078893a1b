"""Vietnamese unless somebody asked for English: a browser's own preference never turns a page over.

An office computer may be set to any language; the choice is made in the account's panel and kept in a cookie.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from thidua.office.language import spoken

CODES = frozenset(code for code, _ in settings.LANGUAGES)
Next = Callable[[HttpRequest], HttpResponse]


def speak(get_response: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = asked if asked in CODES else settings.LANGUAGE_CODE
        spoken.set(
            "en" if code == "en" else "vi"
        )  # what office says; set anew by every request of the thread
        with translation.override(code):
            response = get_response(request)
            response.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return answer
