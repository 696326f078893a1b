"""Working days: weekends, holidays and swapped days as dated data; nothing here knows a particular holiday.

A term of five working days that begins on Monday ends on the next Monday: the day something happens is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says: a holiday, or a Saturday that is worked in exchange.

    Attributes:
        works: a day of rest that is worked.
        certain: False while only the press or a proposal says so; pages that count with it say that too.
    """

    day: date
    title: str
    source: str
    works: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Special days of the years that are known; in other years only weekends are free, which is a doubt."""

    days: Mapping[date, SpecialDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        special = self.days.get(day)
        return special.works if special is not None else day.weekday() < SATURDAY


def add_workdays(start: date, count: int, calendar: WorkCalendar) -> date:
    """The `count`-th working day after `start`; `start` itself for 0."""
    if count < 0:
        raise ValueError(count)
    day, left = start, count
    while left:
        day += timedelta(days=1)
        left -= calendar.works(day)
    return day


def workdays_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Working days after `start` up to and with `end`; negative when `end` lies before `start`."""
    if end < start:
        return -workdays_between(end, start, calendar)
    return sum(calendar.works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def next_workday(day: date, calendar: WorkCalendar) -> date:
    """That day if it is worked, else the next one that is."""
    while not calendar.works(day):
        day += timedelta(days=1)
    return day


def doubtful_days(start: date, end: date, calendar: WorkCalendar) -> tuple[SpecialDay, ...]:
    """What a count from `start` to `end` rests on and is not certain, in order of days."""
    return tuple(
        special
        for _, special in sorted(calendar.days.items())
        if start < special.day <= end and not special.certain
    )


def unknown_years(start: date, end: date, calendar: WorkCalendar) -> tuple[int, ...]:
    """Years between the two days whose holidays are not written down."""
    return tuple(year for year in range(start.year, end.year + 1) if year not in calendar.years)
