"""What is shaded on the map: a figure of each commune's unit over a period, or its points in a movement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.core.area import COMMUNE_KINDS
from thidua.core.figure import FigureDefinition
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.scheme import FigureKind, SubjectKind
from thidua.core.score.table import State
from thidua.core.unit import Level
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Area, Close, Figure, Unit
from thidua.web.movement.views import compared_movements
from thidua.web.standing.snapshot import closed, standing_of
from thidua.web.titles import unit_kinds

POINTS = "diem"  # the choice that is not a figure
Values = Mapping[
    str, Mapping[int, int]
]  # period → unit → thousandths; a ratio as a share of one, in thousandths


@dataclass(frozen=True, slots=True)
class Land:
    """The communes of one province on one day, and the unit that serves each."""

    communes: tuple[Area, ...]
    units: Mapping[str, Unit]  # area code → unit


def provinces(day: date) -> list[Area]:
    """Territories with communes below them that day, by name."""
    rows = list(Area.objects.on(day).select_related("parent__parent"))
    tops = {_top(row).pk: _top(row) for row in rows if row.kind in COMMUNE_KINDS and row.parent_id}
    return sorted(tops.values(), key=lambda area: (area.name, area.code))


def _top(area: Area) -> Area:
    """The province above a commune: two levels at most, for districts ended in 2025."""
    above = area.parent or area
    return above.parent or above


def land(province: Area, day: date) -> Land:
    """Two questions."""
    kinds = [
        code for code, kind in unit_kinds().units.items() if kind.level is Level.COMMUNE and "cong-an" in code
    ]
    rows = (
        Area.objects.on(day).filter(kind__in=COMMUNE_KINDS).select_related("parent__parent").order_by("code")
    )
    communes = tuple(row for row in rows if _top(row).pk == province.pk)
    units = (
        Unit.objects.on(day).filter(area__in=communes, kind__in=kinds).select_related("area").order_by("code")
    )
    return Land(communes, {unit.area.code: unit for unit in reversed(units) if unit.area})


def chosen(day: date, kind: PeriodKind, count: int) -> list[Period]:
    """The period of that kind in which the day lies and those before it, oldest first."""
    span = containing(day, kind)
    found = [span]
    while len(found) < count:
        found.append(containing(found[-1].start - timedelta(days=1), kind))
    return found[::-1]


def last_closed_day(viewer: Viewer, kind: PeriodKind) -> date | None:
    """The last day of the latest closed period of that kind: what a map of points shows first."""
    rows = Close.objects.filter(
        period__movement__in=compared_movements(viewer), period__kind=kind, period__state="closed",
        period__movement__collectives=None,
    )  # fmt: skip
    return rows.order_by("-period__last_day").values_list("period__last_day", flat=True).first()


def figure_values(definition: FigureDefinition, periods: Iterable[Period], units: Iterable[int]) -> Values:
    """Weeks add up to longer periods as on the unit's page; what was recorded for the period itself goes first."""
    periods = list(periods)
    weeks = {span.code: [w.code for w in _weeks(span)] for span in periods}
    codes = {code for span in periods for code in (span.code, *weeks[span.code])}
    rows = Figure.objects.filter(
        figure=definition.code,
        unit__in=list(units),
        period__in=codes,
        state=State.PRESENT,
        replaced_by__isnull=True,
    ).values_list("period", "unit_id", "numerator", "denominator")
    held: dict[str, dict[int, tuple[int, int]]] = {}
    for code, unit, over, under in rows:
        held.setdefault(code, {})[unit] = (over, under)
    found: dict[str, dict[int, int]] = {}
    for span in periods:
        sums: dict[int, tuple[int, int]] = {}
        for code in weeks[span.code]:
            for unit, (over, under) in held.get(code, {}).items():
                before = sums.get(unit, (0, 0))
                sums[unit] = before[0] + over, before[1] + under
        sums |= held.get(span.code, {})
        found[span.code] = {
            unit: _value(definition, over, under) for unit, (over, under) in sums.items() if under
        }
    return found


def _weeks(span: Period) -> tuple[Period, ...]:
    return (span,) if span.kind is PeriodKind.WEEK else span.parts(PeriodKind.WEEK)


def _value(definition: FigureDefinition, over: int, under: int) -> int:
    """A count is its sum; a ratio, or yes in so many weeks, the share."""
    return over * 1000 // under if definition.kind in (FigureKind.RATIO, FigureKind.YES_NO) else over


def point_values(viewer: Viewer, periods: Iterable[Period], units: Mapping[str, int]) -> Values:
    """Total points of closed periods, in the groups this person may see. `units`: code → key."""
    found: dict[str, dict[int, int]] = {}
    closes = Close.objects.filter(
        period__movement__in=compared_movements(viewer), period__code__in=[span.code for span in periods],
        period__state="closed",
    ).select_related("period__movement__owner").order_by("version")  # fmt: skip
    latest = {close.period_id: close for close in closes}
    seen: dict[int, frozenset[str]] = {}
    for close in latest.values():
        if closed(close).scheme.subject is SubjectKind.OFFICER:
            continue
        movement = close.period.movement_id
        if movement not in seen:
            seen[movement] = access.standing_groups(viewer, close.period)
        for code, row in standing_of(close).items():
            if code in units and row.complete and row.group in seen[movement]:
                found.setdefault(close.period.code, {})[units[code]] = row.total
    return found
