"""When a month of a unit takes figures: opens, is due, is late, is over. The days are data (`WindowRule`).

Figures of a week may be entered from the week's first day; those of the month itself, and its report, from the day the
window opens. All of them until the window is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Problem, Where, problem
from thidua.core.workday import WorkCalendar, next_workday, workdays_between

FIRST_DAYS = 5  # in which last month's figures still come in, as a rule
LAST_COMMON_DAY = 28  # every month has it


def month_in_hand(day: date) -> Period:
    """The month one works at: last month until its window is over, as a rule, then this one."""
    this = containing(day, PeriodKind.MONTH)
    return containing(this.start - timedelta(days=1), PeriodKind.MONTH) if day.day <= FIRST_DAYS else this


class WindowState(StrEnum):
    NOT_OPEN = "not-open"
    OPEN = "open"
    SOON = "soon"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class WindowRule:
    """Days of a month's window.

    Attributes:
        opens: day of the month itself.
        due, late: days of the month after; between them entry is late but taken. A day that nobody works moves on to
            the next one that somebody does.
        soon: so many working days before the due day the page says that it is near.
        first_day: months that begin on it or later follow the rule, until `last_day`.
        source: the paper it stands in.
    """

    opens: int
    due: int
    late: int
    soon: int
    first_day: date
    last_day: date | None = None
    source: str = ""

    def in_force(self, month: Period) -> bool:
        return self.first_day <= month.start and (self.last_day is None or month.start <= self.last_day)


@dataclass(frozen=True, slots=True)
class Window:
    """One unit's window for one month. `extended` is the last day given to that unit alone."""

    month: Period
    opens: date
    due: date
    late: date
    soon: int
    extended: date | None = None

    @property
    def last(self) -> date:
        return max(self.late, self.extended or self.late)

    def state(self, day: date, calendar: WorkCalendar) -> WindowState:
        if day < self.opens:
            return WindowState.NOT_OPEN
        if day > self.last:
            return WindowState.OVER
        due = max(self.due, self.extended or self.due)
        if day > due:
            return WindowState.LATE
        return WindowState.SOON if workdays_between(day, due, calendar) <= self.soon else WindowState.OPEN

    def opens_for(self, period: Period) -> date:
        """The first day on which figures of that period are taken."""
        return period.start if period.kind is PeriodKind.WEEK else self.opens

    def days_late(self, day: date) -> int:
        """Days since the due day, 0 while it is not over."""
        return max(0, (day - max(self.due, self.extended or self.due)).days)


def month_of(period: Period) -> Period:
    """The month in whose window a period is entered: its own, or its last one if it is longer."""
    if period.kind in (PeriodKind.WEEK, PeriodKind.MONTH):
        return period.within(PeriodKind.MONTH)
    return containing(period.end, PeriodKind.MONTH)


def window_of(
    month: Period, rule: WindowRule, calendar: WorkCalendar, extended: date | None = None
) -> Window:
    """The days of that month's window."""
    after = month.end + timedelta(days=1)
    return Window(
        month=month,
        opens=month.start.replace(day=rule.opens),
        due=next_workday(after.replace(day=rule.due), calendar),
        late=next_workday(after.replace(day=rule.late), calendar),
        soon=rule.soon,
        extended=extended,
    )


def check_window_rule(rule: WindowRule) -> list[Problem]:
    """All that is wrong with a rule somebody wrote."""
    found = [
        problem("window.day-unknown", Where(field=name), day=day, last=LAST_COMMON_DAY)
        for name, day in (("opens", rule.opens), ("due", rule.due), ("late", rule.late))
        if not 1 <= day <= LAST_COMMON_DAY
    ]
    if rule.late < rule.due:
        found.append(problem("window.late-before-due", Where(field="late"), due=rule.due, late=rule.late))
    if rule.first_day.day != 1:
        found.append(problem("window.first-day-not-first", Where(field="first_day")))
    return found
