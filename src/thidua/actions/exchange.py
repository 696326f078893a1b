"""Figures from a neighbour who already collects them, under the codes that system uses; and back to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.figure import FigureEntry, figures_record
from thidua.actions.figure_known import current_figures
from thidua.core.exchange import read_period, read_value, write_period, write_value
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Severity, Where, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Figure, ForeignCode, Unit

Kind = ForeignCode.Kind


@dataclass(frozen=True, slots=True)
class Sent:
    """One value as the other system names it."""

    element: str
    unit: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class Received:
    """What was (or would be) written: `new`, `same`, `changed`; `problems` are questions, never refusals."""

    new: int
    same: int
    changed: int
    problems: tuple[Problem, ...]


@transaction.atomic
def codes_set(
    *, by: Viewer, at: datetime, owner: Unit, system: str, codes: Sequence[tuple[str, str, str]]
) -> int:
    """Join codes of a system to ours for a unit and its branch: (kind, foreign, ours); all or none.

    Raises:
        Refused: "unit.may-not-keep"; "exchange.refused" naming every unknown code.
    """
    acting(by)
    allow(access.may_keep_directory(by, owner), "unit.may-not-keep", unit=owner.name)
    below = access.below(frozenset({owner.code}), at.date())
    found = []
    for line, (kind, _, ours) in enumerate(codes, 1):
        known = ours in below if kind == Kind.UNIT else figure_definition(ours, at.date()) is not None
        if not known:
            where = Where(line=line, field="ours")
            found.append(problem("exchange.ours-unknown", where, kind=Kind(kind).label.lower(), ours=ours))
    if found:
        raise Refused("exchange.refused", found)
    for kind, foreign, ours in codes:
        ForeignCode.objects.update_or_create(
            owner=owner, system=system, kind=kind, foreign=foreign, defaults={"ours": ours}
        )
    said = f"Nối {len(codes)} mã của hệ thống {system} với mã của {owner.name}."
    audit(by=by, at=at, action="exchange-codes", subject=f"unit:{owner.code}", sentence=said)
    return len(codes)


def exchange_receive(
    *, by: Viewer, at: datetime, system: str, sent: Sequence[Sent], reason: str = "", dry_run: bool = False
) -> Received:
    """Record what the other system sent; all or none.

    Args:
        reason: why values that stand already may be replaced; "" allows no replacement.
        dry_run: do everything and take it back.

    Raises:
        Refused: "exchange.refused" with every problem, each with its place in the list; as `figures_record`.
    """
    entries, found = _entries(by, system, sent)
    if found:
        raise Refused("exchange.refused", found)
    with transaction.atomic():
        before = current_figures(entries)
        recorded = figures_record(by=by, at=at, entries=entries, reason=reason)
        transaction.set_rollback(dry_run)
    changed = sum(row.replaces_id is not None for row in recorded.figures)
    assert changed <= len(before), "only what stood can be replaced"
    new = len(recorded.figures) - changed
    return Received(new, len(entries) - new - changed, changed, recorded.warnings)


def exchange_send(by: Viewer, system: str, period: Period) -> list[Sent]:
    """Our figures of a period under the other system's codes; only what is joined and may be seen."""
    codes = _codes(by, system)
    units = {ours: foreign for (kind, foreign), ours in codes.items() if kind == Kind.UNIT}
    elements = {ours: foreign for (kind, foreign), ours in codes.items() if kind == Kind.FIGURE}
    rows = Figure.objects.filter(
        unit__code__in=set(units) & by.branch,
        figure__in=elements,
        period=period.code,
        replaced_by__isnull=True,
    )
    sent = []
    for row in rows.select_related("unit").order_by("unit__code", "figure"):
        definition = figure_definition(row.figure, period.end)
        if definition is not None and row.unit is not None:
            value = write_value(definition.kind, row.state, row.numerator, row.denominator)
            sent.append(Sent(elements[row.figure], units[row.unit.code], write_period(period), value))
    return sent


def _codes(by: Viewer, system: str) -> dict[tuple[str, str], str]:
    """Codes joined by a unit of the branch or above it; the nearest cannot differ, for each joins its own."""
    known = by.branch | by.above
    rows = ForeignCode.objects.filter(Q(owner__code__in=known), system=system)
    return {(kind, foreign): ours for kind, foreign, ours in rows.values_list("kind", "foreign", "ours")}


def _entries(by: Viewer, system: str, sent: Iterable[Sent]) -> tuple[list[FigureEntry], list[Problem]]:
    codes = _codes(by, system)
    units = access.units(by).in_bulk(
        [ours for (kind, _), ours in codes.items() if kind == Kind.UNIT], field_name="code"
    )
    entries: list[FigureEntry] = []
    found: list[Problem] = []
    for line, row in enumerate(sent, 1):
        period = read_period(row.period)
        unit = units.get(codes.get((Kind.UNIT, row.unit), ""))
        ours = codes.get((Kind.FIGURE, row.element), "")
        definition = figure_definition(ours, period.end) if ours and period else None
        if period is None:
            where = Where(line=line, field="period")
            found.append(problem("exchange.period-unknown", where, period=row.period[:20]))
        if unit is None:
            where = Where(line=line, field="orgUnit")
            found.append(problem("exchange.code-unknown", where, foreign=row.unit[:120], system=system))
        if period is not None and definition is None:
            where = Where(line=line, field="dataElement")
            found.append(problem("exchange.code-unknown", where, foreign=row.element[:120], system=system))
        if period is None or unit is None or definition is None:
            continue
        value = read_value(definition, row.value, Where(line=line, field="value"))
        if isinstance(value, FigureValue):
            paper = f"Hệ thống {system}"
            entries.append(FigureEntry(unit, definition.code, period.code, value, paper=paper))
        else:
            found.append(value)
    return entries, [p for p in found if p.severity is Severity.ERROR]
