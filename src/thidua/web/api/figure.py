"""Figures: what they mean, what stands, and recording many at once or none."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.figure import FigureEntry, figures_record
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.token import Scope
from thidua.store import access
from thidua.store.models import Figure
from thidua.web.api.frame import REFUSALS, Bearer, problems_out
from thidua.web.api.values import (
    PAGE_MAX,
    Code,
    Day,
    Line,
    PeriodCode,
    ProblemOut,
    ValueIn,
    ValueOut,
    value_in,
    value_out,
)
from thidua.web.door import now, today

router = Router(tags=["figures"])


class DefinitionOut(Schema):
    code: str
    title: str
    kind: str
    unit: str
    version: str
    first_day: date
    last_day: date | None
    meaning: str
    from_deeds: bool


class FigureOut(Schema):
    """A figure that stands. `id` grows; `after` an id are the ones written later, corrections included."""

    id: int
    figure: str
    unit: str
    period: str
    value: ValueOut
    from_deeds: bool
    recorded_by: str
    recorded_at: datetime
    replaces: int | None
    reason: str
    paper: str


class FigureIn(Schema):
    unit: Code
    figure: Code
    period: PeriodCode
    value: ValueIn
    paper: Line = ""


class FiguresIn(Schema):
    """`reason` is why values that stand already may be replaced; without it a differing one is refused."""

    figures: list[FigureIn] = Field(min_length=1, max_length=5000)
    reason: Line = ""


class RecordedOut(Schema):
    """`written`: new rows; what stood with the same value was left alone. `warnings` are questions to look at."""

    written: int
    same: int
    warnings: list[ProblemOut]


class Asked(Schema):
    unit: Code | None = None
    figure: Code | None = None
    period: PeriodCode | None = None
    after: int = Field(0, ge=0, le=2**62)


@router.get(
    "/figures/definitions",
    response={200: list[DefinitionOut], **REFUSALS},
    summary="Định nghĩa số liệu",
    auth=Bearer(Scope.FIGURES_READ),
)
def definitions(request: HttpRequest, on: Day | None = None) -> list[DefinitionOut]:
    return [
        DefinitionOut(code=d.code, title=d.title, kind=d.kind, unit=d.unit, version=d.version, first_day=d.first_day,
                      last_day=d.last_day, meaning=d.meaning, from_deeds=bool(d.from_deeds))
        for d in figure_definitions(on or today())
    ]  # fmt: skip


@router.get(
    "/figures",
    response={200: list[FigureOut], **REFUSALS},
    summary="Số liệu đang có hiệu lực",
    auth=Bearer(Scope.FIGURES_READ),
)
def figures(request: HttpRequest, asked: Query[Asked]) -> list[FigureOut]:
    """Of units of the caller's branch, at most 500, by id; the next page begins `after` the last one."""
    caller = request.auth.viewer
    rows = Figure.objects.filter(unit__in=access.units(caller), replaced_by__isnull=True, pk__gt=asked.after)
    wanted = {"unit__code": asked.unit, "figure": asked.figure, "period": asked.period}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    return [_out(row) for row in rows.select_related("unit", "recorded_by").order_by("pk")[:PAGE_MAX]]


@router.post(
    "/figures",
    response={200: RecordedOut, **REFUSALS},
    summary="Ghi nhiều số liệu: tất cả hoặc không gì",
    auth=Bearer(Scope.FIGURES_WRITE),
)
def record(request: HttpRequest, given: FiguresIn) -> RecordedOut:
    """Sending the same again changes nothing."""
    caller = request.auth.viewer
    units = access.units(caller).in_bulk({row.unit for row in given.figures}, field_name="code")
    entries: list[FigureEntry] = []
    found: list[Problem] = []
    for line, row in enumerate(given.figures, 1):
        read = _entry(units, row, line)
        if isinstance(read, FigureEntry):
            entries.append(read)
        else:
            found.append(read)
    if found:
        raise Refused("figure.refused", found)
    done = figures_record(by=caller, at=now(), entries=entries, reason=given.reason)
    return RecordedOut(
        written=len(done.figures),
        same=len(entries) - len(done.figures),
        warnings=problems_out(request, done.warnings),
    )


def _entry(units: dict, row: FigureIn, line: int) -> FigureEntry | Problem:
    unit = units.get(row.unit)
    if unit is None:
        return problem("api.not-found", Where(line=line, field="unit"))
    try:
        period = Period.parse(row.period)
    except ValueError:
        return problem("period.unknown", Where(line=line, field="period"), period=row.period)
    definition = figure_definition(row.figure, period.end)
    if definition is None:
        return problem("api.not-found", Where(line=line, field="figure"))
    value = value_in(definition, row.value, Where(line=line, field="value"))
    if not isinstance(value, FigureValue):
        return value
    return FigureEntry(unit, row.figure, period.code, value, paper=row.paper)


def _out(row: Figure) -> FigureOut:
    definition = figure_definition(row.figure, Period.parse(row.period).end)
    assert definition is not None, "a figure was recorded under a definition"
    assert row.unit is not None, "only units are asked for"
    return FigureOut(
        id=row.pk, figure=row.figure, unit=row.unit.code, period=row.period,
        value=value_out(definition.kind, row.state, row.numerator, row.denominator),
        from_deeds=row.from_deeds, recorded_by=row.recorded_by.name, recorded_at=row.recorded_at,
        replaces=row.replaces_id, reason=row.reason, paper=row.paper,
    )  # fmt: skip
