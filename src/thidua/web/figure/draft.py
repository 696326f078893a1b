"""Autosave of a grid, and what others have recorded since the page was opened."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.actions.draft import draft_drop, draft_keep
from thidua.core.problem import Refused
from thidua.web.door import now, viewer_of
from thidua.web.figure.month import Month
from thidua.web.figure.typed import as_typed, cell_name, cells_of, value_of
from thidua.web.figure.views import grid_of, grid_period, page_key, recordable

SCRIPT = "fetch"  # what our own scripts send as X-Requested-With


@require_POST
def keep(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Keep {"cells"} as this account's draft of the grid, or give it up with "bo"."""
    viewer, month = viewer_of(request), grid_of(recordable(request, code), grid_period(period))
    if "bo" in request.POST:
        draft_drop(by=viewer, at=now(), page=page_key(month))
        if request.headers.get("X-Requested-With") != SCRIPT:
            messages.success(request, _("Đã bỏ bản nháp."))
            return redirect("entry", code, period)
        return JsonResponse({"at": ""})
    cells = _cells(request.POST.get("cells", ""), month)
    if cells is None:
        return HttpResponseBadRequest()
    seen = _number(request.POST.get("seen", ""))
    try:
        row = draft_keep(by=viewer, at=now(), page=page_key(month), cells=cells, seen=seen)
    except Refused:
        return HttpResponseBadRequest()
    return JsonResponse(
        {"at": f"{now():%H:%M}" if row else "", **_since(month, request.POST.get("known", ""))}
    )


@require_GET
def fresh(request: HttpRequest, code: str, period: str) -> JsonResponse:
    """What was recorded on this grid after the record ?known=."""
    month = grid_of(recordable(request, code), grid_period(period))
    return JsonResponse(_since(month, request.GET.get("known", "")))


def _since(month: Month, known: str) -> dict[str, Any]:
    newest = _number(known) or month.newest
    changes = []
    for definition, held in cells_of(month):
        row = month.figures.get((definition.code, held.code))
        if row is not None and row.pk > newest:
            name = cell_name(definition.code, held.code)
            at = f"{row.recorded_at.astimezone(now().tzinfo):%H:%M}"
            changes.append(
                {
                    "cell": name,
                    "text": as_typed(definition, value_of(row)),
                    "by": row.recorded_by.name,
                    "at": at,
                    "record": row.pk,
                }
            )
    return {"changes": changes, "shut": dict(month.shut)}


def _cells(text: str, month: Month) -> dict[str, str] | None:
    """Only cells of this grid, only text; None for what no page of ours sends."""
    try:
        given = json.loads(text or "{}")
    except ValueError:
        return None
    if not isinstance(given, dict):
        return None
    names = {cell_name(definition.code, held.code) for definition, held in cells_of(month)}
    return {name: str(value)[:60] for name, value in given.items() if name in names}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
