"""Tìm: one field for everything the reader may see; a page, or its fragment while she types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core.text import words
from thidua.web.door import crumbs, viewer_of
from thidua.web.search.found import Asked, found

QUERY_MAX = 80  # characters
TYPING, ASKED = 4, 20  # hits of one group in the fragment, on the page


def search(request: HttpRequest) -> HttpResponse:
    """?q= words without accents, in any order, in full or as abbreviations."""
    query = request.GET.get("q", "").strip()[:QUERY_MAX]
    typing = bool(request.headers.get("HX-Request"))
    groups = found(Asked(viewer_of(request), query, TYPING if typing else ASKED)) if words(query) else []
    context = {"query": query, "groups": groups, "typing": typing, "asked": bool(words(query))}
    if typing:
        return render(request, "search/found.html", context)
    return render(request, "search/search.html", context | {"crumbs": crumbs(_("Tìm"))})
