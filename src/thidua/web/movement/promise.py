"""Compacts drawn up between two units, and targets changed by an annex with both signatures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.definition import figure_definitions
from thidua.actions.movement import COUNTABLE, TargetEntry, compact_draw_up
from thidua.actions.standing_input import scheme_of
from thidua.actions.target import vague_problem
from thidua.core.figure import Direction, FigureDefinition
from thidua.core.movement import promisable
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Refused, Where
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import number
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Compact, Figure, Movement, Unit
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.movement.life import children_of

_TEXT = gettext_lazy(
    "1. Hoàn thành các chỉ tiêu ghi dưới đây; số liệu lấy từ việc có minh chứng, có "
    "người xác nhận.\n2. Chỉ tiêu chỉ được sửa bằng phụ lục có ngày, có lý do và có chữ "
    "ký của cả hai bên."
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
    asked = request.POST.get("unit") or request.GET.get("don-vi", "")
    base = baselines(units[asked], span, known) if asked in units else {}
    form = Form(
        request,
        {
            "unit": asked if asked in units else "",
            "text": _TEXT,
            "period": span,
            **{f"chi-tieu-{d.code}": "" for d in known},
        },
    )
    if form.sent:
        unit = units.get(form["unit"])
        if unit is None:
            form.wrong.append(("unit", _("Chọn đơn vị cùng ký.")))
        entries = _entries(form, known, unit) if unit else []
        if not form.wrong and unit is not None:
            made = _draw_up(request, form, row, superior, unit, entries)
            if made is not None:
                messages.success(request, _("Đã lập dự thảo. Giao ước có hiệu lực khi cả hai bên đã ký."))
                return redirect("compact", movement, made.code)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (_("Phong trào"), reverse("movements")),
            (row.title, reverse("movement", args=[movement])),
            _("Lập giao ước"),
        ),
        "movement": row,
        "superior": superior,
        "others": [unit for unit in superiors if unit != superior],
        "units": units.values(),
        "fields": form.fields,
        "faults": form.wrong,
        "targets": [
            {"definition": d, "name": f"chi-tieu-{d.code}", "held": form.fields[f"chi-tieu-{d.code}"],
             "hint": _hint(d, base.get(d.code))}
            for d in known
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
    return [d for d in known if d.code in wanted and promisable(d) and d.direction is not Direction.LESS]


def baselines(unit: Unit, span: str, known: list[FigureDefinition]) -> dict[str, int]:
    """What the unit counted in the year before `span`, figure by figure, in thousandths; nothing where nothing was."""
    year = int(span[:4]) - 1
    rows = Figure.objects.filter(
        unit=unit, figure__in=[d.code for d in known], replaced_by=None, state=State.PRESENT,
        period__startswith=f"{year}-W",
    )  # fmt: skip
    return {row["figure"]: row["total"] for row in rows.values("figure").annotate(total=Sum("numerator"))}


def _hint(definition: FigureDefinition, base: int | None) -> str:
    more = _("càng cao càng tốt") if definition.direction is Direction.MORE else _("càng thấp càng tốt")
    if base is None:
        return f"{definition.unit} · {more}"
    return _("%(unit)s · %(more)s · năm trước: %(base)s") % {
        "unit": definition.unit, "more": more, "base": number(base),
    }  # fmt: skip


def _entries(form: Form, known: list[FigureDefinition], unit: Unit) -> list[TargetEntry]:
    entries = []
    for definition in known:
        name = f"chi-tieu-{definition.code}"
        if found := vague_problem(name, form[name]):
            form.wrong.append((name, sentence(found)))
            continue
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
