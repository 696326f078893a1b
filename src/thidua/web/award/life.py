"""One award of the register, and what happens to it after the decision: handed over, or cancelled with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions import award as actions
from thidua.actions.award_revoke import award_cancel, award_correct, reliance_decide
from thidua.core.award import CORRECTABLE, Category, State
from thidua.core.problem import Problem, Refused
from thidua.office.dates import read_day
from thidua.office.format import day as day_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Award, Reliance
from thidua.web import upload
from thidua.web.award.views import CATEGORIES, TONES
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.dossier.result import result_shown
from thidua.web.refusal import Fault, faults
from thidua.web.titles import award_forms

WAITING = "awards-file"  # session key of a file of awards that was looked at and not yet brought in
PER_SHEET = 10
FIELDS = {
    "subject_name": gettext_lazy("Tên"),
    "subject_unit": gettext_lazy("Đơn vị lúc quyết định"),
    "subject_post": gettext_lazy("Chức vụ lúc quyết định"),
    "reason": gettext_lazy("Thành tích"),
    "year": gettext_lazy("Năm"),
}


def award(request: HttpRequest, code: str, wrong: list[Fault] | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.award_for(viewer, code)
    may = access.may_keep_register(viewer) and actions.may_keep(viewer, row)
    form = next((f for f in award_forms() if f.code == row.form), None)
    context = {
        "crumbs": crumbs((_("Sổ ghi danh"), reverse("register")), row.subject_name),
        "award": row,
        "form": form,
        "category_title": CATEGORIES[Category(row.category)],
        "tone": TONES[row.state],
        "result": result_shown(viewer, row.close),
        "may_present": may and row.state == State.DECIDED,
        "may_revoke": may and row.state in (State.DECIDED, State.PRESENTED),
        "may_correct": may and row.register_number is not None,
        "corrections": list(row.corrections.select_related("corrected_by")),
        "correctable": [(name, FIELDS[name]) for name in CORRECTABLE],
        "reliances": list(row.reliances.select_related("then", "decided_by")) if may else [],
        "titles": {f.code: f.title for f in award_forms()},
        "dossier_open": access.dossiers(viewer).filter(award=row).exists(),
        "outcomes": [(v, t) for v, t in Reliance.Outcome.choices if v != Reliance.Outcome.OPEN],
        "sheet": (row.register_number - 1) // PER_SHEET + 1 if row.register_number else None,
        "faults": wrong or [],
        "fault_of": dict(wrong or []),
        "typed": {
            "on": request.POST.get("on", day_text(today())),
            "by": request.POST.get("by", row.decided_by),
            **{n: request.POST.get(n, "") for n in ("reason", "number", "field", "after", "why")},
            "authority": request.POST.get("authority", row.decided_by),
        },
    }
    return render(request, "award/award.html", context, status=400 if wrong else 200)


@require_POST
def present(request: HttpRequest, code: str) -> HttpResponse:
    return _step(request, code, "presented_on", _("Đã ghi việc trao."))


@require_POST
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    return _step(request, code, "revoked_on", _("Đã ghi việc hủy bỏ; dòng cũ vẫn nằm trong sổ."))


@require_POST
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """What a line of the register should have said, written beneath it."""
    viewer = viewer_of(request)
    row = _kept(viewer, code)
    sent = {name: request.POST.get(name, "")[:600] for name in ("field", "after", "why")}
    try:
        award_correct(by=viewer, at=now(), award=row, **sent)
    except Refused as refused:
        return award(request, code, faults(refused))
    messages.success(request, _("Đã ghi đính chính bên dưới dòng sổ."))
    return redirect("award", code)


@require_POST
def reliance(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What becomes of one thing that rested on a cancelled award."""
    viewer = viewer_of(request)
    row = _kept(viewer, code)
    held = row.reliances.filter(pk=pk).first()
    if held is None:
        raise Http404
    outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")[:300]
    try:
        reliance_decide(by=viewer, at=now(), reliance=held, outcome=outcome, reason=reason)
    except Refused as refused:
        return award(request, code, faults(refused))
    messages.success(request, _("Đã ghi quyết định."))
    return redirect(f"{reverse('award', args=[code])}#dua-vao")


def _kept(viewer: access.Viewer, code: str) -> Award:
    """A line that this person keeps; all read decided ones, few write beneath them."""
    row = access.award_for(viewer, code)
    if not (access.may_keep_register(viewer) and actions.may_keep(viewer, row)):
        raise Http404
    return row


def _step(request: HttpRequest, code: str, field: str, done: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _kept(viewer, code)
    on = read_day(request.POST.get("on", ""))
    if isinstance(on, Problem):
        return award(request, code, [(field, sentence(on))])
    common: dict[str, Any] = {"by": viewer, "at": now(), "award": row}
    try:
        if field == "presented_on":
            by = request.POST.get("by", "").strip()[:200]
            actions.award_present(**common, presented_on=on, presented_by=by)
        else:
            sent = {name: request.POST.get(name, "")[:300] for name in ("number", "authority", "reason")}
            award_cancel(**common, on=on, **sent)
    except Refused as refused:
        return award(request, code, faults(refused))
    messages.success(request, done)
    return redirect("award", code)


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """One page of the register on A4: so many lines in the order of their numbers."""
    rows = access.awards(viewer_of(request)).filter(register_number__isnull=False)
    last = rows.order_by("-register_number").values_list("register_number", flat=True).first() or 0
    pages = max(1, -(-last // PER_SHEET))
    if not 1 <= number <= pages:
        raise Http404
    first = (number - 1) * PER_SHEET + 1
    shown = rows.filter(register_number__gte=first, register_number__lt=first + PER_SHEET)
    context = {
        "crumbs": crumbs(
            (_("Sổ ghi danh"), reverse("register")), _("Trang sổ %(number)s") % {"number": number}
        ),
        "number": number,
        "pages": pages,
        "before": number - 1 or None,
        "after": number + 1 if number < pages else None,
        "rows": list(shown.order_by("register_number")),
        "titles": {form.code: form.title for form in award_forms()},
        "day": today(),
    }
    return render(request, "award/sheet.html", context)


def bring(request: HttpRequest) -> HttpResponse:
    """Awards from a spreadsheet: a preview of every line, then all of them or none."""
    viewer = viewer_of(request)
    if not access.may_keep_register(viewer):
        raise Http404
    context: dict[str, Any] = {"crumbs": crumbs((_("Sổ ghi danh"), reverse("register")), _("Nhập từ tệp"))}
    if request.method != "POST":
        upload.forget(request, WAITING)
        return render(request, "award/import.html", context)
    writing = "ghi" in request.POST
    held = upload.held(request, WAITING) if writing else upload.keep(request, WAITING)
    if held is None:
        context["faults"] = [("file", _("Chưa chọn tệp .xlsx hoặc .csv nào."))]
        return render(request, "award/import.html", context, status=400)
    file, name = held
    context["name"] = name
    try:
        made = actions.award_import_file(by=viewer, at=now(), source=file, name=name, dry_run=not writing)
    except Refused as refused:
        context |= {
            "problems": upload.listed(refused.problems, name),
            "count": len(refused.problems),
            "refused": [] if refused.problems else faults(refused),
        }
        return render(request, "award/import.html", context, status=400)
    if writing:
        upload.forget(request, WAITING)
        messages.success(
            request, _("Đã ghi %(made)s khen thưởng từ “%(name)s”.") % {"made": len(made), "name": name}
        )
        return redirect("register")
    context |= {
        "made": made,
        "titles": {form.code: form.title for form in award_forms()},
        "states": Award.State,
    }
    return render(request, "award/import.html", context)
