"""Territory over time: which set of communes a number speaks of, and how old numbers become new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thidua.core.problem import NOWHERE, Problem, Refused, Where, problem
from thidua.core.unit import Carried, Carry, Purpose, Succession, carried, succession_problems

# Commune-level units: Law on Organisation of Local Government, before and after 01/07/2025.
COMMUNE_KINDS = frozenset({"xa", "phuong", "thi-tran", "dac-khu"})


@dataclass(frozen=True, slots=True)
class Area:
    """One territory under one name and boundary over some days; `parent` holds for all of them."""

    code: str
    kind: str
    name: str
    first_day: date
    last_day: date | None = None
    parent: str = ""

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def communes_on(
    areas: Iterable[Area], parent: str, day: date, kinds: frozenset[str] = COMMUNE_KINDS
) -> tuple[str, ...]:
    """Codes of the commune-level areas below `parent` on that day, in order."""
    areas = list(areas)
    inside = _below(areas, parent)
    return tuple(sorted(a.code for a in areas if a.code in inside and a.kind in kinds and a.in_force(day)))


def territory_version(areas: Iterable[Area], parent_code: str, day: date) -> str:
    """Name of the set of communes of `parent_code` on `day`, by the day it became so: "a@2025-07-01".

    A district that lost its level counts as unchanged territory: only commune-level areas (or, where none are
    recorded, the area itself) make a version.

    Raises:
        Refused: area.not-in-force — that day the area does not exist.
    """
    areas = list(areas)
    own = [a for a in areas if a.code == parent_code and a.in_force(day)]
    if not own:
        raise Refused("area.not-in-force", area=parent_code, day=day)
    inside = _below(areas, parent_code)
    changes = {own[0].first_day}
    for area in areas:
        if area.code in inside and area.kind in COMMUNE_KINDS:
            changes.add(area.first_day)
            if area.last_day is not None:
                changes.add(area.last_day + timedelta(days=1))
    return f"{parent_code}@{max(change for change in changes if change <= day)}"


def _below(areas: list[Area], parent: str) -> set[str]:
    """Codes of everything below, at any depth and at any time."""
    inside, waiting = set(), [parent]
    children: dict[str, list[str]] = {}
    for area in areas:
        children.setdefault(area.parent, []).append(area.code)
    while waiting:
        for code in children.get(waiting.pop(), ()):
            if code not in inside:
                inside.add(code)
                waiting.append(code)
    return inside


def area_problems(areas: Iterable[Area]) -> list[Problem]:
    """A parent that does not exist over the area's days, days out of order, an area above itself.

    Codes: area.days, area.parent-unknown, area.parent-outside-life, area.cycle.
    """
    rows = {area.code: area for area in areas}
    found = []
    for area in rows.values():
        where = Where(field=f"area.{area.code}")
        if area.last_day is not None and area.last_day < area.first_day:
            found.append(problem("area.days", where, area=area.code))
        if not area.parent:
            continue
        parent = rows.get(area.parent)
        if parent is None:
            found.append(problem("area.parent-unknown", where, area=area.code, parent=area.parent))
        elif area.first_day < parent.first_day or (
            parent.last_day is not None and (area.last_day is None or area.last_day > parent.last_day)
        ):
            found.append(problem("area.parent-outside-life", where, area=area.code, parent=area.parent))
        if _above_itself(rows, area):
            found.append(problem("area.cycle", where, area=area.code))
    return found


def _above_itself(rows: Mapping[str, Area], area: Area) -> bool:
    seen, here = {area.code}, rows.get(area.parent)
    while here is not None and here.code not in seen:
        seen.add(here.code)
        here = rows.get(here.parent)
    return here is not None and here.code == area.code


def ratio_problem(numerator: str, denominator: str, where: Where = NOWHERE) -> Problem | None:
    """Why a ratio whose two parts were counted over different territory versions is refused; else None.

    A part whose version is not known ("") is refused as well: nobody can say what the ratio is of.
    """
    if not numerator or not denominator:
        return problem("area.territory-unknown", where)
    if numerator != denominator:
        return problem("area.territory-differs", where, numerator=numerator, denominator=denominator)
    return None


def converted(values: Mapping[str, int], successions: Iterable[Succession]) -> Carried:
    """Numbers of the old communes expressed in the new ones ("quy đổi theo địa giới mới"), in thousandths.

    Renames and mergers add up by themselves; a split or regrouping needs the declared share of each old area.

    Raises:
        Refused: area.crosswalk-incomplete, with one problem for every share that was not declared.
    """
    steps = [replace(s, rules={**s.rules, Purpose.FIGURES: Carry.SUM}) for s in successions]
    wrong = [p for step in steps for p in succession_problems(step) if p.code.startswith("succession.shares")]
    if wrong:
        raise Refused("area.crosswalk-incomplete", wrong, count=len(wrong))
    return carried(Purpose.FIGURES, values, steps)
