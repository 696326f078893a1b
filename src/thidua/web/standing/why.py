"""Vì sao? One subject's result opened down to clause, figure, record, deed and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from thidua.actions.audit import read_note
from thidua.actions.definition import figure_definition
from thidua.core.figure import FigureValue
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Refused
from thidua.core.score.explain import Reason, Working, explain
from thidua.core.score.rows import columns
from thidua.core.score.scheme import FigureUse
from thidua.core.score.table import State
from thidua.office import format as write
from thidua.office import reason as told
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Deed, Evidence, Figure, MovementPeriod, Person, Unit
from thidua.web import chart
from thidua.web.door import crumbs, now, viewer_of, whole
from thidua.web.figure.grid import one, value_of
from thidua.web.refusal import faults
from thidua.web.standing.board import brief, class_tag, tick
from thidua.web.standing.lost import away, lost_most
from thidua.web.standing.nudge import changes
from thidua.web.standing.snapshot import Snapshot
from thidua.web.standing.views import STATE_TONES, snapshot

LOST = 5  # criteria named before the whole table


def why(request: HttpRequest, movement: str, period: str, subject: str) -> HttpResponse:
    """?ban= opens an earlier version."""
    viewer = viewer_of(request)
    row = access.period_for(viewer, movement, period)
    who = access.subject_for(viewer, row, subject)
    span = Period.parse(row.code)
    if isinstance(who, Person):
        read_note(
            by=viewer, at=now(), action="person-read", subject=f"person:{who.code}", about=who,
            sentence=f"Xem điểm {write.period(span).lower()} của {who.name}.",
        )  # fmt: skip
    context: dict[str, Any] = {
        "crumbs": crumbs(
            (row.movement.title, reverse("movement", args=[movement])),
            (write.period(span), reverse("standing", args=[movement, period])),
            who.name,
        ),
        "movement": row.movement,
        "period": span,
        "who": who,
        "state_title": row.get_state_display(),
        "state_tone": STATE_TONES[row.state],
    }
    try:
        held = snapshot(viewer, row, whole(request, "ban"))
    except Refused as refused:
        return render(
            request, "standing/why.html", context | {"refused": [t for _, t in faults(refused)[:6]]}
        )
    mine = next((r for r in held.rows if r.subject == subject), None)
    if mine is None:
        raise Http404
    working = explain(held.scheme, held.forms[subject], held.lines(subject), span.kind)
    inputs = held.inputs(subject)
    context |= {
        "held": held,
        "mine": mine,
        "officer": not isinstance(who, Unit),
        "group_title": held.titles.get(mine.group, ""),
        "count": sum(r.group == mine.group for r in held.rows),
        "class_tag": class_tag(held.scheme, mine.class_code),
        "working": working,
        "summary": _summary(working, {name.code: name.title for name in held.scheme.classes}),
        "lost": [{**_line(reason), "lost": away(reason)} for reason in lost_most(working, LOST)],
        "groups": _groups(working.total, span),
        "parts": _parts(row, held, working.total or working.outcome, subject),
        "changes": changes(held, span, mine),
        "inputs": _inputs(viewer, held, who, _in_order(held, inputs), span),
        "dispute_url": reverse("dispute-new", args=[movement, period, subject])
        if row.state != "open" and access.may_dispute(viewer, who)
        else "",
        "scheme_url": reverse("scheme", args=[held.scheme.code]),
    }
    if context["parts"] and working.total:
        context["spark"] = _parts_chart(who.name, context["parts"])
    if isinstance(who, Unit) and span.kind is PeriodKind.WEEK:
        context["month_url"] = reverse("unit-month", args=[who.code, span.within(PeriodKind.MONTH).code])
    return render(request, "standing/why.html", context)


def _summary(working: Working, titles: Mapping[str, str]) -> list[str]:
    """How the groups make the total and the total the class: the end of the outline, without its parts."""
    children = working.total.children if working.total else ()
    opened = sum(1 + (len(child.children) if child.kind == "group" else 0) for child in children)
    parts = {told.sentence(child) for child in working.outcome.children if child.kind == "part"}
    return [text for _, text in list(told.outline(working, titles=titles))[opened:] if text not in parts]


def _words(reason: Reason) -> str:
    """How it came about, without the title and clause that stand beside it on the page."""
    text = told.sentence(reason)
    text = text.removeprefix(f"{reason.title}: ")
    return text.removesuffix(f" ({reason.clause})") if reason.clause else text


def _line(reason: Reason) -> dict[str, Any]:
    return {"reason": reason, "words": _words(reason), "title": reason.title, "clause": reason.clause}


def _groups(total: Reason | None, span: Period) -> list[dict[str, Any]]:
    if total is None:
        return []
    return [
        {
            **_line(group),
            "scaled": _words(group) != gettext("%(points)s điểm") % {"points": write.points(group.points)},
            "bar": chart.share_bar(group.points, group.maximum),
            "criteria": [
                {**_line(child), "definition": figure_definition(child.figure, span.end)}
                for child in group.children
            ],
        }
        for group in total.children
        if group.kind == "group"
    ]


def _parts(row: MovementPeriod, held: Snapshot, above: Reason, subject: str) -> list[dict[str, Any]]:
    """The weeks or months of a longer period, each opening its own page."""
    return [
        {
            "code": part.code,
            "title": write.period(Period.parse(part.code)),
            "days": write.period_days(Period.parse(part.code)),
            "url": reverse("why", args=[row.movement.code, part.code, subject]),
            "total": part.points if part.state is State.PRESENT else None,
            "tag": class_tag(held.scheme, held.scheme.classes[part.raw].code if part.raw >= 0 else ""),
        }
        for part in above.children
        if part.kind == "part"
    ]


def _in_order(held: Snapshot, inputs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """As the regulation reads them; what it does not read comes last."""
    order = {figure: at for at, figure in enumerate(columns(held.scheme))}
    return sorted(inputs, key=lambda item: (order.get(item["figure"], len(order)), item["figure"]))


def _parts_chart(name: str, parts: Sequence[Mapping[str, Any]]) -> str:
    known = [
        f"{part['title']} {write.number(part['total'], 2)}" for part in parts if part["total"] is not None
    ]
    line = chart.Line(brief(name), tuple(part["total"] for part in parts))
    return chart.trend(
        [line], [tick(part["code"]) for part in parts], gettext("Điểm từng kỳ: ") + "; ".join(known), 760, 250
    )


def _inputs(
    viewer: Viewer, held: Snapshot, who: Any, inputs: Sequence[Mapping[str, Any]], span: Period
) -> list[dict[str, Any]]:
    """The figures with their records, corrections, deeds and files. Three questions, however many figures."""
    codes = sorted({code for item in inputs for code in item["deeds"].split()})
    deeds = {d.code: d for d in access.deeds(viewer).filter(code__in=codes).prefetch_related("evidence")}
    sums = {sha for item in inputs for sha in item["evidence"].split()}
    files = {e.sha256: e for e in Evidence.objects.filter(sha256__in=sums, unit__code__in=viewer.branch)}
    subject = {"unit": who} if isinstance(who, Unit) else {"person": who}
    chains: dict[str, list[Figure]] = {}
    for record in (
        Figure.objects.filter(period=span.code, **subject).select_related("recorded_by").order_by("pk")
    ):
        chains.setdefault(record.figure, []).append(record)
    uses = {use.code: use for use in held.scheme.figures}
    return [
        _input(item, uses.get(item["figure"]), span, deeds, files, chains.get(item["figure"], []))
        for item in inputs
        if item["state"] or item["target"]
    ]


def _input(
    item: Mapping[str, Any],
    use: FigureUse | None,
    span: Period,
    deeds: Mapping[str, Deed],
    files: Mapping[str, Evidence],
    records: Sequence[Figure],
) -> dict[str, Any]:
    definition = figure_definition(item["figure"], span.end)
    value = FigureValue(State(int(item["state"])), int(item["numerator"]), int(item["denominator"]))
    stood = next((r for r in records if _same(r, value)), None)
    return {
        "title": definition.title if definition else use.title if use else item["figure"],
        "unit": definition.unit if definition and not definition.numerator_title else "",
        "meaning": definition.meaning if definition else "",
        "text": one(definition, value) if definition else _undefined(use, value),
        "target": int(item["target"]),
        "paper": item["paper"],
        "record": stood,
        "corrections": [
            {"row": r, "text": one(definition, value_of(r)) if definition else "", "by": r.recorded_by.name}
            for r in records
            if len(records) > 1
        ],
        "changed_since": bool(records) and not _same(records[-1], value),
        "deeds": [deeds[code] for code in item["deeds"].split() if code in deeds],
        "unseen": sum(code not in deeds for code in item["deeds"].split()),
        "files": [files[sha] for sha in item["evidence"].split() if sha in files],
    }


def _undefined(use: FigureUse | None, value: FigureValue) -> str:
    """A figure that nobody enters, such as the result of another regulation."""
    if use is None:
        return write.number(value.numerator)
    return write.value(use.kind, value.state, value.numerator, value.denominator)


def _same(record: Figure, value: FigureValue) -> bool:
    return (record.state, record.numerator, record.denominator) == (
        value.state,
        value.numerator,
        value.denominator,
    )
