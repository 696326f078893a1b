"""Officers of a unit and the classes their leaders give them: a month of weeks, and the months that followed.

A grid of people is never an order of people: rows go by name, nothing is ranked, and who leads nobody finds only
her own row (promise N11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext

from thidua.actions.definition import figure_definition
from thidua.actions.figure import FigureEntry
from thidua.actions.standing_input import scheme_of
from thidua.core.figure import FigureDefinition
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Refused, Where
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureKind, Scheme, SubjectKind
from thidua.core.score.table import State
from thidua.store.access import Viewer
from thidua.store.models import Figure, Movement, MovementPeriod, Person, Post, Unit
from thidua.web.figure.grid import value_of
from thidua.web.figure.typed import Typed, cell_name, read_cell


@dataclass(frozen=True, slots=True)
class Officer:
    """`weeks`: codes of the weeks at whose end the post was held."""

    person: Person
    post: str
    weeks: frozenset[str]


@dataclass(frozen=True, slots=True)
class OfficersMonth:
    """Attributes:
    figures: (person, week) → the record that stands.
    states: period → its state, for the weeks and the month; a week without one takes no figures yet.
    """

    unit: Unit
    period: Period
    weeks: tuple[Period, ...]
    movement: Movement
    scheme: Scheme
    definition: FigureDefinition
    officers: tuple[Officer, ...]
    figures: Mapping[tuple[str, str], Figure]
    states: Mapping[str, MovementPeriod]

    def takes(self, week: str) -> bool:
        return week in self.states and self.states[week].state == MovementPeriod.State.OPEN


def officers_month(viewer: Viewer, unit: Unit, period: Period) -> OfficersMonth:
    """The month as this person may see it: all officers of a unit she leads, else herself.

    Raises:
        Http404: no movement classifies the officers of this unit then, or she is none of them.
    """
    movement, scheme = _movement_of(unit, period)
    weeks = period.parts(PeriodKind.WEEK)
    definition = _class_figure(scheme, period)
    officers = _officers(unit, weeks)
    if unit.code not in viewer.leads:
        officers = tuple(one for one in officers if viewer.person and one.person.pk == viewer.person.pk)
    if not officers:
        raise Http404
    codes = [week.code for week in weeks]
    rows = Figure.objects.filter(
        person__in=[one.person for one in officers],
        figure=definition.code,
        period__in=codes,
        replaced_by__isnull=True,
    )
    states = MovementPeriod.objects.filter(movement=movement, code__in=[*codes, period.code])
    return OfficersMonth(
        unit=unit,
        period=period,
        weeks=weeks,
        movement=movement,
        scheme=scheme,
        definition=definition,
        officers=officers,
        figures={(row.person.code, row.period): row for row in rows.select_related("person")},
        states={row.code: row for row in states},
    )


def classifying(unit: Unit, first: Any, last: Any) -> list[Movement]:
    """Movements that classify the officers of this unit at some time between two days, latest first."""
    rows = Movement.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=first), collectives=unit)
    return list(rows.filter(first_day__lte=last).order_by("-first_day", "code"))


def _movement_of(unit: Unit, period: Period) -> tuple[Movement, Scheme]:
    for movement in classifying(unit, period.start, period.end):
        try:
            scheme, _ = scheme_of(movement, period.end)
        except Refused:
            continue
        if scheme.subject is SubjectKind.OFFICER and scheme.period is PeriodKind.WEEK:
            return movement, scheme
    raise Http404


def _class_figure(scheme: Scheme, period: Period) -> FigureDefinition:
    for code in columns(scheme):
        definition = figure_definition(code, period.end)
        if definition is not None and definition.kind is FigureKind.CLASS:
            return definition
    raise Http404


def _officers(unit: Unit, weeks: tuple[Period, ...]) -> tuple[Officer, ...]:
    """By given name, as a Vietnamese list of people goes. One question."""
    last = Q(last_day__isnull=True) | Q(last_day__gte=weeks[0].end)
    rows = Post.objects.filter(last, unit=unit, first_day__lte=weeks[-1].end).select_related("person")
    found: dict[str, Officer] = {}
    for post in rows:
        held = frozenset(week.code for week in weeks if post.in_force(week.end))
        before = found.get(post.person.code)
        held |= before.weeks if before else frozenset()
        if held:
            found[post.person.code] = Officer(post.person, post.title, held)
    return tuple(sorted(found.values(), key=lambda one: one.person.search.split()[::-1]))


# --- The grid ---------------------------------------------------------------------------------------------


def read_classes(month: OfficersMonth, form: Mapping[str, str]) -> Typed:
    """What was typed into open weeks; cells that say what already stands make no entry."""
    texts: dict[str, str] = {}
    entries: list[FigureEntry] = []
    problems: list[Problem] = []
    cleared: list[str] = []
    for officer in month.officers:
        for week in month.weeks:
            name = cell_name(officer.person.code, week.code)
            if name not in form or week.code not in officer.weeks or not month.takes(week.code):
                continue
            texts[name] = form[name][:20]
            stored = month.figures.get((officer.person.code, week.code))
            read = read_cell(month.definition, texts[name], Where(field=name))
            if read is None:
                cleared += [name] if stored is not None else []
            elif isinstance(read, Problem):
                problems.append(read)
            elif stored is None or (read.state, read.numerator) != (stored.state, stored.numerator):
                entries.append(FigureEntry(officer.person, month.definition.code, week.code, read))
    return Typed(texts, tuple(entries), tuple(problems), tuple(cleared))


def digit(row: Figure | None) -> str:
    """A class as it is typed: "1" … "4", "0"; "" where there is none."""
    if row is None:
        return ""
    value = value_of(row)
    return gettext("không áp dụng") if value.state is State.NOT_APPLICABLE else str(value.numerator // MILLI)


def digit_titles(scheme: Scheme) -> dict[str, str]:
    """What each digit means, in the regulation's own words where it has them."""
    named = {name.code: name.title for name in scheme.classes}
    titles = {str(n): named.get(f"loai-{n}", gettext("Loại %(n)s") % {"n": n}) for n in (1, 2, 3, 4)}
    return {**titles, "0": named.get("kpl", gettext("Không phân loại"))}


def week_counts(month: OfficersMonth, week: str) -> list[tuple[str, int]]:
    """How many officers hold each class of a week, as (title, number) in the order of the classes."""
    counts = Counter(digit(month.figures.get((one.person.code, week))) for one in month.officers)
    return [(title, counts[text]) for text, title in digit_titles(month.scheme).items() if counts[text]]
