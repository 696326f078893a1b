"""What is wrong with figures somebody wants to record, asked of the database in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from thidua.actions.area import areas
from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.lock import locks_for
from thidua.actions.standing_input import confirmed_deeds, members, officer_posts, scheme_of
from thidua.core.area import Area, ratio_problem, territory_version
from thidua.core.deed import DeedCount, sum_deeds
from thidua.core.figure import FigureDefinition, FigureValue, Qualifier, check_figures
from thidua.core.lock import Lock, LockReason
from thidua.core.period import Period, containing
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.score.rows import columns
from thidua.core.score.table import State
from thidua.office.format import period as written_period
from thidua.store.models import (
    Evidence,
    Figure,
    MovementPeriod,
    Person,
    Post,
    Target,
    Unit,
    UnitSuccession,
)

Key = tuple[str, str, str]  # subject, figure, period
STANDING = Where(source="standing")  # the place of a value that is in the database already


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One value to be recorded. `value` in thousandths, with the place it was read from.

    Attributes:
        cut_off: the day up to which was counted; without it, the period's last day.
        territory: version of the territory that a ratio of areas speaks of (`core.area`); without it, that of
            the unit's own area on the cut-off day.
        denominator_territory: version of the denominator's territory where it was said apart; it must be the same.
        from_deeds: added up from confirmed deeds rather than declared.
    """

    subject: Unit | Person
    figure: str
    period: str
    value: FigureValue
    cut_off: date | None = None
    territory: str = ""
    denominator_territory: str = ""
    paper: str = ""
    evidence: tuple[Evidence, ...] = ()
    from_deeds: bool = False

    @property
    def key(self) -> Key:
        return self.subject.code, self.figure, self.period


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says about these subjects and periods.

    Attributes:
        current, previous: the figures that stand, of these periods and of the ones before.
        targets: thousandths.
        closed: (subject, period) → movement periods that take no more figures, with the figures they read
            (None: all).
        posts: person's code → her posts.
        successors: code of a unit that ended → names of what it became.
        deeds: (unit, period) → figure → thousandths that confirmed deeds add up to.
        locks: (unit, period) → why it takes no figures now, but for closed periods; empty where no day was asked.
    """

    current: dict[Key, Figure]
    previous: dict[Key, Figure]
    targets: dict[Key, int]
    closed: dict[tuple[str, str], list[tuple[MovementPeriod, frozenset[str] | None]]]
    posts: dict[str, list[Post]]
    successors: dict[str, str]
    deeds: dict[tuple[str, str], dict[str, int]]
    locks: dict[tuple[str, str], Lock]

    @staticmethod
    def about(entries: Sequence[FigureEntry], day: date | None = None) -> Known:
        """Args:
        day: of writing; without it nothing is going to be written and locks are not asked for.
        """
        subjects = {entry.subject for entry in entries}
        periods = {entry.period for entry in entries if _period(entry.period)}
        units = [s for s in subjects if isinstance(s, Unit)]
        persons = [s for s in subjects if isinstance(s, Person)]
        who = Q(unit__in=units) | Q(person__in=persons)
        before = {_before(Period.parse(code)).code for code in periods}
        targets = Target.objects.filter(who, period__in=periods).select_related("unit", "person")
        posts: dict[str, list[Post]] = {}
        for post in Post.objects.filter(person__in=persons).select_related("person", "unit"):
            posts.setdefault(post.person.code, []).append(post)
        return Known(
            current=_figures(who, periods),
            previous=_figures(who, before),
            targets={((t.unit or t.person).code, t.figure, t.period): t.value for t in targets},
            closed=_closed(periods),
            posts=posts,
            successors=_successors(units),
            deeds=_deed_sums(units, periods),
            locks=_locks(units, posts, periods, day) if day else {},
        )

    def stands(self, entry: FigureEntry) -> bool:
        """Whether the very same value is recorded already."""
        figure = self.current.get(entry.key)
        return figure is not None and _value(figure) == replace(entry.value, where=STANDING)

    def units_of(self, entry: FigureEntry) -> list[Unit]:
        """The unit that answers for the subject at the end of the period: itself, or the officer's."""
        if isinstance(entry.subject, Unit):
            return [entry.subject]
        period, posts = _period(entry.period), self.posts.get(entry.subject.code, ())
        return [post.unit for post in posts if period is None or post.in_force(period.end)]


