"""The register for everybody: no account, and only those who agreed to be named there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from thidua.store import access
from thidua.web.guard import for_everybody
from thidua.web.titles import award_forms

KEPT = 300  # seconds


@for_everybody
def public_register(request: HttpRequest) -> HttpResponse:
    """Newest first. A cancelled award is not here: criticism is never published."""
    context = {
        "rows": list(access.public_awards()[:300]),
        "titles": {form.code: form.title for form in award_forms()},
        "demo": settings.DEMO,
    }
    response = HttpResponse(render_to_string("award/public.html", context))
    response["Cache-Control"] = f"public, max-age={KEPT}"
    return response
