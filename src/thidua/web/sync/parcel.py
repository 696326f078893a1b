"""What a device sends, read strictly: a record that cannot be read is answered and stays where it was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

from django.http import Http404
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from thidua.actions.definition import figure_definition
from thidua.actions.sync import SentDeed, SentFigure
from thidua.core.figure import FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.score.table import State
from thidua.core.text import visible
from thidua.office.number import read_number
from thidua.store import access
from thidua.store.access import Viewer
from thidua.web.deed.record import areas_of
from thidua.web.figure.typed import read_cell

CLOCK_OFF_MAX = timedelta(
    days=400
)  # a device's clock further away than this is wrong, and the server's is taken

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Code = Annotated[str, Field(pattern=r"^[a-z0-9@-]{1,80}$")]
Line = Annotated[str, Field(max_length=400)]


class _Parcel(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: Key
    at: datetime
    unit: Code
    after: Annotated[list[Key], Field(max_length=20)] = []


class FigureParcel(_Parcel):
    kind: Literal["figure"]
    figure: Code
    period: Annotated[str, Field(pattern=r"^[0-9]{4}(-[WQ]?[0-9]{1,2})?$")]
    base: tuple[Annotated[int, Field(ge=0, le=2)], int, int] | None
    text: Annotated[str, Field(max_length=60)]
    reason: Annotated[str, Field(max_length=300)] = ""


class DeedParcel(_Parcel):
    kind: Literal["deed", "deed-edit"]
    deed_kind: Code
    on: date
    quantities: Annotated[dict[Code, Annotated[str, Field(max_length=40)]], Field(max_length=40)]
    summary: Line = ""
    place: Annotated[str, Field(max_length=200)] = ""
    area: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,80}$")] = ""
    base: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,80}$")] = ""


_READ: TypeAdapter[FigureParcel | DeedParcel] = TypeAdapter(
    Annotated[FigureParcel | DeedParcel, Field(discriminator="kind")]
)


def opened(viewer: Viewer, raw: object, now: datetime) -> SentFigure | SentDeed:
    """One record, with its unit and deed found through their doors.

    Raises:
        Refused: with the sentence that is shown beside the record on the device.
    """
    try:
        parcel = _READ.validate_python(raw)
        unit = access.unit_for(viewer, parcel.unit)
    except ValidationError as wrong:
        raise Refused("sync.unreadable") from wrong
    except Http404 as unseen:
        raise Refused("sync.unit-unknown") from unseen
    common: dict[str, Any] = {
        "key": parcel.key,
        "made_at": _clock(parcel.at, now),
        "unit": unit,
        "after": tuple(parcel.after),
    }
    if isinstance(parcel, FigureParcel):
        return _figure(parcel, common)
    return _deed(viewer, parcel, common)


def _figure(parcel: FigureParcel, common: dict[str, Any]) -> SentFigure:
    try:
        definition = figure_definition(parcel.figure, Period.parse(parcel.period).end)
    except ValueError as wrong:
        raise Refused("figure.period-unknown", period=parcel.period) from wrong
    if definition is None:
        raise Refused("figure.unknown", figure=parcel.figure)
    where = Where(field="text")
    value = read_cell(definition, visible(parcel.text), where)
    if value is None or isinstance(value, Problem):
        raise Refused("figure.refused", [value or problem("sync.cell-empty", where)])
    return SentFigure(
        **common,
        figure=parcel.figure,
        period=parcel.period,
        base=FigureValue(State(parcel.base[0]), *parcel.base[1:]) if parcel.base else None,
        value=value,
        reason=visible(parcel.reason),
    )


def _deed(viewer: Viewer, parcel: DeedParcel, common: dict[str, Any]) -> SentDeed:
    quantities, wrong = {}, []
    for code, text in parcel.quantities.items():
        if not text.strip():
            continue
        value = read_number(visible(text), where=Where(field=code))
        if isinstance(value, Problem):
            wrong.append(value)
        else:
            quantities[code] = value
    if wrong:
        raise Refused("deed.refused", wrong)
    try:
        base = access.deed_for(viewer, parcel.base) if parcel.base else None
    except Http404 as unseen:
        raise Refused("sync.deed-unknown") from unseen
    unit = common["unit"]
    if base is not None and base.unit_id != unit.pk:
        raise Refused("sync.deed-unknown")
    return SentDeed(
        **common,
        kind=parcel.deed_kind,
        on=parcel.on,
        quantities=quantities,
        summary=visible(parcel.summary),
        place=visible(parcel.place),
        area=next((area for area in areas_of(unit) if area.code == parcel.area), None),
        base=base,
    )


def _clock(at: datetime, now: datetime) -> datetime:
    """When it was typed, by the device's clock; the server's where that one is plainly wrong."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware if abs(aware - now) < CLOCK_OFF_MAX else now
