"""The report of a unit's month: where it is, what is missing, and what the reader may do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.lock import locks_of
from thidua.actions.lock_ask import lock_ask
from thidua.actions.report import (
    levels_of,
    report_approve,
    report_return,
    report_submit,
    report_withdraw,
    second_hand,
    subject_of,
)
from thidua.actions.report_check import coverage_of, report_gaps
from thidua.actions.window import window_extend, window_for
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused, problem
from thidua.core.report import DRAFT, SUBMITTER, ReportStep, steps_open, turn_of
from thidua.office.format import day as day_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Notice, Report, ReportReminder, Unit, WindowExtension
from thidua.store.models import ReportStep as StepRow
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.figure.views import period_named
from thidua.web.form import Form
from thidua.web.refusal import Fault, faults, tell
from thidua.web.report.state import STEP_TITLES, asks_for_it, came_back, lock_lines, report_tag, window_tag


def opened(request: HttpRequest, code: str, month: str) -> tuple[Viewer, Unit, Period]:
    viewer = viewer_of(request)
    return viewer, access.unit_for(viewer, code), period_named(month, PeriodKind.MONTH)


def report(request: HttpRequest, code: str, month: str, wrong: list[Fault] | None = None) -> HttpResponse:
    """One page for everybody who may see the unit; the buttons are those of the reader."""
    viewer, unit, span = opened(request, code, month)
    row = Report.objects.filter(unit=unit, month=span.code).first()
    steps = list(row.steps.select_related("by", "level")) if row else []
    height = row.height if row else DRAFT
    answering = access.answering_for(unit, f"report:{span.code}/{unit.code}", viewer.day)
    levels = row.levels if row and height > DRAFT else levels_of(answering, viewer.day)
    window = window_for(unit, span, viewer.day)
    lines = lock_lines(locks_of(unit, span, day=viewer.day), span)
    back = came_back(steps)
    records = access.may_submit(viewer, unit, span.code)
    names = dict(Unit.objects.filter(code__in=levels).values_list("code", "name"))
    may = _may(viewer, unit, levels, height, records)
    own = may & {ReportStep.RETURN, ReportStep.WITHDRAW}  # then nobody else need be asked to open it
    second = _second(viewer, row, height) if row and ReportStep.APPROVE in may else ""
    if second:
        may -= {ReportStep.APPROVE, ReportStep.RETURN}  # what is left to her is to take it back
    elif ReportStep.RETURN in may:
        may -= {ReportStep.WITHDRAW}  # one way down is enough
    context = {
        "crumbs": crumbs((unit.name, reverse("unit-month", args=[unit.code, span.code])), _("Báo cáo tháng")),
        "unit": unit,
        "month": span,
        "report": row,
        "tag": report_tag(row, names, back is not None),
        "window": window,
        "window_tag": window_tag(window, viewer.day) if height == DRAFT else None,
        "days_late": window.days_late(_handed_in(steps, height) or viewer.day) if window else 0,
        "coverage": coverage_of([unit], span).get(unit.code),
        "levels": _levels(viewer, answering, levels, names, height, steps),
        "steps": [{"row": step, "title": STEP_TITLES[ReportStep(step.step)]} for step in reversed(steps)],
        "back": back,
        "gaps": _gaps(request, unit, span, wrong) if height == DRAFT else [],
        "explained": _explained(steps) if height > DRAFT else [],
        "locks": lines,
        "may_ask": records and not own and asks_for_it(lines),
        "asked": Notice.objects.filter(
            kind="lock-ask", subject=f"lock:{unit.code}/{span.code}", read_at=None
        ).first(),
        "may": may,
        "second": second,
        "oversees": access.may_oversee(viewer, unit),
        "extensions": WindowExtension.objects.filter(unit=unit, month=span.code).select_related("by"),
        "reminders": ReportReminder.objects.filter(unit=unit, month=span.code).select_related("by").order_by("-at"),
        "subject": subject_of(unit, span.code),
        "faults": wrong or [],
        "typed": {name: request.POST.get(name, "")[:300] for name in ("reason", "until", "why")},
    }  # fmt: skip
    return render(request, "report/report.html", context, status=400 if wrong else 200)


def _levels(
    viewer: Viewer, unit: Unit, levels: list[str], names: dict[str, str], height: int, steps: list[StepRow]
) -> list[dict[str, Any]]:
    """Each level with who decides there, and who did; the writing of the report itself comes first."""
    deciders = access.deciders(levels, viewer.day)
    ups = [step for step in steps if step.after > step.before]
    done = {step.after: step for step in ups if step.after <= height}
    rows = [
        {
            "title": _("%(unit)s trình") % {"unit": unit.name},
            "people": [p.name for p in access.holders(unit, access.RECORDS, viewer.day)],
            "step": done.get(1),
            "turn": height == DRAFT,
        }
    ]
    for number, code in enumerate(levels):
        people = access.deciding(deciders, unit.code, code)
        before = done.get(number + 1)
        others = [
            p for p in people if before is None or p.pk != before.by_id
        ]  # two people, where there are two
        rows.append(
            {
                "title": _("%(unit)s duyệt") % {"unit": names.get(code, code)},
                "people": [person.name for person in others or people],
                "step": done.get(number + 2),
                "turn": turn_of(height, len(levels)) == number,
            }
        )
    return rows


def _explained(steps: list[StepRow]) -> list[dict[str, str]]:
    """What the unit said when it last submitted."""
    submitted = [step for step in steps if step.step == ReportStep.SUBMIT]
    return submitted[-1].explained if submitted else []


def _gaps(request: HttpRequest, unit: Unit, span: Period, wrong: list[Fault] | None) -> list[dict[str, Any]]:
    told = dict(wrong or [])
    return [
        {
            "gap": gap,
            "value": request.POST.get(f"gap.{gap.key}", "")[:300],
            "fault": told.get(f"gap.{gap.key}", ""),
        }
        for gap in report_gaps(unit, span, containing(today(), PeriodKind.WEEK))
    ]


def _handed_in(steps: list[StepRow], height: int) -> date | None:
    """The day on which what is on its way was submitted."""
    days = [step.at.date() for step in steps if step.step == ReportStep.SUBMIT]
    return days[-1] if days and height > DRAFT else None


def _second(viewer: Viewer, report: Report, height: int) -> str:
    """Why this reader, who may decide here, does not approve: she made the step before."""
    second, others = second_hand(viewer, report, height - 1, viewer.day)
    return "" if second.allowed else sentence(problem("report.two-people", others=", ".join(others)))


def _may(viewer: Viewer, unit: Unit, levels: list[str], height: int, records: bool) -> frozenset[str]:
    """Steps this reader may take now, at any of the levels where she decides."""
    mine = [n for n, code in enumerate(levels) if access.may_decide(viewer, unit.code, code)]
    mine += [SUBMITTER] if records else []
    return frozenset(step for level in mine for step in steps_open(level, height, len(levels)))


# --- Steps ------------------------------------------------------------------------------------------------


def _step(
    request: HttpRequest, code: str, month: str, done: str, action: Callable[..., object], **more: Any
) -> HttpResponse:
    viewer, unit, span = opened(request, code, month)
    try:
        action(by=viewer, at=now(), unit=unit, month=span.code, **more)
    except Refused as refused:
        return report(request, code, month, faults(refused))
    messages.success(request, done)
    return redirect("report", code, month)


@require_POST
def submit(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Explanations come as gap.<key>; faults go back to the same fields."""
    viewer, unit, span = opened(request, code, month)
    explained = {
        name.removeprefix("gap."): text for name, text in request.POST.items() if name.startswith("gap.")
    }
    try:
        report_submit(by=viewer, at=now(), unit=unit, month=span.code, explained=explained)
    except Refused as refused:
        wrong = [(f"gap.{name}" if name else "", told) for name, told in faults(refused)]
        return report(request, code, month, wrong)
    messages.success(request, _("Đã trình. Số liệu của tháng khóa lại cho đến khi báo cáo được trả lại."))
    return redirect("report", code, month)


