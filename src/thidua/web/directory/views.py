"""The directory as of a day: which unit stood under which, how many of each kind, what became of whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core.problem import Problem
from thidua.core.unit import AreaKind, LinkKind, UnitKind
from thidua.office.dates import read_day
from thidua.office.wording import sentence
from thidua.store import access
from thidua.store.models import Area
from thidua.web.directory.tree import LINK_TITLES, area_counts, changes_between, directory_on
from thidua.web.door import crumbs, today, viewer_of
from thidua.web.titles import unit_kinds


def directory(request: HttpRequest) -> HttpResponse:
    """?ngay=dd/mm/yyyy the day, &so-voi= a day to compare with, &quan-he= which hierarchy, &tim= a name."""
    faults: list[tuple[str, str]] = []
    day = _day(request, "ngay", faults) or today()
    other = _day(request, "so-voi", faults)
    asked = request.GET.get("quan-he", "")
    kind = LinkKind(asked) if asked in set(LinkKind) else LinkKind.COMMAND
    query = request.GET.get("tim", "").strip()[:80]
    kinds = unit_kinds()
    titles = {code: k.title for code, k in kinds.units.items()}
    viewer = viewer_of(request)
    known = frozenset(access.directory_units(viewer).values_list("code", flat=True))
    shown = directory_on(day, kind, titles, query, known)
    context = {
        "may_keep": access.kept_units(viewer).exists(),
        "may_keep_areas": access.kept_areas(viewer).exists(),
        "own_areas": Area.objects.filter(units__code__in=viewer.own).distinct(),
        "crumbs": crumbs(_("Danh bạ")),
        "faults": faults,
        "day": day,
        "other": other,
        "kind": kind,
        "kinds": [(k.value, LINK_TITLES[k]) for k in LinkKind],
        "query": query,
        "roots": shown.roots,
        "found": shown.found,
        "total": sum(shown.counts.values()),
        "counts": _compared(
            shown.counts, directory_on(other, kind, titles).counts if other else None, kinds.units
        ),
        "areas": _areas(day, other, kinds.areas),
        "changes": changes_between(min(day, other), max(day, other))
        if other
        else changes_between(date.min, day),
        "kind_titles": titles,
    }
    return render(request, "directory/directory.html", context, status=400 if faults else 200)


def _day(request: HttpRequest, name: str, faults: list[tuple[str, str]]) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    read = read_day(text)
    if isinstance(read, Problem):
        faults.append((name, sentence(read)))
        return None
    return read


def _compared(
    now: Mapping[str, int], before: Mapping[str, int] | None, kinds: Mapping[str, UnitKind | AreaKind]
) -> list[dict[str, Any]]:
    """One line per kind, in the order of the rules; the difference only where there is something to compare."""
    order = list(kinds)
    codes = sorted({*now, *(before or {})}, key=lambda c: (order.index(c) if c in kinds else len(order), c))
    return [
        {
            "title": kinds[code].title if code in kinds else code,
            "now": now.get(code, 0),
            "before": None if before is None else before.get(code, 0),
            "difference": None if before is None else now.get(code, 0) - before.get(code, 0),
        }
        for code in codes
    ]


def _areas(day: date, other: date | None, kinds: Mapping[str, AreaKind]) -> list[dict[str, Any]]:
    now, before = dict(area_counts(day)), dict(area_counts(other)) if other else None
    names = sorted({*now, *(before or {})})
    return [
        {
            "title": name,
            "counts": _compared(now.get(name, {}), None if before is None else before.get(name, {}), kinds),
        }
        for name in names
    ]
