"""Records of merit: which there are, what each must say, and what is wrong with one as typed.

What is recorded here is what the law reads (core.law.facts); codes of choices are those of its enums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.law.facts import (
    AbsenceKind,
    Breadth,
    CommendationType,
    DisciplineLevel,
    HoldKind,
    InitiativeKind,
    Quality,
    Rating,
    Service,
    StudyResult,
)
from thidua.core.problem import Problem, Where, problem


class MeritKind(StrEnum):
    RATING = "rating"
    ACHIEVEMENT = "achievement"
    INITIATIVE = "initiative"
    DISCIPLINE = "discipline"
    HOLD = "hold"
    ABSENCE = "absence"
    SERVICE = "service"
    CONFIRMATION = "confirmation"
    REGISTRATION = "registration"
    REVIEW = "review"


SENSITIVE = frozenset({MeritKind.DISCIPLINE, MeritKind.HOLD})
OF_PERSONS = frozenset({MeritKind.DISCIPLINE, MeritKind.HOLD, MeritKind.ABSENCE})
OF_UNITS = frozenset({MeritKind.REVIEW})


class Matter(StrEnum):
    """What a review can say to be complete."""

    HONOURS = "honours"
    INITIATIVES = "initiatives"
    ACHIEVEMENTS = "achievements"
    DISCIPLINES = "disciplines"
    HOLDS = "holds"
    ABSENCES = "absences"


class Shape(StrEnum):
    TEXT = "text"
    DAY = "day"
    YEAR = "year"
    WHOLE = "whole"
    CHOICE = "choice"
    MANY = "many"
    FLAG = "flag"  # yes, no, nobody said


@dataclass(frozen=True, slots=True)
class MeritField:
    """One thing a record says; `choices` are codes of a law enum, or "form" for codes of awards."""

    name: str
    shape: Shape
    needed: bool = True
    choices: tuple[str, ...] = ()
    most: int = 300


def _choice(name: str, of: type[StrEnum], needed: bool = True) -> MeritField:
    return MeritField(name, Shape.CHOICE, needed, tuple(of))


_SPAN = (MeritField("first_day", Shape.DAY), MeritField("last_day", Shape.DAY))
FIELDS: Mapping[MeritKind, tuple[MeritField, ...]] = {
    MeritKind.RATING: (MeritField("year", Shape.YEAR), _choice("rating", Rating)),
    MeritKind.ACHIEVEMENT: (
        MeritField("title", Shape.TEXT),
        *_SPAN,
        _choice("commendation", CommendationType),
        _choice("breadth", Breadth, needed=False),
    ),
    MeritKind.INITIATIVE: (
        MeritField("title", Shape.TEXT),
        MeritField("year", Shape.YEAR),
        _choice("kind", InitiativeKind),
        _choice("breadth", Breadth, needed=False),
        MeritField("recognised_by", Shape.TEXT, needed=False, most=200),
        MeritField("applied", Shape.FLAG, needed=False),
    ),
    MeritKind.DISCIPLINE: (
        _choice("level", DisciplineLevel),
        MeritField("decided_on", Shape.DAY),
        MeritField("acted_on", Shape.DAY, needed=False),
        MeritField("served_on", Shape.DAY, needed=False),
    ),
    MeritKind.HOLD: (
        _choice("kind", HoldKind),
        MeritField("first_day", Shape.DAY),
        MeritField("last_day", Shape.DAY, needed=False),
    ),
    MeritKind.ABSENCE: (
        _choice("kind", AbsenceKind),
        *_SPAN,
        MeritField("workdays", Shape.WHOLE, needed=False),
        MeritField("medical", Shape.FLAG, needed=False),
        MeritField("rules_kept", Shape.FLAG, needed=False),
        _choice("result", StudyResult, needed=False),
    ),
    MeritKind.SERVICE: (_choice("service", Service, needed=False), MeritField("since", Shape.DAY)),
    MeritKind.CONFIRMATION: (
        MeritField("year", Shape.YEAR),
        _choice("quality", Quality),
        MeritField("holds", Shape.FLAG),
    ),
    MeritKind.REGISTRATION: (
        MeritField("year", Shape.YEAR),
        MeritField("form", Shape.CHOICE, choices=("form",)),
    ),
    MeritKind.REVIEW: (
        MeritField("until", Shape.DAY),
        MeritField("covers", Shape.MANY, choices=tuple(Matter)),
        MeritField("history_from", Shape.YEAR, needed=False),
    ),
}
_FUTURE = frozenset({"served_on", "last_day"})  # may lie ahead: a term that runs


def check_merit(kind: MeritKind, values: Mapping[str, object], paper: str, today: date) -> list[Problem]:
    """Everything wrong with a record as read, at once.

    Codes: merit.missing, merit.choice, merit.paper-missing, merit.days-in-order, merit.future,
    merit.recogniser-missing, merit.year.
    """
    found: list[Problem] = []
    if not paper.strip():
        found.append(problem("merit.paper-missing", Where(field="paper")))
    for field in FIELDS[kind]:
        value = values.get(field.name)
        where = Where(field=field.name)
        if value is None or value in ("", ()):
            if field.needed:
                found.append(problem("merit.missing", where, field=field.name))
            continue
        if field.shape is Shape.CHOICE and field.choices != ("form",) and value not in field.choices:
            found.append(problem("merit.choice", where, value=value))
        if isinstance(value, date) and value > today and field.name not in _FUTURE:
            found.append(problem("merit.future", where, day=value))
        if field.shape is Shape.YEAR and not 1945 <= int(str(value)) <= today.year:
            found.append(problem("merit.year", where, value=value))
    return found + _together(values)


def _together(values: Mapping[str, object]) -> list[Problem]:
    found = []
    first, last = values.get("first_day"), values.get("last_day")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        found.append(problem("merit.days-in-order", Where(field="last_day"), first=first, last=last))
    decided, served = values.get("decided_on"), values.get("served_on")
    if isinstance(decided, date) and isinstance(served, date) and served < decided:
        found.append(problem("merit.days-in-order", Where(field="served_on"), first=decided, last=served))
    if values.get("breadth") and "recognised_by" in values and not values["recognised_by"]:
        found.append(problem("merit.recogniser-missing", Where(field="recognised_by")))
    return found
