"""Data value sets for a neighbour that already collects figures, in the form DHIS2 made known."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from thidua.actions.exchange import Sent, codes_set, exchange_receive, exchange_send
from thidua.core.exchange import read_period
from thidua.core.token import Scope
from thidua.store import access
from thidua.web.api.frame import REFUSALS, Bearer, problems_out
from thidua.web.api.values import Code, Line, ProblemOut
from thidua.web.door import now

router = Router(tags=["exchange"])


class DataValue(Schema):
    """One value under the neighbour's codes. `value`: 12, 12.5, 41/43, true, false or n/a."""

    dataElement: Line  # noqa: N815 - DHIS2's own names
    orgUnit: Line  # noqa: N815
    period: Line = Field(examples=["2025W10", "202503", "2025Q1", "2025"])
    value: Line


class DataValueSet(Schema):
    dataValues: list[DataValue] = Field(max_length=60_000)  # noqa: N815


class SetIn(DataValueSet):
    """`dryRun` writes nothing and answers what would be; `reason` allows replacing values that stand."""

    dataValues: list[DataValue] = Field(min_length=1, max_length=60_000)  # noqa: N815
    dryRun: bool = False  # noqa: N815
    reason: Line = ""


class ReceivedOut(Schema):
    imported: int
    updated: int
    ignored: int = Field(description="the same value stood already")
    dryRun: bool  # noqa: N815
    warnings: list[ProblemOut]


class CodeIn(Schema):
    kind: Literal["unit", "figure"]
    foreign: Line = Field(min_length=1, max_length=120)
    ours: Code


class CodesIn(Schema):
    """Codes hold for that unit and its branch."""

    owner: Code
    codes: list[CodeIn] = Field(min_length=1, max_length=10_000)


class CodesOut(Schema):
    joined: int


@router.put(
    "/exchange/{system}/codes",
    response={200: CodesOut, **REFUSALS},
    summary="Nối mã của hai hệ thống",
    auth=Bearer(Scope.DIRECTORY_WRITE),
)
def codes(request: HttpRequest, system: Code, given: CodesIn) -> CodesOut:
    caller = request.auth.viewer
    owner = access.unit_for(caller, given.owner)
    rows = [(row.kind, row.foreign, row.ours) for row in given.codes]
    return CodesOut(joined=codes_set(by=caller, at=now(), owner=owner, system=system[:40], codes=rows))


@router.post(
    "/exchange/{system}/dataValueSets",
    response={200: ReceivedOut, **REFUSALS},
    summary="Nhận số liệu",
    auth=Bearer(Scope.FIGURES_WRITE),
)
def receive(request: HttpRequest, system: Code, given: SetIn) -> ReceivedOut:
    sent = [Sent(v.dataElement, v.orgUnit, v.period, v.value) for v in given.dataValues]
    done = exchange_receive(
        by=request.auth.viewer, at=now(), system=system[:40], sent=sent, reason=given.reason, dry_run=given.dryRun
    )  # fmt: skip
    return ReceivedOut(
        imported=done.new, updated=done.changed, ignored=done.same, dryRun=given.dryRun,
        warnings=problems_out(request, done.problems),
    )  # fmt: skip


@router.get(
    "/exchange/{system}/dataValueSets",
    response={200: DataValueSet, **REFUSALS},
    summary="Gửi lại số liệu",
    auth=Bearer(Scope.FIGURES_READ),
)
def send(request: HttpRequest, system: Code, period: Line) -> DataValueSet:
    span = read_period(period)
    if span is None:
        raise Http404
    rows = exchange_send(request.auth.viewer, system[:40], span)
    return DataValueSet(
        dataValues=[
            DataValue(dataElement=r.element, orgUnit=r.unit, period=r.period, value=r.value) for r in rows
        ]
    )
