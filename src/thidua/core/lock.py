"""Why figures of a unit's period cannot be changed now, who can lift that, and how.

A lock is a sentence (`office.wording.sentence` reads its code and values), the names of those who can lift it, and a
second sentence that says how. The page, the refusal of an action and the answer to a phone say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from thidua.core.period import Period
from thidua.core.problem import Problem, Where
from thidua.core.report import APPROVED_FROM, DRAFT
from thidua.core.window import Window, WindowState
from thidua.core.workday import WorkCalendar


class LockReason(StrEnum):
    """The code of the lock's sentence, strongest first."""

    UNIT_ENDED = "lock.unit-ended"
    MOVEMENT_OVER = "lock.movement-over"
    CLOSED = "figure.period-closed"
    FROZEN = "figure.period-frozen"
    APPROVED = "lock.approved"
    SUBMITTED = "lock.submitted"
    WINDOW_OVER = "lock.window-over"
    NOT_OPEN = "lock.not-open"


# reason → the sentence that says how it is lifted
LIFTS = {
    LockReason.UNIT_ENDED: "lock.lift-unit-ended",
    LockReason.MOVEMENT_OVER: "lock.lift-movement-over",
    LockReason.CLOSED: "lock.lift-closed",
    LockReason.FROZEN: "lock.lift-frozen",
    LockReason.APPROVED: "lock.lift-approved",
    LockReason.SUBMITTED: "lock.lift-submitted",
    LockReason.WINDOW_OVER: "lock.lift-window-over",
    LockReason.NOT_OPEN: "lock.lift-not-open",
}


@dataclass(frozen=True, slots=True)
class Lock:
    """Attributes:
    values: fill in both sentences.
    lifters: names of those who can lift it today, in the order in which one would ask.
    """

    reason: LockReason
    values: Mapping[str, str] = field(default_factory=dict)
    lifters: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    @property
    def code(self) -> str:
        return self.reason

    @property
    def lift(self) -> Problem:
        """How it is lifted, as something that has a sentence."""
        return Problem(LIFTS[self.reason], values=self.values)

    def problem(self, where: Where) -> Problem:
        """The same sentence as a fault of what somebody typed."""
        return Problem(self.code, where, self.values)

    def by(self, names: tuple[str, ...]) -> Lock:
        return replace(self, lifters=names)


@dataclass(frozen=True, slots=True)
class LockFacts:
    """What is known about one unit's period.

    Attributes:
        title: the period in words; its code without them.
        window: None where no rule of windows holds.
        reopened: the period was closed and is open again; the window does not count until the next close.
        shut: the movement that takes no more figures of it, and whether it is closed (or only frozen).
        ended: movement that ended before the period, if that is the only one the unit was in.
        height: of the report (`core.report`); `approved` names the last approval: level, by, at.
    """

    period: Period
    day: date
    unit: str
    unit_last_day: date | None = None
    successor: str = ""
    movement_over: str = ""
    shut: str = ""
    closed: bool = False
    reopened: bool = False
    height: int = DRAFT
    report: Mapping[str, str] = field(default_factory=dict)
    window: Window | None = None
    title: str = ""


def lock_of(facts: LockFacts, calendar: WorkCalendar) -> Lock | None:
    """The strongest reason why this unit's figures of this period cannot be changed on that day."""
    told = {"period": facts.title or facts.period.code, "unit": facts.unit}
    if facts.unit_last_day is not None and facts.unit_last_day < facts.period.start:
        ended = f"{facts.unit_last_day:%d/%m/%Y}"
        return Lock(LockReason.UNIT_ENDED, {**told, "last_day": ended, "successor": facts.successor})
    if facts.movement_over:
        return Lock(LockReason.MOVEMENT_OVER, {**told, "movement": facts.movement_over})
    if facts.shut:
        reason = LockReason.CLOSED if facts.closed else LockReason.FROZEN
        return Lock(reason, {**told, "movement": facts.shut})
    if facts.height > DRAFT:
        reason = LockReason.APPROVED if facts.height >= APPROVED_FROM else LockReason.SUBMITTED
        return Lock(reason, {**told, **facts.report})
    return _window_lock(facts, calendar, told)


def _window_lock(facts: LockFacts, calendar: WorkCalendar, told: Mapping[str, str]) -> Lock | None:
    window = facts.window
    if window is None:
        return None
    opens = window.opens_for(facts.period)
    if facts.day < opens:
        return Lock(LockReason.NOT_OPEN, {**told, "opens": f"{opens:%d/%m/%Y}"})
    if window.state(facts.day, calendar) is WindowState.OVER and not facts.reopened:
        days = {"due": f"{window.due:%d/%m/%Y}", "last": f"{window.last:%d/%m/%Y}"}
        return Lock(LockReason.WINDOW_OVER, {**told, **days})
    return None
