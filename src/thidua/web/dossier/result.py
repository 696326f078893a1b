"""The closed standing a nomination is chosen from: which there are for a year, and who stood how in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.period import Period, PeriodKind
from thidua.office.format import period as period_text
from thidua.office.format import points
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Close, Unit
from thidua.web.movement.views import compared_movements
from thidua.web.standing.board import class_tag
from thidua.web.standing.snapshot import closed, standing_of

KINDS = (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
MOST = 24


def results(viewer: Viewer, year: int) -> list[Close]:
    """The last close of every year, quarter and month of that year that she may open; the longest, latest first."""
    newer = Close.objects.filter(period=OuterRef("period"), version__gt=OuterRef("version"))
    rows = Close.objects.filter(
        ~Exists(newer), period__movement__in=compared_movements(viewer), period__state="closed",
        period__first_day__year=year, period__kind__in=KINDS,
    ).select_related("period__movement")  # fmt: skip
    order = {kind.value: place for place, kind in enumerate(KINDS)}
    found = list(rows.order_by("-period__last_day", "pk"))
    return sorted(found, key=lambda close: order[close.period.kind])[:MOST]


def result_of(unit: Unit, found: Iterable[Close]) -> Close | None:
    """The first of these in which a unit stands, or whose movement it owns."""
    return next(
        (c for c in found if c.period.movement.owner_id == unit.pk or unit.code in standing_of(c)), None
    )


def title_of(close: Close) -> str:
    """ "Vì an ninh Tổ quốc năm 2025 · Năm 2025"."""
    return f"{close.period.movement.title} · {period_text(Period.parse(close.period.code))}"


def result_shown(viewer: Viewer, close: Close | None) -> dict[str, Any] | None:
    """Its name, where it can be opened, and whether the period was closed again since."""
    if close is None:
        return None
    period = close.period
    seen = access.movements(viewer).filter(pk=period.movement_id).exists()
    url = reverse("standing", args=[period.movement.code, period.code])
    return {
        "title": title_of(close),
        "version": close.version,
        "again": Close.objects.filter(period=period, version__gt=close.version).exists(),
        "url": f"{url}?ban={close.version}" if seen and access.standing_groups(viewer, period) else "",
    }


def stood(viewer: Viewer, close: Close) -> Mapping[str, str]:
    """Code of a subject → how it stood, of the groups the viewer may open; in words, beside the name."""
    groups = access.standing_groups(viewer, close.period)
    rows = [row for row in standing_of(close).values() if row.group in groups]
    scheme = closed(close).scheme
    size: dict[str, int] = {}
    for row in rows:
        size[row.group] = size.get(row.group, 0) + (row.place > 0)
    found = {}
    for row in rows:
        told = []
        if row.place:
            told.append(
                _("hạng %(place)s/%(of)s, %(points)s điểm")
                % {"place": row.place, "of": size[row.group], "points": points(row.total)}
            )
        if row.class_code:
            told.append(class_tag(scheme, row.class_code)["title"])
        found[row.subject] = " · ".join(told)
    return found
