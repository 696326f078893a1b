"""Plans that carry out a directive: which paper they carry out, what people gain, and who is to do what by when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.directive import item_add, plan_add, plan_amend, plan_approve
from thidua.actions.plan import plan_gaps, plan_resembles, villages_left
from thidua.core.directive import LIKE_FROM
from thidua.core.problem import Refused
from thidua.office.format import day as day_text
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, Plan, Post
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.refusal import Fault, faults

TONES = {"draft": "gold", "sent": "blue", "approved": "green", "closed": ""}
MOST = 60


def plans(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = access.plans(viewer).select_related("unit", "directive")
    done = Count("items", filter=Q(items__done_on__isnull=False))
    context = {
        "crumbs": crumbs(_("Kế hoạch")),
        "rows": rows.annotate(size=Count("items"), done=done).order_by("-issued", "code")[:MOST],
        "tones": TONES,
        "may_plan": access.planning_units(viewer).exists(),
    }
    return render(request, "directive/plans.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """Draft a plan of a unit one plans for."""
    viewer = viewer_of(request)
    units = {unit.code: unit for unit in access.planning_units(viewer)}
    if not units:
        raise Http404
    directives = {row.code: row for row in access.directives(viewer).on(viewer.day).order_by("-first_day")}
    form = Form(
        request,
        {"unit": next(iter(units)), "directive": "", "title": "", "number": "", "issued": day_text(today()),
         "benefit": ""},
    )  # fmt: skip
    if form.sent:
        unit, directive = units.get(form["unit"]), directives.get(form["directive"])
        if unit is None:
            raise Http404
        if directive is None:
            form.wrong.append(("directive", _("Chọn văn bản mà kế hoạch này thực hiện.")))
        title = form.needed("title", _("Kế hoạch phải có tên."))
        issued = form.day("issued")
        if not form.wrong and directive is not None and issued is not None:
            try:
                made = plan_add(
                    by=viewer, at=now(), code=_free(code_from(unit.code, title)), directive=directive, unit=unit,
                    title=title[:300], issued=issued, benefit=form["benefit"], number=form["number"][:80],
                )  # fmt: skip
            except Refused as refused:
                form.refused(refused)
            else:
                messages.success(request, _("Đã lập dự thảo. Thêm việc, rồi gửi duyệt."))
                return redirect("plan", made.code)
    context = {
        "crumbs": crumbs((_("Kế hoạch"), reverse("plans")), _("Lập kế hoạch")),
        "units": units.values(),
        "directives": directives.values(),
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "directive/new.html", context, status=form.status)


def _free(code: str) -> str:
    taken = set(Plan.objects.filter(code__startswith=code[:70]).values_list("code", flat=True))
    tries = [code, *(f"{code[:70]}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name and name not in taken)


def plan(
    request: HttpRequest, code: str, form: Form | None = None, wrong: list[Fault] | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    draft = row.state == Plan.State.DRAFT
    may_plan = draft and access.may_plan(viewer, row.unit)
    blank = Form(request, {}) if form is None else form
    faults_now = [*(wrong or []), *blank.wrong]
    items = (
        row.items.select_related("owner", "clause").prefetch_related("areas", "parts").order_by("due", "pk")
    )
    open_plan = row.state != Plan.State.CLOSED
    written = draft or row.state == Plan.State.SENT
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Kế hoạch"), reverse("plans")), row.title),
        "plan": row,
        "tone": TONES[row.state],
        "items": [
            {"item": i, "late": i.done_on is None and i.due < viewer.day, "figure": _figure(i)} for i in items
        ],
        "may_plan": may_plan,
        "may_approve": written and access.may_sign(viewer, row.unit),
        "may_return": row.state == Plan.State.SENT and access.may_sign(viewer, row.unit),
        "may_close": row.state == Plan.State.APPROVED and access.may_sign(viewer, row.unit),
        "may_split": open_plan and access.may_plan(viewer, row.unit),
        "today": viewer.day,
        "summary": request.POST.get("summary", ""),
        "stale": open_plan and not row.directive.in_force(viewer.day),
        "resembles": plan_resembles(row) if written else [],
        "like_from": LIKE_FROM,
        "same_reason": request.POST.get("same_reason", row.same_reason),
        "gaps": plan_gaps(row),
        "left": villages_left(row, viewer.day),
        "fields": form.fields if form else {name: {"value": "", "fault": ""} for name in ITEM},
        "faults": faults_now,
        "benefit_fault": dict(faults_now).get("benefit", ""),
        "benefit": request.POST.get("benefit", row.benefit),
    }  # fmt: skip
    if may_plan:
        context |= {
            "clauses": row.directive.clauses.order_by("pk"),
            "owners": owners(viewer, row),
            "figures": [(d.code, d.title) for d in figure_definitions(today())],
        }
    return render(request, "directive/plan.html", context, status=400 if faults_now else 200)


ITEM = ("title", "owner", "due", "measure", "clause", "figure")


def _figure(item: Any) -> str:
    definition = figure_definition(item.figure, item.due) if item.figure else None
    return definition.title if definition else ""


def owners(viewer: Viewer, row: Plan) -> list[tuple[str, str]]:
    """People of the plan's unit and of the units below it, once each: (code, name and post)."""
    inside = access.below(frozenset({row.unit.code}), viewer.day)
    posts = Post.objects.on(viewer.day).filter(unit__code__in=inside).select_related("person", "unit")
    known = {
        p.person.code: f"{p.person.name}, {p.title}, {p.unit.name}"
        for p in posts.order_by("unit__code", "pk")
    }
    return list(known.items())


@require_POST
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.plan_for(viewer, code)
    form = Form(request, dict.fromkeys(ITEM, ""))
    title = form.needed("title", _("Việc phải có tên."))
    owner = Person.objects.filter(code=form["owner"]).first()
    if owner is None or owner.code not in dict(owners(viewer, row)):
        form.wrong.append(("owner", _("Chọn một người chịu trách nhiệm.")))
    due = form.day("due")
    if not form.wrong and owner is not None and due is not None:
        try:
            item_add(
                by=viewer, at=now(), plan=row, title=title[:300], owner=owner, due=due, measure=form["measure"][:300],
                clause=row.directive.clauses.filter(ref=form["clause"]).first(), figure=form["figure"],
            )  # fmt: skip
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("Đã giao: %(title)s") % {"title": title})
            return redirect("plan", code)
    return plan(request, code, form)


@require_POST
def amend(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        benefit = request.POST.get("benefit", "")[:4000]
        plan_amend(by=viewer, at=now(), plan=access.plan_for(viewer, code), benefit=benefit)
    except Refused as refused:
        return plan(request, code, wrong=faults(refused))
    messages.success(request, _("Đã ghi."))
    return redirect("plan", code)


@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        plan_approve(by=viewer, at=now(), plan=access.plan_for(viewer, code))
    except Refused as refused:
        return plan(request, code, wrong=faults(refused))
    messages.success(request, _("Đã duyệt. Việc hiện ra ở “Việc hôm nay” của người được giao."))
    return redirect("plan", code)
