"""Where a unit stands and how that went: from closed periods only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from thidua.actions.scheme import SchemeTexts
from thidua.core.period import Period
from thidua.core.score.scheme import SubjectKind
from thidua.office.format import number, period
from thidua.store.models import Close, Movement, Unit
from thidua.web import chart
from thidua.web.door import today
from thidua.web.standing.board import class_tag
from thidua.web.standing.snapshot import latest_closes, standing_of
from thidua.web.titles import scheme_named


@dataclass(frozen=True, slots=True)
class Place:
    """The latest closed week of one movement in which the unit was compared."""

    movement: Movement
    code: str
    close: Close
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


def latest_place(
    unit: Unit, movement: Movement, until: Period | None = None, texts: SchemeTexts | None = None
) -> Place | None:
    """None where the unit was never compared in a closed week. Two questions; one with `texts`."""
    scheme = scheme_named(movement.scheme, until.end if until else today(), texts)
    if scheme is None or scheme.subject is SubjectKind.OFFICER:
        return None
    last_day = until.parts(scheme.period)[-1].end if until is not None else date.max
    closes = latest_closes(movement.pk, scheme.period, last_day)
    past = [(close, held) for close in closes if unit.code in (held := standing_of(close))]
    if not past:
        return None
    close, held = past[-1]
    code = close.period.code
    mine, before = held[unit.code], past[-2][1][unit.code] if len(past) > 1 else None
    totals = [rows[unit.code].total if rows[unit.code].complete else None for _, rows in past]
    known = [total for total in totals if total is not None]
    told = (
        gettext("%(past)s kỳ, từ %(known)s đến %(known2)s điểm")
        % {"past": len(past), "known": number(known[0], 2), "known2": number(known[-1], 2)}
        if known
        else ""
    )
    return Place(
        movement=movement,
        code=code,
        close=close,
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
