"""How long is kept what is not a record, and why."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of passing data: kept for `months` counted from `since` (in words)."""

    code: str
    title: str
    months: int
    since: str
    reason: str

    def before(self, at: datetime) -> datetime:
        """What began to count before this moment is over."""
        year, month = divmod(at.year * 12 + at.month - 1 - self.months, 12)
        day = min(at.day, monthrange(year, month + 1)[1])
        return at.replace(year=year, month=month + 1, day=day)
