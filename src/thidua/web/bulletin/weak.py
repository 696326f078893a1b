"""Weak points: what is open, whose it is, opened from a figure or a text, closed with evidence."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.definition import figure_definitions
from thidua.actions.weakness import weakness_close, weakness_move, weakness_open
from thidua.core.period import PeriodKind, containing
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.models import AuditLine, Person, Post, Unit, Weakness
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form


def listed(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = list(access.weaknesses(viewer).order_by("closed_on", "due")[:300])
    context = {
        "crumbs": crumbs((_("Bản tin"), reverse("bulletins")), _("Khâu yếu")),
        "open": [{"row": r, "late": r.due < viewer.day} for r in rows if r.closed_on is None],
        "closed": [r for r in rows if r.closed_on is not None],
        "may_open": access.bulletin_units(viewer).exists(),
    }
    return render(request, "bulletin/weaknesses.html", context)


def opened(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.bulletin_units(viewer)}
    if not units:
        raise Http404
    posts = Post.objects.on(viewer.day).filter(unit__in=units.values()).select_related("person", "unit")
    owners = {post.person.code: post for post in posts}
    month = containing(viewer.day, PeriodKind.MONTH)
    before = containing(month.start - timedelta(days=1), PeriodKind.MONTH)
    months = (before.code, month.code)
    first = {
        "unit": next(iter(units)), "title": "", "figure": request.GET.get("so-lieu", ""), "month": before.code,
        "owner": "", "due": day_text(month.end),
    }  # fmt: skip
    form = Form(request, first)
    if form.sent:
        made = _opened(request, form, units, {code: post.person for code, post in owners.items()}, months)
        if made is not None:
            messages.success(request, _("Đã mở khâu yếu; bản tin mang sang cho tới khi khắc phục xong."))
            return redirect("weakness", made.code)
    context = {
        "crumbs": crumbs((_("Khâu yếu"), reverse("weaknesses")), _("Mở khâu yếu")),
        "units": units.values(),
        "owners": owners.values(),
        "months": months,
        "figures": figure_definitions(viewer.day),
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "bulletin/weakness_form.html", context, status=form.status)


def _opened(
    request: HttpRequest,
    form: Form,
    units: dict[str, Unit],
    owners: dict[str, Person],
    months: tuple[str, ...],
) -> Weakness | None:
    unit, owner, due = units.get(form["unit"]), owners.get(form["owner"]), form.day("due")
    if owner is None:
        form.wrong.append(("owner", _("Chọn một người chịu trách nhiệm.")))
    if form["month"] not in months:
        form.wrong.append(("month", _("Chọn tháng này hoặc tháng trước.")))
    if form.wrong or unit is None or owner is None or due is None:
        return None
    try:
        return weakness_open(
            by=viewer_of(request), at=now(), unit=unit, month=form["month"], title=form["title"], owner=owner,
            due=due, figure=form["figure"],
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return None


def weakness(request: HttpRequest, code: str) -> HttpResponse:
    """One weak point: its story, and the two things one can say of it."""
    viewer = viewer_of(request)
    row = access.weakness_for(viewer, code)
    may_sign = access.may_sign(viewer, row.unit)
    may_close = row.closed_on is None and (may_sign or viewer.person == row.owner)
    first = {"what": "", "on": day_text(viewer.day), "evidence": "", "due": day_text(row.due), "reason": ""}
    form = Form(request, first)
    if form.sent:
        if not may_close:
            raise Http404
        _said(request, form, row)
        if not form.wrong:
            messages.success(request, _("Đã ghi."))
            return redirect("weakness", code)
    context = {
        "crumbs": crumbs((_("Khâu yếu"), reverse("weaknesses")), row.title),
        "weakness": row,
        "late": row.closed_on is None and row.due < viewer.day,
        "may_close": may_close,
        "may_move": may_close and may_sign,
        "story": AuditLine.objects.filter(subject=f"weakness:{row.code}"),
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "bulletin/weakness.html", context, status=form.status)


def _said(request: HttpRequest, form: Form, row: Weakness) -> None:
    """Another day, or that it is mended."""
    viewer = viewer_of(request)
    moving = form["what"] == "move"
    on = form.day("due" if moving else "on")
    if on is None:
        return
    try:
        if moving:
            weakness_move(by=viewer, at=now(), weakness=row, due=on, reason=form["reason"])
        else:
            weakness_close(by=viewer, at=now(), weakness=row, on=on, evidence=form["evidence"])
    except Refused as refused:
        form.refused(refused)
