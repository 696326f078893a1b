"""When months take figures: the rule that holds here, and a rule of one's own from a month on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.actions.window import rule_for, rules_of, window_set
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Refused
from thidua.core.window import WindowRule, window_of
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.models import Unit, WindowChange
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form


def windows(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody of the branch reads; the head and the emulation officer write."""
    viewer = viewer_of(request)
    unit = access.unit_for(viewer, code)
    may = access.may_set_windows(viewer, unit)
    month = containing(viewer.day, PeriodKind.MONTH)
    chain = access.chains([unit.code], viewer.day)
    rules = rules_of([unit.code], chain)[unit.code]
    held = rule_for(rules, month)
    form = Form(request, {"opens": "25", "due": "3", "late": "5", "soon": "2", "first_day": "", "source": ""})
    if form.sent:
        if not may:
            raise Http404
        if _set(request, unit, form):
            return redirect("windows", unit.code)
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Báo cáo tháng"), "/bao-cao/"), _("Cửa sổ nhập")),
        "unit": unit,
        "month": month,
        "rule": held,
        "window": window_of(month, held, work_calendar()) if held else None,
        "changes": WindowChange.objects.filter(unit__code__in=chain[unit.code]).select_related("unit", "by"),
        "special": [
            special
            for day, special in sorted(work_calendar().days.items())
            if day.year == viewer.day.year and day >= month.start
        ],
        "may": may,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "report/windows.html", context, status=form.status)


def _set(request: HttpRequest, unit: Unit, form: Form) -> bool:
    numbers: dict[str, int] = {}
    for name in ("opens", "due", "late", "soon"):
        text = form[name]
        if text.isascii() and text.isdecimal() and len(text) <= 2:
            numbers[name] = int(text)
        else:
            form.wrong.append((name, _("Cần một số ngày.")))
    first = form.day("first_day")
    if form.wrong or first is None:
        return False
    try:
        rule = WindowRule(**numbers, first_day=first, source=form["source"])
        window_set(by=viewer_of(request), at=now(), unit=unit, rule=rule)
    except Refused as refused:
        form.refused(refused)
        return False
    messages.success(request, _("Đã đặt cửa sổ nhập."))
    return True
