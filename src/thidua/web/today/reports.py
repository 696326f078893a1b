"""Reports of a month that wait for the reader to decide at her level."""

from __future__ import annotations

from typing import Any

from thidua.store import access
from thidua.web.today.desk import MOST, Desk


def to_approve(desk: Desk) -> dict[str, Any] | None:
    """Submitted reports whose turn is at a unit where this person decides; oldest month first. One question."""
    viewer = desk.viewer
    rows = access.reports(viewer).filter(height__gt=0).select_related("unit").order_by("month", "unit__name")
    waiting = [
        row
        for row in rows
        if row.height <= len(row.levels)
        and access.may_decide(viewer, row.unit.code, row.levels[row.height - 1])
    ]
    if not waiting:
        return None
    return {"rows": waiting[:MOST], "count": len(waiting), "more": len(waiting) - MOST}
