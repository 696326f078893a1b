"""Inspections: samples an inspector has not finished, and findings that a unit has not answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from thidua.core.inspection import Found, InspectionState
from thidua.store import access
from thidua.store.access import RECORDS
from thidua.web.today.desk import MOST, Desk


def to_check(desk: Desk) -> dict[str, Any] | None:
    """Her own that are not concluded: how much is left to look at, or who still may answer until when."""
    viewer = desk.viewer
    if viewer.person is None:
        return None
    rows = access.inspections(viewer).filter(drawn_by=viewer.person).exclude(state=InspectionState.CONCLUDED)
    rows = rows.select_related("unit").annotate(
        size=Count("items", distinct=True),
        left=Count("items", filter=Q(items__found=""), distinct=True),
        silent=Count("items", filter=Q(items__reply="") & ~Q(items__found=Found.RIGHT), distinct=True),
    )
    found = [
        {
            "row": row,
            "drawn": row.state == InspectionState.DRAWN,
            "over": row.reply_by is not None and row.reply_by < viewer.day,
        }
        for row in rows.order_by("drawn_at", "pk")[:MOST]
    ]
    return {"rows": found, "count": len(found)} if found else None


def to_reply(desk: Desk) -> dict[str, Any] | None:
    """Findings against a unit she records for, still to be answered; by inspection, the nearest day first."""
    viewer = desk.viewer
    units = [post.unit for post in viewer.posts if post.role in RECORDS]
    items = access.inspection_items(viewer).filter(
        unit__code__in=units, inspection__state=InspectionState.GIVEN, inspection__reply_by__gte=viewer.day, reply="",
    )  # fmt: skip
    counted = items.exclude(found=Found.RIGHT).values(
        "inspection__code", "inspection__reply_by", "unit__name"
    )
    rows = list(
        counted.annotate(left=Count("pk", distinct=True)).order_by("inspection__reply_by", "unit__name")
    )
    return {"rows": rows[:MOST], "count": len(rows)} if rows else None
