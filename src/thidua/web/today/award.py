"""A season of awards in the morning: dossiers at the reader's desk with their days, and what is not handed over yet."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from thidua.core.dossier import OVER, Todo
from thidua.core.period import PeriodKind
from thidua.office.dossier import todo_title
from thidua.store import access
from thidua.store.access import KEEPS, RECORDS
from thidua.store.models import Award, Decision, Dossier, Reliance
from thidua.web.dossier.result import results
from thidua.web.dossier.revoked import revoked
from thidua.web.dossier.season import lines_of
from thidua.web.merit.year import season_year
from thidua.web.today.desk import MOST, Desk

READ = 400  # dossiers of one morning
NAMED = 3


def dossiers(desk: Desk) -> dict[str, Any] | None:
    """By what is next, what is late and the shortest term first; each line leads to those dossiers."""
    viewer = desk.viewer
    units = [post.unit for post in viewer.posts if post.role in KEEPS]
    if not units:
        return None
    rows = access.dossiers(viewer).filter(desk__code__in=units).exclude(state__in=OVER)
    found: dict[tuple[int, Todo], list[dict[str, Any]]] = {}
    for line in lines_of(list(rows.order_by("award__year", "pk")[:READ]), viewer.day):
        found.setdefault((line["row"].award.year, line["todo"]), []).append(line)
    start = _not_begun(desk, units) if not found else None
    if not found and start is None:
        return None
    groups = [_group(year, step, lines) for (year, step), lines in found.items()]
    groups.sort(key=lambda group: (not group["late"], str(group["due"] or "9"), group["order"]))
    count = sum(group["count"] for group in groups) + (start is not None)
    return {"rows": groups[:MOST], "count": count, "start": start}


def _not_begun(desk: Desk, units: list[str]) -> int | None:
    """The year being thanked for, where its result is closed and nobody was named yet; None in summer and autumn."""
    viewer = desk.viewer
    year = season_year(viewer.day.month, viewer.day.year)
    if year == viewer.day.year or Dossier.objects.filter(unit__code__in=units, award__year=year).exists():
        return None
    return year if any(close.period.kind == PeriodKind.YEAR for close in results(viewer, year)) else None


def _group(year: int, step: Todo, lines: list[dict[str, Any]]) -> dict[str, Any]:
    one = lines[0]["row"].award if len(lines) == 1 else None
    return {
        "title": todo_title(step),
        "order": list(Todo).index(step),
        "year": year,
        "names": ", ".join(line["row"].award.subject_name for line in lines[:NAMED]),
        "more": max(0, len(lines) - NAMED),
        "count": len(lines),
        "late": sum(line["late"] for line in lines),
        "due": min((line["due"] for line in lines if line["due"]), default=None),
        "url": reverse("dossier", args=[one.code])
        if one
        else f"{reverse('season')}?nam={year}#g-{step.value}",
    }


def handing_over(desk: Desk) -> dict[str, Any] | None:
    """Decisions of units she prints for, with awards that nobody handed over yet; oldest first."""
    units = [post.unit for post in desk.viewer.posts if post.role in KEEPS | RECORDS]
    if not units:
        return None
    waiting = Count("awards", filter=Q(awards__state=Award.State.DECIDED))
    rows = Decision.objects.filter(unit__code__in=units, kind=Decision.Kind.AWARD).annotate(waiting=waiting)
    found = list(rows.filter(waiting__gt=0).order_by("decided_on", "pk")[: MOST + 1])
    return {"rows": found[:MOST], "count": len(found), "more": len(found) > MOST} if found else None


def resting(desk: Desk) -> dict[str, Any] | None:
    """What rests on cancelled awards and waits for somebody to decide; money to recover."""
    if not Reliance.objects.filter(outcome=Reliance.Outcome.OPEN).exists():
        return None
    held = revoked(desk.viewer)
    return {**held, "count": held["open"]} if held else None
