"""A season of awards in the morning: dossiers at the reader's desk with their days, and what is not handed over yet."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from thidua.core.dossier import OVER, Todo
from thidua.office.dossier import todo_title
from thidua.store import access
from thidua.store.models import Award, Decision
from thidua.web.dossier.revoked import revoked
from thidua.web.dossier.season import lines_of
from thidua.web.today.desk import MOST, Desk

READ = 400  # dossiers of one morning
NAMED = 3


def dossiers(desk: Desk) -> dict[str, Any] | None:
    """By what is next, what is late and the shortest term first; each line leads to those dossiers."""
    viewer = desk.viewer
    units = list(access.nominating_units(viewer))
    if not units:
        return None
    rows = access.dossiers(viewer).filter(desk__in=units).exclude(state__in=OVER)
    found: dict[tuple[int, Todo], list[dict[str, Any]]] = {}
    for line in lines_of(list(rows.order_by("award__year", "pk")[:READ]), viewer.day):
        found.setdefault((line["row"].award.year, line["todo"]), []).append(line)
    if not found:
        return None
    groups = [_group(year, step, lines) for (year, step), lines in found.items()]
    groups.sort(key=lambda group: (not group["late"], str(group["due"] or "9"), group["order"]))
    return {"rows": groups[:MOST], "count": sum(group["count"] for group in groups)}


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
    units = list(access.printing_units(desk.viewer))
    if not units:
        return None
    waiting = Count("awards", filter=Q(awards__state=Award.State.DECIDED))
    rows = Decision.objects.filter(unit__in=units, kind=Decision.Kind.AWARD).annotate(waiting=waiting)
    found = list(rows.filter(waiting__gt=0).order_by("decided_on", "pk")[: MOST + 1])
    return {"rows": found[:MOST], "count": len(found), "more": len(found) > MOST} if found else None


def resting(desk: Desk) -> dict[str, Any] | None:
    """What rests on cancelled awards and waits for somebody to decide; money to recover."""
    held = revoked(desk.viewer)
    return {**held, "count": held["open"]} if held else None
