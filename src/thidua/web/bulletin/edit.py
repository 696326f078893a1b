"""Drafting: draw, rewrite, reorder, quote, record consents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.actions.bulletin import (
    bulletin_draw,
    bulletin_redraw,
    bulletin_write,
    consent_record,
    unconsented,
)
from thidua.actions.bulletin_draw import subject_of
from thidua.actions.bulletin_issue import numbers_of, older_papers
from thidua.actions.definition import figure_definitions
from thidua.core.bulletin import DERIVED, FigureId, Stage, free_numbers
from thidua.core.document_copy import copied
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.store import access
from thidua.store.models import Bulletin, BulletinVersion, Person
from thidua.web.door import crumbs, now, viewer_of
from thidua.web.refusal import Fault, faults, tell

DERIVED_TITLES = {
    "chi-tieu-dat": gettext_lazy("Chỉ tiêu đạt, trên số đã giao ước"),
    "thu-hang": gettext_lazy("Thứ hạng trong khối"),
}


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    unit = access.bulletin_units(viewer).filter(code=request.POST.get("unit", "")).first()
    if unit is None:
        raise Http404
    try:
        row = bulletin_draw(by=viewer, at=now(), unit=unit, month=request.POST.get("month", ""))
    except Refused as refused:
        tell(request, refused)
        return redirect("bulletins")
    messages.success(request, _("Đã dựng dự thảo từ số liệu của tháng."))
    return redirect("bulletin", row.unit.code, row.period)


@require_POST
def redraw(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    try:
        bulletin_redraw(by=viewer, at=now(), bulletin=row)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Đã dựng lại; bản trước vẫn giữ."))
    return redirect("bulletin", unit, period)


@require_POST
def consent(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    version = row.versions.last()
    assert version is not None
    named = {person.code: person for person in unconsented(row, version)}
    person: Person | None = named.get(request.POST.get("person", ""))
    if person is None:
        raise Http404
    try:
        consent_record(by=viewer, at=now(), bulletin=row, person=person, paper=request.POST.get("paper", ""))
    except Refused as refused:
        tell(request, refused)
    return redirect("bulletin-edit", unit, period)


def edit(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.bulletin_for(viewer, unit, period)
    if not access.may_write_bulletin(viewer, row.unit) or row.stage != Stage.DRAFT:
        raise Http404
    version = row.versions.last()
    assert version is not None
    sections, quoted, wrong = version.sections, dict(version.quoted), []
    if request.method == "POST":
        sections, quoted = _typed(request, version)
        try:
            bulletin_write(
                by=viewer,
                at=now(),
                bulletin=row,
                sections=sections,
                quoted=quoted,
                note=request.POST.get("note", ""),
            )
        except Refused as refused:
            wrong = faults(refused)
        else:
            messages.success(request, _("Đã ghi bản mới; bản trước vẫn giữ."))
            return redirect("bulletin-edit", unit, period)
    return render(
        request,
        "bulletin/edit.html",
        _context(row, version, sections, quoted, wrong),
        status=400 if wrong else 200,
    )


def _typed(request: HttpRequest, version: BulletinVersion) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Sections as typed, in the order of the numbers beside them; quotations with a source."""
    found = []
    for place, section in enumerate(version.sections):
        kind = section["kind"]
        order = request.POST.get(f"order-{kind}", "")
        found.append(
            (
                int(order) if order.isascii() and order.isdecimal() and len(order) < 4 else place + 1,
                place,
                {
                    "kind": kind,
                    "title": request.POST.get(f"title-{kind}", section["title"]),
                    "text": request.POST.get(f"text-{kind}", ""),
                    "figures": section["figures"] if request.POST.get(f"table-{kind}", "1") else [],
                    "public": bool(request.POST.get(f"public-{kind}")),
                },
            )
        )
    sections = [section for _, _, section in sorted(found, key=lambda item: item[:2])]
    quoted = dict(version.quoted)
    for number in free_numbers("\n".join(section["text"] for section in sections), quoted):
        source = request.POST.get(f"quote-{number}", "").strip()
        if source:
            quoted[number] = source[:200]
    return sections, quoted


def _context(
    row: Bulletin,
    version: BulletinVersion,
    sections: list[dict[str, Any]],
    quoted: dict[str, str],
    wrong: list[Fault],
) -> dict[str, Any]:
    numbers = numbers_of(row, version)
    subject = subject_of(row.unit, numbers.own)
    month = Period.parse(row.period)
    papers = older_papers(row)
    drawn = {section["kind"]: section.get("drawn", "") for section in version.sections}
    ids = [(code, DERIVED_TITLES[code]) for code in DERIVED]
    ids += [(d.code, d.title) for d in figure_definitions(month.end)]
    lines = []
    for place, section in enumerate(sections, 1):
        text = section["text"]
        split = text.splitlines()
        lines.append(
            {
                "order": place, "kind": section["kind"], "title": section["title"], "text": text,
                "public": section["public"], "figures": len(section["figures"]), "rows": max(4, len(split) + 2),
                "free": free_numbers(text, quoted),
                "copied": [
                    {"text": split[c.line], "origin": c.origin, "percent": c.percent}
                    for c in copied(text, papers, drawn.get(section["kind"], "").splitlines())
                ],
            }
        )  # fmt: skip
    return {
        "crumbs": crumbs(
            (_("Bản tin"), reverse("bulletins")),
            (row.period, reverse("bulletin", args=[row.unit.code, row.period])),
            _("Soạn"),
        ),
        "bulletin": row,
        "version": version,
        "sections": lines,
        "quoted": quoted.items(),
        "faults": wrong,
        "named": unconsented(row, version),
        "consents": row.consents.select_related("person"),
        "ids": [
            {"code": code, "title": title, "value": numbers.text(FigureId(subject, code, row.period))}
            for code, title in ids
            if numbers.own.value(subject, code) is not None
        ],
    }
