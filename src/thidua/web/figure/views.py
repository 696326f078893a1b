"""Entering a unit's month, checking one cell while typing, and correcting a single figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definition
from thidua.actions.figure import figure_correct, figures_check, figures_record
from thidua.actions.lock import locks_of
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Problem, Refused, Where, errors
from thidua.office.format import period as period_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Figure, Unit
from thidua.web.audit.history import history
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.figure.grid import grid, one, value_of
from thidua.web.figure.month import Month, month_of
from thidua.web.figure.officers import classifying
from thidua.web.figure.typed import CLEARED, Typed, as_typed, read_cell, read_form
from thidua.web.refusal import Fault, faults
from thidua.web.report.state import lock_lines, opens_later


def period_named(code: str, kind: PeriodKind | None = None) -> Period:
    """A period from an address; 404 for anything else."""
    try:
        held = Period.parse(code)
    except ValueError as wrong:
        raise Http404 from wrong
    if kind is not None and held.kind is not kind:
        raise Http404
    return held


def recordable(request: HttpRequest, code: str) -> Unit:
    viewer = viewer_of(request)
    unit = access.unit_for(viewer, code)
    if not access.may_record(viewer, unit):
        raise Http404
    return unit


def entry(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The grid. A POST writes all that was typed or nothing; what was typed comes back with what is wrong."""
    unit = recordable(request, code)
    month = month_of(unit, period_named(period, PeriodKind.MONTH))
    if not month.sections and classifying(unit, month.period.start, month.period.end):
        return redirect("classes", code, period)  # its officers are what is entered
    if request.method != "POST":
        return _page(request, month, Typed({}, (), (), ()), [])
    typed = read_form(month, request.POST)
    wrong: list[Problem] = list(typed.problems)
    if not wrong and not typed.cleared:
        try:
            done = figures_record(
                by=viewer_of(request),
                at=now(),
                entries=typed.entries,
                reason=request.POST.get("reason", "")[:300],
            )
        except Refused as refused:
            wrong += refused.problems or ()
            if not refused.problems:
                return _page(request, month, typed, wrong, faults(refused))
        else:
            _say_saved(request, len(done.figures), [sentence(p) for p in done.warnings])
            return redirect("entry", code, period)
    else:
        wrong += errors(figures_check(entries=typed.entries, correcting=bool(request.POST.get("reason"))))
    return _page(request, month, typed, wrong)


@require_POST
def check(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What is to be said about one cell, with the rest of its week as typed. Writes nothing."""
    unit = recordable(request, code)
    month = month_of(unit, period_named(period, PeriodKind.MONTH))
    name = request.POST.get("cell", "")
    typed = read_form(month, request.POST, name.partition(".")[2])
    problems = [*typed.problems, *figures_check(entries=typed.entries, correcting=True)]
    mine = [p for p in problems if p.where.field == name]
    context = {
        "cell": {
            "faults": [sentence(p) for p in errors(mine)] + ([CLEARED] if name in typed.cleared else []),
            "cautions": [sentence(p) for p in mine if p not in errors(mine)],
            "fine": bool(typed.texts.get(name, "").strip()) and not mine,
        }
    }
    return render(request, "figure/said.html", context)


def correct(request: HttpRequest, code: str, period: str, figure: str) -> HttpResponse:
    """One figure: what it says now, what it should say, and why."""
    unit = recordable(request, code)
    span = period_named(period)
    record = get_object_or_404(
        Figure.objects.select_related("recorded_by", "unit"),
        unit=unit, figure=figure, period=span.code, replaced_by__isnull=True,
    )  # fmt: skip
    definition = figure_definition(figure, span.end)
    if definition is None:
        raise Http404
    typed = {"value": request.POST.get("value", as_typed(definition, value_of(record)))[:60]}
    typed |= {"reason": request.POST.get("reason", "")[:300], "paper": request.POST.get("paper", "")[:300]}
    wrong: list[Fault] = []
    if request.method == "POST":
        value = read_cell(definition, typed["value"], Where(field="value"))
        if value is None or isinstance(value, Problem):
            wrong.append(("value", CLEARED if value is None else sentence(value)))
        else:
            try:
                figure_correct(
                    by=viewer_of(request),
                    at=now(),
                    record=record,
                    value=value,
                    reason=typed["reason"],
                    paper=typed["paper"],
                )
            except Refused as refused:
                wrong += faults(refused)
            else:
                messages.success(request, "Đã sửa. Bản ghi cũ vẫn giữ, kèm lý do.")
                return redirect("entry", code, span.within(PeriodKind.MONTH).code)
    context = {
        "crumbs": crumbs((unit.name, f"/don-vi/{unit.code}/"), "Sửa một số liệu"),
        "unit": unit,
        "period": span,
        "record": record,
        "old": one(definition, value_of(record)),
        "definition": definition,
        "typed": typed,
        "faults": wrong,
        "fault_of": dict(wrong),
        "earlier": _earlier(definition, record),
        "shut": _shut(unit, span),
        "history": history(f"figure:{unit.code}/{span.code}/{figure}"),
    }
    return render(request, "figure/correct.html", context, status=400 if wrong else 200)


def _page(
    request: HttpRequest, month: Month, typed: Typed, problems: list[Problem], more: list[Fault] | None = None
) -> HttpResponse:
    listed = [(p.where.field, _placed(month, p)) for p in errors(problems)]
    listed += [(name, CLEARED) for name in typed.cleared] + (more or [])
    locked = locks_of(month.unit, month.period, day=today())
    month = replace(month, shut=month.shut | frozenset(locked))
    locks = lock_lines(locked, month.period)
    context: dict[str, Any] = {
        "locks": locks,
        "may_ask": not opens_later(locks) and any(line["names"] for line in locks),
        "unit": month.unit,
        "crumbs": crumbs((month.unit.name, f"/don-vi/{month.unit.code}/"), "Nhập số liệu"),
        "month": month,
        "sections": grid(month, typed.texts, problems, typed.cleared),
        "faults": listed,
        "reason": request.POST.get("reason", ""),
        "ask_reason": bool(request.POST.get("reason"))
        or any((entry.figure, entry.period) in month.figures for entry in typed.entries),
        "all_shut": all(week.code in month.shut for week in month.weeks),
        "before": containing(month.period.start - timedelta(days=1), PeriodKind.MONTH),
        "after": containing(month.period.end + timedelta(days=1), PeriodKind.MONTH),
    }
    return render(request, "figure/entry.html", context, status=400 if listed else 200)


def _placed(month: Month, problem: Problem) -> str:
    """The week in front of the sentence, as it stands in the summary far from its cell."""
    week = problem.where.field.rpartition(".")[2]
    known = next((w for w in month.weeks if w.code == week), None)
    return f"{period_text(known)}: {sentence(problem)}" if known else sentence(problem)


def _say_saved(request: HttpRequest, count: int, warnings: list[str]) -> None:
    messages.success(request, f"Đã lưu {count} số liệu." if count else "Không có gì thay đổi.")
    for told in warnings[:8]:
        messages.warning(request, f"Cần xem lại: {told}")


def _earlier(definition: Any, record: Figure) -> list[Mapping[str, Any]]:
    """The records before this one, newest first."""
    chain, row = [], record.replaces
    while row is not None and len(chain) < 20:
        chain.append({"row": row, "text": one(definition, value_of(row))})
        row = row.replaces
    return chain


def _shut(unit: Unit, span: Period) -> bool:
    return span.code in month_of(unit, span.within(PeriodKind.MONTH)).shut
