"""One cell of the grid in full: what it means, what it said and who wrote it, what it is held against."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.actions.definition import deed_kinds, figure_definition
from thidua.actions.figure_known import past_year
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.figure_check import usual_of, usual_words
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import number
from thidua.office.format import period as period_text
from thidua.store import access
from thidua.store.models import Figure, Target, Unit
from thidua.web import chart
from thidua.web.door import crumbs, viewer_of
from thidua.web.figure.grid import one, value_of
from thidua.web.figure.views import period_named
from thidua.web.refusal import Fault

SCRIPT = "fetch"


def cell(
    request: HttpRequest, code: str, period: str, figure: str, wrong: list[Fault] | None = None
) -> HttpResponse:
    """The page of a cell; our own script asks for its middle part only and puts it beside the grid."""
    viewer = viewer_of(request)
    unit = access.unit_for(viewer, code)
    span = period_named(period)
    definition = figure_definition(figure, span.end)
    if definition is None:
        raise Http404
    context = {**about(request, unit, span, definition), "crumbs": _crumbs(unit, span), "faults": wrong or []}
    context["said"] = request.POST.get("text", "") if wrong else ""
    part = request.headers.get("X-Requested-With") == SCRIPT
    template = "figure/about.html" if part else "figure/cell.html"
    return render(request, template, context, status=400 if wrong and not part else 200)


def _crumbs(unit: Unit, span: Period) -> list[dict[str, Any]]:
    grid = span.code if span.kind is PeriodKind.YEAR else span.within(PeriodKind.MONTH).code
    return crumbs(
        (unit.name, reverse("unit", args=[unit.code])),
        (_("Nhập số liệu"), reverse("entry", args=[unit.code, grid])),
        period_text(span),
    )


def about(request: HttpRequest, unit: Unit, span: Period, definition: FigureDefinition) -> dict[str, Any]:
    """Everything the page and the panel say about a cell."""
    viewer = viewer_of(request)
    past = past_year(span)[::-1]
    rows = Figure.objects.filter(unit=unit, figure=definition.code, period__in=[*past, span.code])
    records = list(rows.select_related("recorded_by", "replaced_by").order_by("pk"))
    standing = {row.period: row for row in records if not hasattr(row, "replaced_by")}
    held = [row for row in records if row.period == span.code]
    history = [value_of(standing[code]) for code in past if code in standing]
    signed = Target.objects.filter(unit=unit, figure=definition.code, period=span.code).prefetch_related(
        "changes"
    )
    target = signed.first()
    return {
        "unit": unit,
        "span": span,
        "definition": definition,
        "current": one(definition, value_of(held[-1])) if held else "",
        "records": [{"row": row, "text": one(definition, value_of(row))} for row in reversed(held)],
        "target": number(_agreed(target)) if target else "",
        "usual": _usual(definition, history),
        "spark": _spark(definition, [standing.get(code) for code in (*past, span.code)], len(past) + 1),
        "deeds": _deeds(request, unit, span, definition),
        "related": [
            {"title": other.title, "because": relation.because}
            for relation in definition.related
            if (other := figure_definition(relation.other, span.end))
        ],
        "comments": list(
            access.comments(viewer).filter(unit=unit, figure=definition.code, period=span.code).order_by("pk")
        ),
        "files": list(held[-1].evidence.select_related("added_by").order_by("pk")) if held else [],
        "speaker": viewer.person,
        "may_correct": bool(held) and access.may_correct(viewer, unit),
        "may_record": access.may_record(viewer, unit),
    }


def _agreed(target: Target) -> int:
    changes = sorted(target.changes.all(), key=lambda change: (change.on, change.pk))
    return changes[-1].after if changes else target.value


def _usual(definition: FigureDefinition, history: list[FigureValue]) -> str:
    found = usual_of(definition, history)
    if found is None:
        return ""
    words = usual_words(found, definition.kind is FigureKind.RATIO)
    return _("thường từ %(low)s đến %(high)s, ở giữa là %(middle)s") % words


def _spark(definition: FigureDefinition, rows: list[Figure | None], count: int) -> str:
    values = [
        row.numerator * 1000 // row.denominator if row is not None and row.state == State.PRESENT else None
        for row in rows
    ]
    if sum(value is not None for value in values) < 2:
        return ""
    return chart.sparkline(values, _("%(title)s, %(count)d kỳ") % {"title": definition.title, "count": count})


def _deeds(request: HttpRequest, unit: Unit, span: Period, definition: FigureDefinition) -> dict[str, Any]:
    """The confirmed deeds that this figure adds up from, newest first, and where all of them are."""
    if not definition.from_deeds:
        return {}
    kinds = {source.kind for source in definition.from_deeds}
    rows = access.deeds(viewer_of(request)).filter(
        unit=unit, kind__in=kinds, on__gte=span.start, on__lte=span.end, replaced_by__isnull=True
    )
    names = [kind.title for code, kind in deed_kinds().items() if code in kinds]
    confirmed = rows.filter(confirmed_by__isnull=False).prefetch_related("quantities")
    wanted = {(source.kind, source.quantity) for source in definition.from_deeds}
    total, listed = 0, []
    for row in confirmed.order_by("-on", "-pk"):
        value = sum(q.value for q in row.quantities.all() if (row.kind, q.quantity) in wanted)
        total += value
        listed.append({"deed": row, "value": number(value)})
    url = (
        reverse("deeds") + f"?don-vi={unit.code}" + (f"&loai={next(iter(kinds))}" if len(kinds) == 1 else "")
    )
    return {
        "total": number(total) if listed else "",
        "listed": listed[:6],
        "more": max(0, len(listed) - 6),
        "waiting": rows.filter(confirmed_by__isnull=True, returned_reason="").count(),
        "kinds": ", ".join(names),
        "url": url,
    }
