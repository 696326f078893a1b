"""Mùa khen thưởng: one year of a branch on one page, from the ratings to what is presented, and what is left to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.actions.dossier.council import advice_of, weighed
from thidua.actions.dossier.paper import missing_counts
from thidua.actions.dossier.step import comment_open, consented
from thidua.actions.merit_registration import registered
from thidua.core.dossier import CLOCKS, OVER, DossierState, Todo, todo
from thidua.core.law.publication import deadline
from thidua.office.dossier import state_title, state_tone, todo_title
from thidua.rules.catalogue import law_book, work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Decision, Dossier
from thidua.web.door import crumbs, viewer_of, whole
from thidua.web.dossier.result import results
from thidua.web.dossier.revoked import revoked
from thidua.web.dossier.way import way_of
from thidua.web.merit.year import season_year
from thidua.web.titles import award_forms

MOST = 200


def season(request: HttpRequest) -> HttpResponse:
    """?nam= the year."""
    viewer = viewer_of(request)
    if not access.keeping(viewer) and not access.dossiers(viewer).exists():
        raise Http404
    year = whole(request, "nam") or season_year(viewer.day.month, viewer.day.year)
    rows = access.dossiers(viewer).filter(award__year=year).order_by("award__form", "award__subject_name")
    dossiers = list(rows[:MOST])
    lines, aims = lines_of(dossiers, viewer.day), _aims(dossiers, year)
    for line in lines:
        line["aim"] = aims.get(line["row"].pk)
    units = list(access.nominating_units(viewer))
    closes = results(viewer, year) if units else []
    here = [line for line in lines if line["row"].desk in units]
    context = {
        "crumbs": crumbs(_("Khen thưởng")),
        "year": year,
        "years": _years(viewer, year),
        "groups": _groups(here),
        "elsewhere": [line for line in lines if line["row"].desk not in units],
        "count": len(lines),
        "left": sum(1 for line in lines if line["todo"] is not Todo.NOTHING),
        "late": sum(1 for line in lines if line["late"]),
        "decided": sum(1 for line in lines if line["row"].state == DossierState.DECIDED),
        "crowded": len(dossiers) == MOST,
        "ways": [way_of(unit, year, viewer, lines, closes) for unit in units],
        "next_year": viewer.day.year if viewer.day.year > year else None,
        "keeps": bool(units),
        "submittable": any(line["todo"] is Todo.SUBMIT for line in here),
        "decidable": any(line["row"].state in ("appraised", "council") for line in here),
        "revoked": revoked(viewer, year),
        "titles": {form.code: form.title for form in award_forms()},
        "submissions": list(access.submissions(viewer).filter(year=year)[:20]),
        "decisions": _decisions(rows),
    }
    return render(request, "dossier/season.html", context)


def lines_of(dossiers: list[Dossier], day: date) -> list[dict[str, Any]]:
    """Each dossier with its next step and its clock; one question for all papers, two for all councils."""
    missing = missing_counts(dossiers)
    weighed(dossiers)
    titles = {form.code: form.title for form in award_forms()}
    lines = []
    for row in dossiers:
        state = DossierState(row.state)
        lacking = missing.get(row.pk, 0)
        clock = deadline_of(row, day)
        lines.append(
            {
                "row": row,
                "title": titles.get(row.award.form, row.award.form),
                "state": state_title(row.state),
                "tone": state_tone(row.state),
                "todo": (
                    next_ := todo(
                        state, missing=lacking, consented=consented(row), comment_open=comment_open(row, day),
                        presented=row.award.state != Award.State.DECIDED, council=advice_of(row),
                    )
                ),
                "todo_title": todo_title(next_),
                "missing": lacking,
                "due": clock,
                "late": clock is not None and clock < day and state not in OVER,
            }
        )  # fmt: skip
    return lines


def deadline_of(row: Dossier, day: date) -> date | None:
    """The last day of the term that runs, if one runs."""
    state = DossierState(row.state)
    if state is DossierState.PUBLISHED:
        return row.published_until
    clock = CLOCKS.get(state)
    if clock is None:
        return None
    start = max(row.since, row.complete_on or row.since)
    term = deadline(clock, start, law_book(), work_calendar())
    return term.due if term else None


def _groups(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By what is next; what waits for somebody first, what is over last."""
    order = [t for t in Todo if t is not Todo.NOTHING] + [Todo.NOTHING]
    return [
        {"title": todo_title(step), "code": step.value, "lines": found}
        for step in order
        if (found := [line for line in lines if line["todo"] is step])
    ]


def _aims(dossiers: list[Dossier], year: int) -> dict[int, str]:
    """Key of a dossier → the title its person set out for at the start of the year; "" for none. One question."""
    people = [row.award.person for row in dossiers if row.award.person is not None]
    titles = {form.code: form.title for form in award_forms()}
    held = registered(people, year)
    return {
        row.pk: titles.get(aim.form, aim.form) if (aim := held.get(row.award.person_id or 0)) else ""
        for row in dossiers
        if row.award.person_id
    }


def _years(viewer: Viewer, year: int) -> list[int]:
    known = set(access.dossiers(viewer).order_by().values_list("award__year", flat=True).distinct())
    return sorted(known | {year}, reverse=True)


def _decisions(rows: QuerySet[Dossier]) -> list[Any]:
    return list(Decision.objects.filter(awards__dossier__in=rows).distinct().order_by("-decided_on")[:20])
