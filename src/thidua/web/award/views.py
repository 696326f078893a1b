"""Sổ ghi danh: the honour register, searched without accents and printed as a page of the book."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.actions.published import AwardEdition, published_editions
from thidua.core.award import Category
from thidua.office.words.finding import finding_sentence
from thidua.store import access
from thidua.store.models import Award
from thidua.web.award.register import cluster_shares, tallies
from thidua.web.door import crumbs, today, viewer_of, whole
from thidua.web.titles import award_forms, unit_kinds

PER_PAGE = 25
CATEGORIES = {
    Category.INDIVIDUAL: gettext_lazy("Cá nhân"),
    Category.COLLECTIVE: gettext_lazy("Tập thể"),
    Category.MODEL: gettext_lazy("Mô hình"),
    Category.LEADER: gettext_lazy("Người đứng đầu"),
}
TONES = {
    "proposed": "",
    "submitted": "blue",
    "refused": "",
    "decided": "gold",
    "presented": "green",
    "revoked": "red",
}
FILTERS = {"hinh-thuc": "form", "doi-tuong": "category", "trang-thai": "state", "nam": "year"}


def register(request: HttpRequest) -> HttpResponse:
    """?tim= words, &hinh-thuc= form, &doi-tuong= category, &trang-thai= state, &nam= year, &trang= page."""
    viewer = viewer_of(request)
    everything = access.awards(viewer)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in (*FILTERS, "tim")}
    rows = everything
    for name, column in FILTERS.items():
        if asked[name] and (name != "nam" or whole(request, "nam")):
            rows = rows.filter(**{column: asked[name]})
    rows = rows.filter(access.answers(asked["tim"], unit_kinds().abbreviations))
    kept = sorted(everything.order_by().values_list("form", "year").distinct())
    titles = {form.code: form.title for form in award_forms()}
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "crumbs": crumbs(_("Sổ ghi danh")),
        "asked": {name.replace("-", "_"): value for name, value in asked.items()},
        "filtered": bool(query),
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": f"{query}&" if query else "",
        "titles": titles,
        "unverified": {form.code for form in award_forms() if not form.verified},
        "forms": [(code, titles.get(code, code)) for code in dict.fromkeys(form for form, _year in kept)],
        "years": [str(year) for year in sorted({year for _form, year in kept}, reverse=True)],
        "categories": [(c.value, title) for c, title in CATEGORIES.items()],
        "category_titles": {c.value: title for c, title in CATEGORIES.items()},
        "states": Award.State.choices,
        "tones": TONES,
        "tallies": [(CATEGORIES[Category(code)], held) for code, held in tallies(rows).items()],
        "shares": [] if query else cluster_shares(everything),
        "editions": [] if query else [_edition(edition) for edition in published_editions()],
        "may_record": access.may_keep_register(viewer),
        "may_print": access.printing_units(viewer).exists(),
        "year": whole(request, "nam") or today().year,
    }
    return render(request, "award/register.html", context)


def _edition(edition: AwardEdition) -> dict[str, Any]:
    """A conference's proposals, its notice about who judged whom, and the counts it published."""
    told = [f for f in edition.findings if f.code == "finding.award-host"]
    return {
        "edition": edition,
        "notices": [finding_sentence(finding) for finding in told],
        "tallies": [(row, int(row.value)) for row in edition.tallies],
    }
