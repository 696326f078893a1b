"""Deeds: what was recorded, and recording one. Confirming is for people, on the page."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from thidua.actions.deed import deed_record
from thidua.actions.definition import deed_kinds
from thidua.core.exchange import thousandths, write_value
from thidua.core.score.scheme import FigureKind
from thidua.core.token import Scope
from thidua.store import access
from thidua.store.models import Deed
from thidua.web.api.frame import REFUSALS, Bearer
from thidua.web.api.values import PAGE_MAX, Code, Day, Line, Number
from thidua.web.door import now

router = Router(tags=["deeds"])


class QuantityOut(Schema):
    code: str
    title: str
    unit: str
    required: bool


class DeedKindOut(Schema):
    code: str
    title: str
    meaning: str
    never: str
    quantities: list[QuantityOut]


class DeedOut(Schema):
    id: int
    code: str
    kind: str
    unit: str
    on: date
    place: str
    summary: str
    quantities: dict[str, str]
    evidence: int = Field(description="how many files stand behind it")
    recorded_by: str
    recorded_at: datetime
    confirmed_by: str | None
    returned_reason: str


class DeedIn(Schema):
    unit: Code
    kind: Code
    on: Day
    summary: Line
    place: Line = ""
    quantities: dict[Code, Number] = {}


class Asked(Schema):
    unit: Code | None = None
    kind: Code | None = None
    since: Day | None = None
    after: int = Field(0, ge=0, le=2**62)


@router.get(
    "/deeds/kinds",
    response={200: list[DeedKindOut], **REFUSALS},
    summary="Các loại việc",
    auth=Bearer(Scope.DEEDS_READ),
)
def kinds(request: HttpRequest) -> list[DeedKindOut]:
    return [
        DeedKindOut(
            code=kind.code, title=kind.title, meaning=kind.meaning, never=kind.never,
            quantities=[QuantityOut(code=q.code, title=q.title, unit=q.unit, required=q.required)
                        for q in kind.quantities],
        )
        for kind in deed_kinds().values()
    ]  # fmt: skip


@router.get(
    "/deeds", response={200: list[DeedOut], **REFUSALS}, summary="Việc làm", auth=Bearer(Scope.DEEDS_READ)
)
def deeds(request: HttpRequest, asked: Query[Asked]) -> list[DeedOut]:
    """At most 500, by id; the next page begins `after` the last one."""
    rows = access.deeds(request.auth.viewer).filter(pk__gt=asked.after, replaced_by__isnull=True)
    wanted = {"unit__code": asked.unit, "kind": asked.kind, "on__gte": asked.since}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    rows = rows.select_related("unit", "recorded_by", "confirmed_by").prefetch_related(
        "quantities", "evidence"
    )
    return [_out(row) for row in rows.order_by("pk")[:PAGE_MAX]]


@router.get(
    "/deeds/{code}", response={200: DeedOut, **REFUSALS}, summary="Một việc", auth=Bearer(Scope.DEEDS_READ)
)
def deed(request: HttpRequest, code: Code) -> DeedOut:
    return _out(access.deed_for(request.auth.viewer, code))


@router.post(
    "/deeds", response={201: DeedOut, **REFUSALS}, summary="Ghi một việc", auth=Bearer(Scope.DEEDS_WRITE)
)
def record(request: HttpRequest, given: DeedIn) -> Status[DeedOut]:
    """It counts once somebody else has confirmed it on the page."""
    caller = request.auth.viewer
    row = deed_record(
        by=caller, at=now(), unit=access.unit_for(caller, given.unit), kind=given.kind, on=given.on,
        summary=given.summary, place=given.place[:200],
        quantities={code: thousandths(value) or 0 for code, value in given.quantities.items()},
    )  # fmt: skip
    return Status(201, _out(row))


def _out(row: Deed) -> DeedOut:
    counted = {q.quantity: write_value(FigureKind.COUNT, 1, q.value, 1000) for q in row.quantities.all()}
    return DeedOut(
        id=row.pk, code=row.code, kind=row.kind, unit=row.unit.code, on=row.on, place=row.place, summary=row.summary,
        quantities=counted, evidence=len(row.evidence.all()), recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at, confirmed_by=row.confirmed_by.name if row.confirmed_by else None,
        returned_reason=row.returned_reason,
    )  # fmt: skip
