"""Minutes of a session and of its counts: as a page, as Word, as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.council_paper import round_paper, session_paper
from thidua.actions.paper import paper_pdf, paper_word
from thidua.actions.paper_template import template_of
from thidua.office.document.model import Note, Paragraph, Row, Section, Table
from thidua.office.paper.form import Form, filled
from thidua.office.paper.tags import Values
from thidua.store import access
from thidua.store.models import Ballot, CouncilSession, Unit
from thidua.web.document.views import file_answer, known_form
from thidua.web.door import crumbs, viewer_of


def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """The same blocks that are printed, to read on a screen."""
    row = _ended(request, code)
    form, values = session_paper(row)
    paper = filled(form, values)
    context = {
        "crumbs": crumbs((row.title, reverse("council-session", args=[code])), _("Biên bản")),
        "session": row,
        "paper": paper,
        "blocks": [_block(block) for block in paper.blocks],
        "own": bool(template_of(row.council.unit, form.code)),
    }
    return render(request, "council/minutes.html", context)


def _block(block: object) -> dict[str, object]:
    match block:
        case Section(text, level):
            return {"kind": f"section-{level}", "text": text}
        case Paragraph(runs, _origin):
            return {"kind": "text", "text": "".join(run.text for run in runs)}
        case Table(columns, rows):
            return {
                "kind": "table",
                "heads": [c.title for c in columns],
                "rows": [_cells(row, columns) for row in rows],
            }
        case Note(text):
            return {"kind": "note", "text": text}
    raise AssertionError(block)


def _cells(row: Row, columns: tuple) -> list[tuple[str, str]]:
    return [(column.title, cell) for column, cell in zip(columns, row.cells, strict=True)]


def document(request: HttpRequest, code: str, form: str) -> HttpResponse:
    known_form(form)
    row = _ended(request, code)
    return _answer(session_paper(row), row.council.unit, f"bien-ban-{row.code}", form)


def count(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    known_form(form)
    row = access.council_session_for(viewer_of(request), code)
    held = row.rounds.filter(pk=number, ballot__phase=Ballot.Phase.COUNTED)
    one = held.select_related("ballot", "session__council__unit").first()
    if one is None:
        raise Http404
    return _answer(round_paper(one), row.council.unit, f"kiem-phieu-{one.ballot.code}", form)


def _answer(paper: tuple[Form, Values], unit: Unit, name: str, form: str) -> HttpResponse:
    """Word by the template that the unit has put in place, PDF by the program's."""
    content = paper_pdf(*paper) if form == "pdf" else paper_word(*paper, unit)
    return file_answer(content, name, form)


def _ended(request: HttpRequest, code: str) -> CouncilSession:
    """Minutes are there once the session has begun; before it there is nothing to write."""
    row = access.council_session_for(viewer_of(request), code)
    if row.began_at is None:
        raise Http404
    return row
