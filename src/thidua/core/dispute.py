"""A dispute of one criterion: who may decide it without an interest of her own, and how long she has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.workday import WorkCalendar, add_workdays, workdays_between

TERM = 5  # working days for an answer
LONGER_MAX = 5  # working days by which it may be extended, once


class DisputeState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


VERDICTS = (DisputeState.UPHELD, DisputeState.PARTLY, DisputeState.REJECTED)
CORRECTED = frozenset({DisputeState.UPHELD, DisputeState.PARTLY})


class Interest(StrEnum):
    """Why somebody is not the one to ask: the code of the sentence that says so."""

    DISPUTES = "dispute.interest-disputes"
    SERVES = "dispute.interest-serves"
    CLOSED = "dispute.interest-closed"
    ENTERED = "dispute.interest-entered"


@dataclass(frozen=True, slots=True)
class Arbiter:
    """Somebody who could decide.

    Attributes:
        units: codes of the units in which she serves.
        waiting: disputes that wait for her already.
    """

    code: str
    name: str
    units: frozenset[str] = frozenset()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision would touch.

    Attributes:
        units: the disputed unit and all below it.
        closed_by: names as the closes carry them.
        entered_by: codes of those who recorded the figures behind the criterion.
    """

    units: frozenset[str]
    opened_by: str
    closed_by: frozenset[str] = frozenset()
    entered_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decider:
    candidate: Arbiter
    interests: tuple[Interest, ...] = ()


def interests_of(candidate: Arbiter, case: Case) -> tuple[Interest, ...]:
    """Everything that ties her to the case."""
    ties = (
        (Interest.DISPUTES, candidate.code == case.opened_by),
        (Interest.SERVES, bool(candidate.units & case.units)),
        (Interest.CLOSED, candidate.name in case.closed_by),
        (Interest.ENTERED, candidate.code in case.entered_by),
    )
    return tuple(interest for interest, tied in ties if tied)


def choose(inspectors: Sequence[Arbiter], officers: Sequence[Arbiter], case: Case) -> Decider | None:
    """Who decides: an inspector without ties, the one with least to do; else the emulation officer with fewest ties.

    Never whoever disputes. None where there is nobody left.
    """
    free = [person for person in inspectors if not interests_of(person, case)]
    if free:
        return Decider(min(free, key=_least))
    tied = [(interests_of(person, case), person) for person in officers]
    fit = [(ties, person) for ties, person in tied if Interest.DISPUTES not in ties]
    if not fit:
        return None
    ties, person = min(fit, key=lambda held: (len(held[0]), _least(held[1])))
    return Decider(person, ties)


def _least(person: Arbiter) -> tuple[int, str]:
    return person.waiting, person.code


@dataclass(frozen=True, slots=True)
class Term:
    """The clock of a dispute on a day. `left` in working days: 0 on the last one, negative when it is over."""

    due: date
    left: int

    @property
    def over(self) -> bool:
        return self.left < 0


def due_day(opened: date, calendar: WorkCalendar) -> date:
    return add_workdays(opened, TERM, calendar)


def term_on(day: date, due: date, calendar: WorkCalendar) -> Term:
    return Term(
        due, workdays_between(day, due, calendar) if day <= due else -workdays_overdue(due, day, calendar)
    )


def workdays_overdue(due: date, day: date, calendar: WorkCalendar) -> int:
    """Working days since the due day, at least 1 once it is over."""
    return max(1, workdays_between(due, day, calendar)) if day > due else 0
