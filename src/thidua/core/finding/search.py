"""Looks for everything there is to find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thidua.core.finding import quantity, sets
from thidua.core.finding.figure import Finding, FindingKind, Published


def find(
    figures: Sequence[Published], territories: Mapping[str, Sequence[str]] | None = None
) -> tuple[Finding, ...]:
    """Every finding, contradictions first, then in the order of the figures.

    Args:
        territories: figure code → (territory version of its day, territory version of today).
    """
    found: list[Finding] = []
    for look in (
        sets.opposite_lists,
        sets.coverage,
        sets.definitions,
        sets.different_wholes,
        quantity.sums,
        quantity.percentages,
        quantity.changes,
        quantity.bounds,
        quantity.cut_offs,
    ):
        found += look(figures)
    found += sets.territory_breaks(figures, territories or {})
    return tuple(_ordered(found))


def _ordered(found: Iterable[Finding]) -> list[Finding]:
    order = list(FindingKind)
    return sorted(found, key=lambda finding: order.index(finding.kind))
