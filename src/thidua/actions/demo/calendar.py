"""The demonstration's clock: weeks recorded Monday to Friday, closed the next Monday at 09:00 (+07:00).

A month, quarter or year closes on the first Monday after both its last day and its last week are over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from thidua.core.period import Period, PeriodKind

ZONE = timezone(timedelta(hours=7))
_ROLL_UPS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


@dataclass(frozen=True, slots=True)
class Season:
    """How a week differs from an ordinary one, in percent of ordinary: outreach, and days of help."""

    outreach: int = 100
    help_days: int = 100
    said: str = ""


def season(week: Period) -> Season:
    """Tết is quiet, harvests and the flood ask for hands, September opens the schools."""
    number = int(week.code[-2:])
    if number in (4, 5, 6):
        return Season(outreach=60, help_days=80, said="tuần Tết Nguyên đán")
    if number in (22, 23, 24, 41, 42, 43):
        return Season(outreach=90, help_days=220, said="mùa gặt")
    if number in (30, 31):
        return Season(outreach=50, help_days=300, said="mưa lũ")
    if number in (36, 37):
        return Season(outreach=150, help_days=100, said="đầu năm học")
    return Season()


def weeks_of(year: int, count: int) -> tuple[Period, ...]:
    return Period.parse(str(year)).parts(PeriodKind.WEEK)[:count]


def roll_ups(weeks: tuple[Period, ...]) -> tuple[Period, ...]:
    """Months, quarters and years all of whose weeks are there, in the order in which they close."""
    have = set(weeks)
    found = []
    for level in _ROLL_UPS:
        for period in dict.fromkeys(week.within(level) for week in weeks):
            if have.issuperset(period.parts(PeriodKind.WEEK)):
                found.append(period)
    return tuple(sorted(found, key=lambda p: (closing_day(p), _ROLL_UPS.index(p.kind))))


def closing_day(period: Period) -> date:
    """The first Monday after its last day and after its last week."""
    last = period.end
    if period.kind is not PeriodKind.WEEK:
        last = max(last, period.parts(PeriodKind.WEEK)[-1].end)
    return last + timedelta(days=7 - last.weekday())


def closing_time(period: Period) -> datetime:
    minutes = {PeriodKind.WEEK: 0, PeriodKind.MONTH: 10, PeriodKind.QUARTER: 20, PeriodKind.YEAR: 30}
    return moment(closing_day(period), 9, minutes[period.kind])
