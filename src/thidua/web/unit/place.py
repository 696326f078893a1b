"""Where a unit stands and how that went: from closed periods only."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from thidua.core.period import Period
from thidua.core.score.scheme import SubjectKind
from thidua.office.format import number, period
from thidua.store.models import Movement, MovementPeriod, Unit
from thidua.web import chart
from thidua.web.door import today
from thidua.web.standing.board import class_tag
from thidua.web.standing.snapshot import history
from thidua.web.titles import scheme_named


@dataclass(frozen=True, slots=True)
class Place:
    """The latest closed week of one movement in which the unit was compared."""

    movement: Movement
    period: str
    place: int
    count: int
    total: int
    complete: bool
    change: int | None
    points_change: int | None
    tag: dict[str, str]
    spark: str
    url: str
    why_url: str


def latest_place(unit: Unit, movement: Movement, until: Period | None = None) -> Place | None:
    """None where the unit was never compared in a closed week. Four questions and one to the vault."""
    scheme = scheme_named(movement.scheme, until.end if until else today())
    if scheme is None or scheme.subject is SubjectKind.OFFICER:
        return None
    rows = MovementPeriod.objects.filter(movement=movement, kind=scheme.period, closes__isnull=False)
    if until is not None:
        rows = rows.filter(last_day__lte=until.parts(scheme.period)[-1].end)
    last = rows.order_by("-last_day").first()
    past = [(code, held) for code, held in history(last) if unit.code in held] if last else []
    if not past:
        return None
    code, held = past[-1]
    mine, before = held[unit.code], past[-2][1][unit.code] if len(past) > 1 else None
    totals = [rows[unit.code].total if rows[unit.code].complete else None for _, rows in past]
    known = [total for total in totals if total is not None]
    told = f"{len(past)} kỳ, từ {number(known[0], 2)} đến {number(known[-1], 2)} điểm" if known else ""
    return Place(
        movement=movement,
        period=period(Period.parse(code)),
        place=mine.place,
        count=sum(row.group == mine.group for row in held.values()),
        total=mine.total,
        complete=mine.complete,
        change=before.place - mine.place if before and before.place and mine.place else None,
        points_change=mine.total - before.total if before and before.complete and mine.complete else None,
        tag=class_tag(scheme, mine.class_code),
        spark=chart.sparkline(totals, told, width=150, height=36),
        url=reverse("standing", args=[movement.code, code]),
        why_url=reverse("why", args=[movement.code, code, unit.code]),
    )
