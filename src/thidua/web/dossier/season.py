"""Mùa khen thưởng: one year of a branch on one page, from the ratings to what is presented, and what is left to do."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.actions.dossier.paper import missing_counts
from thidua.actions.dossier.step import comment_open, consented
from thidua.actions.eligibility.held import FRESH
from thidua.core.dossier import CLOCKS, OVER, DossierState, Todo, todo
from thidua.core.law.publication import deadline
from thidua.office.dossier import state_title, state_tone, todo_title
from thidua.rules.catalogue import law_book, work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Decision, Dossier, MeritReview, Post, Reliance, Unit, YearRating
from thidua.web.door import crumbs, viewer_of, whole
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
    lines = lines_of(dossiers, viewer.day)
    units = list(access.nominating_units(viewer))
    here = [line for line in lines if line["row"].desk in units]
    context = {
        "crumbs": crumbs(_("Khen thưởng")),
        "year": year,
        "years": _years(viewer, year),
        "groups": _groups(lines),
        "count": len(lines),
        "left": sum(1 for line in lines if line["todo"] is not Todo.NOTHING),
        "late": sum(1 for line in lines if line["late"]),
        "decided": sum(1 for line in lines if line["row"].state == DossierState.DECIDED),
        "crowded": len(dossiers) == MOST,
        "steps": [_start(unit, year, viewer.day, lines) for unit in units],
        "keeps": bool(units),
        "submittable": any(line["todo"] is Todo.SUBMIT for line in here),
        "decidable": any(line["row"].state in ("appraised", "council") for line in here),
        "reliances": _reliances(viewer),
        "submissions": list(access.submissions(viewer).filter(year=year)[:20]),
        "decisions": _decisions(rows),
    }
    return render(request, "dossier/season.html", context)


def lines_of(dossiers: list[Dossier], day: date) -> list[dict[str, Any]]:
    """Each dossier with its next step and its clock; one question for all papers."""
    missing = missing_counts(dossiers)
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
                        presented=row.award.state != Award.State.DECIDED,
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


def _start(unit: Unit, year: int, day: date, lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The steps of a year for one unit, each with how far it is and where it is done."""
    posts = Post.objects.on(day).filter(unit=unit).exclude(role="administrator")
    people = set(posts.values_list("person_id", flat=True))
    rated = YearRating.objects.holding().filter(person__in=people, year=year).count()
    review = (
        MeritReview.objects.holding().filter(unit=unit).order_by("-until").values_list("until", flat=True)
    )
    until = review.first()
    own = [line["row"] for line in lines if line["row"].unit_id == unit.pk]
    states = Counter(row.state for row in own)
    presented = sum(row.award.state == Award.State.PRESENTED for row in own)
    return {
        "unit": unit,
        "people": len(people),
        "rated": rated,
        "reviewed": until,
        "fresh": until is not None and until >= min(day, date(year, 12, 31)) - FRESH,
        "named": len(own),
        "sent": sum(1 for row in own if row.award.state != Award.State.PROPOSED),
        "decided": states[DossierState.DECIDED],
        "presented": presented,
    }


def _years(viewer: Viewer, year: int) -> list[int]:
    known = set(access.dossiers(viewer).order_by().values_list("award__year", flat=True).distinct())
    return sorted(known | {year}, reverse=True)


def _reliances(viewer: Viewer) -> list[Reliance]:
    """What rested on cancelled awards of the branch and waits for somebody."""
    mine = access.kept_members(viewer).values("pk")
    rows = Reliance.objects.filter(outcome=Reliance.Outcome.OPEN).select_related("revoked", "then")
    return list(rows.filter(revoked__person__in=mine)[:20]) if access.keeping(viewer) else []


def _decisions(rows: QuerySet[Dossier]) -> list[Any]:
    return list(Decision.objects.filter(awards__dossier__in=rows).distinct().order_by("-decided_on")[:20])
