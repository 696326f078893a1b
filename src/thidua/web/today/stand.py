"""Where the reader's unit stands, why it lost points last time, and which promise it is behind with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definitions
from thidua.core.figure import FigureDefinition
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.explain import explain
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import number
from thidua.store import access
from thidua.store.models import Figure, Target, Unit
from thidua.web import chart
from thidua.web.figure.month import movements_of
from thidua.web.standing.lost import away, lost_most
from thidua.web.standing.snapshot import closed
from thidua.web.today.desk import Desk
from thidua.web.unit.place import Place, latest_place

LOST = 3  # criteria that took most points
BEHIND = 6


def places(desk: Desk) -> dict[str, Any] | None:
    """The latest closed place in each movement of the first unit, with what took most points."""
    viewer, unit = desk.viewer, desk.unit
    if unit is None:
        return None
    compared = movements_of(unit, containing(viewer.day, PeriodKind.YEAR))
    held = [place for movement in compared if (place := latest_place(unit, movement))]
    if not held:  # nothing was closed this year: what was last
        last = access.movements(viewer).filter(clusters__members__unit=unit).order_by("-first_day")
        rest = last.exclude(pk__in=[movement.pk for movement in compared])[:1]
        held = [place for movement in rest if (place := latest_place(unit, movement))]
    if not held:
        return None
    return {"unit": unit, "rows": [{"place": place, "lost": lost_points(unit, place)} for place in held]}


def lost_points(unit: Unit, place: Place) -> list[dict[str, Any]]:
    """The criteria that took most points in that period, from the vault: what was lost and of how much."""
    held = closed(place.close)
    working = explain(
        held.scheme, held.forms[unit.code], held.lines(unit.code), Period.parse(place.code).kind
    )
    return [
        {"title": reason.title, "clause": reason.clause, "lost": away(reason)}
        for reason in lost_most(working, LOST)
    ]


def behind(desk: Desk) -> dict[str, Any] | None:
    """Weekly promises of this month (or the last, while this has no full week yet) that are not kept so far."""
    viewer, unit = desk.viewer, desk.unit
    if unit is None:
        return None
    month = containing(viewer.day, PeriodKind.MONTH)
    weeks = [week.code for week in month.parts(PeriodKind.WEEK) if week.end < viewer.day]
    if not weeks:
        return None
    promised: dict[str, int] = {}
    for row in Target.objects.filter(unit=unit, period__in=weeks).prefetch_related("changes"):
        changes = sorted(row.changes.all(), key=lambda change: (change.on, change.pk))
        promised[row.figure] = promised.get(row.figure, 0) + (changes[-1].after if changes else row.value)
    done: dict[str, int] = {}
    figures = Figure.objects.filter(
        unit=unit, period__in=weeks, figure__in=promised, state=State.PRESENT, replaced_by__isnull=True
    )
    for code, value in figures.values_list("figure", "numerator"):
        done[code] = done.get(code, 0) + value
    known = {definition.code: definition for definition in figure_definitions(month.end)}
    rows = [
        _short(known[code], done.get(code), target)
        for code, target in promised.items()
        if code in known
        and known[code].kind in (FigureKind.COUNT, FigureKind.AMOUNT)
        and done.get(code, 0) < target
    ]
    rows.sort(key=lambda row: (row["share"], row["title"]))
    return {"unit": unit, "month": month, "weeks": len(weeks), "rows": rows[:BEHIND]} if rows else None


def _short(definition: FigureDefinition, value: int | None, target: int) -> Mapping[str, Any]:
    told = _("{title}: {value} trên chỉ tiêu {target}").format(
        title=definition.title, value=_("chưa có") if value is None else number(value), target=number(target)
    )
    return {
        "title": definition.title,
        "unit": definition.unit,
        "value": value,
        "target": target,
        "share": (value or 0) * 1000 // target,
        "bar": chart.target_bar(value, target, told),
    }
