"""Lập cụm, khối: a brand-new cluster with its first year, by the unit above its members."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.cluster import YearPlan, edition_open, edition_problems
from thidua.actions.definition import figure_definitions
from thidua.core.cluster import ADDS
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, ClusterMember, Unit
from thidua.web.cluster.names import ROLES
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form, code_from
from thidua.web.refusal import problem_faults

# A title stands in the register of clusters as it is printed: in Vietnamese.
KINDS = {
    "cum": ("Cụm thi đua", gettext_lazy("Cụm, theo địa bàn")),
    "khoi": ("Khối thi đua", gettext_lazy("Khối, theo lĩnh vực")),
}
YEARS_AHEAD = 2


def cluster_new(request: HttpRequest) -> HttpResponse:
    """?don-vi= which of her units forms it, where she speaks for several."""
    viewer = viewer_of(request)
    owners = list(access.cluster_owners(viewer))
    asked = request.POST.get("owner") or request.GET.get("don-vi", "")
    owner = next((unit for unit in owners if unit.code == asked), owners[0] if owners else None)
    if owner is None:
        raise Http404
    year = viewer.day.year
    form = Form(request, {
        "name": "", "kind": "cum", "year": str(year), "cut_off": f"30/11/{year}", "conference_on": "", "rules": "",
    })  # fmt: skip
    candidates = list(access.cluster_candidates(owner, viewer.day))
    chosen = request.POST.getlist("figures")
    roles = {
        unit: role for unit in candidates if (role := request.POST.get(f"role-{unit.code}", "")) in ROLES
    }
    if form.sent and (made := _opened(viewer, owner, form, roles, chosen)):
        messages.success(request, _("Đã lập; người nói thay các thành viên đã được báo."))
        return redirect("cluster", made.cluster.code)
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Cụm thi đua"), reverse("clusters")), _("Lập cụm, khối")),
        "owner": owner,
        "owners": owners,
        "kinds": [(code, told) for code, (_title, told) in KINDS.items()],
        "candidates": [(unit, roles.get(unit, "")) for unit in candidates],
        "roles": [(role.value, ROLES[role][0]) for role in ClusterMember.Role],
        "figures": [(d.code, d.title, d.code in chosen) for d in figure_definitions(viewer.day) if d.kind in ADDS],
        "fields": form.fields,
        "fault_of": dict(reversed(form.wrong)),
        "faults": form.wrong,
    }  # fmt: skip
    return render(request, "cluster/new.html", context, status=form.status)


def _opened(
    viewer: Viewer, owner: Unit, form: Form, roles: dict[Unit, str], chosen: list[str]
) -> ClusterEdition | None:
    cut_off, conference = form.day("cut_off", needed=False), form.day("conference_on", needed=False)
    year = _year(form, viewer.day)
    if form["kind"] not in KINDS:
        form.wrong.append(("kind", _("Chọn cụm hoặc khối.")))
    name, (word, _told) = form["name"], KINDS.get(form["kind"], KINDS["cum"])
    what: dict[str, Any] = {
        "code": code_from(form["kind"], name, str(year)), "title": name and f"{word} {name} năm {year}",
        "series": code_from(form["kind"], name)[:60], "year": year, "roles": roles,
        "plan": YearPlan(rules=form["rules"], conference_on=conference, cut_off=cut_off, figures=chosen),
    }  # fmt: skip
    if form.wrong:  # what can be judged beside what cannot be read is told with it
        told = {field for field, _sentence in form.wrong}
        form.wrong += [fault for fault in problem_faults(edition_problems(**what)) if fault[0] not in told]
        return None
    try:
        return edition_open(by=viewer, at=now(), owner=owner, **what)
    except Refused as refused:
        form.refused(refused)
        return None


def _year(form: Form, day: date) -> int:
    typed = form["year"]
    if typed.isascii() and typed.isdecimal() and day.year <= int(typed) <= day.year + YEARS_AHEAD:
        return int(typed)
    form.wrong.append(("year", _("Năm nay hoặc một trong hai năm tới.")))
    return day.year
