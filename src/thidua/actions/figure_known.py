"""What somebody wants to record, and what the database knows about it, asked in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import CharField, Q
from django.db.models.functions import Coalesce

from thidua.actions.definition import figure_definitions
from thidua.actions.lock import locks_for
from thidua.actions.standing_input import confirmed_deeds, members, officer_posts, scheme_of
from thidua.core.deed import DeedCount, sum_deeds
from thidua.core.figure import FigureValue, Qualifier
from thidua.core.figure_check import Beside
from thidua.core.lock import Lock
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused, Where
from thidua.core.score.rows import columns
from thidua.core.score.table import State
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
Sheet = tuple[str, str]  # subject, period
Sheets = dict[Sheet, dict[str, Figure]]
Values = dict[Sheet, dict[str, FigureValue]]
STANDING = Where(source="standing")  # the place of a value that is in the database already
YEAR_DAYS = 365
FEW = 20  # subjects; the past of more is not read: a whole province is not typed by hand


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
        current: the figures that stand, of these periods. past: the same figures in the period before, and, where
            few subjects are asked about, in the twelve months before.
        targets: thousandths, by sheet and figure.
        closed: (subject, period) → movement periods that take no more figures, with the figures they read
            (None: all).
        posts: person's code → her posts.
        successors: code of a unit that ended → names of what it became.
        deeds: (unit, period) → figure → thousandths that confirmed deeds add up to.
        locks: (unit, period) → why it takes no figures now, but for closed periods; empty where no day was asked.
    """

    current: Sheets
    past: Values
    targets: dict[Sheet, dict[str, int]]
    closed: dict[Sheet, list[tuple[MovementPeriod, frozenset[str] | None]]]
    posts: dict[str, list[Post]]
    successors: dict[str, str]
    deeds: dict[Sheet, dict[str, int]]
    locks: dict[Sheet, Lock]

    @staticmethod
    def about(entries: Sequence[FigureEntry], day: date | None = None) -> Known:
        """Args:
        entries: with an empty figure they ask for the past of every figure.
        day: of writing; without it nothing is going to be written and locks are not asked for.
        """
        subjects = {entry.subject for entry in entries}
        periods = {entry.period for entry in entries if period_named(entry.period)}
        units = [s for s in subjects if isinstance(s, Unit)]
        persons = [s for s in subjects if isinstance(s, Person)]
        who = Q(unit__in=units) | Q(person__in=persons)
        known = [Period.parse(code) for code in periods]
        earlier = {period_before(period).code for period in known}
        if len(subjects) <= FEW:
            earlier |= {code for period in known for code in past_year(period)}
        targets: dict[Sheet, dict[str, int]] = {}
        for row in Target.objects.filter(who, period__in=periods).select_related("unit", "person"):
            targets.setdefault(((row.unit or row.person).code, row.period), {})[row.figure] = row.value
        posts: dict[str, list[Post]] = {}
        for post in Post.objects.filter(person__in=persons).select_related("person", "unit"):
            posts.setdefault(post.person.code, []).append(post)
        return Known(
            current=_figures(subjects, periods),
            past=_past(who, earlier - periods, {entry.figure for entry in entries}),
            targets=targets,
            closed=_closed(periods),
            posts=posts,
            successors=_successors(units),
            deeds=_deed_sums(units, periods),
            locks=_locks(units, posts, periods, day) if day else {},
        )

    def stands(self, entry: FigureEntry) -> bool:
        """Whether the very same value is recorded already."""
        figure = self.standing(entry)
        return figure is not None and _same(figure, entry.value)

    def standing(self, entry: FigureEntry) -> Figure | None:
        """The record that stands where this entry wants to."""
        return self.current.get((entry.subject.code, entry.period), {}).get(entry.figure)

    def overrides(self, entry: FigureEntry) -> int | None:
        """What deeds add up to where the entry says something else; None where it does not, or nothing happened."""
        if entry.from_deeds:
            return None
        made = self.deeds.get((entry.subject.code, entry.period), {}).get(entry.figure, 0)
        agrees = entry.value.state is State.PRESENT and entry.value.numerator == made
        return made if made and not agrees else None

    def beside(self, subject: str, period: Period, declared: bool) -> Beside:
        """What the figures of a sheet are held against; deeds only where the figures are declared."""
        code = period.code
        held = {c: self._at(subject, c) for c in past_year(period)}
        figures = {figure for sheet in held.values() for figure in sheet}
        return Beside(
            previous=self._at(subject, period_before(period).code),
            targets=self.targets.get((subject, code), {}),
            deeds=self.deeds.get((subject, code), {}) if declared else {},
            year_before=self._at(subject, year_before(period).code),
            history={f: [sheet[f] for sheet in held.values() if f in sheet] for f in figures},
        )

    def _at(self, subject: str, period: str) -> dict[str, FigureValue]:
        if past := self.past.get((subject, period)):
            return past
        return {figure: value_of(row) for figure, row in self.current.get((subject, period), {}).items()}

    def units_of(self, entry: FigureEntry) -> list[Unit]:
        """The unit that answers for the subject at the end of the period: itself, or the officer's."""
        if isinstance(entry.subject, Unit):
            return [entry.subject]
        period, posts = period_named(entry.period), self.posts.get(entry.subject.code, ())
        return [post.unit for post in posts if period is None or post.in_force(period.end)]


