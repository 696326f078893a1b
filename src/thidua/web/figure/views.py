"""Entering a unit's month, checking one cell while typing, and correcting a single figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definition
from thidua.actions.draft import draft_drop
from thidua.actions.figure import figure_correct, figures_check, figures_record
from thidua.actions.figure_known import FigureEntry
from thidua.actions.lock import locks_for
from thidua.core.lock import Lock
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import NOWHERE, Problem, Refused, Severity, Where, errors, problem
from thidua.office.format import period as period_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Draft, Figure, Unit
from thidua.web.audit.history import history
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.figure.grid import Shown, grid, heads, one, value_of
from thidua.web.figure.month import PARTS, Month, month_of
from thidua.web.figure.officers import classifying
from thidua.web.figure.spoken import grid_words
from thidua.web.figure.typed import (
    CLEARED,
    Conflict,
    Typed,
    as_typed,
    base_text,
    cells_of,
    read_cell,
    read_form,
    settled,
)
from thidua.web.refusal import Fault, faults
from thidua.web.report.state import asks_for_it, lock_lines


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


def grid_period(code: str) -> Period:
    """The span of a grid: a month, entered by its weeks, or a year by its months."""
    held = period_named(code)
    if held.kind not in PARTS:
        raise Http404
    return held


def grid_of(unit: Unit, span: Period) -> Month:
    """The grid, with every period that takes no figures today and why."""
    month = month_of(unit, span)
    held = locks_for([unit], [*month.columns, span], today())
    locks = {code: lock for (_unit, code), lock in held.items()}
    told = {code: _why_locked(lock) for code, lock in locks.items()}
    return replace(month, shut={**month.shut, **told}, locks=locks)


def _why_locked(lock: Lock) -> str:
    """The lock's sentence, and the names of those who can lift it."""
    why = sentence(lock.problem(NOWHERE))
    if not lock.lifters:
        return why
    return _("%(why)s Mở được: %(names)s.") % {"why": why, "names": ", ".join(lock.lifters[:3])}


def page_key(month: Month) -> str:
    """Under which a draft of this grid is kept."""
    return f"entry:{month.unit.code}:{month.period.code}"


