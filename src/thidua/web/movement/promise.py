"""Compacts drawn up between two units, and targets changed by an annex with both signatures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.movement import COUNTABLE, TargetEntry, compact_draw_up, target_change
from thidua.actions.standing_input import scheme_of
from thidua.core.figure import Direction, FigureDefinition
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused, Where
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureKind
from thidua.office.format import day as day_text
from thidua.office.format import number
from thidua.office.format import period as period_text
from thidua.store import access
from thidua.store.models import Compact, Movement, Unit
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.movement.life import children_of

_TEXT = (
    "1. Hoàn thành các chỉ tiêu ghi dưới đây; số liệu lấy từ việc có minh chứng, có người xác nhận.\n"
    "2. Chỉ tiêu chỉ được sửa bằng phụ lục có ngày, có lý do và có chữ ký của cả hai bên."
)


def draw_up(request: HttpRequest, movement: str) -> HttpResponse:
    """A compact between a unit one plans for and a unit right below it, with its targets for one period."""
    viewer = viewer_of(request)
    row = access.movement_for(viewer, movement)
    superiors = [u for u in access.planning_units(viewer) if children_of(u, viewer.day).exists()]
    superior = next(
        (u for u in superiors if u.code == request.GET.get("ben")), superiors[0] if superiors else None
    )
    if superior is None:
        raise Http404
    units = {unit.code: unit for unit in children_of(superior, viewer.day)}
    known = _countable(row)
    span = containing(max(viewer.day, row.first_day), PeriodKind.YEAR).code
    form = Form(
        request, {"unit": "", "text": _TEXT, "period": span, **{f"chi-tieu-{d.code}": "" for d in known}}
    )
    if form.sent:
        unit = units.get(form["unit"])
        if unit is None:
            form.wrong.append(("unit", "Chọn đơn vị cùng ký."))
        entries = _entries(form, known, unit) if unit else []
        if not form.wrong and unit is not None:
            made = _draw_up(request, form, row, superior, unit, entries)
            if made is not None:
                messages.success(request, "Đã lập dự thảo. Giao ước có hiệu lực khi cả hai bên đã ký.")
                return redirect("compact", movement, made.code)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            ("Phong trào", reverse("movements")), (row.title, reverse("movement", args=[movement])), "Lập giao ước"
        ),
        "movement": row,
        "superior": superior,
        "others": [unit for unit in superiors if unit != superior],
        "units": units.values(),
        "fields": form.fields,
        "faults": form.wrong,
        "targets": [
            {"definition": d, "name": f"chi-tieu-{d.code}", "held": form.fields[f"chi-tieu-{d.code}"]} for d in known
        ],
    }  # fmt: skip
    return render(request, "movement/draw_up.html", context, status=form.status)


def _countable(movement: Movement) -> list[FigureDefinition]:
    """Figures one can promise an amount of: counts that the regulation reads, then the other counts."""
    try:
        scheme, _ = scheme_of(movement, max(today(), movement.first_day))
    except Refused:
        return []
    wanted = columns(scheme)
    known = [d for d in figure_definitions(today()) if d.kind in COUNTABLE and d.kind is not FigureKind.RATIO]
    return [d for d in known if d.code in wanted and d.direction is not Direction.LESS]


def _entries(form: Form, known: list[FigureDefinition], unit: Unit) -> list[TargetEntry]:
    entries = []
    for definition in known:
        name = f"chi-tieu-{definition.code}"
        value = form.number(name)
        if value is not None:
            entries.append(TargetEntry(unit, definition.code, form["period"], value, where=Where(field=name)))
    return entries


def _draw_up(
    request: HttpRequest,
    form: Form,
    movement: Movement,
    superior: Unit,
    unit: Unit,
    entries: list[TargetEntry],
) -> Compact | None:
    try:
        return compact_draw_up(
            by=viewer_of(request), at=now(), code=code_from(movement.code, unit.code, form["period"]),
            movement=movement, superior=superior, unit=unit, text=form["text"], targets=entries,
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def amend(request: HttpRequest, movement: str, code: str, pk: int) -> HttpResponse:
    """An annex to one target of a signed compact: the new value, since when, why, and who signed for both."""
    viewer = viewer_of(request)
    row = access.compact_for(viewer, movement, code)
    if not (row.signed and access.may_plan(viewer, row.movement.owner)):
        raise Http404
    target = get_object_or_404(
        row.targets.select_related("movement__owner", "unit").prefetch_related("changes"), pk=pk
    )
    span = Period.parse(target.period)
    definition = figure_definition(target.figure, span.end)
    last = max(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
    standing = last.after if last else target.value
    form = Form(
        request,
        {"value": number(standing), "on": day_text(today()), "reason": "",
         "superior_signed_by": row.superior_signed_by, "unit_signed_by": row.unit_signed_by},
    )  # fmt: skip
    if form.sent:
        value, on = form.number("value"), form.day("on")
        if value is None and not form.wrong:
            form.wrong.append(("value", "Chỉ tiêu mới là một con số."))
        if not form.wrong and value is not None and on is not None:
            try:
                target_change(
                    by=viewer, at=now(), target=target, value=value, reason=form["reason"], on=on,
                    superior_signed_by=form["superior_signed_by"][:120], unit_signed_by=form["unit_signed_by"][:120],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, "Đã ghi phụ lục. Chỉ tiêu cũ vẫn giữ, kèm lý do.")
                return redirect("compact", movement, code)
    context = {
        "crumbs": crumbs(
            (row.movement.title, reverse("movement", args=[movement])),
            ("Giao ước", reverse("compact", args=[movement, code])),
            "Phụ lục",
        ),
        "compact": row,
        "target": target,
        "title": definition.title if definition else target.figure,
        "measure": definition.unit if definition else "",
        "period": period_text(span),
        "standing": standing,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "movement/amend.html", context, status=form.status)
