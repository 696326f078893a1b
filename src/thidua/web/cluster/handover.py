"""Bàn giao: who leads next, what changes hands, two signatures; then the next year stands with what is open."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.actions.cluster import What
from thidua.actions.cluster_handover import (
    hand_over_prepare,
    hand_over_sign,
    hand_over_tick,
    hand_over_void,
    signing_leads,
    usual_lines,
)
from thidua.core.cluster import next_lead
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, ClusterMember, HandOverLine, LeadHandOver
from thidua.web.cluster.year import frame, opened
from thidua.web.door import now
from thidua.web.form import Form


def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    viewer, row = opened(request, code)
    over = LeadHandOver.objects.filter(edition=row).select_related("to_lead", "to_deputy").first()
    members = [member.unit for member in access.cluster_members(row, viewer.day)]
    history = _history(row)
    lead, deputy = (
        access.cluster_lead(row, viewer.day),
        access.cluster_lead(row, viewer.day, access.CLUSTER_DEPUTY),
    )
    codes = [unit.code for unit in members]
    led = {
        unit_code: year for year, unit_code, _name, role in reversed(history) if role == access.CLUSTER_LEAD
    }
    turn = next_lead([c for c in codes if lead is None or c != lead.code], led, deputy.code if deputy else "")
    form = Form(
        request,
        {"step": "", "to_lead": turn, "to_deputy": "", "more": "", "line": "", "unit": "", "reason": ""},
    )
    if form.sent and _step(request, viewer, row, over, form):
        return redirect("cluster-hand-over", code)
    signatures = {
        held.unit_id: held for held in row.signatures.filter(what=What.HAND_OVER).select_related("by")
    }
    leads = signing_leads(row, over, viewer.day) if over else []
    context = {
        **frame(request, row, _("Bàn giao")),
        "fields": form.fields, "faults": form.wrong, "over": over, "lead": lead, "deputy": deputy,
        "lines": list(over.lines.select_related("done_by")) if over else [],
        "usual": usual_lines(row), "members": [(unit.code, unit.name) for unit in members if unit != lead],
        "turn": next((unit.name for unit in members if unit.code == turn), ""),
        "keeps": access.may_keep_cluster(viewer, row), "owns": access.may_own_cluster(viewer, row),
        "receives": over is not None and access.may_write_for_member(viewer, over.to_lead),
        "signatures": [(unit, signatures.get(unit.pk)) for unit in leads],
        "signing": [unit for unit in leads if unit.pk not in signatures and access.may_sign(viewer, unit)],
        "history": history, "next": ClusterEdition.objects.filter(previous=row).select_related("cluster").first(),
        "voted": row.proposals.filter(votes__isnull=False).exists(),
    }  # fmt: skip
    return render(request, "cluster/hand_over.html", context, status=form.status)


def _history(row: ClusterEdition) -> list[tuple[int, str, str, str]]:
    """Who led and who was deputy, year by year of the same series, the latest first."""
    rows = ClusterMember.objects.filter(
        cluster__edition__series=row.series, role__in=[access.CLUSTER_LEAD, access.CLUSTER_DEPUTY]
    ).select_related("unit", "cluster__edition")
    held = [(m.cluster.edition.year, m.unit.code, m.unit.name, m.role) for m in rows]
    return sorted(held, key=lambda line: (-line[0], line[3] != access.CLUSTER_LEAD))


def _step(
    request: HttpRequest, viewer: Viewer, row: ClusterEdition, over: LeadHandOver | None, form: Form
) -> bool:
    given = {"by": viewer, "at": now(), "edition": row}
    try:
        match form["step"]:
            case "prepare":
                deputy = (
                    access.cluster_member_for(viewer, row, form["to_deputy"]).unit
                    if form["to_deputy"]
                    else None
                )
                lead = access.cluster_member_for(viewer, row, form["to_lead"]).unit
                hand_over_prepare(**given, to_lead=lead, to_deputy=deputy, more=form["more"].splitlines())
                told = _("Đã lập danh mục bàn giao.")
            case "tick":
                line = HandOverLine.objects.filter(hand_over=over, pk=_number(form["line"])).first()
                if line is None:
                    raise Http404
                hand_over_tick(by=viewer, at=now(), line=line)
                told = _("Đã nhận: %(title)s.") % {"title": line.title}
            case "sign":
                hand_over_sign(**given, unit=access.cluster_member_for(viewer, row, form["unit"]).unit)
                told = _("Đã ký bàn giao.")
            case "void":
                hand_over_void(**given, reason=form["reason"])
                told = _("Đã hủy bàn giao.")
            case _other:
                raise Http404
    except Refused as refused:
        form.refused(refused)
        return False
    messages.success(request, told)
    return True


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
