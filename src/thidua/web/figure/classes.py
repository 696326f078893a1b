"""Weekly classes of a unit's officers: one grid to type 0–4 into, and what its months came to beside the quota."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.figure import figures_check, figures_record
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Problem, Refused, errors
from thidua.office.format import period as period_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Close, MovementPeriod
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.officers import (
    OfficersMonth,
    classifying,
    digit,
    digit_titles,
    officers_month,
    read_classes,
    week_counts,
)
from thidua.web.figure.spoken import grid_words
from thidua.web.figure.typed import CLEARED, Typed, cell_name
from thidua.web.figure.views import period_named
from thidua.web.refusal import Fault, faults
from thidua.web.standing.board import class_tag
from thidua.web.standing.quota import quota_lines
from thidua.web.standing.snapshot import closed

NOTHING = Typed({}, (), (), ())


def classes(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The grid of a month; a POST writes everything that was typed, or nothing."""
    viewer = viewer_of(request)
    unit = access.unit_for(viewer, code)
    month = officers_month(viewer, unit, period_named(period, PeriodKind.MONTH))
    may = unit.code in viewer.leads and access.may_record(viewer, unit)
    if request.method != "POST":
        return _page(request, month, may, NOTHING, [])
    if not may:
        raise Http404
    typed = read_classes(month, request.POST)
    reason = request.POST.get("reason", "")[:300]
    wrong: list[Problem] = list(typed.problems)
    if wrong or typed.cleared:
        wrong += errors(figures_check(entries=typed.entries, correcting=bool(reason)))
        return _page(request, month, may, typed, wrong)
    try:
        done = figures_record(by=viewer, at=now(), entries=typed.entries, reason=reason)
    except Refused as refused:
        told = [] if refused.problems else faults(refused)
        return _page(request, month, may, typed, list(refused.problems), told)
    count = len(done.figures)
    messages.success(
        request,
        _("Đã lưu %(count)s lượt xếp loại.") % {"count": count} if count else _("Không có gì thay đổi."),
    )
    return redirect("classes", code, period)


def _page(
    request: HttpRequest,
    month: OfficersMonth,
    may: bool,
    typed: Typed,
    problems: list[Problem],
    more: list[Fault] | None = None,
) -> HttpResponse:
    told: dict[str, list[str]] = {}
    for problem in errors(problems):
        told.setdefault(problem.where.field, []).append(sentence(problem))
    for name in typed.cleared:
        told.setdefault(name, []).append(str(CLEARED))
    names = {
        cell_name(o.person.code, w.code): f"{o.person.name}, {period_text(w).lower()}: "
        for o in month.officers
        for w in month.weeks
    }
    listed = [(name, f"{names.get(name, '')}{text}") for name, texts in told.items() for text in texts]
    listed += more or []
    leads = month.unit.code in viewer_of(request).leads
    context: dict[str, Any] = {
        "crumbs": crumbs((month.unit.name, reverse("unit", args=[month.unit.code])), _("Xếp loại tuần")),
        "month": month,
        "may": may and any(month.takes(week.code) for week in month.weeks),
        "leads": leads,
        "weeks": [
            {"week": week, "state": month.states.get(week.code), "counts": week_counts(month, week.code)}
            for week in month.weeks
        ],
        "rows": [
            {"officer": o, "cells": [_cell(month, o.person.code, w, o.weeks, may, typed, told) for w in month.weeks]}
            for o in month.officers
        ],
        "faults": listed,
        "words": grid_words(),
        "reason": request.POST.get("reason", ""),
        "ask_reason": bool(request.POST.get("reason"))
        or any((entry.subject.code, entry.period) in month.figures for entry in typed.entries),
        "titles": list(digit_titles(month.scheme).items()),
        "before": containing(month.period.start - timedelta(days=1), PeriodKind.MONTH),
        "after": containing(month.period.end + timedelta(days=1), PeriodKind.MONTH),
    }  # fmt: skip
    return render(request, "figure/classes.html", context, status=400 if listed else 200)


def _cell(
    month: OfficersMonth,
    person: str,
    week: Any,
    held: Any,
    may: bool,
    typed: Typed,
    told: dict[str, list[str]],
) -> dict[str, Any]:
    name = cell_name(person, week.code)
    stored = month.figures.get((person, week.code))
    return {
        "name": name,
        "week": week,
        "text": typed.texts.get(name, digit(stored)),
        "was": digit(stored),
        "away": week.code not in held,
        "open": may and month.takes(week.code) and week.code in held,
        "faults": told.get(name, []),
    }


def months(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's closed months: how many of each class, what the quota allows; people decide. Only who leads."""
    viewer = viewer_of(request)
    unit = access.unit_for(viewer, code)
    if unit.code not in viewer.leads:
        raise Http404
    movements = classifying(unit, viewer.day.replace(year=viewer.day.year - 1, month=1, day=1), viewer.day)
    if not movements:
        raise Http404
    rows = MovementPeriod.objects.filter(
        movement__in=movements, kind=PeriodKind.MONTH, first_day__lte=viewer.day
    )
    periods = list(rows.select_related("movement").order_by("-first_day")[:18])
    latest: dict[int, Close] = {}
    for close in Close.objects.filter(period__in=periods).order_by("version"):
        latest[close.period_id] = close
    context = {
        "crumbs": crumbs((unit.name, reverse("unit", args=[unit.code])), _("Xếp loại từng tháng")),
        "unit": unit,
        "rows": [_month_row(period, latest.get(period.pk), unit.code) for period in periods],
    }
    return render(request, "figure/classes_months.html", context)


def _month_row(period: MovementPeriod, close: Close | None, group: str) -> dict[str, Any]:
    if close is None or period.state != MovementPeriod.State.CLOSED:
        return {"period": period, "counts": [], "quotas": []}
    held = closed(close)
    mine = [row for row in held.rows if row.group == group]
    counts = [
        (class_tag(held.scheme, c.code), sum(r.class_code == c.code for r in mine))
        for c in held.scheme.classes
    ]
    return {
        "period": period,
        "counts": [(tag, number) for tag, number in counts if number],
        "headcount": len(mine),
        "missing": sum(not row.complete for row in mine),
        "quotas": quota_lines(held, group),
    }
