"""A unit's month: figures against targets, where it stands, what was done, and whether promises add up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core.figure import FigureDefinition
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import number
from thidua.store import access
from thidua.store.models import Figure, MovementPeriod, Target, Unit
from thidua.web import chart
from thidua.web.door import crumbs, viewer_of
from thidua.web.figure.grid import shown
from thidua.web.figure.month import Month, month_of
from thidua.web.figure.officers import classifying
from thidua.web.figure.views import period_named
from thidua.web.movement.targets import Promised, promised, with_reconciliation
from thidua.web.unit.place import latest_place


def latest_month(unit: Unit, request: HttpRequest) -> str:
    """The month to show when none is asked for: today's, or the last one in which there is anything."""
    today = containing(viewer_of(request).day, PeriodKind.MONTH)
    last = (
        Figure.objects.filter(unit=unit, cut_off__lte=today.end)
        .order_by("-cut_off")
        .values_list("period", flat=True)
    ).first()
    return Period.parse(last).within(PeriodKind.MONTH).code if last else today.code


def unit(request: HttpRequest, code: str) -> HttpResponse:
    row = access.unit_for(viewer_of(request), code)
    return redirect("unit-month", row.code, latest_month(row, request))


def entry_latest(request: HttpRequest, code: str) -> HttpResponse:
    """The month one would enter now: the first with a week that takes figures, else the latest one."""
    row = access.unit_for(viewer_of(request), code)
    waiting = MovementPeriod.objects.filter(
        movement__clusters__members__unit=row,
        state="open",
        kind=PeriodKind.WEEK,
        first_day__lte=viewer_of(request).day,
    )
    first = waiting.order_by("first_day").values_list("code", flat=True).first()
    month = Period.parse(first).within(PeriodKind.MONTH).code if first else latest_month(row, request)
    return redirect("entry", row.code, month)


def unit_month(request: HttpRequest, code: str, period: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = access.unit_for(viewer, code)
    month = month_of(row, period_named(period, PeriodKind.MONTH))
    span = month.period
    deeds = access.deeds(viewer).filter(unit=row, on__gte=month.weeks[0].start, on__lte=month.weeks[-1].end)
    context: dict[str, Any] = {
        "crumbs": crumbs(_("Đơn vị"), row.name),
        "unit": row,
        "month": month,
        "before": containing(span.start - timedelta(days=1), PeriodKind.MONTH),
        "after": containing(span.end + timedelta(days=1), PeriodKind.MONTH),
        "sections": [
            {"title": s.title, "rows": [_row(month, d) for d in s.definitions]} for s in month.sections
        ],
        "places": [p for m in month.movements if (p := latest_place(row, m, span, month.texts))],
        "periods": _periods(month),
        "deeds": list(deeds.order_by("-on", "-pk")[:8]),
        **deeds.aggregate(
            deed_count=Count("pk"),
            waiting=Count("pk", filter=Q(confirmed_by__isnull=True, returned_reason="")),
        ),
        "may_record": access.may_record(viewer, row),
        "promises": _promises(month),
        "classifies": bool(classifying(row, span.start, span.end)),
    }
    return render(request, "unit/month.html", context)


def _row(month: Month, definition: FigureDefinition) -> dict[str, Any]:
    """This month, the one before, the target, and the weeks of both as a small line."""
    now, last = month.sum(definition, month.weeks), month.sum(definition, month.before)
    target = month.target(definition.code)
    values = []
    for week in (*month.before, *month.weeks):
        row = month.figures.get((definition.code, week.code))
        present = row is not None and row.state == State.PRESENT
        values.append(None if row is None or not present else row.numerator * 1000 // row.denominator)
    known = [v for v in values if v is not None]
    missing = sum((definition.code, week.code) not in month.figures for week in month.weeks)
    return {
        "definition": definition,
        "unit": definition.unit if definition.kind in (FigureKind.COUNT, FigureKind.AMOUNT) else "",
        "now": shown(definition, now),
        "last": shown(definition, last),
        "target": target,
        "bar": chart.target_bar(
            now.numerator if now else None,
            target,
            _("%(title)s: %(now)s trên chỉ tiêu %(target)s")
            % {
                "title": definition.title,
                "now": number(now.numerator) if now else _("chưa có"),
                "target": number(target),
            },
        )
        if target
        else "",
        "spark": chart.sparkline(
            values, _("%(title)s, %(values)s tuần") % {"title": definition.title, "values": len(values)}
        )
        if len(known) > 1
        else "",
        "missing": missing if now is not None or target else 0,
        "from_deeds": bool(definition.from_deeds),
    }


def _periods(month: Month) -> list[MovementPeriod]:
    """The month and its weeks in each movement, to open their "Vì sao?"."""
    codes = [week.code for week in month.weeks] + [month.period.code]
    rows = MovementPeriod.objects.filter(movement__in=month.movements, code__in=codes).select_related(
        "movement"
    )
    return list(rows.order_by("movement__code", "first_day", "-kind"))


def _promises(month: Month) -> list[Promised]:
    """Targets of the unit that hold at this time, for periods of a month or longer, beside those below it."""
    found: list[Promised] = []
    span = month.period
    codes = [span.code, span.within(PeriodKind.QUARTER).code, span.within(PeriodKind.YEAR).code]
    codes += [week.code for week in month.weeks]
    for movement in month.movements:
        rows = Target.objects.filter(movement=movement, unit=month.unit, period__in=codes).prefetch_related(
            "changes"
        )
        lines = promised(rows.order_by("figure", "period"))
        with_reconciliation(movement, month.unit, lines)
        found += [line for line in lines.values() if line.below]
    return found
