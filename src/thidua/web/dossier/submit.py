"""Tờ trình: choosing the dossiers that go upward together, and the page of one that went."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.dossier.step import dossier_appraise, faults_of
from thidua.actions.dossier.submit import dossiers_submit, superior
from thidua.core.dossier import DossierState
from thidua.core.problem import Refused, errors
from thidua.office.format import day as day_text
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Dossier, Unit
from thidua.web.door import crumbs, now, today, viewer_of, whole
from thidua.web.dossier.season import lines_of
from thidua.web.form import Form
from thidua.web.merit.year import season_year
from thidua.web.refusal import Fault, faults, tell

READY = (DossierState.APPRAISED, DossierState.COUNCIL)


def asked_unit(request: HttpRequest, viewer: Viewer) -> tuple[Unit, dict[str, Unit]]:
    """The unit whose desk it is: ?don-vi=, else the first she keeps."""
    units = {unit.code: unit for unit in access.nominating_units(viewer)}
    if not units:
        raise Http404
    return units.get(request.GET.get("don-vi", "")) or next(iter(units.values())), units


def here(viewer: Viewer, unit: Unit, year: int, then: DossierState) -> list[dict[str, Any]]:
    """Dossiers at that desk that are ready, each with what still stands in the way of that step."""
    rows = access.dossiers(viewer).filter(desk=unit, award__year=year, state__in=READY)
    rows = rows.prefetch_related("papers").order_by("award__form", "award__subject_name")
    lines = lines_of(list(rows), viewer.day)
    for line in lines:
        line["stops"] = [sentence(fault) for fault in faults_of(line["row"], then, viewer.day)]
    return lines


def picked(request: HttpRequest, lines: list[dict[str, Any]]) -> list[Dossier]:
    wanted = set(request.POST.getlist("chon"))
    return [line["row"] for line in lines if line["row"].award.code in wanted]


def named_faults(refused: Refused) -> list[Fault]:
    """As `faults`, each with whose dossier it is: a list of many is refused as one."""
    whose = [p.where.source for p in errors(refused.problems)]
    told = faults(refused)
    if len(whose) != len(told):
        return told
    return [
        (field, f"{who}: {said}" if who else said) for who, (field, said) in zip(whose, told, strict=True)
    ]


def submission_new(request: HttpRequest) -> HttpResponse:
    """?nam= year, &don-vi= unit."""
    viewer = viewer_of(request)
    unit, units = asked_unit(request, viewer)
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    lines = here(viewer, unit, year, DossierState.SUBMITTED)
    heads = access.holders(unit, ["head"], viewer.day)
    form = Form(request, {"number": "", "on": day_text(today()), "signer": heads[0].name if heads else ""})
    if form.sent:
        on = form.day("on")
        if not form.wrong and on is not None:
            try:
                sent = dossiers_submit(
                    by=viewer, at=now(), unit=unit, dossiers=picked(request, lines), number=form["number"],
                    on=on, signer=form["signer"],
                )  # fmt: skip
            except Refused as refused:
                form.wrong += named_faults(refused)
            else:
                messages.success(request, _("Đã trình. Hạn thẩm định đang chạy ở cấp trên."))
                return redirect("submission", sent.code)
    context = {
        "crumbs": crumbs((_("Khen thưởng"), f"{reverse('season')}?nam={year}"), _("Lập tờ trình")),
        "unit": unit,
        "units": list(units.values()),
        "year": year,
        "to": superior(unit, viewer.day),
        "lines": lines,
        "picked": set(request.POST.getlist("chon")) if form.sent else {
            line["row"].award.code for line in lines if not line["stops"]
        },
        "fields": form.fields,
        "faults": form.wrong,
    }  # fmt: skip
    return render(request, "dossier/submit.html", context, status=form.status)


def submission(request: HttpRequest, code: str) -> HttpResponse:
    """One tờ trình; whoever received it appraises many at once here."""
    viewer = viewer_of(request)
    row = access.submission_for(viewer, code)
    rows = row.dossiers.select_related("award__person", "award__unit", "unit", "desk").order_by(
        "award__subject_name"
    )
    dossiers = list(rows)
    may = access.may_keep_awards(viewer, row.to)
    if request.method == "POST":
        if not may:
            raise Http404
        wanted = set(request.POST.getlist("chon"))
        done = 0
        for dossier in dossiers:
            if dossier.award.code in wanted:
                try:
                    dossier_appraise(by=viewer, at=now(), dossier=dossier)
                    done += 1
                except Refused as refused:
                    tell(request, refused)
        if done:
            messages.success(request, _("Đã thẩm định %(count)s hồ sơ.") % {"count": done})
        return redirect("submission", code)
    context = {
        "crumbs": crumbs((_("Khen thưởng"), f"{reverse('season')}?nam={row.year}"), row.number),
        "submission": row,
        "lines": lines_of(dossiers, viewer.day),
        "may": may and any(d.state == DossierState.SUBMITTED and d.desk_id == row.to_id for d in dossiers),
        "decidable": may
        and any(d.state in READY and d.desk_id == row.to_id for d in dossiers)
        and access.nominating_units(viewer).filter(pk=row.to_id).exists(),
        "papers_url": reverse("submission-paper", args=[row.code, "docx"]),
    }
    return render(request, "dossier/submission.html", context)
