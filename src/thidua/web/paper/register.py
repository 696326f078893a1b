"""The register on paper and as a file, and the year's statistics."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.paper import PER_SHEET, paper_pdf, paper_word, register_values
from thidua.actions.paper_statistics import statistics_of, statistics_values, years_with_awards
from thidua.actions.register_code import register_file
from thidua.office.paper.checker import checker_page
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Unit
from thidua.web.document.views import known_form
from thidua.web.door import crumbs, today, viewer_of
from thidua.web.paper.views import download

FILES = {"json": "application/json", "html": "text/html; charset=utf-8"}


def _printer(viewer: Viewer) -> Unit:
    """The unit whose name stands on top: the first she prints for."""
    unit = access.printing_units(viewer).first()
    if unit is None:
        raise Http404
    return unit


def sheet(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """One page of the register as a paper."""
    known_form(form)
    viewer = viewer_of(request)
    unit = _printer(viewer)
    last = access.awards(viewer).filter(register_number__isnull=False).order_by("-register_number").first()
    if last is None or not 1 <= number <= -(-(last.register_number or 0) // PER_SHEET):
        raise Http404
    made, values = register_values(unit, number, today())
    content = paper_pdf(made, values) if form == "pdf" else paper_word(made, values, unit)
    return download(content, f"so-ghi-danh-trang-{number}", form)


def statistics(request: HttpRequest, year: int) -> HttpResponse:
    viewer = viewer_of(request)
    unit = _printer(viewer)
    years = years_with_awards()
    if year not in years and year != today().year:
        raise Http404
    context = {
        "crumbs": crumbs(
            (_("Sổ ghi danh"), reverse("register")), _("Thống kê năm %(year)s") % {"year": year}
        ),
        "year": year,
        "years": years,
        "unit": unit,
        "found": statistics_of(viewer, unit, year),
    }
    return render(request, "paper/statistics.html", context)


def statistics_paper(request: HttpRequest, year: int, form: str) -> HttpResponse:
    known_form(form)
    viewer = viewer_of(request)
    unit = _printer(viewer)
    made, values = statistics_values(viewer, unit, year, today())
    content = paper_pdf(made, values) if form == "pdf" else paper_word(made, values, unit)
    return download(content, f"thong-ke-khen-thuong-{year}", form)


def offline(request: HttpRequest, form: str) -> HttpResponse:
    """The register for checking papers where there is no network: for whoever keeps it."""
    if form not in FILES or not access.may_keep_register(viewer_of(request)):
        raise Http404
    text = register_file(today())
    response = HttpResponse(checker_page(text) if form == "html" else text, content_type=FILES[form])
    response["Content-Disposition"] = f'attachment; filename="so-ghi-danh.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
