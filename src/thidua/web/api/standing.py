"""Movements, their periods and closed standings, each down to the sentences of its working."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from thidua.core.exchange import write_value
from thidua.core.period import Period
from thidua.core.score.explain import explain
from thidua.core.score.scheme import FigureKind
from thidua.core.token import Scope
from thidua.office import reason
from thidua.store import access
from thidua.store.models import MovementPeriod
from thidua.web.api.frame import REFUSALS, Bearer, language
from thidua.web.api.values import Code, PeriodCode
from thidua.web.standing.snapshot import closed

router = Router(tags=["standings"])


class MovementOut(Schema):
    code: str
    title: str
    owner: str
    scheme: str
    first_day: date
    last_day: date | None


class PeriodOut(Schema):
    code: str
    kind: str
    first_day: date
    last_day: date
    state: str
    versions: int


class PlaceOut(Schema):
    """`place` 0 is no place: incomplete, or officers, who are never ranked."""

    subject: str
    name: str
    group: str
    points: str
    place: int
    tied: bool
    complete: bool
    class_code: str


class StandingOut(Schema):
    movement: str
    period: str
    version: int
    closed_at: datetime
    manifest: str = Field(description="SHA-256 of the bundle's manifest, as `thidua verify` prints it")
    places: list[PlaceOut]


class WorkingOut(Schema):
    """`lines`: one sentence each, indented by two spaces a level, with clause and figures."""

    subject: str
    points: str
    class_code: str
    manifest: str
    lines: list[str]


@router.get(
    "/movements",
    response={200: list[MovementOut], **REFUSALS},
    summary="Phong trào",
    auth=Bearer(Scope.STANDINGS_READ),
)
def movements(request: HttpRequest) -> list[MovementOut]:
    rows = access.movements(request.auth.viewer).select_related("owner").order_by("-first_day", "code")
    return [
        MovementOut(code=m.code, title=m.title, owner=m.owner.code, scheme=m.scheme, first_day=m.first_day,
                    last_day=m.last_day)
        for m in rows
    ]  # fmt: skip


@router.get(
    "/movements/{code}/periods",
    response={200: list[PeriodOut], **REFUSALS},
    summary="Các kỳ",
    auth=Bearer(Scope.STANDINGS_READ),
)
def periods(request: HttpRequest, code: Code) -> list[PeriodOut]:
    movement = access.movement_for(request.auth.viewer, code)
    rows = MovementPeriod.objects.filter(movement=movement).prefetch_related("closes")
    return [
        PeriodOut(code=p.code, kind=p.kind, first_day=p.first_day, last_day=p.last_day, state=p.state,
                  versions=len(p.closes.all()))
        for p in rows
    ]  # fmt: skip


@router.get(
    "/standings/{movement}/{period}",
    response={200: StandingOut, **REFUSALS},
    summary="Xếp hạng đã chốt",
    auth=Bearer(Scope.STANDINGS_READ),
)
def standing(
    request: HttpRequest, movement: Code, period: PeriodCode, version: int | None = None
) -> StandingOut:
    """Only groups that the caller may see; an open period has no standing yet."""
    caller = request.auth.viewer
    row = access.period_for(caller, movement, period)
    groups = access.standing_groups(caller, row)
    close = access.close_for(caller, row, _small(version))
    if not groups:
        raise Http404
    held = closed(close)
    places = [
        PlaceOut(subject=r.subject, name=held.names[r.subject], group=r.group, points=_points(r.total),
                 place=r.place, tied=r.tied, complete=r.complete, class_code=r.class_code)
        for r in held.rows
        if r.group in groups
    ]  # fmt: skip
    return StandingOut(
        movement=movement, period=period, version=close.version, closed_at=close.at, manifest=close.manifest,
        places=places,
    )  # fmt: skip


@router.get(
    "/standings/{movement}/{period}/{subject}",
    response={200: WorkingOut, **REFUSALS},
    summary="Vì sao?",
    auth=Bearer(Scope.STANDINGS_READ),
)
def working(
    request: HttpRequest, movement: Code, period: PeriodCode, subject: Code, version: int | None = None
) -> WorkingOut:
    caller = request.auth.viewer
    row = access.period_for(caller, movement, period)
    access.subject_for(caller, row, subject)
    close = access.close_for(caller, row, _small(version))
    held = closed(close)
    mine = next((r for r in held.rows if r.subject == subject), None)
    if mine is None:
        raise Http404
    told = explain(held.scheme, held.forms[subject], held.lines(subject), Period.parse(period).kind)
    titles = {name.code: name.title for name in held.scheme.classes}
    return WorkingOut(
        subject=subject, points=_points(mine.total), class_code=mine.class_code, manifest=close.manifest,
        lines=list(reason.sentences(told, language(request), titles)),
    )  # fmt: skip


def _points(thousandths: int) -> str:
    return write_value(FigureKind.COUNT, 1, thousandths, 1000)


def _small(version: int | None) -> int | None:
    """A version is a small number; no database is asked about others."""
    if version is not None and not 0 < version < 2**31:
        raise Http404
    return version
