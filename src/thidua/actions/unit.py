"""Units: founded, linked, and turned into others; nothing a unit answers for is left without an owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.actions.audit import note
from thidua.core import unit as core
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import search_text
from thidua.core.unit import LinkKind
from thidua.office.format import day as written_day
from thidua.rules.catalogue import unit_kinds
from thidua.store.access import Viewer, may_keep_directory
from thidua.store.models import Area, Unit, UnitLink

Keeper = Viewer | str  # somebody signed in, or the name of whoever sets the place up


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins with a succession."""

    code: str
    kind: str
    name: str
    short_name: str = ""
    area: str = ""
    under: Mapping[LinkKind, str] = field(default_factory=dict)


def keep(by: Keeper, unit: Unit | None) -> None:
    """The directory is kept by head, deputy, emulation officer or administrator of a unit, for it and all below it.

    Raises:
        Refused: "unit.may-not-keep".
    """
    if isinstance(by, str):
        return
    if unit is None or not may_keep_directory(by, unit):
        raise Refused("unit.may-not-keep", unit=unit.name if unit else "")


def unit_search(name: str, short_name: str, kind: str) -> str:
    """What a unit is found by: its names, its kind's title and the words people look for."""
    kinds = unit_kinds()
    known = kinds.units.get(kind)
    words = (known.title, *known.search) if known else ()
    return search_text((name, short_name, *words), kinds.abbreviations)[:400]


@transaction.atomic
def unit_add(
    *,
    by: Keeper,
    at: datetime,
    code: str,
    kind: str,
    name: str,
    first_day: date,
    last_day: date | None = None,
    short_name: str = "",
    area: str = "",
    under: Mapping[LinkKind, Unit] | None = None,
    synthetic: bool = False,
) -> Unit:
    """Add a unit with its links for its whole life.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" with all problems.
    """
    under = under or {}
    keep(by, under.get(LinkKind.COMMAND) or next(iter(under.values()), None))
    made = core.Unit(code, kind, name, first_day, last_day)
    links = [core.Link(code, parent.code, link, first_day, last_day) for link, parent in under.items()]
    found = new_unit_problems([made], [unit_of(parent) for parent in under.values()], links)
    if area and not Area.objects.filter(code=area).exists():
        found.append(problem("unit.area-unknown", Where(field="area"), area=area))
    if found:
        raise Refused("unit.refused", found, unit=name)
    row = unit_create(made, short_name, area, synthetic)
    for kind_of_link, parent in under.items():
        UnitLink.objects.create(
            child=row, parent=parent, kind=kind_of_link, first_day=first_day, last_day=last_day
        )
    sentence = f"Thêm đơn vị {name} từ ngày {written_day(first_day)}."
    note(by=by, at=at, action="unit-add", subject=f"unit:{code}", sentence=sentence)
    return row


@transaction.atomic
def unit_link(
    *,
    by: Keeper,
    at: datetime,
    child: Unit,
    parent: Unit,
    kind: LinkKind,
    first_day: date,
    last_day: date | None = None,
) -> UnitLink:
    """Put a unit under another in one hierarchy, over some days.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" when it overlaps, makes a cycle or joins the wrong kinds.
    """
    keep(by, parent)
    made = core.Link(child.code, parent.code, kind, first_day, last_day)
    rows = UnitLink.objects.filter(kind=kind).select_related("child", "parent")
    units = {unit.code: unit_of(unit) for unit in (child, parent)}
    units |= {unit.code: unit_of(unit) for row in rows for unit in (row.child, row.parent)}
    before = set(core.link_problems(units.values(), map(link_of, rows)))
    found = [
        p for p in core.link_problems(units.values(), [*map(link_of, rows), made]) if p not in before
    ] + core.kind_problems(unit_kinds().units, units.values(), [made])
    if found:
        raise Refused("unit.refused", found, unit=child.name)
    sentence = f"Xếp {child.name} dưới {parent.name} từ ngày {written_day(first_day)}."
    note(by=by, at=at, action="unit-link", subject=f"unit:{child.code}", sentence=sentence)
    return UnitLink.objects.create(
        child=child, parent=parent, kind=kind, first_day=first_day, last_day=last_day
    )


@transaction.atomic
def unit_move(
    *, by: Keeper, at: datetime, child: Unit, parent: Unit, kind: LinkKind, first_day: date, paper: str
) -> UnitLink:
    """Put a unit under another superior from a day on; under the old one until the day before.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" with all problems.
    """
    keep(by, child)
    old = UnitLink.objects.on(first_day).filter(child=child, kind=kind).select_related("parent").first()
    found = []
    if not paper.strip():
        found.append(problem("succession.without-paper", Where(field="paper")))
    if old is not None and (old.parent == parent or old.first_day >= first_day):
        found.append(
            problem("unit.not-moved", Where(field="first_day"), unit=child.name, parent=old.parent.name)
        )
    if found:
        raise Refused("unit.refused", found, unit=child.name)
    last_day = child.last_day
    if old is not None:
        old.last_day = first_day - timedelta(days=1)
        old.save(update_fields=["last_day"])
    row = unit_link(
        by=by, at=at, child=child, parent=parent, kind=kind, first_day=first_day, last_day=last_day
    )
    before = old.parent.name if old else "chưa có"
    sentence = (
        f"Cấp trên của {child.name}: {before} → {parent.name}, từ ngày {written_day(first_day)},"
        f" theo {paper.strip()}."
    )
    note(by=by, at=at, action="unit-move", subject=f"unit:{child.code}", sentence=sentence)
    return row


def new_unit_problems(
    made: Iterable[core.Unit], others: Iterable[core.Unit], links: Sequence[core.Link]
) -> list[Problem]:
    """Codes already taken, kinds that do not fit, links that cannot be."""
    made = list(made)
    units = list({unit.code: unit for unit in (*others, *made)}.values())
    taken = Unit.objects.filter(code__in=[unit.code for unit in made]).values_list("code", flat=True)
    found = [problem("unit.code-taken", Where(field="code"), unit=code) for code in sorted(taken)]
    for unit in made:
        if unit.last_day is not None and unit.last_day < unit.first_day:
            found.append(problem("unit.days", Where(field="last_day"), unit=unit.name))
    kinds = unit_kinds().units
    found += core.kind_problems(kinds, made)
    found += [p for p in core.kind_problems(kinds, units, links) if p.code == "link.parent-kind"]
    return found + core.link_problems(units, links)


def unit_create(made: core.Unit, short_name: str, area: str, synthetic: bool = False) -> Unit:
    return Unit.objects.create(
        code=made.code,
        kind=made.kind,
        name=made.name,
        short_name=short_name,
        search=unit_search(made.name, short_name, made.kind),
        area=Area.objects.filter(code=area).first() if area else None,
        first_day=made.first_day,
        last_day=made.last_day,
        synthetic=synthetic,
    )


def unit_of(row: Unit) -> core.Unit:
    """A record as a value of the core."""
    return core.Unit(row.code, row.kind, row.name, row.first_day, row.last_day)


def link_of(row: UnitLink) -> core.Link:
    return core.Link(row.child.code, row.parent.code, LinkKind(row.kind), row.first_day, row.last_day)
