"""What a device takes along to work without a line: the page, the program that keeps it, and the data."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua import __version__
from thidua.store import access
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.guard import POWERS
from thidua.web.sync.pack import pack
from thidua.web.sync.views import lang
from thidua.web.sync.words import words

HERE = POWERS.replace("geolocation=()", "geolocation=(self)")  # asked only when somebody presses the button


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: a script fills it from what the device keeps."""
    context = {
        "crumbs": crumbs(_("Ngoại tuyến")),
        "words": words(),
        "may_record": access.recordable_units(viewer_of(request)).exists(),
    }
    response = render(request, "sync/page.html", context)
    response["Permissions-Policy"] = HERE
    return response


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root because it may answer for what lies below it only."""
    told = {"version": __version__, "page": reverse("offline"), "leave": reverse("sign-out")}
    program = Path(str(finders.find("js/offline/worker.js"))).read_text(encoding="utf-8")
    text = f"const HOUSE = {json.dumps(told)};\n{program}"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone asks before it puts the house among its own programs."""
    icons = [
        {
            "src": static(f"icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {
        "id": "/",
        "name": _("Thi đua"),
        "short_name": _("Thi đua"),
        "lang": "vi",
        "start_url": reverse("offline"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f1f2f5",
        "theme_color": "#a3161d",
        "icons": icons,
        "shortcuts": [{"name": _("Ghi việc"), "url": f"{reverse('offline')}#ghi"}],
    }
    response = JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_GET
def data(request: HttpRequest) -> JsonResponse:
    return JsonResponse(pack(viewer_of(request), now(), lang()))