@require_POST
def approve(request: HttpRequest, code: str, month: str) -> HttpResponse:
    return _step(request, code, month, _("Đã duyệt."), report_approve)


@require_POST
def send_back(request: HttpRequest, code: str, month: str) -> HttpResponse:
    reason = request.POST.get("reason", "")[:1000]
    return _step(request, code, month, _("Đã trả lại kèm lý do."), report_return, reason=reason)


@require_POST
def withdraw(request: HttpRequest, code: str, month: str) -> HttpResponse:
    reason = request.POST.get("reason", "")[:1000]
    return _step(request, code, month, _("Đã rút lại."), report_withdraw, reason=reason)


@require_POST
def ask_open(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Tell those who can lift a lock; from the report or from the entry grid."""
    viewer, unit, span = opened(request, code, month)
    try:
        people = lock_ask(
            by=viewer, at=now(), unit=unit, month=span.code, reason=request.POST.get("why", "")[:300]
        )
    except Refused as refused:
        tell(request, refused)
    else:
        names = ", ".join(person.name for person in people)
        messages.success(request, _("Đã báo cho %(names)s.") % {"names": names})
    return redirect("entry" if request.POST.get("from") == "entry" else "report", code, month)


@require_POST
def extend(request: HttpRequest, code: str, month: str) -> HttpResponse:
    viewer, unit, span = opened(request, code, month)
    if not access.may_oversee(viewer, unit):
        raise Http404
    form = Form(request, {"until": "", "why": ""})
    until = form.day("until")
    if until is not None:
        try:
            window_extend(by=viewer, at=now(), unit=unit, month=span.code, until=until, reason=form["why"])
        except Refused as refused:
            form.refused(refused)
    if form.wrong:
        return report(request, code, month, form.wrong)
    messages.success(request, _("Đã gia hạn đến %(day)s.") % {"day": day_text(until)} if until else "")
    return redirect("report", code, month)
