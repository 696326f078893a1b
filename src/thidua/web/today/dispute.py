"""Disputes: those that wait for the reader's hand, with the days left, and those of herself or her unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from thidua.core.dispute import DisputeState, term_on
from thidua.rules.catalogue import work_calendar
from thidua.store.models import Dispute
from thidua.web.today.desk import MOST, Desk


def to_answer(desk: Desk) -> dict[str, Any] | None:
    """Open ones she decides; of movements she closes, those nobody decides and those whose correction is due."""
    return _listed([row for row in desk.disputes if row.waits], desk.viewer.day)


def mine(desk: Desk) -> dict[str, Any] | None:
    """Open ones that she or her unit raised: who decides, and by when."""
    return _listed([row for row in desk.disputes if row.raised], desk.viewer.day)


def _listed(found: list[Dispute], day: date) -> dict[str, Any] | None:
    if not found:
        return None
    return {"rows": list(_lines(found[:MOST], day)), "count": len(found), "more": len(found) - MOST}


def _lines(rows: Iterable[Dispute], day: date) -> Iterable[dict[str, Any]]:
    for row in rows:
        opened = row.state == DisputeState.OPEN
        yield {
            "row": row,
            "who": row.person or row.unit,
            "term": term_on(day, row.due, work_calendar()) if opened else None,
        }
