"""Units, areas, people and posts as of a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from thidua.actions.unit import unit_add
from thidua.core.token import Scope
from thidua.core.unit import LinkKind
from thidua.store import access
from thidua.store.models import Area, Post, Unit, UnitLink
from thidua.web.api.frame import REFUSALS, Bearer
from thidua.web.api.values import PAGE_MAX, Code, Day, Line
from thidua.web.door import now, today
from thidua.web.titles import unit_kinds

router = Router(tags=["directory"])


class UnitOut(Schema):
    """A unit as it stood on the day asked about; `under` is its superior by command."""

    code: str
    kind: str
    name: str
    short_name: str
    first_day: date
    last_day: date | None
    area: str | None
    under: str | None


class UnitIn(Schema):
    code: Code
    kind: Code
    name: Line
    first_day: Day
    under: Code
    short_name: Line = ""
    area: Code | None = None


class AreaOut(Schema):
    code: str
    kind: str
    name: str
    parent: str | None
    first_day: date
    last_day: date | None


class PostOut(Schema):
    person: str
    name: str
    unit: str
    role: str
    title: str
    first_day: date
    last_day: date | None


class Asked(Schema):
    """`on`: the day, today without it; `q`: words without accents; `after`: the last code of the page before."""

    on: Day | None = None
    q: Line = ""
    after: Line = ""


@router.get(
    "/units",
    response={200: list[UnitOut], **REFUSALS},
    summary="Đơn vị tại một ngày",
    auth=Bearer(Scope.DIRECTORY_READ),
)
def units(request: HttpRequest, asked: Query[Asked]) -> list[UnitOut]:
    """At most 500, by code; the next page begins `after` the last one."""
    rows = Unit.objects.on(asked.on or today()).filter(code__gt=asked.after)
    rows = rows.filter(access.answers(asked.q, unit_kinds().abbreviations)).order_by("code")[:PAGE_MAX]
    return _units(list(rows.select_related("area")), asked.on or today())


@router.get(
    "/units/{code}",
    response={200: UnitOut, **REFUSALS},
    summary="Một đơn vị",
    auth=Bearer(Scope.DIRECTORY_READ),
)
def unit(request: HttpRequest, code: Code, on: Day | None = None) -> UnitOut:
    row = access.only(Unit.objects.filter(code=code).select_related("area"))
    return _units([row], on or today())[0]


@router.post(
    "/units",
    response={201: UnitOut, **REFUSALS},
    summary="Thêm một đơn vị",
    auth=Bearer(Scope.DIRECTORY_WRITE),
)
def add_unit(request: HttpRequest, given: UnitIn) -> Status[UnitOut]:
    """Under a superior of the caller's own branch, from that day on."""
    caller = request.auth.viewer
    superior = access.unit_for(caller, given.under)
    row = unit_add(
        by=caller, at=now(), code=given.code, kind=given.kind, name=given.name, first_day=given.first_day,
        short_name=given.short_name[:80], area=given.area or "", under={LinkKind.COMMAND: superior},
    )  # fmt: skip
    return Status(201, _units([row], given.first_day)[0])


@router.get(
    "/areas",
    response={200: list[AreaOut], **REFUSALS},
    summary="Địa bàn tại một ngày",
    auth=Bearer(Scope.DIRECTORY_READ),
)
def areas(request: HttpRequest, asked: Query[Asked]) -> list[AreaOut]:
    rows = Area.objects.on(asked.on or today()).filter(code__gt=asked.after)
    rows = rows.filter(access.answers(asked.q, unit_kinds().abbreviations)).order_by("code")
    return [
        AreaOut(code=a.code, kind=a.kind, name=a.name, parent=a.parent.code if a.parent else None,
                first_day=a.first_day, last_day=a.last_day)
        for a in rows.select_related("parent")[:PAGE_MAX]
    ]  # fmt: skip


@router.get(
    "/units/{code}/posts",
    response={200: list[PostOut], **REFUSALS},
    summary="Ai giữ chức vụ gì",
    auth=Bearer(Scope.DIRECTORY_READ),
)
def posts(request: HttpRequest, code: Code, on: Day | None = None) -> list[PostOut]:
    row = access.only(Unit.objects.filter(code=code))
    held = (
        Post.objects.on(on or today())
        .filter(unit=row)
        .select_related("person")
        .order_by("person__code", "pk")
    )
    return [
        PostOut(person=p.person.code, name=p.person.name, unit=row.code, role=p.role, title=p.title,
                first_day=p.first_day, last_day=p.last_day)
        for p in held[:PAGE_MAX]
    ]  # fmt: skip


def _units(rows: list[Unit], day: date) -> list[UnitOut]:
    links = UnitLink.objects.on(day).filter(child__in=rows, kind=LinkKind.COMMAND)
    under = dict(links.values_list("child__code", "parent__code"))
    return [
        UnitOut(code=u.code, kind=u.kind, name=u.name, short_name=u.short_name, first_day=u.first_day,
                last_day=u.last_day, area=u.area.code if u.area else None, under=under.get(u.code))
        for u in rows
    ]  # fmt: skip
