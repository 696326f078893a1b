"""Papers to take away: as Word, to go on writing, and as PDF, to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.actions.document import (
    commitment_paper,
    compact_paper,
    compacts_make,
    compacts_paper,
    plan_paper,
)
from thidua.actions.document_report import report_paper
from thidua.actions.job import job_start
from thidua.core.period import PeriodKind
from thidua.core.problem import Refused
from thidua.office.document import Document, to_pdf, to_word
from thidua.store import access
from thidua.web.door import now, viewer_of
from thidua.web.figure.views import period_named
from thidua.web.refusal import tell

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def file_answer(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def paper_answer(paper: Document, name: str, form: str) -> HttpResponse:
    """The paper in the form that the address asks for.

    Raises:
        Http404: neither "docx" nor "pdf".
    """
    known_form(form)
    return file_answer(to_pdf(paper) if form == "pdf" else to_word(paper), name, form)


def known_form(form: str, forms: tuple[str, ...] = ("docx", "pdf")) -> None:
    if form not in forms:
        raise Http404


def plan(request: HttpRequest, code: str, form: str) -> HttpResponse:
    known_form(form)
    row = access.plan_for(viewer_of(request), code)
    return paper_answer(plan_paper(row), row.code, form)


def compact(request: HttpRequest, movement: str, code: str, form: str) -> HttpResponse:
    known_form(form)
    row = access.compact_for(viewer_of(request), movement, code)
    return paper_answer(compact_paper(row), row.code, form)


def compacts(request: HttpRequest, movement: str, form: str) -> HttpResponse:
    """All compacts of a movement that this person may see, in one file."""
    known_form(form, ("zip", "pdf"))
    viewer = viewer_of(request)
    row = access.movement_for(viewer, movement)
    try:
        content = compacts_paper(by=viewer, movement=row, form=form)
    except Refused as refused:
        tell(request, refused)
        return redirect(reverse("movement", args=[movement]))
    return file_answer(content, f"giao-uoc-{row.code}", form)


@require_POST
def compacts_start(request: HttpRequest, movement: str, form: str) -> HttpResponse:
    """Many compacts: in the background, with progress and an end that the owner may call."""
    known_form(form, ("zip", "pdf"))
    viewer = viewer_of(request)
    row = access.movement_for(viewer, movement)
    title = _("Giao ước của %(movement)s") % {"movement": row.title}
    job = job_start(
        by=viewer, at=now(), title=title, work=compacts_make, given={"movement": movement, "form": form}
    )
    return redirect("job", job.pk)


def commitment(request: HttpRequest, movement: str, code: str, person: str, form: str) -> HttpResponse:
    """For the officer herself and for those who lead her unit."""
    known_form(form)
    viewer = viewer_of(request)
    row = access.compact_for(viewer, movement, code)
    who = access.person_for(viewer, person)
    rows = list(row.commitments.filter(person=who).order_by("due", "pk"))
    if not rows:
        raise Http404
    return paper_answer(commitment_paper(row, who, rows), f"cam-ket-{who.code}", form)


def report(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:
    """The unit's month as a report to its superior."""
    known_form(form)
    unit = access.unit_for(viewer_of(request), code)
    paper = report_paper(unit, period_named(period, PeriodKind.MONTH))
    if paper is None:
        raise Http404
    return paper_answer(paper, f"bao-cao-{unit.code}-{period}", form)
