"""Inspections: the list and drawing a sample; one with its items, for the inspector and for the inspected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.evidence import LARGEST, evidence_keep
from thidua.actions.inspection import (
    inspection_check,
    inspection_conclude,
    inspection_draw,
    inspection_give,
    inspection_reply,
)
from thidua.core.inspection import SAMPLE_MAX, Found, InspectionState
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.problem import Refused
from thidua.office.format import period as period_text
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Inspection, InspectionItem
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.figure.grid import one, value_of
from thidua.web.figure.views import period_named
from thidua.web.form import Form
from thidua.web.refusal import Fault, faults, tell

STATES = {
    InspectionState.DRAWN: (gettext_lazy("Đang kiểm tra"), "gold"),
    InspectionState.GIVEN: (gettext_lazy("Chờ đơn vị trả lời"), "blue"),
    InspectionState.CONCLUDED: (gettext_lazy("Đã kết luận"), "green"),
}
FOUND = {
    Found.RIGHT: (gettext_lazy("Đúng"), "green"),
    Found.WRONG: (gettext_lazy("Sai"), "red"),
    Found.NO_EVIDENCE: (gettext_lazy("Không có minh chứng"), "gold"),
}


def inspections(request: HttpRequest) -> HttpResponse:
    """The list; a POST of an inspector draws a sample."""
    viewer = viewer_of(request)
    units = list(access.inspecting_units(viewer))
    last = containing(containing(viewer.day, PeriodKind.MONTH).start - timedelta(days=1), PeriodKind.MONTH)
    form = Form(
        request, {"month": last.code, "size": "12", "unit": units[0].code if units else "", "only": ""}
    )
    if form.sent:
        if not units:
            raise Http404
        made = _draw(viewer, form, {unit.code: unit for unit in units})
        if made is not None:
            return redirect("inspection", made.code)
    counted = {state: Count("items", filter=Q(items__found=state), distinct=True) for state in Found}
    rows = access.inspections(viewer).select_related("unit", "drawn_by")
    rows = rows.annotate(
        size=Count("items", distinct=True),
        right=counted[Found.RIGHT], wrong=counted[Found.WRONG], bare=counted[Found.NO_EVIDENCE],
    )  # fmt: skip
    context = {
        "crumbs": crumbs(_("Kiểm tra")),
        "rows": [_listed(row) for row in rows.order_by("-drawn_at", "-pk")[:60]],
        "units": units,
        "below": access.units(viewer).exclude(code__in=viewer.own).order_by("name") if units else [],
        "most": SAMPLE_MAX,
        "fields": form.fields,
        "faults": form.wrong,
    }
    return render(request, "inspection/inspections.html", context, status=form.status)


def _listed(row: Inspection) -> dict[str, Any]:
    title, tone = STATES[InspectionState(row.state)]
    return {"row": row, "state": title, "tone": tone, "month": Period.parse(row.month)}


def _draw(viewer: Viewer, form: Form, units: dict[str, Any]) -> Inspection | None:
    unit = units.get(form["unit"])
    if unit is None:
        raise Http404
    month = period_named(form["month"], PeriodKind.MONTH)
    size = (
        int(form["size"])
        if form["size"].isascii() and form["size"].isdecimal() and len(form["size"]) < 4
        else None
    )
    only = [access.unit_for(viewer, form["only"])] if form["only"] else []
    try:
        return inspection_draw(by=viewer, at=now(), unit=unit, month=month.code, size=size, only=only)
    except Refused as refused:
        form.refused(refused)
        return None


def inspection(
    request: HttpRequest, code: str, wrong: list[Fault] | None = None, place: int = 0
) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.inspection_for(viewer, code)
    mine = viewer.person is not None and row.drawn_by_id == viewer.person.pk
    items = list(
        access.inspection_items(viewer)
        .filter(inspection=row)
        .select_related("unit", "figure__recorded_by", "deed__recorded_by", "replied_by")
        .prefetch_related("evidence", "figure__evidence", "deed__evidence", "deed__quantities")
        .order_by("place")
    )
    title, tone = STATES[InspectionState(row.state)]
    counts = {state: sum(item.found == state for item in items) for state in Found}
    may_reply = row.state == InspectionState.GIVEN and row.reply_by is not None and viewer.day <= row.reply_by
    units = {item.unit.code: item for item in items} if may_reply else {}
    answering = {code for code, item in units.items() if access.may_reply(viewer, item)}
    context = {
        "crumbs": crumbs((_("Kiểm tra"), reverse("inspections")), row.code),
        "inspection": row,
        "month": Period.parse(row.month),
        "state": title,
        "tone": tone,
        "mine": mine and row.state != InspectionState.CONCLUDED,
        "may_give": mine and row.state == InspectionState.DRAWN,
        "may_conclude": mine and row.state == InspectionState.GIVEN,
        "left": sum(not item.found for item in items),
        "counts": [(FOUND[state][0], FOUND[state][1], count) for state, count in counts.items()],
        "items": [_item(request, item, item.unit.code in answering, item.place == place) for item in items],
        "found": [(state, shown) for state, (shown, _tone) in FOUND.items()],
        "faults": wrong or [],
    }
    return render(request, "inspection/inspection.html", context, status=400 if wrong else 200)


def _item(request: HttpRequest, item: InspectionItem, answers: bool, typed: bool) -> dict[str, Any]:
    shown = FOUND.get(Found(item.found)) if item.found else None
    given = {name: request.POST.get(name, "")[:2000] for name in ("found", "should_be", "note", "reply")}
    kept = {"found": item.found, "should_be": item.should_be, "note": item.note, "reply": item.reply}
    return {
        "item": item,
        "tag": {"title": shown[0], "tone": shown[1]} if shown else None,
        "answers": answers,
        "typed": given if typed and request.method == "POST" else kept,
        "open": typed or not item.found,
        **_what(item),
    }


def _what(item: InspectionItem) -> dict[str, Any]:
    """What was reported, in words, and the files behind it."""
    if item.figure is not None:
        held = item.figure
        span = Period.parse(held.period)
        definition = figure_definition(held.figure, span.end)
        return {
            "title": definition.title if definition else held.figure,
            "said": one(definition, value_of(held)) if definition else str(held.numerator),
            "when": period_text(span),
            "by": held.recorded_by,
            "files": list(held.evidence.all()),
        }
    assert item.deed is not None
    kind = deed_kinds().get(item.deed.kind)
    units = {q.code: q.unit for q in kind.quantities} if kind else {}
    counted = [f"{q.value // 1000} {units.get(q.quantity, '')}".strip() for q in item.deed.quantities.all()]
    return {
        "title": item.deed.summary,
        "said": ", ".join(counted),
        "when": f"{item.deed.on:%d/%m/%Y}",
        "by": item.deed.recorded_by,
        "files": list(item.deed.evidence.all()),
    }


@require_POST
def check(request: HttpRequest, code: str, place: int) -> HttpResponse:
    viewer = viewer_of(request)
    item = access.inspection_item_for(viewer, code, place)
    if viewer.person is None or item.inspection.drawn_by_id != viewer.person.pk:
        raise Http404
    file = request.FILES.get("evidence")
    typed = {"found": request.POST.get("found", ""), "should_be": request.POST.get("should_be", "")}
    try:
        kept = None
        if isinstance(file, UploadedFile):
            kept = evidence_keep(
                by=viewer, at=now(), unit=item.unit, name=file.name or "", content=file.read(LARGEST + 1),
                media_type=file.content_type or "",
            )  # fmt: skip
        note = request.POST.get("note", "")
        inspection_check(by=viewer, at=now(), item=item, **typed, note=note, evidence=kept)
    except Refused as refused:
        named = [(f"{name}-{place}" if name else "", told) for name, told in faults(refused)]
        return inspection(request, code, named, place)
    return redirect(f"{reverse('inspection', args=[code])}#muc-{place}")


@require_POST
def reply(request: HttpRequest, code: str, place: int) -> HttpResponse:
    viewer = viewer_of(request)
    item = access.inspection_item_for(viewer, code, place)
    try:
        inspection_reply(by=viewer, at=now(), item=item, reply=request.POST.get("reply", "")[:2000])
    except Refused as refused:
        named = [(f"{name}-{place}" if name else "", told) for name, told in faults(refused)]
        return inspection(request, code, named, place)
    messages.success(request, _("Đã gửi ý kiến của đơn vị."))
    return redirect(f"{reverse('inspection', args=[code])}#muc-{place}")


def _step(request: HttpRequest, code: str, done: str, action: Callable[..., object]) -> HttpResponse:
    viewer = viewer_of(request)
    try:
        action(by=viewer, at=now(), inspection=access.inspection_for(viewer, code))
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, done)
    return redirect("inspection", code)


@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    return _step(request, code, _("Đã gửi cho đơn vị được kiểm tra."), inspection_give)


@require_POST
def conclude(request: HttpRequest, code: str) -> HttpResponse:
    return _step(request, code, _("Đã kết luận; số liệu sai đã vào số liệu của đơn vị."), inspection_conclude)
