"""A unit's month or year: its figures column by column, what deeds add up to, targets, and the one before.

The entry grid and the unit's page read the same `Month`; as many questions to the database whatever the number of
figures or columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definitions
from thidua.actions.scheme import SchemeTexts
from thidua.core.deed import DeedCount, sum_deeds
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.lock import Lock
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import problem
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import period as written_period
from thidua.office.wording import sentence
from thidua.store.models import DeedQuantity, Figure, Movement, MovementPeriod, Target, Unit
from thidua.web.titles import scheme_named

Values = Mapping[tuple[str, str], Figure]  # (figure, period) → the record that stands
PARTS = {PeriodKind.MONTH: PeriodKind.WEEK, PeriodKind.YEAR: PeriodKind.MONTH}  # a grid → its columns


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading of the regulation, entered by the periods it counts; the last ones are only watched."""

    title: str
    definitions: tuple[FigureDefinition, ...]
    kind: PeriodKind = PeriodKind.WEEK


@dataclass(frozen=True, slots=True)
class Month:
    """A grid: a month by its weeks, or a year by its months.

    Attributes:
        columns, before: the parts of this span and of the one before.
        figures: what stands, for both spans; deeds: (figure, period) → thousandths from confirmed deeds.
        targets: (figure, period) → thousandths, for the columns and the span itself.
        shut: periods in which some movement no longer takes figures → why, as a sentence.
        texts: the regulations of the movements; locks: what `grid_of` found locked today.
    """

    unit: Unit
    period: Period
    columns: tuple[Period, ...]
    before: tuple[Period, ...]
    sections: tuple[Section, ...]
    movements: tuple[Movement, ...]
    figures: Values
    deeds: Mapping[tuple[str, str], int]
    targets: Mapping[tuple[str, str], int]
    shut: Mapping[str, str]
    texts: SchemeTexts
    locks: Mapping[str, Lock] = field(default_factory=dict)

    @property
    def weeks(self) -> tuple[Period, ...]:
        return self.columns

    @property
    def newest(self) -> int:
        """Number of the newest record of this grid: what a page that shows it has seen."""
        return max((row.pk for row in self.figures.values()), default=0)

    def entered(self, section: Section) -> tuple[Period, ...]:
        """The periods in which this section's figures are typed on this grid: its columns, the span, or neither."""
        return tuple(p for p in (*self.columns, self.period) if p.kind is section.kind)

    def parts(self, section: Section, column: Period) -> tuple[Period, ...]:
        """A column as the periods in which this section's figures are recorded."""
        order = list(PeriodKind)
        if order.index(section.kind) >= order.index(column.kind):
            return (column,)
        return column.parts(section.kind)

    def target(self, figure: str) -> int:
        """The month's target: the sum of its weeks' targets, or the month's own where weeks have none."""
        weekly = sum(self.targets.get((figure, week.code), 0) for week in self.columns)
        return weekly or self.targets.get((figure, self.period.code), 0)

    def sum(self, definition: FigureDefinition, weeks: Iterable[Period]) -> FigureValue | None:
        """A month from its weeks: counts add up, ratios add both parts, yes counts the weeks; None if empty."""
        held = [self.figures[key] for week in weeks if (key := (definition.code, week.code)) in self.figures]
        present = [row for row in held if row.state == State.PRESENT]
        if not present:
            return FigureValue(State.NOT_APPLICABLE) if held else None
        top = sum(row.numerator for row in present)
        if definition.kind is FigureKind.RATIO:
            return FigureValue(numerator=top, denominator=sum(row.denominator for row in present))
        if definition.kind in (FigureKind.YES_NO, FigureKind.CLASS):
            return FigureValue(numerator=top, denominator=1000 * len(present))
        return FigureValue(numerator=top)


