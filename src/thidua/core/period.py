"""Weeks, months, quarters and years of an emulation year, and which belongs to which.

A week is an ISO week (Monday to Sunday). It belongs to the month, quarter and year that hold its Thursday, so
every week belongs to exactly one month and a year has 52 or 53 of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = (
    1900,
    2999,
)  # a year outside is a slip of the finger, and has neighbours without a date


class PeriodKind(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_FORMS = {
    PeriodKind.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    PeriodKind.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    PeriodKind.QUARTER: re.compile(r"([0-9]{4})-Q([0-9])"),
    PeriodKind.YEAR: re.compile(r"([0-9]{4})()"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named stretch of days. `code` is "2025-W09", "2025-03", "2025-Q1" or "2025"; it sorts by first day."""

    start: date
    end: date  # last day, included
    kind: PeriodKind
    code: str

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(code: str) -> Period:
        """Read a period code.

        Raises:
            ValueError: not one of the four forms, or no such week, month or quarter.
        """
        for kind, form in _FORMS.items():
            if (match := form.fullmatch(code.strip())) and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
                return _make(kind, int(match[1]), int(match[2] or 1))
        raise ValueError(code)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def within(self, kind: PeriodKind) -> Period:
        """The month, quarter or year this period belongs to (by its Thursday if it is a week)."""
        anchor = self.start + timedelta(days=3) if self.kind is PeriodKind.WEEK else self.start
        return containing(anchor, kind)

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Its weeks, months or quarters, in order; each belongs to it in the sense of `within`."""
        found, day = [], self.start
        while day <= self.end:
            part = containing(day, kind)
            if part.within(self.kind) == self:
                found.append(part)
            day = part.end + timedelta(days=1)
        return tuple(found)


def containing(day: date, kind: PeriodKind) -> Period:
    """The period of that kind in which `day` lies."""
    if kind is PeriodKind.WEEK:
        year, week, _ = day.isocalendar()
        return _make(kind, year, week)
    if kind is PeriodKind.MONTH:
        return _make(kind, day.year, day.month)
    if kind is PeriodKind.QUARTER:
        return _make(kind, day.year, (day.month + 2) // 3)
    return _make(kind, day.year, 1)


def _make(kind: PeriodKind, year: int, index: int) -> Period:
    if kind is PeriodKind.WEEK:
        start = date.fromisocalendar(year, index, 1)
        return Period(start, start + timedelta(days=6), kind, f"{year}-W{index:02d}")
    if kind is PeriodKind.MONTH:
        return Period(date(year, index, 1), _before(year, index + 1), kind, f"{year}-{index:02d}")
    if kind is PeriodKind.QUARTER:
        if not 1 <= index <= 4:
            raise ValueError(index)
        return Period(date(year, 3 * index - 2, 1), _before(year, 3 * index + 1), kind, f"{year}-Q{index}")
    return Period(date(year, 1, 1), date(year, 12, 31), kind, f"{year}")


def _before(year: int, month: int) -> date:
    """The day before the first of that month; month 13 is next January."""
    first = date(year + 1, 1, 1) if month == 13 else date(year, month, 1)
    return first - timedelta(days=1)
