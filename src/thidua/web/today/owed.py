"""What compared units still owe: figures of weeks that were not reported. Three questions for any number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thidua.actions.scheme import SchemeTexts
from thidua.core.period import PeriodKind
from thidua.core.score.rows import columns
from thidua.store.models import ClusterMember, Figure, MovementPeriod
from thidua.web.titles import scheme_named

Shortfall = Mapping[int, tuple[int, int]]  # unit → (figures that are missing, figures asked for)


def owed(
    periods: Sequence[MovementPeriod], units: Iterable[int] | None = None
) -> dict[MovementPeriod, Shortfall]:
    """For each week of a movement, what each compared unit (of `units`, or all) still owes."""
    members = ClusterMember.objects.filter(cluster__movements__in={row.movement_id for row in periods})
    figures = Figure.objects.filter(period__in={row.code for row in periods}, replaced_by__isnull=True)
    if units is not None:
        members, figures = members.filter(unit__in=units), figures.filter(unit__in=units)
    compared: dict[int, list[tuple]] = {}
    for movement, unit, first, last in members.values_list(
        "cluster__movements", "unit_id", "first_day", "last_day"
    ):
        compared.setdefault(movement, []).append((unit, first, last))
    texts = SchemeTexts(row.movement.scheme for row in periods)
    wanted = {row: _wanted(row, texts) for row in periods}
    named = {figure for codes in wanted.values() for figure in codes}
    have: dict[tuple[str, int], set[str]] = {}
    rows = figures.filter(figure__in=named, unit__isnull=False).values_list("period", "unit_id", "figure")
    for period, unit, figure in rows:
        have.setdefault((period, unit), set()).add(figure)
    return {
        row: {
            unit: (len(codes - have.get((row.code, unit), set())), len(codes))
            for unit, first, last in compared.get(row.movement_id, ())
            if first <= row.last_day and (last is None or last >= row.last_day)
        }
        for row, codes in wanted.items()
        if codes
    }


def _wanted(row: MovementPeriod, texts: SchemeTexts) -> frozenset[str]:
    scheme = scheme_named(row.movement.scheme, row.last_day, texts)
    return frozenset(columns(scheme)) if scheme and scheme.period is PeriodKind.WEEK else frozenset()
