"""Tile map: one tile per commune of a province as it was on a day, shaded by any figure. Areas only, never people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.definition import figure_definitions
from thidua.core.board import shade, shade_bounds, tile_rows
from thidua.core.figure import FigureDefinition
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Problem
from thidua.core.score.scheme import FigureKind
from thidua.office.dates import read_day
from thidua.office.format import number, percent, period
from thidua.office.wording import sentence
from thidua.rules.catalogue import tile_layouts
from thidua.store.access import Viewer
from thidua.store.models import Area, Unit
from thidua.web import chart
from thidua.web.area.value import (
    POINTS,
    Land,
    Values,
    chosen,
    figure_values,
    land,
    last_closed_day,
    point_values,
    provinces,
)
from thidua.web.door import crumbs, viewer_of
from thidua.web.standing.board import tick

MULTIPLES = 12
SHOWN = (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO, FigureKind.YES_NO)
KINDS = {
    PeriodKind.WEEK: gettext_lazy("Tuần"),
    PeriodKind.MONTH: gettext_lazy("Tháng"),
    PeriodKind.QUARTER: gettext_lazy("Quý"),
    PeriodKind.YEAR: gettext_lazy("Năm"),
}


def tiles(request: HttpRequest) -> HttpResponse:
    """?ngay= the day of the territory, ?ky= kind of the period it lies in, ?so-lieu= a figure or points, ?tinh=."""
    viewer = viewer_of(request)
    faults: list[tuple[str, str]] = []
    kind = PeriodKind(request.GET["ky"]) if request.GET.get("ky") in set(PeriodKind) else PeriodKind.MONTH
    figure = request.GET.get("so-lieu", POINTS)
    day = _day(request, faults) or (last_closed_day(viewer, kind) if figure == POINTS else None) or viewer.day
    tops = provinces(day)
    province = _province(request, viewer, tops)
    definitions = {d.code: d for d in figure_definitions(day) if d.kind in SHOWN}
    definition = definitions.get(figure)
    spans = chosen(day, kind, MULTIPLES)
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Bản đồ")),
        "faults": faults,
        "day": day,
        "kind": kind,
        "kinds": [(k.value, title) for k, title in KINDS.items()],
        "provinces": tops,
        "province": province,
        "figures": sorted(definitions.values(), key=lambda d: d.title),
        "figure": definition.code if definition else POINTS,
        "title": definition.title if definition else _("Điểm thi đua"),
        "meaning": definition.meaning
        if definition
        else _("Tổng điểm của kỳ đã chốt, trong các cụm, khối được xem."),
        "span": spans[-1],
        "before": spans[-2].end,
        "after": _after(spans[-1], viewer.day),
    }
    if province is not None:
        here = land(province, day)
        context |= _map(viewer, province, here, definition, spans)
    return render(request, "area/tiles.html", context, status=400 if faults else 200)


def _day(request: HttpRequest, faults: list[tuple[str, str]]) -> date | None:
    """The day asked for; None where none was, or none that can be read."""
    text = request.GET.get("ngay", "").strip()
    read = read_day(text) if text else None
    if isinstance(read, Problem):
        faults.append(("ngay", sentence(read)))
        return None
    return read if read is not None and date(1945, 9, 2) <= read <= date(9000, 1, 1) else None


def _after(span: Period, today: date) -> date | None:
    """The day to go on to; nowhere beyond today."""
    later = containing(date.fromordinal(span.end.toordinal() + 1), span.kind)
    return min(later.end, today) if later.start <= today else None


def _province(request: HttpRequest, viewer: Viewer, tops: Sequence[Area]) -> Area | None:
    """The one asked for; else the one of the reader's own unit; else the first."""
    by_code = {area.code: area for area in tops}
    if (asked := request.GET.get("tinh", "")) in by_code:
        return by_code[asked]
    own = Unit.objects.filter(code__in=viewer.own).select_related("area__parent__parent")
    for unit in own:
        area = unit.area
        while area is not None:
            if area.code in by_code:
                return by_code[area.code]
            area = area.parent
    return tops[0] if tops else None


