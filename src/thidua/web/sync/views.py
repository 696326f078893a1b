"""Where a device sends what was typed without a line, and learns what became of it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.actions.sync import Answer, Outcome, sync_take
from thidua.core.problem import Refused, errors
from thidua.office.wording import Lang, sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.web.door import now, viewer_of
from thidua.web.guard import POWERS
from thidua.web.sync.parcel import opened

AT_ONCE_MAX = 50
HERE = POWERS.replace("geolocation=()", "geolocation=(self)")  # asked only when somebody presses the button


@login_not_required
@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """Who is signed in on this machine, for a page that may have been opened days ago; "" for nobody."""
    who = request.user.get_username() if request.user.is_authenticated else ""
    return JsonResponse({"who": who, "csrf": get_token(request)})


@require_POST
def send(request: HttpRequest) -> JsonResponse:
    """{"records": […], "asked": [keys in conflict]} → {"answers": […]}; each record stands or falls by itself."""
    try:
        body = json.loads(request.body)
        records, asked = list(body["records"]), [str(key)[:40] for key in body.get("asked", [])]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return JsonResponse({"answers": []}, status=HTTPStatus.BAD_REQUEST)
    viewer = viewer_of(request)
    keyed = [
        raw for raw in records[:AT_ONCE_MAX] if isinstance(raw, dict) and isinstance(raw.get("key"), str)
    ]
    answers = [_told(raw["key"], _take(viewer, raw)) for raw in keyed]
    return JsonResponse({"answers": answers + _settled(viewer, asked[:AT_ONCE_MAX])})


def _take(viewer: Viewer, raw: dict[str, Any]) -> Answer:
    at = now()
    try:
        return sync_take(by=viewer, at=at, sent=opened(viewer, raw, at))
    except Refused as refused:
        return Answer(Outcome.REFUSED, refused=refused)


def _told(key: str, answer: Answer) -> dict[str, Any]:
    told: list[str] = []
    if answer.refused is not None:
        told = [sentence(p, lang()) for p in errors(answer.refused.problems)] or [
            sentence(answer.refused, lang())
        ]
    deed = answer.record.deed if answer.record else None
    return {
        "key": key,
        "outcome": answer.outcome.value,
        "told": told,
        "asked": [sentence(p, lang()) for p in answer.warnings],
        "conflict": reverse("sync-conflict", args=[answer.conflict.pk]) if answer.conflict else None,
        "deed": deed.code if deed else None,
    }


def _settled(viewer: Viewer, keys: list[str]) -> list[dict[str, Any]]:
    """What became of conflicts that this device still shows; only those that somebody has decided."""
    rows = access.sync_records(viewer).filter(key__in=keys, conflict__resolved_at__isnull=False)
    return [
        {
            "key": row.key,
            "outcome": Outcome.TAKEN.value if row.deed else "settled",
            "told": [_("Bản trên máy chủ được giữ; ảnh này không đi kèm việc nào.")],
            "asked": [],
            "conflict": reverse("sync-conflict", args=[row.conflict.pk]),
            "deed": row.deed.code if row.deed else None,
        }
        for row in rows.select_related("deed", "conflict")
    ]


def lang() -> Lang:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
