"""All boards one may open: each movement with its latest closed week, month, quarter and year."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core.period import Period, PeriodKind
from thidua.store.models import Close, Movement
from thidua.web.door import crumbs, viewer_of
from thidua.web.movement.views import compared_movements
from thidua.web.standing.flags import flags_of
from thidua.web.standing.snapshot import closed, standing_of

KINDS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


def boards(request: HttpRequest) -> HttpResponse:
    """Newest movements first; a movement with nothing closed shows that it has begun."""
    viewer = viewer_of(request)
    movements = list(compared_movements(viewer).select_related("owner").order_by("-first_day", "code"))
    latest: dict[tuple[int, str], Close] = {}
    newer = Close.objects.filter(
        period__movement=OuterRef("period__movement"), period__kind=OuterRef("period__kind"),
        period__first_day__gt=OuterRef("period__first_day"),
    )  # fmt: skip
    rows = Close.objects.filter(~Exists(newer), period__movement__in=movements, period__state="closed")
    for close in rows.select_related("period").order_by("version"):
        latest[close.period.movement_id, close.period.kind] = close
    context = {
        "crumbs": crumbs(_("Xếp hạng")),
        "rows": [_movement(movement, latest, viewer.own) for movement in movements],
    }
    return render(request, "standing/boards.html", context)


def _movement(
    movement: Movement, latest: dict[tuple[int, str], Close], own: frozenset[str]
) -> dict[str, Any]:
    closes = [close for kind in KINDS if (close := latest.get((movement.pk, kind)))]
    periods = []
    for close in closes:
        rows = standing_of(close)
        mine = next((rows[code] for code in sorted(own) if code in rows and rows[code].place), None)
        periods.append(
            {
                "code": close.period.code,
                "unit": mine.subject if mine else "",
                "place": mine.place if mine else None,
                "of": sum(row.group == mine.group for row in rows.values()) if mine else 0,
                "total": mine.total if mine else None,
            }
        )
    flag = closes[0].period.code if closes and _has_flag(closes[0]) else ""
    return {"movement": movement, "periods": periods, "flag": flag}


def _has_flag(close: Close) -> bool:
    return bool(flags_of(closed(close).scheme, Period.parse(close.period.code)))
