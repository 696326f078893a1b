"""The conference on a screen: who is here, what was said, who is nominated, how it was voted, how it falls."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.cluster_conference import cluster_item_add, cluster_item_done, conference_open
from thidua.actions.cluster_items import carried_over
from thidua.actions.cluster_report import limitation_settle, limitation_unlike
from thidua.actions.cluster_vote import (
    CHOICES,
    ballot_of,
    cluster_vote_count,
    cluster_vote_hand,
    cluster_vote_open,
    cluster_vote_seal,
    distribution,
    form_titles,
    nominations_set,
    paper_issued,
    undrawn,
)
from thidua.actions.cluster_year import year_view
from thidua.core.ballot import PaperBox
from thidua.core.cluster import REPRESENTS, quorum
from thidua.core.problem import Refused
from thidua.office.dates import read_day
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Ballot, BallotVoter, ClusterEdition, ClusterMember, Limitation
from thidua.web.cluster.names import finding_text
from thidua.web.cluster.year import frame, opened
from thidua.web.door import now
from thidua.web.form import Form
from thidua.web.refusal import Fault, faults, tell

PHASES = ("drawing", "casting", "counted")
PAPER_DIGITS = 5


def conference(request: HttpRequest, code: str) -> HttpResponse:
    viewer, row = opened(request, code)
    wrong: list[Fault] = []
    if request.method == "POST":
        try:
            messages.success(request, _step(request, viewer, row))
            return redirect("cluster-conference", code)
        except Refused as refused:
            wrong = faults(refused)
    return render(
        request, "cluster/conference.html", _screen(request, viewer, row, wrong), status=400 if wrong else 200
    )


def _step(request: HttpRequest, viewer: Viewer, row: ClusterEdition) -> str:
    given = {"by": viewer, "at": now(), "edition": row}
    step = request.POST.get("step", "")
    if step == "open":
        conference_open(**given, present=request.POST.getlist("present"))
        return _("Hội nghị đã khai mạc.")
    if step == "nominate":
        units = {member.unit.code: member.unit for member in access.cluster_members(row, viewer.day)}
        chosen: dict[str, list[Any]] = {line["form"]: [] for line in row.forms}
        for unit in units:
            form = request.POST.get(f"award-{unit}", "")
            if form:
                chosen.setdefault(form, []).append(units[unit])
        nominations_set(**given, nominated=chosen)
        return _("Đã ghi danh sách đưa ra bỏ phiếu.")
    if step == "vote":
        cluster_vote_open(**given)
        return _("Đã mở bỏ phiếu kín: các đại diện nhận phiếu.")
    if step == "seal":
        cluster_vote_seal(**given)
        return _("Đã ngừng phát phiếu; các đại diện bỏ phiếu.")
    if step == "hand":
        asked, ballot = request.POST.get("person", ""), ballot_of(row)
        people = [person for person in undrawn(ballot) if asked in ("", person.code)] if ballot else []
        count = cluster_vote_hand(**given, people=people)
        return _("Đã phát phiếu giấy cho %(count)s đại diện.") % {"count": count}
    if step == "count":
        cluster_vote_count(**given, paper=_paper(request, row))
        return _("Đã kiểm phiếu.")
    raise Http404


def _screen(request: HttpRequest, viewer: Viewer, row: ClusterEdition, wrong: list[Fault]) -> dict[str, Any]:
    view = year_view(row, viewer.day)
    forms, ballot = form_titles(row), ballot_of(row)
    proposals = [given for line in view.members for given in line.proposed]
    nominated = {given.unit.code: given.form for given in proposals}
    places = [(line["form"], forms.get(line["form"], line["form"]), line["places"]) for line in row.forms]
    issued = row.consolidated.first()
    return {
        **frame(request, row, _("Hội nghị")),
        "faults": wrong, "view": view, "ballot": ballot, "phase": _phase(ballot), "issued": issued,
        "members": [
            {"line": line, "unit": line.member.unit, "here": line.member.unit.code in row.present,
             "award": nominated.get(line.member.unit.code, "")}
            for line in view.members
        ],
        "needed": quorum(len(view.members)), "places": places, "sum": sum(held for _f, _t, held in places),
        "groups": [
            {"title": title, "places": held, "rows": [given for given in proposals if given.form == form]}
            for form, title, held in places
        ],
        "nominated": bool(proposals), "findings": [finding_text(held, forms) for held in distribution(row)],
        "keeps": access.may_keep_cluster(viewer, row),
        "early": bool(row.conference_on and viewer.day < row.conference_on),
        "undrawn": undrawn(ballot) if ballot and ballot.phase == "drawing" else [],
        "papers": _papers(request, ballot if ballot and ballot.phase == "casting" else None, wrong),
        "voting": _mine(viewer, ballot), "represents": _represents(viewer, row),
        "items": list(row.items.select_related("owner")), "issued_lines": issued.content["lines"] if issued else [],
    }  # fmt: skip


def _paper(request: HttpRequest, row: ClusterEdition) -> dict[str, PaperBox]:
    """What was typed about the papers of paper; None for what is no number."""
    ballot = ballot_of(row)
    if ballot is None:
        return {}

    def number(name: str, code: str) -> int | None:
        return _number(request.POST.get(f"{name}-{code}", ""))

    return {
        code: PaperBox(
            number("collected", code), number("valid", code), {c: number(c, code) for c in CHOICES}
        )
        for code in paper_issued(ballot)
    }


def _number(typed: str) -> int | None:
    text = typed.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < PAPER_DIGITS else None


def _papers(request: HttpRequest, ballot: Ballot | None, wrong: list[Fault]) -> list[dict[str, Any]]:
    """One row for each question of which papers of paper were given out, as typed."""
    told = {field for field, _told in wrong}
    titles = {"collected": _("Thu về"), "valid": _("Hợp lệ"), "yes": _("Đồng ý"), "no": _("Không đồng ý"),
              "blank": _("Phiếu trắng")}  # fmt: skip

    def cell(name: str, said: str) -> dict[str, Any]:
        typed = request.POST.get(name, "")
        fault = name in told or (bool(wrong) and _number(typed) is None)
        return {"name": name, "title": said, "value": typed, "fault": fault}

    return [
        {
            "title": title,
            "issued": issued,
            "cells": [cell(f"{name}-{code}", said) for name, said in titles.items()],
        }
        for code, (title, issued) in (paper_issued(ballot) if ballot else {}).items()
    ]


def _phase(ballot: Ballot | None) -> dict[str, Any]:
    """How far the vote is, and how many papers were given out."""
    if ballot is None:
        return {}
    drawn = BallotVoter.objects.filter(question__ballot=ballot)
    people = drawn.values("person").distinct().count()
    given = drawn.exclude(way="").values("person").distinct().count()
    return {"phase": ballot.phase, "step": PHASES.index(ballot.phase) + 1, "people": people, "given": given}


def _mine(viewer: Viewer, ballot: Ballot | None) -> bool:
    """Whether this reader has a paper in the vote."""
    return (
        ballot is not None
        and viewer.person is not None
        and BallotVoter.objects.filter(question__ballot=ballot, person=viewer.person).exists()
    )


def _represents(viewer: Viewer, row: ClusterEdition) -> list[dict[str, Any]]:
    """Own members for whom the reader may name who votes."""
    if row.opened_at is not None:
        return []
    members: list[ClusterMember] = [
        member
        for member in access.cluster_members(row, viewer.day).filter(unit__code__in=viewer.own)
        if access.may_represent(viewer, member.unit)
    ]
    speaks = access.voters_of(row, viewer.day) if members else {}
    return [
        {
            "member": member,
            "people": access.holders(member.unit, REPRESENTS, viewer.day),
            "speaks": speaks.get(member.unit.code),
        }
        for member in members
    ]


# --- Work and limitations ---------------------------------------------------------------------------------


def items(request: HttpRequest, code: str) -> HttpResponse:
    """What was left from last year, and what this conference asks of whom."""
    viewer, row = opened(request, code)
    form = Form(request, {"speaker": "", "said": "", "task": "", "owner": "", "due": ""})
    if form.sent and _item(request, viewer, row, form):
        return redirect("cluster-items", code)
    members = list(access.cluster_members(row, viewer.day))
    context = {
        **frame(request, row, _("Việc và hạn chế")),
        "fields": form.fields, "faults": form.wrong, "carried": carried_over(row),
        "rows": list(row.items.select_related("owner", "carried_from__edition")),
        "limits": list(_open_limits(row)), "members": [(member.unit.code, member.unit.name) for member in members],
        "keeps": access.may_keep_cluster(viewer, row) and row.opened_at is not None,
        "speaks": {member.unit.code for member in members if access.may_represent(viewer, member.unit)},
        "day": viewer.day, "today": f"{viewer.day:%d/%m/%Y}",
    }  # fmt: skip
    return render(request, "cluster/items.html", context, status=form.status)


def _open_limits(row: ClusterEdition) -> Any:
    rows = Limitation.objects.filter(report__edition=row, report__state="filed")
    return rows.select_related("report__unit", "repeats").order_by("settled_on", "due", "pk")


def _item(request: HttpRequest, viewer: Viewer, row: ClusterEdition, form: Form) -> bool:
    due = form.day("due")
    if due is None:
        return False
    try:
        owner = access.cluster_member_for(viewer, row, form["owner"]).unit
        cluster_item_add(
            by=viewer, at=now(), edition=row, speaker=form["speaker"], said=form["said"], task=form["task"],
            owner=owner, due=due,
        )  # fmt: skip
    except Refused as refused:
        form.refused(refused)
        return False
    messages.success(request, _("Đã giao việc."))
    return True


def _done(request: HttpRequest) -> tuple[Any, str]:
    on = read_day(request.POST.get("on", ""))
    return (on if hasattr(on, "year") else now().date()), request.POST.get("outcome", "")[:400]


@require_POST
def limit_unlike(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A member says that a limitation is not the one of last year."""
    viewer, row = opened(request, code)
    limit = access.limitation_for(viewer, row, pk)
    try:
        limitation_unlike(by=viewer, at=now(), limitation=limit, why=request.POST.get("why", ""))
        messages.success(request, _("Đã ghi: không phải hạn chế của năm trước."))
    except Refused as refused:
        tell(request, refused)
    return redirect("cluster-items", code)


@require_POST
def item_done(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    viewer, row = opened(request, code)
    on, outcome = _done(request)
    try:
        cluster_item_done(
            by=viewer, at=now(), item=access.cluster_item_for(viewer, row, pk), on=on, outcome=outcome
        )
        messages.success(request, _("Đã ghi kết quả."))
    except Refused as refused:
        tell(request, refused)
    return redirect("cluster-items", code)


@require_POST
def limit_settle(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    viewer, row = opened(request, code)
    on, outcome = _done(request)
    try:
        limitation_settle(
            by=viewer, at=now(), limitation=access.limitation_for(viewer, row, pk), on=on, how=outcome
        )
        messages.success(request, _("Đã ghi khắc phục xong."))
    except Refused as refused:
        tell(request, refused)
    return redirect("cluster-items", code)
