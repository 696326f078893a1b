"""Who is late: every unit one watches and where its month's report is; reminding one or all that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thidua.actions.report_check import Coverage, coverage_of
from thidua.actions.report_remind import reports_remind
from thidua.actions.window import windows_of
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.report import DRAFT, turn_of
from thidua.core.window import Window
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Report, ReportReminder, ReportStep, Unit
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.views import period_named
from thidua.web.refusal import tell
from thidua.web.report.state import report_tag, window_tag

LATE_FIRST = {"late": 0, "waiting": 1, "writing": 2, "done": 3}


def reports(request: HttpRequest) -> HttpResponse:
    """?thang= the month; without it the one whose reports are due now: last month until its window is over."""
    viewer = viewer_of(request)
    month = period_named(request.GET.get("thang") or _due_month(viewer).code, PeriodKind.MONTH)
    units = list(access.overseen(viewer).filter(first_day__lte=month.end).exclude(last_day__lt=month.start))
    own = _own(viewer)
    coverage = coverage_of([*units, *own], month)
    mine = [unit for unit in own if unit.code in coverage]
    units = [unit for unit in units if unit.code in coverage]
    rows = _rows(viewer, units, month, coverage)
    rows.sort(key=lambda row: (LATE_FIRST[row["kind"]], -row["days_late"], row["percent"], row["unit"].name))
    context = {
        "crumbs": crumbs(_("Báo cáo tháng")),
        "month": month,
        "before": containing(month.start - timedelta(days=1), PeriodKind.MONTH),
        "after": containing(month.end + timedelta(days=1), PeriodKind.MONTH),
        "rows": rows,
        "counts": {kind: sum(row["kind"] == kind for row in rows) for kind in LATE_FIRST},
        "own": _rows(viewer, mine, month, coverage),
        "windows_of": own[0].code if own else "",
        "may_set": any(access.may_set_windows(viewer, unit) for unit in own),
    }
    return render(request, "report/reports.html", context)


def _own(viewer: Viewer) -> list[Unit]:
    return list(Unit.objects.filter(code__in=viewer.own).order_by("name"))


def _due_month(viewer: Viewer) -> Period:
    """Last month for its first ten days, which is when its reports come in; then this one."""
    this = containing(viewer.day, PeriodKind.MONTH)
    return containing(this.start - timedelta(days=1), PeriodKind.MONTH) if viewer.day.day <= 10 else this


def _rows(
    viewer: Viewer, units: Sequence[Unit], month: Period, coverage: dict[str, Coverage]
) -> list[dict[str, Any]]:
    codes = [unit.code for unit in units]
    reports = {row.unit_id: row for row in Report.objects.filter(unit__in=units, month=month.code)}
    back = _came_back(reports)
    levels = {code for row in reports.values() for code in row.levels}
    names = dict(Unit.objects.filter(code__in=levels).values_list("code", "name"))
    windows = windows_of(codes, [month], access.chains(codes, viewer.day))
    reminded: dict[int, ReportReminder] = {}
    for reminder in ReportReminder.objects.filter(unit__in=units, month=month.code).order_by("at", "pk"):
        reminded[reminder.unit_id] = reminder
    return [
        _row(viewer, unit, month, reports.get(unit.pk), names, back, windows.get((unit.code, month.code)))
        | {"percent": coverage[unit.code].percent, "reminder": reminded.get(unit.pk)}
        for unit in units
    ]


def _row(
    viewer: Viewer,
    unit: Unit,
    month: Period,
    report: Report | None,
    names: dict[str, str],
    back: set[int],
    window: Window | None,
) -> dict[str, Any]:
    height = report.height if report else DRAFT
    written = height > DRAFT
    days = window.days_late(viewer.day) if window and not written else 0
    done = report is not None and written and turn_of(height, len(report.levels)) is None
    kind = "done" if done else "waiting" if written else "late" if days else "writing"
    return {
        "unit": unit,
        "url": reverse("report", args=[unit.code, month.code]),
        "tag": report_tag(report, names, report is not None and report.pk in back),
        "window": window_tag(window, viewer.day) if window and not written else None,
        "days_late": days,
        "kind": kind,
        "written": written,
    }


def _came_back(reports: dict[int, Report]) -> set[int]:
    """Reports whose last step sent them down."""
    last: dict[int, str] = {}
    for pk, step in ReportStep.objects.filter(report__in=reports.values()).values_list("report_id", "step"):
        last[pk] = step
    return {pk for pk, step in last.items() if step == "return"}


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """The units that were ticked; `mot` names one alone."""
    viewer = viewer_of(request)
    month = period_named(request.POST.get("thang", ""), PeriodKind.MONTH)
    asked = [request.POST["mot"]] if request.POST.get("mot") else request.POST.getlist("don-vi")
    units = list(access.overseen(viewer).filter(code__in=asked).order_by("code"))
    try:
        count = reports_remind(by=viewer, at=now(), units=units, month=month.code)
    except Refused as refused:
        tell(request, refused)
    else:
        told = ngettext("Đã nhắc %(count)s đơn vị.", "Đã nhắc %(count)s đơn vị.", count)
        messages.success(request, told % {"count": count})
    return redirect(f"{reverse('reports')}?thang={month.code}")
