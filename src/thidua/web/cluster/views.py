"""The clusters somebody belongs to, and the page of one year: what it says at a glance."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.cluster import YearPlan, edition_plan, member_represent
from thidua.actions.cluster_items import carried_over
from thidua.actions.cluster_vote import distribution, form_titles
from thidua.actions.cluster_year import YearView, year_view
from thidua.actions.definition import figure_definitions
from thidua.core.award import Category
from thidua.core.cluster import ADDS, REPRESENTS, ClusterStage
from thidua.core.figure import Qualifier
from thidua.core.problem import Refused, problem
from thidua.office.cluster_chart import Mark, year_line
from thidua.office.format import qualified
from thidua.office.wording import sentence
from thidua.rules.catalogue import award_forms
from thidua.rules.published import packaged
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, LeadHandOver, PublishedFigure, Unit
from thidua.web.chart import drawn
from thidua.web.cluster.names import MILESTONES, PAGES, REPORTS, ROLES, STAGES, finding_text, tabs
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form
from thidua.web.refusal import tell


def clusters(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = [
        _listed(row, viewer)
        for row in access.cluster_editions(viewer).prefetch_related("cluster__members__unit")
    ]
    context = {
        "crumbs": crumbs(_("Cụm thi đua")),
        "live": [row for row in rows if not row["row"].published],
        "printed": [row for row in rows if row["row"].published],
        "forms_one": access.cluster_owners(viewer).exists(),
    }
    return render(request, "cluster/clusters.html", context)


def _listed(row: ClusterEdition, viewer: Viewer) -> dict[str, Any]:
    members = list(row.cluster.members.all())
    lead = next((member.unit for member in members if member.role == access.CLUSTER_LEAD), None)
    return {"row": row, "members": len(members), "lead": lead}


def cluster(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.cluster_edition_for(viewer, code)
    view = year_view(row, viewer.day)
    title, tone = STAGES[view.stage]
    forms = form_titles(row)
    context = {
        "crumbs": crumbs((_("Cụm thi đua"), reverse("clusters")), row.cluster.title),
        "edition": row,
        "tabs": tabs(request, row),
        "stage": title,
        "tone": tone,
        "view": view,
        "steps": _steps(row, view),
        "picture": drawn(year_line(row.year, _marks(row, view), viewer.day, _told(row, view))),
        "lines": [_line(line, viewer, row, forms) for line in view.members],
        "carried": carried_over(row),
        "findings": [finding_text(finding, forms) for finding in distribution(row)],
        "forms": _proposed(view, row, forms),
        "left": (row.conference_on - viewer.day).days if row.conference_on else None,
        "keeps": access.may_keep_cluster(viewer, row),
        "figures": _printed(row) if row.published else [],
        "filed": sum(1 for line in view.members if line.filed),
        "voided": LeadHandOver.objects.filter(edition=row.previous_id).exclude(void_reason="").first(),
    }
    return render(request, "cluster/printed.html" if row.published else "cluster/cluster.html", context)


def _printed(row: ClusterEdition) -> list[dict[str, Any]]:
    """The cluster's own printed sums; of awards it says elsewhere on the page for whom they are."""
    marks = [
        held.figure for held in packaged() if held.source and held.figure.published_on == row.conference_on
    ]
    codes = [figure.code for figure in marks if not figure.award]
    rows = PublishedFigure.objects.filter(code__in=codes)
    return [
        {"row": held, "printed": qualified(int(Fraction(held.value) * 1000), Qualifier(held.qualifier))}
        for held in rows
    ]


def _steps(row: ClusterEdition, view: YearView) -> list[dict[str, Any]]:
    names = {
        line.member.unit.code: line.member.unit.short_name or line.member.unit.name for line in view.members
    }
    return [
        {
            "title": MILESTONES[held.stage],
            "url": reverse(PAGES[held.stage], args=[row.cluster.code]),
            "reached": held.reached and held.of > 0,
            "done": held.done,
            "of": held.of,
            "day": view.days.get(held.stage),
            "missing": [names.get(code, code) for code in held.missing]
            if held.stage is not ClusterStage.REVIEWED
            else [_("quý %(quarter)s") % {"quarter": quarter} for quarter in held.missing],
        }
        for held in view.milestones
    ]


def _marks(row: ClusterEdition, view: YearView) -> list[Mark]:
    marks = [Mark(on, str(MILESTONES[stage]), True) for stage, on in view.days.items()]
    if row.cut_off:
        marks.append(Mark(row.cut_off, _("Tính số liệu"), row.cut_off < now().date()))
    if row.conference_on and ClusterStage.CONFERENCE not in view.days:
        marks.append(Mark(row.conference_on, str(MILESTONES[ClusterStage.CONFERENCE]), row.published))
    return marks


def _told(row: ClusterEdition, view: YearView) -> str:
    marks = sorted(_marks(row, view), key=lambda mark: mark.on)
    days = "; ".join(f"{mark.title} {mark.on:%d/%m/%Y}" for mark in marks)
    return _("Năm %(year)s của cụm: %(days)s") % {"year": row.year, "days": days}


