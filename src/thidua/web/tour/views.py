"""Hướng dẫn từng bước: on the first page once, and as a plain page whenever one likes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.tour import tour_end
from thidua.core.unit import Role
from thidua.web.account.role import ROLE_TITLES
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.tour.invitation import AGAIN
from thidua.web.tour.step import role_of, steps


def tour(request: HttpRequest) -> HttpResponse:
    """?vai= another role's steps."""
    viewer = viewer_of(request)
    own = role_of(viewer)
    asked = request.GET.get("vai", "")
    role = Role(asked) if asked in ROLE_TITLES else own
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Hướng dẫn từng bước")),
        "roles": [{"code": one.value, "title": ROLE_TITLES[one], "current": one is role} for one in Role],
        "title": ROLE_TITLES[role],
        "own": role is own,
        "steps": steps(viewer, role, open_only=role is own),
        "again": AGAIN,
    }
    return render(request, "tour/tour.html", context)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    tour_end(by=viewer_of(request), at=now())
    return HttpResponse(status=204) if request.headers.get("X-Tour") else redirect("today")
