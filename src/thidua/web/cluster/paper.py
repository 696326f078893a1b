"""Papers of a cluster to take away, as Word and as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.actions.cluster_paper import cluster_paper
from thidua.core.problem import Refused
from thidua.web.cluster.year import opened
from thidua.web.document.views import known_form, paper_answer
from thidua.web.refusal import tell

PAPERS = {"bao-cao": "cluster-total", "bien-ban": "cluster-conference", "de-nghi": "cluster-conference"}


def document(request: HttpRequest, code: str, which: str, form: str) -> HttpResponse:
    """Which: the consolidated report, the minutes, or the list of proposals."""
    known_form(form)
    viewer, row = opened(request, code)
    if which not in PAPERS:
        raise Http404
    try:
        paper = cluster_paper(row, which, viewer.day)
    except Refused as refused:
        tell(request, refused)
        return redirect(PAPERS[which], code)
    return paper_answer(paper, f"{which}-{row.cluster.code}", form)
