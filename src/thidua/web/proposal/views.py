"""Tham mưu: what units advised authorities to do, how it was answered, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.proposal import proposal_add, proposal_answer, proposal_answers
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Plan, Proposal, Unit
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form

TONES = {"waiting": "gold", "accepted": "green", "partly": "blue", "declined": ""}
A_PAGE = 40


def proposals(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = list(access.proposals(viewer).select_related("unit"))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs(_("Tham mưu")),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "fared": proposal_answers(rows),
        "late": [row for row in rows if row.answer == "waiting" and (viewer.day - row.on).days > 30],
        "tones": TONES,
        "may_add": _units(viewer),
    }
    return render(request, "proposal/proposals.html", context)


def _units(viewer: Viewer) -> dict[str, Unit]:
    """Units for which this person writes proposals down."""
    rows = access.planning_units(viewer) | access.recordable_units(viewer).order_by("name")
    return {unit.code: unit for unit in rows.distinct() if unit.in_force(viewer.day)}


def create(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    units = _units(viewer)
    if not units:
        raise Http404
    plans = {p.code: p for p in access.plans(viewer).filter(unit__code__in=units).order_by("-issued")[:60]}
    form = Form(
        request,
        {"unit": next(iter(units)), "to": "", "title": "", "text": "", "on": day_text(today()), "plan": ""},
    )
    if form.sent:
        unit = units.get(form["unit"])
        if unit is None:
            raise Http404
        on = form.day("on")
        if not form.wrong and on is not None:
            plan: Plan | None = plans.get(form["plan"])
            try:
                made = proposal_add(
                    by=viewer, at=now(), unit=unit, to=form["to"], title=form["title"], on=on, text=form["text"],
                    plan=plan,
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi. Khi có trả lời, ghi vào trang này."))
                return redirect("proposal", made.code)
    context = {
        "crumbs": crumbs((_("Tham mưu"), reverse("proposals")), _("Ghi đề xuất")),
        "fields": form.fields,
        "faults": form.wrong,
        "units": [(code, unit.name) for code, unit in units.items()],
        "plans": [(code, plan.title) for code, plan in plans.items()],
    }
    return render(request, "proposal/new.html", context, status=form.status)


def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """GET the proposal; POST its answer."""
    viewer = viewer_of(request)
    row = access.proposal_for(viewer, code)
    form = Form(
        request,
        {"answer": row.answer if row.answer != "waiting" else "", "answered_on": day_text(row.answered_on or today()),
         "answer_text": row.answer_text, "result": row.result},
    )  # fmt: skip
    if form.sent:
        on = form.day("answered_on")
        if not form.wrong and on is not None:
            try:
                proposal_answer(
                    by=viewer, at=now(), proposal=row, answer=form["answer"], on=on, text=form["answer_text"],
                    result=form["result"],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã ghi trả lời."))
                return redirect("proposal", code)
    context = {
        "crumbs": crumbs((_("Tham mưu"), reverse("proposals")), row.title),
        "proposal": row,
        "tone": TONES[row.answer],
        "waited": ((row.answered_on or viewer.day) - row.on).days,
        "fields": form.fields,
        "faults": form.wrong,
        "answers": [(v, t) for v, t in Proposal.Answer.choices if v != "waiting"],
        "may_answer": row.unit.code in _units(viewer),
    }
    return render(request, "proposal/proposal.html", context, status=form.status)
