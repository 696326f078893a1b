"""A unit's month: its figures week by week, what deeds add up to, targets, and the month before.

The entry grid and the unit's page read the same `Month`; five questions to the database whatever the number of
figures or weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from thidua.actions.definition import figure_definitions
from thidua.actions.scheme import SchemeTexts
from thidua.core.deed import DeedCount, sum_deeds
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.store.models import DeedQuantity, Figure, Movement, MovementPeriod, Target, Unit
from thidua.web.titles import scheme_named

Values = Mapping[tuple[str, str], Figure]  # (figure, period) → the record that stands


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading of the regulation; the last section holds those that are only watched."""

    title: str
    definitions: tuple[FigureDefinition, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Attributes:
    weeks, before: the weeks of this month and of the one before.
    figures: what stands, for both months; deeds: (figure, week) → thousandths from confirmed deeds.
    targets: (figure, period) → thousandths, for the weeks and the month itself.
    shut: weeks in which some movement no longer takes figures.
    """

    unit: Unit
    period: Period
    weeks: tuple[Period, ...]
    before: tuple[Period, ...]
    sections: tuple[Section, ...]
    movements: tuple[Movement, ...]
    figures: Values
    deeds: Mapping[tuple[str, str], int]
    targets: Mapping[tuple[str, str], int]
    shut: frozenset[str]

    def target(self, figure: str) -> int:
        """The month's target: the sum of its weeks' targets, or the month's own where weeks have none."""
        weekly = sum(self.targets.get((figure, week.code), 0) for week in self.weeks)
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
    """Everything about one unit's month."""
    weeks = period.parts(PeriodKind.WEEK)
    last = containing(period.start - timedelta(days=1), PeriodKind.MONTH)
    before = last.parts(PeriodKind.WEEK)
    movements = movements_of(unit, period)
    codes = [week.code for week in (*before, *weeks)]
    figures = Figure.objects.filter(unit=unit, period__in=codes, replaced_by__isnull=True)
    states = MovementPeriod.objects.filter(movement__in=movements, code__in=codes).exclude(state="open")
    return Month(
        unit=unit,
        period=period,
        weeks=weeks,
        before=before,
        sections=_sections(movements, period),
        movements=movements,
        figures={(row.figure, row.period): row for row in figures.select_related("recorded_by")},
        deeds=_deed_sums(unit, weeks, period),
        targets=_targets(unit, movements, [week.code for week in weeks] + [period.code]),
        shut=frozenset(states.values_list("code", flat=True)),
    )


def movements_of(unit: Unit, period: Period) -> tuple[Movement, ...]:
    """Movements in which the unit is compared at some time of that month."""
    rows = Movement.objects.filter(
        Q(clusters__members__unit=unit, clusters__members__first_day__lte=period.end)
        & (Q(clusters__members__last_day__isnull=True) | Q(clusters__members__last_day__gte=period.start)),
        first_day__lte=period.end,
    )
    return tuple(rows.distinct().order_by("code"))


def _sections(movements: Sequence[Movement], period: Period) -> tuple[Section, ...]:
    """Figures in the order and under the headings of the regulations; then those that are only watched."""
    known = {definition.code: definition for definition in figure_definitions(period.end)}
    sections: list[Section] = []
    seen: set[str] = set()
    texts = SchemeTexts(movement.scheme for movement in movements)
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
                sections.append(Section(group.title, tuple(known[c] for c in new)))
    watched = [d for d in known.values() if d.code not in seen and d.from_deeds]
    return (
        (*sections, Section("Theo dõi, không tính điểm", tuple(watched)))
        if sections and watched
        else tuple(sections)
    )


def _deed_sums(unit: Unit, weeks: Sequence[Period], period: Period) -> dict[tuple[str, str], int]:
    """What confirmed deeds of each week add up to; only figures that some deed feeds."""
    rows = DeedQuantity.objects.filter(
        deed__unit=unit,
        deed__on__gte=weeks[0].start,
        deed__on__lte=weeks[-1].end,
        deed__confirmed_by__isnull=False,
        deed__replaced_by__isnull=True,
    ).values_list("deed__kind", "deed__on", "quantity", "value")
    by_week: dict[str, list[DeedCount]] = {}
    for kind, on, quantity, value in rows:
        by_week.setdefault(containing(on, PeriodKind.WEEK).code, []).append(
            DeedCount(kind, {quantity: value})
        )
    definitions = figure_definitions(period.end)
    return {
        (figure, week): value
        for week, counts in by_week.items()
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