# --- Asking the database ----------------------------------------------------------------------------------


def _figures(subjects: Iterable[Unit | Person], periods: Iterable[str]) -> Sheets:
    """Each row with its subject, which is known already and not read once more for every figure."""
    units = {s.pk: s for s in subjects if isinstance(s, Unit)}
    persons = {s.pk: s for s in subjects if isinstance(s, Person)}
    who = Q(unit__in=units) | Q(person__in=persons)
    rows = Figure.objects.filter(who, period__in=periods, replaced_by__isnull=True)
    found: Sheets = {}
    for row in rows.select_related("inspection"):
        if row.unit_id is not None:
            subject: Unit | Person = units[row.unit_id]
            row.unit = subject
        else:
            subject = persons[row.person_id]
            row.person = subject
        found.setdefault((subject.code, row.period), {})[row.figure] = row
    return found


def _past(who: Q, periods: set[str], figures: set[str]) -> Values:
    """As plain values: a year of sheets is thousands of rows."""
    if not periods:
        return {}
    rows = Figure.objects.filter(who, period__in=periods, replaced_by__isnull=True)
    if "" not in figures:
        rows = rows.filter(figure__in=figures)
    subject = Coalesce("unit__code", "person__code", output_field=CharField())
    found: Values = {}
    for code, period, figure, state, numerator, denominator, qualifier in rows.values_list(
        subject, "period", "figure", "state", "numerator", "denominator", "qualifier"
    ):
        value = FigureValue(State(state), numerator, denominator, Qualifier(qualifier), STANDING)
        found.setdefault((code, period), {})[figure] = value
    return found


def value_of(row: Figure) -> FigureValue:
    """A record as a value that stands already."""
    return FigureValue(State(row.state), row.numerator, row.denominator, Qualifier(row.qualifier), STANDING)


def _same(row: Figure, value: FigureValue) -> bool:
    stored = (row.state, row.numerator, row.denominator, row.qualifier)
    return stored == (int(value.state), value.numerator, value.denominator, value.qualifier.value)


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


def period_named(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def period_before(period: Period) -> Period:
    return containing(period.start - timedelta(days=1), period.kind)


@lru_cache(maxsize=512)
def past_year(period: Period) -> tuple[str, ...]:
    """Codes of the periods of its kind that ended in the twelve months before it, latest first."""
    found, held = [], period_before(period)
    while held.start >= period.start - timedelta(days=YEAR_DAYS + 1):
        found.append(held.code)
        held = period_before(held)
    return tuple(found)


def year_before(period: Period) -> Period:
    """The same week, month or quarter of the year before; week 53 is held against week 52."""
    return containing(
        period.end - timedelta(days=364 if period.kind is PeriodKind.WEEK else 366), period.kind
    )


def current_figures(entries: Sequence[FigureEntry]) -> dict[Key, Figure]:
    """The rows that stand for these entries' subjects and periods."""
    sheets = _figures({e.subject for e in entries}, {e.period for e in entries})
    return {
        (subject, code, period): row
        for (subject, period), held in sheets.items()
        for code, row in held.items()
    }
