"""The directory of the demonstration: the published one, then the made-up province beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thidua.actions.account import account_add
from thidua.actions.area import area_add
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.units import CLUSTERS, LONG_BEFORE, PROVINCE
from thidua.actions.demo.world import World
from thidua.actions.directory import directory_load
from thidua.actions.person import person_add, post_add
from thidua.actions.unit import unit_add
from thidua.core.unit import LinkKind, Role
from thidua.store.models import Cluster, ClusterMember, Unit

BUILDER = "Người dựng bản trình diễn"
PASSWORD = "thi-dua-2025"  # noqa: S105 - printed by the command; only homes marked as demonstrations have it
SET_UP = moment(date(2024, 12, 2), 8)
MINISTRY = "bo-cong-an"
_CLUSTER_SOURCE = "Dữ liệu giả định, chỉ để trình diễn"


def directory_make(world: World, tell: Callable[[str, int, int], None]) -> None:
    """Everything that must exist before the year begins."""
    total = 1 + len(world.areas) + len(world.units) + len(world.people)
    done = 1
    tell("directory", 0, total)
    directory_load(by=BUILDER, at=SET_UP)
    for area in world.areas:
        area_add(
            by=BUILDER,
            at=SET_UP,
            code=area.code,
            kind=area.kind,
            name=area.name,
            first_day=area.first_day,
            parent=area.parent,
            remark="Địa bàn giả định",
        )
    tell("directory", done := done + len(world.areas), total)
    units = _units(world)
    tell("directory", done := done + len(world.units), total)
    _people(world, units)
    _clusters(world, units)
    tell("directory", total, total)


def _units(world: World) -> dict[str, Unit]:
    units = {MINISTRY: Unit.objects.get(code=MINISTRY)}
    for made in world.units:
        parent = units[made.parent or MINISTRY]
        units[made.code] = unit_add(
            by=BUILDER,
            at=SET_UP,
            code=made.code,
            kind=made.kind,
            name=made.name,
            short_name=made.short_name,
            first_day=made.first_day,
            area=made.area,
            under={LinkKind.COMMAND: parent},
            synthetic=True,
        )
    return units


def _people(world: World, units: dict[str, Unit]) -> None:
    for made in world.people:
        unit = units[made.post.unit]
        person = person_add(
            by=BUILDER, at=SET_UP, code=made.code, name=made.name, unit=unit, rank=made.rank, synthetic=True
        )
        for code in (made.post.unit, *made.also):
            post_add(
                by=BUILDER,
                at=SET_UP,
                person=person,
                unit=units[code],
                role=Role(made.post.role),
                title=made.post.title,
                first_day=max(LONG_BEFORE, units[code].first_day),
            )
        if made.account:
            account_add(by=BUILDER, at=SET_UP, username=made.account, password=PASSWORD, person=made.code)


def _clusters(world: World, units: dict[str, Unit]) -> None:
    """Who is compared with whom; a member joins on the day its unit begins."""
    first = date(2024, 12, 30)  # the Monday of the year's first week
    for code, title, sort in CLUSTERS:
        cluster = Cluster.objects.create(
            code=code, title=title, owner=units[PROVINCE], source=_CLUSTER_SOURCE, first_day=first
        )
        ClusterMember.objects.bulk_create(
            ClusterMember(cluster=cluster, unit=units[unit.code], first_day=max(first, unit.first_day))
            for unit in world.units
            if unit.sort == sort
        )
