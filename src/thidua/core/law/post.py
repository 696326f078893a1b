"""Posts of leadership held one after the other or at once, and for how long each counts (decree 152/2025, Article 9).

Of posts held at once the highest counts. Who was moved to a lower post keeps the one before until its term ends.
Time in a higher post counts for the lower one as well, so that what is too short for it is not lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Days left over that count as one month more: our reading, no text says it (provision devotion.counting).
_MONTH = 30


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post held.

    Attributes:
        rung: how high it stands among posts of leadership; 1 is the lowest.
        last: last day; None while it is held.
        kept_until: end of the term, for who was moved to a lower post before it.
    """

    name: str
    rung: int
    first: date
    where: str
    last: date | None = None
    kept_until: date | None = None

    def counts_until(self, day: date) -> date:
        """The last day that counts, looked at on that day."""
        return min(max(self.last or day, self.kept_until or date.min), day)

    def covers(self, day: date, on: date) -> bool:
        return self.first <= day <= self.counts_until(on)


def months_held(posts: Sequence[PostHeld], rung: int, on: date) -> int:
    """Months until `on` in posts of that rung or a higher one; days left over are added up first."""
    since = [post for post in posts if post.rung >= rung and post.first <= on]
    months = days = 0
    for first, last in _stretches([(post.first, post.counts_until(on)) for post in since]):
        whole, left = _apart(first, last + timedelta(days=1))
        months, days = months + whole, days + left
    return months + days // _MONTH


def _stretches(spans: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans that touch or overlap, made one: nothing is counted twice."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _apart(first: date, end: date) -> tuple[int, int]:
    """Whole months from one day to another, and the days left over."""
    months = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last_whole = min(first.day, _days_in(year, month + 1))
    return months, (end - date(year, month + 1, last_whole)).days


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