def _line(line: Any, viewer: Viewer, row: ClusterEdition, forms: dict[str, str]) -> dict[str, Any]:
    role, tone = ROLES[line.member.role]
    report = line.report
    mine = access.may_write_for_member(viewer, line.member.unit)
    seen = mine or line.filed or access.may_keep_cluster(viewer, row)
    state, report_tone = REPORTS[report.state] if report else (_("Chưa có"), "red")
    faults = [sentence(problem(code, **values)) for code, values in report.faults] if report and seen else []
    return {
        "held": line, "unit": line.member.unit, "role": role, "tone": tone, "mine": mine, "state": state,
        "report_tone": "red" if faults else report_tone, "faults": faults,
        "opens": (report is not None and seen) or mine,
        "proposed": [forms.get(given.form, given.form) for given in line.proposed],
        "partial": line.member.first_day > row.cluster.first_day
        or (line.member.last_day or date.max) < (row.cluster.last_day or date.max),
    }  # fmt: skip


def _proposed(view: YearView, row: ClusterEdition, forms: dict[str, str]) -> list[dict[str, Any]]:
    """By form, highest first: who, with how many votes."""
    held = sorted((given for line in view.members for given in line.proposed), key=lambda given: given.pk)
    order = [line["form"] for line in row.forms] or list(dict.fromkeys(given.form for given in held))
    return [
        {"title": forms.get(form, form), "rows": [given for given in held if given.form == form]}
        for form in order
        if any(given.form == form for given in held)
    ]


# --- Planning ---------------------------------------------------------------------------------------------


def plan(request: HttpRequest, code: str) -> HttpResponse:
    """What the lead settles before the first report comes in."""
    viewer = viewer_of(request)
    row = access.cluster_edition_for(viewer, code)
    if not access.may_keep_cluster(viewer, row):
        raise Http404
    members = [member.unit for member in access.cluster_members(row, viewer.day)]
    places = {line["form"]: str(line["places"]) for line in row.forms}
    choices = [
        form for form in award_forms() if Category.COLLECTIVE in form.categories and _in_year(form, row)
    ]
    form = Form(request, {
        "slogan": row.slogan, "place": row.place, "host": row.host.code if row.host else "", "rules": row.rules,
        "conference_on": f"{row.conference_on:%d/%m/%Y}" if row.conference_on else "",
        "cut_off": f"{row.cut_off:%d/%m/%Y}" if row.cut_off else "", "own_vote": "yes" if row.own_vote else "",
        **{f"places-{held.code}": places.get(held.code, "") for held in choices},
    })  # fmt: skip
    chosen = request.POST.getlist("figures") if form.sent else row.figures
    if form.sent and _plan(viewer, row, form, members, chosen, [held.code for held in choices]):
        messages.success(request, _("Đã lưu kế hoạch của năm."))
        return redirect("cluster", code)
    on = row.cut_off or date(row.year, 12, 31)
    context = {
        "crumbs": crumbs(
            (_("Cụm thi đua"), reverse("clusters")), (row.cluster.title, reverse("cluster", args=[code])), _("Kế hoạch")
        ),
        "edition": row, "tabs": tabs(request, row), "fields": form.fields, "faults": form.wrong,
        "members": [(unit.code, unit.name) for unit in members],
        "figures": [(d.code, d.title, d.code in chosen) for d in figure_definitions(on) if d.kind in ADDS],
        "forms": [(held, f"places-{held.code}", form[f"places-{held.code}"]) for held in choices],
    }  # fmt: skip
    return render(request, "cluster/plan.html", context, status=form.status)


def _in_year(form: Any, row: ClusterEdition) -> bool:
    return bool(form.in_force(date(row.year, 12, 31)))


def _plan(
    viewer: Viewer, row: ClusterEdition, form: Form, members: list[Unit], chosen: list[str], forms: list[str]
) -> bool:
    conference, cut_off = form.day("conference_on", needed=False), form.day("cut_off", needed=False)
    places = {code: form.number(f"places-{code}") for code in forms}
    if form.wrong:
        return False
    settled = YearPlan(
        slogan=form["slogan"], rules=form["rules"], place=form["place"], conference_on=conference, cut_off=cut_off,
        host=next((unit for unit in members if unit.code == form["host"]), None), figures=chosen,
        forms={code: held // 1000 for code, held in places.items() if held}, own_vote=form["own_vote"] == "yes",
    )  # fmt: skip
    try:
        edition_plan(by=viewer, at=now(), edition=row, plan=settled)
    except Refused as refused:
        form.refused(refused)
        return False
    return True


@require_POST
def represent(request: HttpRequest, code: str) -> HttpResponse:
    """Name who speaks and votes for one's own unit."""
    viewer = viewer_of(request)
    row = access.cluster_edition_for(viewer, code)
    member = access.cluster_member_for(viewer, row, request.POST.get("unit", ""))
    people = {person.code: person for person in access.holders(member.unit, REPRESENTS, viewer.day)}
    person = people.get(request.POST.get("person", ""))
    if person is None or not access.may_represent(viewer, member.unit):
        raise Http404
    try:
        member_represent(by=viewer, at=now(), edition=row, unit=member.unit, person=person)
    except Refused as refused:
        tell(request, refused)
    return redirect("cluster-conference", code)
