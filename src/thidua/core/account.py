"""From which day on nobody would be left who may open the doors for others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta


def first_gap(spans: Iterable[tuple[date, date | None]], since: date) -> date | None:
    """The first day from `since` on that no span covers; None when there is none for ever.

    Args:
        spans: (first day, last day included, or None for "still").
    """
    reached = since
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > reached:
            return reached
        if last is None:
            return None
        reached = max(reached, last + timedelta(days=1))
    return reached
