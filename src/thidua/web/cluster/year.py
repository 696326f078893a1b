"""The year before its conference: the compact that all sign, quarterly reviews, and members checking each other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.cluster import (
    What,
    cluster_check_write,
    cluster_compact_sign,
    cluster_compact_write,
    cluster_review_write,
)
from thidua.core.cluster import check_ring
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ClusterEdition, ClusterMember, ClusterReview
from thidua.web.cluster.names import tabs
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.form import Form

QUARTERS = (1, 2, 3, 4)


def opened(request: HttpRequest, code: str) -> tuple[Viewer, ClusterEdition]:
    """A year that is lived here; of one that is only known from print there is the one page."""
    viewer = viewer_of(request)
    row = access.cluster_edition_for(viewer, code)
    if row.published:
        raise Http404
    return viewer, row


def frame(request: HttpRequest, row: ClusterEdition, title: str) -> dict[str, Any]:
    """What every page of a year shows: the way up, and its tabs."""
    code = row.cluster.code
    return {
        "crumbs": crumbs(
            (_("Cụm thi đua"), reverse("clusters")),
            (row.cluster.title, reverse("cluster", args=[code])),
            title,
        ),
        "edition": row,
        "tabs": tabs(request, row),
    }


def compact(request: HttpRequest, code: str) -> HttpResponse:
    viewer, row = opened(request, code)
    form = Form(request, {"text": row.compact, "unit": ""})
    if form.sent and _compact(viewer, row, form):
        return redirect("cluster-compact", code)
    signatures = {
        held.unit_id: held for held in row.signatures.filter(what=What.COMPACT).select_related("by")
    }
    members = list(access.cluster_members(row, viewer.day))
    context = {
        **frame(request, row, _("Giao ước")),
        "fields": form.fields, "faults": form.wrong,
        "writes": access.may_keep_cluster(viewer, row) and not row.digest,
        "lines": [(member.unit, signatures.get(member.unit_id)) for member in members],
        "signed": sum(1 for member in members if member.unit_id in signatures),
        "signing": [
            member.unit
            for member in members
            if row.compact and member.unit_id not in signatures and access.may_sign(viewer, member.unit)
        ],
    }  # fmt: skip
    return render(request, "cluster/compact.html", context, status=form.status)


def _compact(viewer: Viewer, row: ClusterEdition, form: Form) -> bool:
    try:
        if form["unit"]:
            member = access.cluster_member_for(viewer, row, form["unit"])
            cluster_compact_sign(by=viewer, at=now(), edition=row, unit=member.unit)
        else:
            cluster_compact_write(by=viewer, at=now(), edition=row, text=form["text"])
    except Refused as refused:
        form.refused(refused)
        return False
    return True


def reviews(request: HttpRequest, code: str) -> HttpResponse:
    viewer, row = opened(request, code)
    members = list(access.cluster_members(row, viewer.day))
    held = {review.quarter: review for review in row.reviews.select_related("written_by")}
    form = Form(request, {
        "step": "", "quarter": "", "on": "", "place": "", "findings": "", "checker": "", "checked": "", "looked": "",
        "wrong": "", "finding": "",
    })  # fmt: skip
    if form.sent and _review(request, viewer, row, form, held):
        return redirect("cluster-reviews", code)
    context = {
        **frame(request, row, _("Sơ kết, kiểm tra chéo")),
        "fields": form.fields,
        "faults": form.wrong,
        "quarters": [_quarter(quarter, held.get(quarter), members, viewer) for quarter in QUARTERS],
        "keeps": access.may_keep_cluster(viewer, row),
        "free": [(str(q), _("Quý %(quarter)s") % {"quarter": q}) for q in QUARTERS if q not in held],
        "mine": [(m.unit.code, m.unit.name) for m in members if access.may_write_for_member(viewer, m.unit)],
        "others": [(member.unit.code, member.unit.name) for member in members],
        "written": [(str(q), _("Quý %(quarter)s") % {"quarter": q}) for q in held],
    }
    return render(request, "cluster/reviews.html", context, status=form.status)


def _quarter(
    quarter: int, review: ClusterReview | None, members: list[ClusterMember], viewer: Viewer
) -> dict[str, Any]:
    """A quarter: what was found, and who is to check whom, with what they found."""
    units = {member.unit.code: member.unit for member in members}
    checks = (
        {check.checked.code: check for check in review.checks.select_related("checker", "checked", "by")}
        if review
        else {}
    )
    ring = [
        {
            "checker": checks[b].checker if b in checks else units[a],
            "checked": units[b],
            "check": checks.get(b),
        }
        for a, b in check_ring(list(units), quarter)
    ]
    return {
        "number": quarter, "review": review, "ring": ring, "done": len(checks),
        "wrong": sum(check.wrong for check in checks.values()),
        "looked": sum(check.looked for check in checks.values()),
    }  # fmt: skip


def _review(
    request: HttpRequest, viewer: Viewer, row: ClusterEdition, form: Form, held: dict[int, ClusterReview]
) -> bool:
    quarter = int(form["quarter"]) if form["quarter"] in {str(q) for q in QUARTERS} else 0
    try:
        if form["step"] == "check":
            if quarter not in held:
                raise Http404
            looked, wrong = form.number("looked"), form.number("wrong")
            if form.wrong:
                return False
            cluster_check_write(
                by=viewer, at=now(), review=held[quarter], looked=(looked or 0) // 1000, wrong=(wrong or 0) // 1000,
                checker=access.cluster_member_for(viewer, row, form["checker"]).unit,
                checked=access.cluster_member_for(viewer, row, form["checked"]).unit, finding=form["finding"],
            )  # fmt: skip
            messages.success(request, _("Đã ghi kết quả kiểm tra chéo."))
            return True
        on = form.day("on")
        if on is None:
            return False
        cluster_review_write(
            by=viewer, at=now(), edition=row, quarter=quarter, on=on, place=form["place"], findings=form["findings"]
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return False
    messages.success(request, _("Đã ghi sơ kết quý."))
    return True
