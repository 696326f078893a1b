"""Dữ liệu về tôi: everything held about me, to take away, and to say that something is wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.actions.correction import DAYS, LONGEST, correction_answer, correction_ask
from thidua.actions.person_export import XLSX
from thidua.actions.person_held import HeldGroup, HeldRow, held_about
from thidua.core.problem import Refused
from thidua.office.workbook import Heading, Table, xlsx
from thidua.rules.catalogue import retention_terms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Correction
from thidua.web.door import crumbs, now, today, viewer_of
from thidua.web.form import Form

SHOWN = 12  # rows of a group on the page; the rest unfolds


def _headings() -> tuple[Heading, ...]:
    return (
        Heading(_("Nội dung"), 70),
        Heading(_("Chi tiết"), 60),
        Heading(_("Khi nào"), 30),
        Heading(_("Mã"), 40),
    )


def held(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    open_ = set()
    if viewer.person is not None:
        asked = Correction.objects.filter(person=viewer.person, state=Correction.State.OPEN)
        open_ = set(asked.values_list("subject", flat=True))
    groups = held_about(viewer)
    context = {
        "crumbs": crumbs(_("Dữ liệu về tôi")),
        "groups": [
            {"group": group, "first": group.rows[:SHOWN], "rest": group.rows[SHOWN:]} for group in groups
        ],
        "open": open_,
        "terms": retention_terms(),
        "to_answer": _to_answer(viewer),
    }
    return render(request, "person/held.html", context)


def _to_answer(viewer: Viewer) -> list[Correction]:
    rows = access.corrections(viewer).filter(state=Correction.State.OPEN).exclude(person=viewer.person)
    return list(rows.select_related("person"))


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """?dang=json, else a workbook; only what the page shows."""
    groups, name = held_about(viewer_of(request)), f"du-lieu-ve-toi-{today():%Y-%m-%d}"
    response: HttpResponse
    if request.GET.get("dang") == "json":
        response = JsonResponse(
            {group.code: [_plain(row) for row in group.rows] for group in groups},
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
        name += ".json"
    else:
        tables = [
            Table(str(group.title), _headings(), [(r.what, r.detail, r.when, r.subject) for r in group.rows])
            for group in groups
        ] or [Table(_("Hồ sơ"), _headings(), [])]
        response = HttpResponse(xlsx(*tables), content_type=XLSX)
        name += ".xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(row: HeldRow) -> dict[str, str]:
    return {"subject": row.subject, "what": row.what, "detail": row.detail, "when": row.when}


def correction_new(request: HttpRequest) -> HttpResponse:
    """?muc= the subject of the row."""
    viewer = viewer_of(request)
    form = Form(request, {"subject": request.GET.get("muc", ""), "text": ""})
    row = _row(held_about(viewer), form["subject"])
    if form.sent:
        try:
            made = correction_ask(by=viewer, at=now(), subject=row.subject, text=form["text"])
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("Đã gửi. Đồng chí sẽ nhận được thông báo khi có trả lời."))
            return redirect("correction", made.pk)
    context = _shell(_("Báo sai")) | {
        "row": row,
        "unit": access.answering_unit(viewer)[0],
        "days": DAYS,
        "longest": LONGEST,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "person/correction_new.html", context, status=form.status)


def _row(groups: tuple[HeldGroup, ...], subject: str) -> HeldRow:
    for group in groups:
        for row in group.rows:
            if group.disputed and row.subject == subject:
                return row
    raise Http404


def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked and answered; for whoever answers, the form."""
    viewer = viewer_of(request)
    row = access.correction_for(viewer, pk)
    form = Form(request, {"answer": "", "mended": ""})
    if form.sent:
        try:
            correction_answer(
                by=viewer, at=now(), correction=row, mended=form["mended"] == "co", answer=form["answer"]
            )
        except Refused as refused:
            form.refused(refused)
        else:
            messages.success(request, _("Đã trả lời."))
            return redirect("correction", pk)
    open_ = row.state == Correction.State.OPEN
    context = _shell(_("Báo sai")) | {
        "row": row,
        "open": open_,
        "late": open_ and row.due < viewer.day,
        "may_answer": open_ and access.may_answer(viewer, row),
        "longest": LONGEST,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "person/correction.html", context, status=form.status)


def _shell(title: str) -> dict[str, Any]:
    return {"crumbs": crumbs((_("Dữ liệu về tôi"), reverse("held")), title)}