def _map(
    viewer: Viewer, province: Area, here: Land, definition: FigureDefinition | None, spans: Sequence[Period]
) -> dict[str, Any]:
    keys = {unit.code: unit.pk for unit in here.units.values()}
    if definition is None:
        values = point_values(viewer, spans, keys)
    else:
        values = figure_values(definition, spans, [pk for code, pk in keys.items() if code in viewer.branch])
    span = spans[-1]
    now = values.get(span.code, {})
    bounds = shade_bounds([v for one in spans for v in values.get(one.code, {}).values()])
    rows = tile_rows([area.code for area in here.communes], tile_layouts().get(province.code, ()))
    areas = {area.code: area for area in here.communes}
    shown = [
        [_tile(areas[code], here, now, bounds, definition, viewer, span) if code else None for code in row]
        for row in rows
    ]
    tiles = [tile for row in shown for tile in row if tile]
    return {
        "tiles": shown,
        "across": len(rows[0]) if rows else 1,
        "size": len(here.communes),
        "known": sum(tile["value"] is not None for tile in tiles),
        "table": sorted(tiles, key=lambda tile: (tile["value"] is None, -(tile["value"] or 0), tile["name"])),
        "legend": _legend(bounds, list(now.values()), definition) if values else [],
        "multiples": _multiples(rows, here, values, spans, bounds),
    }


def _tile(
    area: Area, here: Land, now: Mapping[int, int], bounds: Sequence[int], definition: FigureDefinition | None,
    viewer: Viewer, span: Period,
) -> dict[str, Any]:  # fmt: skip
    unit = here.units.get(area.code)
    value = now.get(unit.pk) if unit else None
    inside = unit is not None and unit.code in viewer.branch
    month = (
        span.within(PeriodKind.MONTH).code
        if span.kind is PeriodKind.WEEK
        else containing(span.end, PeriodKind.MONTH).code
    )
    return {
        "name": _short(area.name),
        "full": area.name,
        "value": value,
        "told": _written(definition, value),
        "shade": shade(value, bounds) if value is not None else 0,
        "url": reverse("unit-month", args=[unit.code, month]) if inside and unit else "",
        "mine": unit is not None and unit.code in viewer.own,
    }


_NUMBERED = re.compile("cấp xã (số [0-9]+)")  # a commune whose name was not published: "… cấp xã số 012 (…)"


def _short(name: str) -> str:
    """Without the words every tile would begin with."""
    if numbered := _NUMBERED.search(name):
        return numbered[1].capitalize()
    for word in ("xã ", "phường ", "thị trấn "):
        if name.startswith(word):
            return name.removeprefix(word)
    return name[:1].upper() + name[1:]


def _written(definition: FigureDefinition | None, value: int | None) -> str:
    if value is None:
        return _("chưa có số")
    if definition is not None and definition.kind in (FigureKind.RATIO, FigureKind.YES_NO):
        return percent(Fraction(value, 1000))
    return number(value, 2) if definition is None else number(value)


def _legend(
    bounds: Sequence[int], now: Sequence[int], definition: FigureDefinition | None
) -> list[dict[str, Any]]:
    """The classes from low to high with how many tiles each holds now."""
    counts = [shade(value, bounds) for value in now]
    lines = []
    for level in range(1, len(bounds) + 2):
        low = bounds[level - 2] if level > 1 else None
        high = bounds[level - 1] if level <= len(bounds) else None
        if low is None and high is None:
            told = _("mọi giá trị")
        elif low is None:
            told = _("dưới {high}").format(high=_written(definition, high))
        elif high is None:
            told = _("từ {low}").format(low=_written(definition, low))
        else:
            told = _("từ {low} đến dưới {high}").format(
                low=_written(definition, low), high=_written(definition, high)
            )
        lines.append({"shade": level, "told": told, "count": counts.count(level)})
    return lines


def _multiples(
    rows: Sequence[Sequence[str]], here: Land, values: Values, spans: Sequence[Period], bounds: Sequence[int]
) -> list[dict[str, Any]]:
    """The same map small, once per period, with the same classes."""
    found = []
    for span in spans:
        now = values.get(span.code, {})
        levels = []
        for row in rows:
            line = []
            for code in row:
                unit = here.units.get(code)
                value = now.get(unit.pk) if unit else None
                line.append(None if not code else 0 if value is None else shade(value, bounds))
            levels.append(line)
        told = _("{period}: {known} nơi có số").format(period=period(span), known=len(now))
        found.append(
            {"tick": tick(span.code), "day": span.end, "span": span, "picture": chart.tiles(levels, told)}
        )
    return found