def month_of(unit: Unit, period: Period) -> Month:
    """Everything about one unit's month, or year."""
    parts = period.parts(PARTS[period.kind])
    last = containing(period.start - timedelta(days=1), period.kind)
    before = last.parts(PARTS[period.kind])
    movements = movements_of(unit, period)
    texts = SchemeTexts(movement.scheme for movement in movements)
    sections = _sections(movements, period, texts)
    codes = {held.code for held in (*before, *parts, last, period)}
    if period.kind is PeriodKind.YEAR and any(section.kind is PeriodKind.WEEK for section in sections):
        codes |= {week.code for month in (*before, *parts) for week in month.parts(PeriodKind.WEEK)}
    figures = Figure.objects.filter(unit=unit, period__in=codes, replaced_by__isnull=True)
    return Month(
        unit=unit,
        period=period,
        columns=parts,
        before=before,
        sections=sections,
        movements=movements,
        figures={(row.figure, row.period): row for row in figures.select_related("recorded_by")},
        deeds=_deed_sums(unit, parts, period),
        targets=_targets(unit, movements, [part.code for part in parts] + [period.code]),
        shut=_shut(movements, codes),
        texts=texts,
    )


def _shut(movements: Sequence[Movement], codes: Iterable[str]) -> dict[str, str]:
    rows = MovementPeriod.objects.filter(movement__in=movements, code__in=codes).exclude(state="open")
    return {
        row.code: sentence(
            problem(
                "figure.period-frozen"
                if row.state == MovementPeriod.State.FROZEN
                else "figure.period-closed",
                period=written_period(Period.parse(row.code)).lower(),
                movement=row.movement.title,
            )
        )
        for row in rows.select_related("movement")
    }


def movements_of(unit: Unit, period: Period) -> tuple[Movement, ...]:
    """Movements in which the unit is compared at some time of that month."""
    rows = Movement.objects.filter(
        Q(clusters__members__unit=unit, clusters__members__first_day__lte=period.end)
        & (Q(clusters__members__last_day__isnull=True) | Q(clusters__members__last_day__gte=period.start)),
        first_day__lte=period.end,
    )
    return tuple(rows.distinct().order_by("code"))


def _sections(movements: Sequence[Movement], period: Period, texts: SchemeTexts) -> tuple[Section, ...]:
    """Figures in the order and under the headings of the regulations; then those that are only watched."""
    known = {definition.code: definition for definition in figure_definitions(period.end)}
    sections: list[Section] = []
    seen: set[str] = set()
    for movement in movements:
        scheme = scheme_named(movement.scheme, period.end, texts)
        if scheme is None:
            continue
        wanted = set(columns(scheme))
        for group in (group for form in scheme.forms for group in form.groups):
            codes = [getattr(c.method, "figure", "") for c in group.criteria]
            new = [c for c in dict.fromkeys(codes) if c in known and c in wanted and c not in seen]
            seen.update(new)
            if new:
                sections.append(Section(group.title, tuple(known[c] for c in new), scheme.period))
    watched = [d for d in known.values() if d.code not in seen and d.from_deeds]
    if sections and watched:
        sections.append(Section(_("Theo dõi, không tính điểm"), tuple(watched), sections[0].kind))
    return tuple(sections)


def _deed_sums(unit: Unit, parts: Sequence[Period], period: Period) -> dict[tuple[str, str], int]:
    """What confirmed deeds of each column and of the span add up to; only figures that some deed feeds."""
    rows = DeedQuantity.objects.filter(
        deed__unit=unit,
        deed__on__gte=min(parts[0].start, period.start),
        deed__on__lte=max(parts[-1].end, period.end),
        deed__confirmed_by__isnull=False,
        deed__replaced_by__isnull=True,
    ).values_list("deed__kind", "deed__on", "quantity", "value")
    held: dict[str, list[DeedCount]] = {}
    for kind, on, quantity, value in rows:
        for part in (containing(on, parts[0].kind), containing(on, period.kind)):
            held.setdefault(part.code, []).append(DeedCount(kind, {quantity: value}))
    definitions = figure_definitions(period.end)
    return {
        (figure, code): value
        for code, counts in held.items()
        for figure, value in sum_deeds(definitions, counts).items()
        if value
    }


def _targets(unit: Unit, movements: Sequence[Movement], codes: Sequence[str]) -> dict[tuple[str, str], int]:
    """As promised in a compact that both sides signed, or as its latest annex changed it."""
    signed = Q(compact__isnull=True) | ~Q(compact__digest="")
    rows = Target.objects.filter(signed, unit=unit, movement__in=movements, period__in=codes)
    found: dict[tuple[str, str], int] = {}
    for row in rows.prefetch_related("changes"):
        changes = sorted(row.changes.all(), key=lambda change: (change.on, change.pk))
        found[row.figure, row.period] = changes[-1].after if changes else row.value
    return found