def placed(entries: Sequence[FigureEntry]) -> list[FigureEntry]:
    """The entries, each ratio of areas with the version of its unit's territory where none was said."""
    if not any(_of_areas(entry) and not entry.territory for entry in entries):
        return list(entries)
    known = areas()
    return [
        replace(entry, territory=_own_territory(entry, known))
        if _of_areas(entry) and not entry.territory
        else entry
        for entry in entries
    ]


def _of_areas(entry: FigureEntry) -> bool:
    period = _period(entry.period)
    definition = figure_definition(entry.figure, period.end) if period else None
    return definition is not None and definition.of_areas


def _own_territory(entry: FigureEntry, known: list[Area]) -> str:
    """ "" where it cannot be said, which is a problem of the entry."""
    area = entry.subject.area if isinstance(entry.subject, Unit) else None
    day = entry.cut_off or Period.parse(entry.period).end
    return territory_version(known, area.code, day) if area is not None and area.in_force(day) else ""


def current_figures(entries: Sequence[FigureEntry]) -> dict[Key, Figure]:
    """The rows that stand for these entries' subjects and periods."""
    units = [e.subject for e in entries if isinstance(e.subject, Unit)]
    persons = [e.subject for e in entries if isinstance(e.subject, Person)]
    return _figures(Q(unit__in=units) | Q(person__in=persons), {e.period for e in entries})


def check_entries(entries: Sequence[FigureEntry], known: Known, correcting: bool) -> list[Problem]:
    """Every error and every question about these entries, in their order.

    Args:
        correcting: a reason was given, so that a value may replace another one.
    """
    found: list[Problem] = []
    seen: set[Key] = set()
    sheets: dict[tuple[str, str], list[FigureEntry]] = {}
    for entry in entries:
        period = _period(entry.period)
        if period is None:
            found.append(problem("figure.period-unknown", entry.value.where, period=entry.period))
            continue
        if entry.key in seen:
            found.append(problem("figure.twice", entry.value.where, **_names(entry)))
            continue
        seen.add(entry.key)
        found += _entry_problems(entry, period, known, correcting)
        sheets.setdefault((entry.subject.code, entry.period), []).append(entry)
    for (subject, code), sheet in sheets.items():
        found += _sheet_problems(subject, Period.parse(code), sheet, known)
    return found


def _entry_problems(entry: FigureEntry, period: Period, known: Known, correcting: bool) -> Iterator[Problem]:
    where, names = entry.value.where, _names(entry)
    for unit in known.units_of(entry):
        if unit.first_day > period.end or (unit.last_day is not None and unit.last_day < period.start):
            into = known.successors.get(unit.code, "")
            code = "figure.unit-merged" if into else "figure.unit-not-in-force"
            yield problem(code, where, unit=unit.name, period=period.code, successor=into)
    if known.stands(entry):
        return
    if _of_areas(entry):
        fault = ratio_problem(entry.territory, entry.denominator_territory or entry.territory, where)
        if fault is not None:
            yield fault
    yield from _closed_problems(entry, known)
    for unit in known.units_of(entry):
        lock = known.locks.get((unit.code, entry.period))
        if lock is not None and lock.reason is not LockReason.UNIT_ENDED:  # told above, with its successor
            yield lock.problem(where)
    held = known.current.get(entry.key)
    if held is not None and held.inspection is not None:
        yield problem("figure.from-inspection", where, **names, code=held.inspection.code)
    elif entry.key in known.current and not correcting:
        yield problem("figure.recorded-already", where, **names)


def _closed_problems(entry: FigureEntry, known: Known) -> Iterator[Problem]:
    for row, figures in known.closed.get((entry.subject.code, entry.period), ()):
        if figures is None or entry.figure in figures:
            code = (
                "figure.period-frozen" if row.state == MovementPeriod.State.FROZEN else "figure.period-closed"
            )
            title = written_period(Period.parse(entry.period)).lower()
            yield problem(code, entry.value.where, period=title, movement=row.movement.title)


def _sheet_problems(
    subject: str, period: Period, sheet: list[FigureEntry], known: Known
) -> Iterable[Problem]:
    """One subject's figures of one period against their definitions, each other, the last period and the targets."""
    definitions = [*figure_definitions(period.end), *_marks(sheet, period.end)]
    before = _before(period).code
    standing = {
        f: _value(row) for (s, f, p), row in known.current.items() if (s, p) == (subject, period.code)
    }
    typed = {entry.figure: entry.value for entry in sheet}
    found = check_figures(
        definitions,
        standing | typed,
        {f: _value(row) for (s, f, p), row in known.previous.items() if (s, p) == (subject, before)},
        {f: value for (s, f, p), value in known.targets.items() if (s, p) == (subject, period.code)},
        known.deeds.get((subject, period.code)) if not sheet[0].from_deeds else None,
    )
    # Figures that stand already are there to be compared with; only what is typed now is judged.
    return [fault for fault in found if fault.where != STANDING]


