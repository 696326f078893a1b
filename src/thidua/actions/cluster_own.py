"""What a unit's own months say, up to a cluster's cut-off: frozen where they are closed, as they stand where not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from thidua.actions.definition import figure_definition
from thidua.actions.figure_frozen import close_of, frozen_month, movement_of
from thidua.core.bulletin import FrozenMonth, add_up
from thidua.core.cluster import MonthNumber, OwnNumber, own_number
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind
from thidua.core.score.table import State
from thidua.core.unit import LinkKind
from thidua.store.models import ClusterEdition, Figure, Movement, Unit, UnitLink


def definitions_of(edition: ClusterEdition) -> tuple[FigureDefinition, ...]:
    """What the members report, as defined on the last day that the figures speak of."""
    assert edition.cut_off is not None, "an edition of which only the printed is known has no reports"
    found = (figure_definition(code, edition.cut_off) for code in edition.figures)
    return tuple(definition for definition in found if definition is not None)


def months_of(edition: ClusterEdition) -> tuple[Period, ...]:
    """The months of the year that end by the cut-off."""
    months = Period.parse(str(edition.year)).parts(PeriodKind.MONTH)
    return tuple(month for month in months if edition.cut_off is not None and month.end <= edition.cut_off)


def own_numbers(edition: ClusterEdition, unit: Unit) -> dict[str, OwnNumber]:
    """Figure → the unit's own months.

    A month is read where the unit's affairs are frozen: as a member of a movement, else as the sum of the units
    right below it in a movement that it owns. What neither has is read from what the unit itself recorded.
    """
    definitions, months = definitions_of(edition), months_of(edition)
    recorded = _recorded(unit, definitions, months)
    rows: dict[str, list[MonthNumber]] = {definition.code: [] for definition in definitions}
    for month in months:
        frozen = _frozen(unit, month)
        members = _right_below(unit, month) if frozen and frozen[0].owner_id == unit.pk else [unit.code]
        for definition in definitions:
            value, manifest = None, ""
            if frozen:
                held = [v for code in members if (v := frozen[1].value(code, definition.code)) is not None]
                value = add_up(definition.kind, held) if held else None
                manifest = frozen[1].manifest if value is not None else ""
            if value is None:
                value = recorded.get((definition.code, month.code))
            rows[definition.code].append(MonthNumber(month.code, value, manifest))
    return {definition.code: own_number(definition.kind, rows[definition.code]) for definition in definitions}


def _frozen(unit: Unit, month: Period) -> tuple[Movement, FrozenMonth] | None:
    movement = movement_of(unit, month)
    if movement is None:
        return None
    close = close_of(movement, month)
    if close is None:
        return movement, frozen_month(movement, month)
    return movement, _closed_month(movement, month, close.version, close.manifest)


@lru_cache(maxsize=64)
def _closed_month(movement: Movement, month: Period, version: int, manifest: str) -> FrozenMonth:
    """A close never changes; its manifest names it."""
    return frozen_month(movement, month, version)


def _right_below(unit: Unit, month: Period) -> list[str]:
    """Only those right below: a commune's figures already hold those of its teams."""
    links = UnitLink.objects.on(month.end).filter(kind=LinkKind.COMMAND, parent=unit)
    return list(links.values_list("child__code", flat=True))


def _recorded(
    unit: Unit, definitions: Iterable[FigureDefinition], months: Sequence[Period]
) -> dict[tuple[str, str], FigureValue]:
    """What the unit typed for itself, by month or by week."""
    kinds = {definition.code: definition.kind for definition in definitions}
    month_of = {month.code: month.code for month in months}
    month_of |= {week.code: month.code for month in months for week in month.parts(PeriodKind.WEEK)}
    rows = Figure.objects.filter(
        unit=unit, figure__in=kinds, period__in=month_of, replaced_by__isnull=True
    ).order_by("period")
    held: dict[tuple[str, str], list[FigureValue]] = {}
    for row in rows:
        value = FigureValue(State(row.state), row.numerator, row.denominator)
        held.setdefault((row.figure, month_of[row.period]), []).append(value)
    sums = {key: add_up(kinds[key[0]], values) for key, values in held.items()}
    return {key: value for key, value in sums.items() if value is not None}
