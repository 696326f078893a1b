"""Kinds of unit as data: their level, under which kinds they may stand, and the days on which they exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thidua.core.problem import Problem, Where, problem
from thidua.core.unit.tree import Link, LinkKind, Unit


class Level(StrEnum):
    CENTRE = "centre"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    BELOW = "below"  # teams and groups inside a unit, hamlets inside a commune


@dataclass(frozen=True)
class UnitKind:
    """One kind, e.g. công an xã.

    Attributes:
        search: words people look for that the name does not contain ("an ninh trật tự").
        parents: link kind → codes of the kinds it may stand under; a link kind that is absent is not allowed.
        source: why the kind exists or ended.
    """

    code: str
    title: str
    level: Level
    search: tuple[str, ...] = ()
    parents: Mapping[LinkKind, tuple[str, ...]] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    source: str = ""


@dataclass(frozen=True)
class AreaKind:
    """One kind of territory, e.g. đặc khu."""

    code: str
    title: str
    level: Level
    first_day: date | None = None
    last_day: date | None = None
    source: str = ""


def kind_problems(
    kinds: Mapping[str, UnitKind], units: Iterable[Unit], links: Iterable[Link] = ()
) -> list[Problem]:
    """Units of no known kind or outside its days, and links between kinds that do not go together.

    Codes: unit.kind-unknown, unit.outside-kind, link.parent-kind.
    """
    rows = {unit.code: unit for unit in units}
    found = []
    for unit in rows.values():
        where, kind = Where(field=f"unit.{unit.code}"), kinds.get(unit.kind)
        if kind is None:
            found.append(problem("unit.kind-unknown", where, unit=unit.code, kind=unit.kind))
        elif not _lives_within(unit, kind):
            found.append(problem("unit.outside-kind", where, unit=unit.name, kind=kind.title))
    for link in links:
        child, parent = rows.get(link.child), rows.get(link.parent)
        if child is None or parent is None or child.kind not in kinds:
            continue
        if parent.kind not in kinds[child.kind].parents.get(link.kind, ()):
            where = Where(field=f"link.{link.kind}.{link.child}")
            found.append(
                problem("link.parent-kind", where, child=child.name, parent=parent.name, link=link.kind)
            )
    return found


def _lives_within(unit: Unit, kind: UnitKind) -> bool:
    if kind.first_day is not None and unit.first_day < kind.first_day:
        return False
    return kind.last_day is None or (unit.last_day is not None and unit.last_day <= kind.last_day)