def _marks(sheet: list[FigureEntry], day: date) -> Iterator[FigureDefinition]:
    for entry in sheet:
        definition = figure_definition(entry.figure, day)
        if "@" in entry.figure and definition is not None:
            yield replace(definition, code=entry.figure)


def _names(entry: FigureEntry) -> dict[str, str]:
    """As people call them; the codes where nobody does."""
    period = _period(entry.period)
    definition = figure_definition(entry.figure, period.end) if period else None
    return {
        "figure": definition.title if definition else entry.figure,
        "subject": entry.subject.name,
        "period": written_period(period).lower() if period else entry.period,
    }


# --- Asking the database ----------------------------------------------------------------------------------


def _figures(who: Q, periods: Iterable[str]) -> dict[Key, Figure]:
    rows = Figure.objects.filter(who, period__in=periods, replaced_by__isnull=True)
    return {
        ((row.unit or row.person).code, row.figure, row.period): row
        for row in rows.select_related("unit", "person", "inspection")
    }


def _value(row: Figure) -> FigureValue:
    return FigureValue(State(row.state), row.numerator, row.denominator, Qualifier(row.qualifier), STANDING)


def _closed(
    periods: Iterable[str],
) -> dict[tuple[str, str], list[tuple[MovementPeriod, frozenset[str] | None]]]:
    rows = MovementPeriod.objects.filter(code__in=periods).exclude(state=MovementPeriod.State.OPEN)
    found: dict[tuple[str, str], list[tuple[MovementPeriod, frozenset[str] | None]]] = {}
    for row in rows.select_related("movement"):
        reads = figures_read(row)
        subjects = set(members(row.movement, row.last_day).values_list("unit__code", flat=True))
        subjects |= set(officer_posts(row.movement, row.last_day).values_list("person__code", flat=True))
        subjects |= set(row.movement.collectives.values_list("code", flat=True))
        for subject in subjects:
            found.setdefault((subject, row.code), []).append((row, reads))
    return found


def _locks(
    units: list[Unit], posts: dict[str, list[Post]], periods: Iterable[str], day: date
) -> dict[tuple[str, str], Lock]:
    answering = {*units, *(post.unit for held in posts.values() for post in held)}
    return locks_for(answering, [Period.parse(code) for code in sorted(periods)], day, shut=False)


def figures_read(row: MovementPeriod) -> frozenset[str] | None:
    """Codes of the figures that the period's scheme reads; None (all) when it cannot be read itself."""
    try:
        scheme, _ = scheme_of(row.movement, row.last_day)
    except Refused:
        return None
    return frozenset(columns(scheme)) | scheme.group_figures


def _successors(units: list[Unit]) -> dict[str, str]:
    ended = [unit for unit in units if unit.last_day is not None]
    if not ended:
        return {}
    found: dict[str, list[str]] = {}
    rows = UnitSuccession.objects.filter(before__in=ended).order_by("on", "after__code")
    for code, name in rows.values_list("before__code", "after__name"):
        if name:
            found.setdefault(code, []).append(name)
    return {code: ", ".join(dict.fromkeys(names)) for code, names in found.items()}


def _deed_sums(units: list[Unit], periods: Iterable[str]) -> dict[tuple[str, str], dict[str, int]]:
    """Only where there are deeds: a unit that records none has nothing to disagree with."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for code in sorted(periods):
        span = Period.parse(code)
        counts: dict[str, list[DeedCount]] = {}
        rows = (
            confirmed_deeds(span).filter(unit__in=units).select_related("unit").prefetch_related("quantities")
        )
        for row in rows:
            quantities = {q.quantity: q.value for q in row.quantities.all()}
            counts.setdefault(row.unit.code, []).append(DeedCount(row.kind, quantities))
        for unit, deeds in counts.items():
            found[unit, code] = sum_deeds(figure_definitions(span.end), deeds)
    return found


def _period(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except ValueError:
        return None


def _before(period: Period) -> Period:
    return containing(period.start - timedelta(days=1), period.kind)