def entry(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The grid. A POST writes all that was typed or nothing; what was typed comes back with what is wrong."""
    unit = recordable(request, code)
    month = grid_of(unit, grid_period(period))
    if not month.sections and classifying(unit, month.period.start, month.period.end):
        return redirect("classes", code, period)  # its officers are what is entered
    viewer = viewer_of(request)
    if request.method != "POST":
        draft = access.draft_of(viewer, page_key(month))
        return _page(request, month, Shown() if draft is None else drafted(month, draft), draft=draft)
    typed, conflicts = settled(month, read_form(month, request.POST), request.POST)
    reason = request.POST.get("reason", "")[:300]
    wrong: list[Problem] = [*typed.problems, *conflict_problems(month, conflicts)]
    if not wrong and not typed.cleared:
        try:
            done = figures_record(by=viewer, at=now(), entries=typed.entries, reason=reason)
        except Refused as refused:
            shown_ = Shown(typed.texts, refused.problems, (), {})
            return _page(request, month, shown_, [] if refused.problems else faults(refused), typed)
        draft_drop(by=viewer, at=now(), page=page_key(month))
        left = _left(month, typed.entries)
        _say_saved(request, len(done.figures), left, [sentence(p) for p in done.warnings])
        return redirect("entry", code, period)
    wrong += errors(figures_check(entries=typed.entries, correcting=bool(reason)))
    return _page(request, month, Shown(typed.texts, wrong, typed.cleared, conflicts), typed=typed)


@require_POST
def check(request: HttpRequest, code: str, period: str) -> JsonResponse:
    """What is to be said about the cells that were sent, with the rest of their periods. Writes nothing.

    Answers {"cells": {name: {"faults": […], "cautions": […]}}}, one entry for every cell that was sent.
    """
    unit = recordable(request, code)
    month = grid_of(unit, grid_period(period))
    typed = read_form(month, request.POST)
    problems = [*typed.problems, *figures_check(entries=typed.entries, correcting=True)]
    told: dict[str, dict[str, list[str]]] = {name: {"faults": [], "cautions": []} for name in typed.texts}
    for found in problems:
        if found.where.field in told:
            stops = found.severity is Severity.ERROR
            told[found.where.field]["faults" if stops else "cautions"].append(sentence(found))
    for name in typed.cleared:
        told[name]["faults"].append(str(CLEARED))
    return JsonResponse({"cells": told})


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
            wrong.append(("value", str(CLEARED) if value is None else sentence(value)))
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
                messages.success(request, _("Đã sửa. Bản ghi cũ vẫn giữ, kèm lý do."))
                return redirect("entry", code, span.within(PeriodKind.MONTH).code)
    context = {
        "crumbs": crumbs((unit.name, f"/don-vi/{unit.code}/"), _("Sửa một số liệu")),
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
    request: HttpRequest,
    month: Month,
    seen: Shown,
    more: list[Fault] | None = None,
    typed: Typed | None = None,
    draft: Draft | None = None,
) -> HttpResponse:
    listed = [(p.where.field, _placed(month, p)) for p in errors(seen.problems)]
    listed += [(name, str(CLEARED)) for name in seen.cleared] + (more or [])
    if draft is not None:
        listed = []  # nobody asked to save yet; what is wrong stands beside its cell
    kind = month.period.kind
    over = [e for e in typed.entries if (e.figure, e.period) in month.figures] if typed else []
    conflicts = seen.conflicts
    open_ = any(held.code not in month.shut for _definition, held in cells_of(month))
    yearly = kind is PeriodKind.YEAR
    locks = [] if yearly else lock_lines(month.locks, month.period)
    context: dict[str, Any] = {
        "locks": locks,
        "may_ask": asks_for_it(locks),
        "unit": month.unit,
        "crumbs": crumbs((month.unit.name, f"/don-vi/{month.unit.code}/"), _("Nhập số liệu")),
        "month": month,
        "yearly": yearly,
        "heads": heads(month),
        "whole_title": _("Cả năm") if yearly else _("Cả tháng"),
        "before_title": _("Năm trước") if yearly else _("Tháng trước"),
        "after_title": _("Năm sau") if yearly else _("Tháng sau"),
        "sections": grid(month, seen),
        "faults": listed,
        "conflicts": len(conflicts),
        "seen": draft.seen if draft and conflicts else request.POST.get("seen") or month.newest,
        "draft": draft if seen.texts else None,
        "reason": request.POST.get("reason", ""),
        "ask_reason": bool(request.POST.get("reason"))
        or bool(over)
        or any(p.code == "figure.reason-for-deeds" for p in seen.problems),
        "all_shut": not open_,
        "before": containing(month.period.start - timedelta(days=1), kind),
        "after": containing(month.period.end + timedelta(days=1), kind),
        "year": month.period.within(PeriodKind.YEAR),
        "this_month": _month_within(request, month.period),
        "words": grid_words(),
    }
    return render(request, "figure/entry.html", context, status=400 if listed else 200)


def _month_within(request: HttpRequest, span: Period) -> Period:
    """From a year's grid to a month: today's where it lies in that year, else the last one."""
    today = viewer_of(request).day
    return containing(today if span.holds(today) else span.end, PeriodKind.MONTH)


def drafted(month: Month, draft: Draft) -> Shown:
    """A draft laid over what stands now; what others recorded since it was typed stands beside it."""
    form = {**draft.cells, "seen": str(draft.seen)}
    typed, conflicts = settled(month, read_form(month, form), form)
    problems = [*typed.problems, *figures_check(entries=typed.entries, correcting=True)]
    return Shown(typed.texts, [p for p in problems if p.where.field in typed.texts], typed.cleared, conflicts)


def conflict_problems(month: Month, conflicts: Mapping[str, Conflict]) -> list[Problem]:
    """What stops a save: a figure that somebody else recorded meanwhile and nobody has chosen yet."""
    titles = {definition.code: definition.title for definition, _held in cells_of(month)}
    return [
        problem(
            "figure.changed-meanwhile",
            Where(field=name),
            figure=titles[conflict.record.figure],
            by=conflict.record.recorded_by.name,
            theirs=conflict.theirs,
            mine=conflict.mine,
        )
        for name, conflict in conflicts.items()
    ]


def _placed(month: Month, problem: Problem) -> str:
    """Period and figure in front of the sentence, as it stands in the summary far from its cell."""
    figure, _dot, code = problem.where.field.rpartition(".")
    known = next((held for held in month.columns if held.code == code), None)
    if known is None:
        return sentence(problem)
    title = next((one.title for one, held in cells_of(month) if one.code == figure), "")
    named = title and title not in sentence(problem)
    return ": ".join([period_text(known), *([title] if named else []), sentence(problem)])


def _left(month: Month, entries: Iterable[FigureEntry]) -> int:
    """Cells that are open and will still be empty once these entries are written."""
    written = {(entry.figure, entry.period) for entry in entries}
    return sum(
        held.code not in month.shut
        and (definition.code, held.code) not in written
        and not base_text(month, definition, held.code)
        for definition, held in cells_of(month)
    )


def _say_saved(request: HttpRequest, count: int, left: int, warnings: list[str]) -> None:
    """What was saved, how much is left, and what to do next."""
    saved = _("Đã lưu %(count)d số liệu.") % {"count": count}
    messages.success(request, saved if count else _("Không có gì thay đổi."))
    if left:
        told = ngettext("Còn %(left)d ô trống.", "Còn %(left)d ô trống.", left)
        messages.info(request, told % {"left": left})
    elif count:
        messages.info(request, _("Đã đủ số liệu. Bước sau: mở “Báo cáo tháng” để trình."))
    for told in warnings[:8]:
        messages.warning(request, _("Cần xem lại: %(told)s") % {"told": told})


def _earlier(definition: Any, record: Figure) -> list[Mapping[str, Any]]:
    """The records before this one, newest first."""
    chain, row = [], record.replaces
    while row is not None and len(chain) < 20:
        chain.append({"row": row, "text": one(definition, value_of(row))})
        row = row.replaces
    return chain


def _shut(unit: Unit, span: Period) -> bool:
    return span.code in month_of(unit, span.within(PeriodKind.MONTH)).shut
