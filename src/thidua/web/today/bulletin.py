"""The monthly bulletin: which issue waits for the reader to finish, approve, publish or clear."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.core.bulletin import Stage
from thidua.core.period import PeriodKind, containing
from thidua.store import access
from thidua.web.bulletin.views import ACTIONS, STAGES, nexts
from thidua.web.today.desk import MOST, Desk

FORWARD = (Stage.APPROVED, Stage.INSIDE, Stage.CLEARED, Stage.OUTSIDE)
FRESH = timedelta(days=75)  # an older issue that never went on was left where it is on purpose
FINISH = gettext_lazy("Hoàn thiện")


def to_move(desk: Desk) -> dict[str, Any] | None:
    """Fresh issues and what she may do to bring each one on. One question."""
    viewer = desk.viewer
    since = containing(viewer.day - FRESH, PeriodKind.MONTH).code
    rows = access.bulletins(viewer).filter(period__gte=since, stage__in=(Stage.DRAFT, *FORWARD[:3]))
    found = []
    for row in rows.order_by("period", "unit__name"):
        stage = Stage(row.stage)
        step = next((ACTIONS[one] for one in nexts(viewer, row) if one in FORWARD), None)
        if step is None and stage is Stage.DRAFT and access.may_write_bulletin(viewer, row.unit):
            step = FINISH
        if step is not None:
            found.append({"row": row, "stage": STAGES[stage], "step": step})
    return {"rows": found[:MOST], "count": len(found), "more": len(found) - MOST} if found else None
