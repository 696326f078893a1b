"""Papers on the way to a decision: báo cáo thành tích of a dossier, tờ trình of a submission."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from thidua.actions.paper import paper_pdf, paper_word, submission_values
from thidua.actions.paper_dossier import achievement_make
from thidua.office.paper.form import Form
from thidua.office.paper.tags import Values
from thidua.store import access
from thidua.store.models import Unit
from thidua.web.document.views import known_form
from thidua.web.door import now, viewer_of
from thidua.web.paper.views import download


def achievement(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """For who keeps the dossier, and for the person herself."""
    known_form(form)
    viewer = viewer_of(request)
    row = access.dossier_for(viewer, code)
    return _answer(*achievement_make(by=viewer, at=now(), dossier=row), row.unit, code, form)


def submission(request: HttpRequest, code: str, form: str) -> HttpResponse:
    known_form(form)
    row = access.submission_for(viewer_of(request), code)
    return _answer(*submission_values(row), row.unit, code, form)


def _answer(made: Form, values: Values, unit: Unit, code: str, form: str) -> HttpResponse:
    content = paper_pdf(made, values) if form == "pdf" else paper_word(made, values, unit)
    return download(content, f"{made.code}-{code}", form)
