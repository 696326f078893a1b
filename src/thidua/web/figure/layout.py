"""A unit's own sheet: shown as it is, pointed out once, previewed as what will change, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definitions
from thidua.actions.figure import ASKS_REASON
from thidua.actions.figure_bring import LARGE, figures_bring
from thidua.actions.figure_look import UNKNOWN_SHOWN, Change, Looked, sheet_looked
from thidua.actions.job import job_start
from thidua.actions.mapping import (
    layout_for,
    layout_json,
    layout_of,
    mapped,
    mapping_drop,
    mapping_import,
)
from thidua.core.period import Period
from thidua.core.problem import Refused, errors
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.columns import text_of
from thidua.office.format import period as period_text
from thidua.office.format import value as written
from thidua.office.mapping import PARTS, SKIP, Axis, Layout, Place, What, key, period_code
from thidua.office.sheet import Sheet, letters, read_sheet
from thidua.store import access
from thidua.store.models import Mapping
from thidua.web import upload
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.figure.looked import looked, reason_of
from thidua.web.refusal import faults

WAITING = "figures-file"  # the same file that bring.py put aside
LAYOUT = "figures-layout"  # session key: what was pointed out so far
LINES_SHOWN, COLUMNS_SHOWN, WHOSE_SHOWN = 24, 26, 6


def held_sheet(request: HttpRequest) -> tuple[Sheet, Path, str] | None:
    """The file that waits for this session, read; None where there is none or it cannot be read."""
    held = upload.held(request, WAITING)
    if held is None:
        return None
    sheet, _problems = read_sheet(held[0].read_bytes(), held[1])
    return (sheet, *held) if sheet is not None else None


def figures_layout(request: HttpRequest) -> HttpResponse:
    """GET the guess; POST what was pointed out, for its preview; POST "ghi" to write it all."""
    viewer = viewer_of(request)
    if not access.recordable_units(viewer).exists():
        raise Http404
    held = held_sheet(request)
    if held is None:
        return redirect("figures-import")
    sheet, path, name = held
    layout, kept = _layout(request, sheet)
    reason = reason_of(request)
    if request.method == "POST" and "ghi" in request.POST:
        title = request.POST.get("ten", "")[:120]
        if path.stat().st_size > LARGE:
            return bring_large(
                request, name, {"reason": reason, "layout": layout_json(layout), "keep": title}
            )
        try:
            count = mapping_import(by=viewer, at=now(), sheet=sheet, layout=layout, reason=reason, name=title)
        except Refused as refused:
            told = sheet_looked(mapped(by=viewer, at=now(), sheet=sheet, layout=layout, reason=reason))
            return _page(request, sheet, name, layout, told, kept, reason, _refused(refused))
        upload.forget(request, WAITING)
        request.session.pop(LAYOUT, None)
        done = _("Đã nhập %(count)d số liệu từ “%(name)s”.") % {"count": count, "name": name}
        messages.success(request, done)
        return redirect("figures-import")
    found = looked(
        request, path, name, LARGE, {"layout": layout_json(layout), "reason": reason},
        lambda: sheet_looked(mapped(by=viewer, at=now(), sheet=sheet, layout=layout, reason=reason)),
    )  # fmt: skip
    return (
        _page(request, sheet, name, layout, found, kept, reason, []) if isinstance(found, Looked) else found
    )


def bring_large(request: HttpRequest, name: str, given: dict[str, Any]) -> HttpResponse:
    """Start writing a large file in the background, and show how far that is."""
    given |= {"file": upload.give_away(request, WAITING), "name": name}
    title = _("Nhập số liệu từ “%(name)s”") % {"name": name}
    row = job_start(by=viewer_of(request), at=now(), title=title, work=figures_bring, given=given)
    return redirect("job", row.pk)


@require_POST
def mapping_forget(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.mapping_for(viewer_of(request), pk)
    mapping_drop(by=viewer_of(request), at=now(), row=row)
    messages.success(
        request, _("Đã quên cách đọc “%(name)s”; những gì đã nhập vẫn giữ.") % {"name": row.name}
    )
    return redirect("award-history" if row.kind == Mapping.Kind.HISTORY else "figures-import")


def _refused(refused: Refused) -> list[tuple[str, str]]:
    """What stands on top: the reason that is missing, or how many places are to be mended below."""
    stops = errors(refused.problems)
    if any(p.code in ASKS_REASON for p in stops):
        return [("reason", _("Nêu vì sao thay số đã ghi, rồi bấm “Ghi tất cả” lần nữa."))]
    if stops:
        return [("", _("Còn %(count)d chỗ phải sửa; chưa ghi gì.") % {"count": len(stops)})]
    return faults(refused)


# --- What was pointed out ---------------------------------------------------------------------------------


def _layout(request: HttpRequest, sheet: Sheet) -> tuple[Layout, str]:
    """The layout as it stands in this session, changed by what the form says; and the name it is kept under."""
    held = request.session.get(LAYOUT)
    if held is None or (request.method == "GET" and "lai" in request.GET):
        layout, row = layout_for(by=viewer_of(request), on=today(), sheet=sheet)
        held = {"layout": layout_json(layout), "kept": row.name if row else ""}
    layout = layout_of(held["layout"])
    if request.method == "POST" and "dau" in request.POST:
        layout = _pointed(request, sheet, layout)
    request.session[LAYOUT] = {"layout": layout_json(layout), "kept": held["kept"]}
    return layout, held["kept"]


def _pointed(request: HttpRequest, sheet: Sheet, layout: Layout) -> Layout:
    """What the form says of places, the first line, the year, value columns and names."""
    form = request.POST
    places = {
        what: _place(form.get(what.value, ""), form.get(f"{what.value}-la", ""), layout, what)
        for what in What
    }
    names = dict(layout.names)
    for number in range(UNKNOWN_SHOWN):
        name, code = form.get(f"ten-{number}", ""), form.get(f"la-{number}", "").strip()
        what, _mark, told = name.partition(":")
        if what in set(What) and told and code:
            names[f"{what}:{key(told)}"] = _code(request, What(what), code, layout.year)
    found = replace(
        layout,
        first=_number(form.get("dau", ""), layout.first),
        unit=places[What.UNIT],
        figure=places[What.FIGURE],
        period=places[What.PERIOD],
        year=_number(form.get("nam", ""), layout.year),
        names={name: code for name, code in names.items() if code},
    )
    width = max((len(row.values) for row in sheet.rows), default=0)
    columns = tuple(c for c in range(width) if f"cot-{c}" in form)
    return replace(found, columns=columns)


def _place(text: str, fixed: str, layout: Layout, what: What) -> Place:
    axis, _dot, at = text.partition(".")
    if axis in (Axis.COLUMN, Axis.ROW) and at.isascii() and at.isdecimal() and len(at) < 7:
        return Place(Axis(axis), int(at))
    if axis != Axis.FIXED:
        return layout.place(what)
    told = fixed.strip()[:120]
    return Place(text=period_code(told, layout.year) or told if what is What.PERIOD else told)


def _code(request: HttpRequest, what: What, text: str, year: int) -> str:
    """What somebody said a name is: a code, a name of a unit, a period in words, or to be left out."""
    if text == SKIP:
        return SKIP
    if what is What.PERIOD:
        return period_code(text, year)
    if what is What.FIGURE:
        return text if text in {code for code, _title in _figures()} else ""
    units = access.recordable_units(viewer_of(request))
    exact = units.filter(code=text).first() or units.filter(name=text).first()
    return exact.code if exact else ""


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise


# --- The page ---------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest,
    sheet: Sheet,
    name: str,
    layout: Layout,
    told: Looked,
    kept: str,
    reason: str,
    more: list[tuple[str, str]],
) -> HttpResponse:
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Nhập từ tệp"), reverse("figures-import")), name),
        "name": name,
        "kept": kept,
        "layout": layout,
        "faults": more,
        "reason": reason,
        "table": _table(sheet, layout),
        "letters": [
            {"at": c, "letter": letters(c), "taken": c in layout.columns} for c in range(_width(sheet))
        ],
        "choices": [_choice(request, sheet, layout, what) for what in What],
        "asked": [_asked(number, *line) for number, line in enumerate(told.unknown) if line[1]],
        "asked_more": max(0, told.asked - len(told.unknown)),
        "missing": [_MISSING[What(what)] for what, text, _near, _cell in told.unknown if not text],
        "units": list(
            access.recordable_units(viewer_of(request)).order_by("name").values_list("code", "name")[:400]
        )
        if told.unknown
        else [],
        "figures": _figures(),
        "problems": _once(upload.listed(told.wrong, name)),
        "count": told.count,
        "notes": upload.listed(told.notes, name),
        "preview": told if told.writable else None,
        "changes": [_change(change) for change in told.changes],
        "changes_more": max(0, told.differs - len(told.changes)),
        "whose": _whose(told),
        "needs_reason": bool(told.differs),
        "ready": told.writable and not told.count and bool(told.new or told.differs),
    }
    return render(request, "figure/layout.html", context, status=400 if more else 200)


_TITLES = {
    What.UNIT: gettext_lazy("Đơn vị"),
    What.FIGURE: gettext_lazy("Số liệu"),
    What.PERIOD: gettext_lazy("Kỳ"),
}
_MISSING = {
    What.UNIT: gettext_lazy("Chưa biết cả tệp này của đơn vị nào."),
    What.FIGURE: gettext_lazy("Chưa biết các con số này là số liệu gì."),
    What.PERIOD: gettext_lazy("Chưa biết tệp này của kỳ nào: ghi ví dụ “tháng 3/2025”."),
}


def _whose(told: Looked) -> str:
    """Whose figures and of which periods would be written: what a wrong guess gets wrong first."""
    periods = [period_text(Period.parse(code)) for code in told.periods]
    some = [_some(told.units, told.units_more), _some(periods)]
    return " · ".join(part for part in some if part)


def _some(names: Sequence[str], more: int = 0) -> str:
    shown, more = ", ".join(names[:WHOSE_SHOWN]), more + max(0, len(names) - WHOSE_SHOWN)
    return _("%(names)s và %(more)d nữa") % {"names": shown, "more": more} if more else shown


def _choice(request: HttpRequest, sheet: Sheet, layout: Layout, what: What) -> dict[str, Any]:
    """One of the three: in which column, on which line, or the same for the whole sheet."""
    place = layout.place(what)
    head = {row.line: row for row in sheet.rows if row.line < layout.first}
    options = []
    for column in range(_width(sheet)):
        title = next(
            (told for line in sorted(head, reverse=True) if (told := _text(head[line].values, column))), ""
        )
        options.append(
            (
                f"column.{column}",
                _("cột %(letter)s") % {"letter": letters(column)} + (f": {title}" if title else ""),
            )
        )
    for line in sorted(head):
        first = next((told for value in head[line].values if (told := text_of(value))), "")
        options.append(
            (f"row.{line}", _("dòng %(line)d") % {"line": line} + (f": {first}…" if first else ""))
        )
    chosen = "fixed" if place.axis is Axis.FIXED else f"{place.axis.value}.{place.at}"
    return {
        "name": what.value,
        "title": _TITLES[what],
        "options": [
            {"value": value, "title": title[:70], "chosen": value == chosen} for value, title in options
        ],
        "fixed": place.axis is Axis.FIXED,
        "text": place.text,
        "unit": what is What.UNIT,
        "figure": what is What.FIGURE,
    }


def _asked(number: int, what: str, text: str, near: str, cell: str) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"{what}:{text}",
        "text": text,
        "near": near,
        "cell": cell,
        "figure": what == What.FIGURE,
        "period": what == What.PERIOD,
    }


def _figures() -> list[tuple[str, str]]:
    """Figures to choose from, a ratio also by its two parts."""
    found: list[tuple[str, str]] = []
    for definition in figure_definitions(today()):
        found.append((definition.code, definition.title))
        if definition.kind is FigureKind.RATIO:
            found += [
                (f"{definition.code}/{part}", f"{definition.title} – {word}") for part, word in PARTS.items()
            ]
    return found


def _once(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same sentence once, at its first cell, and in how many more: a locked month is one thing to mend."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        first = found.setdefault(line["sentence"], {**line, "more": -1})
        first["more"] += 1
    return list(found.values())


def _width(sheet: Sheet) -> int:
    return min(max((len(row.values) for row in sheet.rows), default=0), COLUMNS_SHOWN)


def _text(values: Any, column: int) -> str:
    return text_of(values[column]) if column < len(values) else ""


def _table(sheet: Sheet, layout: Layout) -> list[dict[str, Any]]:
    """The first lines as they are, each cell saying what it was taken for."""
    names = {what: layout.place(what) for what in What}
    columns = {p.at: what.value for what, p in names.items() if p.axis is Axis.COLUMN}
    lines = {p.at: what.value for what, p in names.items() if p.axis is Axis.ROW}
    return [
        {
            "line": row.line,
            "cells": [
                {
                    "text": _text(row.values, column)[:80],
                    "kind": lines.get(row.line)
                    or (
                        ""
                        if row.line < layout.first
                        else columns.get(column) or ("value" if column in layout.columns else "")
                    ),
                }
                for column in range(_width(sheet))
            ],
        }
        for row in sheet.rows[:LINES_SHOWN]
    ]


def _change(change: Change) -> dict[str, str]:
    definition = next((d for d in figure_definitions(today()) if d.code == change.figure), None)
    kind = definition.kind if definition else FigureKind.COUNT
    old, new = (written(kind, State(state), top, bottom) for state, top, bottom in (change.old, change.new))
    title = definition.title if definition else change.figure
    return {
        "cell": change.cell, "unit": change.unit, "figure": title, "period": change.period, "old": old, "new": new
    }  # fmt: skip
