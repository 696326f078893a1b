"""Bulletins for everybody: no account, no cookie, no session; kept by browsers and proxies for some minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.actions.bulletin_draw import correction_text
from thidua.actions.document import heading_of, signature_of
from thidua.core.period import Period
from thidua.office.document.bulletin import Issue, bulletin_document, public_table, small_text
from thidua.store import access
from thidua.store.models import Publication
from thidua.web.document.views import known_form, paper_answer
from thidua.web.guard import for_everybody

KEPT = 300  # seconds


def _answer(template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Rendered without the request, so that nothing asks who reads."""
    shell = {"demo": settings.DEMO, "demo_day": settings.DEMO_DAY}
    return _kept(HttpResponse(render_to_string(template, {**shell, **context})))


def _kept(response: HttpResponse) -> HttpResponse:
    own = get_language() != settings.LANGUAGE_CODE  # somebody's choice: no proxy gives it to others
    response["Cache-Control"] = f"{'private' if own else 'public'}, max-age={KEPT}"
    return response


@for_everybody
def listed(request: HttpRequest) -> HttpResponse:
    rows = [{"issue": Issue.from_json(p.content), "publication": p} for p in access.public_issues()[:300]]
    return _answer("bulletin/public_list.html", {"rows": rows})


@for_everybody
def issue(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    publication = access.public_issue_for(unit, period)
    context = {
        "issue": Issue.from_json(publication.content),
        "publication": publication,
        "corrections": _corrections(publication),
        "table": publication.table,
        "small": small_text(),
        "hidden": any("…" in row["cells"] for row in publication.table.get("rows", ())),
        "editor": publication.by.name,
    }
    response = _answer("bulletin/public_issue.html", context)
    response["Last-Modified"] = http_date(publication.at.timestamp())
    return response


def _corrections(publication: Publication) -> list[str]:
    return [correction_text(row) for row in publication.corrections.select_related("publication__bulletin")]


@for_everybody
def document(request: HttpRequest, unit: str, period: str, form: str) -> HttpResponse:
    known_form(form)
    publication = access.public_issue_for(unit, period)
    row, month = publication.bulletin, Period.parse(period)
    titles = [column["title"] for column in publication.table["columns"]][:4]
    rows = [(line["name"], line["cells"][:4]) for line in publication.table["rows"]]
    paper = bulletin_document(
        heading_of(row.unit, publication.at.date(), abbreviation="BT"),
        Issue.from_json(publication.content),
        corrections=_corrections(publication),
        table=public_table(titles, rows),
        signature=signature_of(row.unit, month.end),
        recipients=(_("Công bố trên trang thông tin"), _("Lưu: VT")),
        specimen=settings.DEMO,
    )
    return _kept(paper_answer(paper, f"ban-tin-{unit}-{period}", form))
