"""Papers of one decision: looked at as pages, taken away as Word or PDF."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.paper import DECISION_KINDS, decision_content, decision_values, paper_pdf, paper_word
from thidua.actions.paper_certificate import AT_ONCE
from thidua.actions.paper_template import template_of
from thidua.office.document import to_pictures
from thidua.office.paper.form import filled
from thidua.office.paper.kinds import FORMS
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Decision
from thidua.web.document.views import TYPES, known_form
from thidua.web.door import crumbs, viewer_of

WORD_ONLY = ("giay-chung-nhan",)  # as PDF they are drawn: web/paper/certificate.py
PER_PAGE = 30
LOOK_DOTS = 80  # to the inch: a page as wide as a column of text
PAGES_SHOWN = 6
LIST_SHOWN = 200


def papers(request: HttpRequest) -> HttpResponse:
    """Decisions of which this person makes papers, newest first, ?trang= page."""
    viewer = viewer_of(request)
    units = list(access.printing_units(viewer))
    if not units and not access.may_keep_register(viewer):
        raise Http404
    rows = access.printable_decisions(viewer).annotate(names=Count("awards"))
    page = Paginator(
        rows.filter(names__gt=0).select_related("unit").order_by("-decided_on", "-pk"), PER_PAGE
    ).get_page(request.GET.get("trang"))
    context = {
        "crumbs": crumbs(_("Giấy tờ khen thưởng")),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "units": units,
        "stocks": list(access.paper_stocks(viewer)),
    }
    return render(request, "paper/papers.html", context)


def decision(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.printed_decision_for(viewer, code)
    return decision_page(request, viewer, row)


def decision_page(
    request: HttpRequest, viewer: Viewer, row: Decision, faults: list[tuple[str, str]] | None = None
) -> HttpResponse:
    content = decision_content(row)
    if not content.recipients:
        raise Http404
    form, values = decision_values(row, "quyet-dinh")
    pages = len(to_pictures(filled(form, values), 20))
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Giấy tờ khen thưởng"), reverse("papers")), row.number),
        "decision": row,
        "content": content,
        "listed": content.recipients[:LIST_SHOWN],
        "sheets": sum(not one.void for one in content.recipients),
        "more": max(0, len(content.recipients) - LIST_SHOWN),
        "pages": range(1, min(pages, PAGES_SHOWN) + 1),
        "pages_more": max(0, pages - PAGES_SHOWN),
        "kinds": [
            {"form": FORMS[kind], "own": bool(template_of(row.unit, kind)), "pdf": kind not in WORD_ONLY}
            for kind in DECISION_KINDS
            if kind != "bang-tien-thuong" or any(one.money for one in content.recipients)
        ],
        "stocks": list(access.paper_stocks(viewer)),
        "at_once": AT_ONCE,
        "signed": list(access.signed_papers(viewer).filter(decision=row)),
        "may_sign": row.unit is not None and access.may_sign(viewer, row.unit),
        "faults": faults or [],
        "wrong": faults[0][0] if faults else "",  # the field of the one form that was sent
    }
    return render(request, "paper/decision.html", context, status=400 if faults else 200)


def page(request: HttpRequest, code: str, kind: str, page: int) -> HttpResponse:
    """One page as a picture."""
    row = access.printed_decision_for(viewer_of(request), code)
    if kind in WORD_ONLY:
        raise Http404
    pictures = to_pictures(filled(*decision_values(row, _known(kind))), LOOK_DOTS)
    if not 1 <= page <= len(pictures):
        raise Http404
    return HttpResponse(pictures[page - 1], content_type="image/png")


def paper(request: HttpRequest, code: str, kind: str, form: str) -> HttpResponse:
    known_form(form, ("docx",) if kind in WORD_ONLY else ("docx", "pdf"))
    row = access.printed_decision_for(viewer_of(request), code)
    made, values = decision_values(row, _known(kind))
    content = paper_pdf(made, values) if form == "pdf" else paper_word(made, values, row.unit)
    return download(content, f"{kind}-{row.code}", form)


def download(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _known(kind: str) -> str:
    if kind not in DECISION_KINDS:
        raise Http404
    return kind
