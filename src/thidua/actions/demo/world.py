"""The whole made-up world of one seed, as plain values: the same seed gives the same world on any machine."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from thidua.actions.demo.calendar import roll_ups, weeks_of
from thidua.actions.demo.deeds import MadeDeed, week_deeds
from thidua.actions.demo.numbers import (
    SCORED_SORTS,
    MadeFigure,
    Numbers,
    company_class,
    week_class,
    week_figures,
)
from thidua.actions.demo.papers import (
    MadeCompact,
    MadeDirective,
    MadeMovement,
    MadePlan,
    make_compacts,
    make_directive,
    make_movements,
    make_plans,
)
from thidua.actions.demo.people import MadePerson
from thidua.actions.demo.units import (
    COMPANY,
    MadeArea,
    MadeUnit,
    make_areas,
    make_people,
    make_units,
)
from thidua.core.period import Period, PeriodKind

YEAR = 2025
FULL_YEAR = 52  # weeks


@dataclass(frozen=True, slots=True)
class WeekOf:
    """What happened in one week: figures and deeds by unit code, and the officers' classes."""

    week: Period
    figures: dict[str, tuple[MadeFigure, ...]]
    deeds: dict[str, tuple[MadeDeed, ...]]
    classes: tuple[MadeFigure, ...]


@dataclass(frozen=True, slots=True)
class World:
    seed: int
    weeks: tuple[Period, ...]
    closing: tuple[Period, ...]  # months, quarters and the year, in the order in which they close
    areas: tuple[MadeArea, ...]
    units: tuple[MadeUnit, ...]
    people: tuple[MadePerson, ...]
    directive: MadeDirective
    plans: tuple[MadePlan, ...]
    movements: tuple[MadeMovement, ...]
    compacts: tuple[MadeCompact, ...]

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.seed)

    def unit(self, code: str) -> MadeUnit:
        return next(unit for unit in self.units if unit.code == code)

    def leader(self, unit: str, role: str = "head") -> MadePerson:
        """Who holds that role in that unit; the first of them."""
        return next(p for p in self.people if p.post.unit == unit and p.post.role == role)

    @property
    def officers(self) -> tuple[MadePerson, ...]:
        """Everybody of the company, its leaders too: they are the 24 who are classified."""
        return tuple(p for p in self.people if p.post.unit == COMPANY)

    def happened(self, week: Period) -> WeekOf:
        units = [u for u in self.units if u.sort in SCORED_SORTS and u.first_day <= week.end]
        figures = {unit.code: week_figures(self.numbers, unit, week) for unit in units}
        deeds = {unit.code: week_deeds(self.numbers, unit, week, figures[unit.code]) for unit in units}
        classes = tuple(week_class(self.numbers, officer, week) for officer in self.officers)
        return WeekOf(week, figures, deeds, classes)

    def company_classes(self) -> tuple[tuple[Period, MadeFigure], ...]:
        """The company's own class of every month that closes."""
        months = (period for period in self.closing if period.kind is PeriodKind.MONTH)
        return tuple((month, company_class(self.numbers, month)) for month in months)


def make_world(seed: int = 2025, weeks: int = FULL_YEAR) -> World:
    """A world of the first `weeks` weeks of 2025; only the months that are complete close."""
    span = weeks_of(YEAR, weeks)
    units = make_units()
    people = make_people(Random(f"{seed}|people"), units)  # noqa: S311 - made-up data, not a secret
    return World(
        seed=seed,
        weeks=span,
        closing=roll_ups(span),
        areas=make_areas(),
        units=units,
        people=people,
        directive=make_directive(),
        plans=make_plans(units, people),
        movements=make_movements(),
        compacts=make_compacts(units, people, weeks_of(YEAR, FULL_YEAR)),
    )
