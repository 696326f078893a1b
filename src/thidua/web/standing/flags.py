"""The scoreboard of a flag: who meets which condition, what would change the winner, who got it before."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.compute import table_of
from thidua.actions.nudge import nudges_of
from thidua.actions.standing_input import vault_folder
from thidua.core.board import Candidate, candidates, conditions_of
from thidua.core.nudge import by_effort
from thidua.core.nudge.longer import Longer
from thidua.core.period import Period
from thidua.core.problem import Refused
from thidua.core.score.engine import score
from thidua.core.score.scheme import Distinction, FigureKind, Scheme
from thidua.core.standing import StandingRow
from thidua.office import nudge as told
from thidua.office.condition import Named, condition_text
from thidua.office.format import period_days
from thidua.store import access, vault
from thidua.store.models import MovementPeriod
from thidua.web.door import crumbs, viewer_of
from thidua.web.standing.board import brief, chart_names
from thidua.web.standing.snapshot import Snapshot, closed, latest_closes, preview

MOST = 12  # candidates shown
RIVALS = 3  # whose smallest changes are looked for: the winner and the next two
WAYS = 4


def flags_of(scheme: Scheme, period: Period) -> tuple[Distinction, ...]:
    """Flags of the period in which points are made, with a first place to win."""
    return tuple(item for item in scheme.distinctions if item.level == period.kind == scheme.period)


def flags_url(row: MovementPeriod, held: Snapshot, group: str) -> str:
    """The scoreboard's address, "" where the regulation has no flag for such a period."""
    if not flags_of(held.scheme, Period.parse(row.code)):
        return ""
    return reverse("flags", args=[row.movement.code, row.code]) + f"?khoi={group}"


def flags(request: HttpRequest, movement: str, period: str) -> HttpResponse:
    """?khoi= picks the group."""
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    seen = access.standing_groups(viewer, row)
    span = Period.parse(row.code)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (row.movement.title, reverse("movement", args=[movement])),
            (period_days(span), reverse("standing", args=[movement, period])),
            _("Cờ thi đua"),
        ),
        "period": span,
        "movement": row.movement,
        "state_title": row.get_state_display(),
        "open": row.state != "closed",
    }
    try:
        held = closed(access.close_for(viewer, row)) if row.state == "closed" else preview(row)
    except Refused:
        return render(request, "standing/flags.html", context)
    shown = [code for code in sorted({r.group for r in held.rows}) if code in seen]
    if not shown or not flags_of(held.scheme, span):
        raise Http404
    own = [r.group for r in held.rows if r.subject in viewer.own and r.group in shown]
    group = access.standing_group_for(viewer, row, request.GET.get("khoi") or (own or shown)[0])
    board = _board(held, span)
    context |= {
        "groups": [{"code": code, "title": held.titles[code]} for code in shown],
        "group": group,
        "group_title": held.titles[group],
        "flags": [_shown(held, row, group, item, board[item.code]) for item in flags_of(held.scheme, span)],
        "ways": _ways(held, span, group),
        "past": _past(row, held, group),
    }
    return render(request, "standing/flags.html", context)


Board = Mapping[str, tuple[Candidate, ...]]


def _board(held: Snapshot, span: Period) -> Board:
    if held.close is None:
        return _candidates(held, span)
    board: Board = _once(("board", held.close.manifest), lambda: _candidates(held, span))
    return board


def _candidates(held: Snapshot, span: Period) -> Board:
    table = table_of(held.scheme, held.given_of(span, [row.subject for row in held.rows]))
    scored = score(held.scheme, table)
    return {item.code: candidates(held.scheme, scored, table, item) for item in flags_of(held.scheme, span)}


# Answers about closed bundles, by the sum of their manifest: they never change.
_answers: OrderedDict[tuple[str, ...], Any] = OrderedDict()
KEPT = 32


