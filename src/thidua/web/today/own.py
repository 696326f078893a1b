"""An officer's own record: her deeds of the month and the classes she was given. Nobody is set beside her."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definitions
from thidua.core.period import PeriodKind, containing
from thidua.core.score.scheme import FigureKind
from thidua.store import access
from thidua.store.models import Figure
from thidua.web import chart
from thidua.web.standing.board import tick
from thidua.web.today.desk import Desk

WEEKS = 12
LAST_CLASS = 4  # classes go from 1, the best; the strip is darker the better


def deeds(desk: Desk) -> dict[str, Any] | None:
    """What she recorded this month and the one before, and what became of it. One question."""
    viewer = desk.viewer
    if viewer.person is None:
        return None
    since = containing(
        containing(viewer.day, PeriodKind.MONTH).start - timedelta(days=1), PeriodKind.MONTH
    ).start
    own = access.deeds(viewer).filter(recorded_by=viewer.person, on__gte=since, replaced_by__isnull=True)
    counts = own.aggregate(
        all=Count("pk"),
        confirmed=Count("pk", filter=Q(confirmed_by__isnull=False)),
        returned=Count("pk", filter=~Q(returned_reason="")),
    )
    if not counts["all"]:
        return None
    return {**counts, "waiting": counts["all"] - counts["confirmed"] - counts["returned"], "since": since}


def classes(desk: Desk) -> dict[str, Any] | None:
    """Her own classes of the last weeks, as a strip with a table behind it. One question."""
    viewer = desk.viewer
    if viewer.person is None:
        return None
    codes = [d.code for d in figure_definitions(viewer.day) if d.kind is FigureKind.CLASS]
    rows = Figure.objects.filter(person=viewer.person, figure__in=codes, replaced_by__isnull=True, state=1)
    found = {row.period: row.numerator // 1000 for row in rows.order_by("-cut_off")[:WEEKS]}
    if not found:
        return None
    weeks = sorted(found)
    levels = [max(1, LAST_CLASS + 2 - found[week]) if found[week] else 0 for week in weeks]
    told = _("Loại {count} tuần gần đây: {classes}").format(
        count=len(weeks), classes=", ".join(str(found[week]) for week in weeks)
    )
    return {
        "picture": chart.strip(
            levels, [tick(week) for week in weeks], told, [str(found[week] or "–") for week in weeks]
        ),
        "rows": [{"week": week, "value": found[week]} for week in reversed(weeks)],
    }
