"""Disputes: those that wait for the reader's hand, with the days left, and those of herself or her unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from thidua.core.dispute import CORRECTED, DisputeState, term_on
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import CLOSES, RECORDS
from thidua.store.models import Close, Dispute, MovementPeriod
from thidua.web.today.desk import MOST, Desk


def to_answer(desk: Desk) -> dict[str, Any] | None:
    """Open ones she decides; of movements she closes, those nobody decides and those whose correction is due."""
    viewer = desk.viewer
    closing = Q(period__movement__owner__code__in=[post.unit for post in viewer.posts if post.role in CLOSES])
    corrected = Close.objects.filter(period=OuterRef("period"), at__gt=OuterRef("answered_at"))
    wanted = Q(state=DisputeState.OPEN) & (Q(decider=viewer.person) | (Q(decider=None) & closing))
    wanted |= closing & Q(state__in=CORRECTED, period__state=MovementPeriod.State.CLOSED) & ~Exists(corrected)
    return _listed(access.disputes(viewer).filter(wanted), viewer.day) if viewer.person else None


def mine(desk: Desk) -> dict[str, Any] | None:
    """Open ones that she or her unit raised: who decides, and by when."""
    viewer = desk.viewer
    if viewer.person is None:
        return None
    units = [post.unit for post in viewer.posts if post.role in RECORDS]
    wanted = Q(opened_by=viewer.person) | Q(person=viewer.person) | Q(unit__code__in=units, person=None)
    rows = access.disputes(viewer).filter(wanted, state=DisputeState.OPEN)
    return _listed(rows.exclude(decider=viewer.person), viewer.day)


def _listed(rows: QuerySet[Dispute], day: date) -> dict[str, Any] | None:
    found = list(rows.select_related("unit", "person", "decider", "period").order_by(F("due"), "pk"))
    return (
        {"rows": list(_lines(found[:MOST], day)), "count": len(found), "more": len(found) - MOST}
        if found
        else None
    )


def _lines(rows: Iterable[Dispute], day: date) -> Iterable[dict[str, Any]]:
    for row in rows:
        opened = row.state == DisputeState.OPEN
        yield {
            "row": row,
            "who": row.person or row.unit,
            "term": term_on(day, row.due, work_calendar()) if opened else None,
        }