def _once(key: tuple[str, ...], make: Callable[[], Any]) -> Any:
    if key not in _answers:
        _answers[key] = make()
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
    return _answers[key]


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate as the page shows it; `cells` are (met, value as text)."""

    name: str
    url: str
    place: int
    total: int
    cells: tuple[tuple[bool, int | None], ...]
    proposed: bool

    @property
    def all_met(self) -> bool:
        return all(met for met, _value in self.cells)


def _shown(
    held: Snapshot, row: MovementPeriod, group: str, item: Distinction, board: Sequence[Candidate]
) -> dict[str, Any]:
    titles = {use.code: use.title for use in held.scheme.figures}
    shares = frozenset(use.code for use in held.scheme.figures if use.kind is FigureKind.RATIO)
    result = next(
        (r for r in held.proposals["distinctions"] if (r["distinction"], r["group"]) == (item.code, group)),
        None,
    )
    proposed = result["subjects"] if result else []
    by_subject = {one.subject: one for one in board}
    members = [r for r in held.rows if r.group == group]
    names = chart_names({r.subject: held.names[r.subject] for r in members})
    lines = [
        Line(
            names[r.subject],
            reverse("why", args=[row.movement.code, row.code, r.subject]),
            r.place,
            r.total,
            tuple(zip(one.met, one.values, strict=True)),
            r.subject in proposed,
        )
        for r in members
        if (one := by_subject.get(r.subject))
    ]
    lines.sort(key=lambda line: (not line.proposed, not line.all_met, line.place))
    return {
        "title": item.title,
        "clause": item.clause,
        "top": item.top,
        "conditions": [condition_text(c, named=Named(titles, shares)) for c in conditions_of(item)],
        "winners": [names[subject] for subject in proposed],
        "needs_people": bool(result and result["needs_people"]),
        "lines": lines[:MOST],
        "more": max(0, len(lines) - MOST),
        "missing": [names[r.subject] for r in members if not r.complete],
        "able": sum(line.all_met for line in lines),
        "count": len(members),
    }


def _ways(held: Snapshot, span: Period, group: str) -> list[dict[str, Any]]:
    """The smallest single changes after which another one would be first."""
    if held.close is None:
        return _find_ways(held, span, group)
    ways: list[dict[str, Any]] = _once(
        ("ways", held.close.manifest, group), lambda: _find_ways(held, span, group)
    )
    return ways


def _find_ways(held: Snapshot, span: Period, group: str) -> list[dict[str, Any]]:
    placed: list[StandingRow] = [row for row in held.rows if row.group == group and row.place]
    if len(placed) < 2:
        return []
    given = held.given_of(span, [row.subject for row in held.rows if row.group == group])
    found = []
    for row in placed[:RIVALS]:
        nudges = nudges_of(held.scheme, given, row.subject)
        if isinstance(nudges, Longer):
            return []
        first = row.place == 1
        turning = [one for one in by_effort(nudges) if one.change and (one.after.place == 1) != first]
        found.append(
            {
                "name": brief(held.names[row.subject]),
                "place": row.place,
                "first": first,
                "sentences": [told.sentence(one, held.scheme) for one in turning[:WAYS]],
            }
        )
    return found


def _past(row: MovementPeriod, held: Snapshot, group: str) -> list[dict[str, Any]]:
    """Who was proposed in the periods before, newest first."""
    closes = latest_closes(row.movement_id, row.kind, row.last_day)
    found = []
    for close in reversed(closes):
        if close.period_id == row.pk:
            continue
        names, results = _proposed(vault_folder() / close.bundle, close.manifest)
        subjects = [s for result in results if result["group"] == group for s in result["subjects"]]
        found.append(
            {
                "code": close.period.code,
                "url": reverse("flags", args=[row.movement.code, close.period.code]) + f"?khoi={group}",
                "names": list(chart_names({s: names.get(s, s) for s in subjects}).values()),
            }
        )
    return found


@lru_cache(maxsize=128)
def _proposed(folder: Path, manifest: str) -> tuple[Mapping[str, str], Sequence[Mapping[str, Any]]]:
    names = {row["subject"]: row["name"] for row in vault.read_subjects(folder)}
    return names, json.loads((folder / "proposals.json").read_text(encoding="utf-8"))["distinctions"]
