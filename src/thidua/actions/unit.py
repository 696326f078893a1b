"""Units: founded, linked, and turned into others; nothing a unit answers for is left without an owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Q

from thidua.actions.audit import note
from thidua.core import unit as core
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.text import search_text
from thidua.core.unit import Carry, LinkKind, Purpose, Succession, SuccessionKind
from thidua.office.format import day as written_day
from thidua.rules.catalogue import unit_kinds
from thidua.store.access import Viewer, may_keep_directory
from thidua.store.models import Area, Movement, Plan, Post, Unit, UnitLink, UnitSuccession

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
    found = _new_problems([made], [unit_of(parent) for parent in under.values()], links)
    if area and not Area.objects.filter(code=area).exists():
        found.append(problem("unit.area-unknown", Where(field="area"), area=area))
    if found:
        raise Refused("unit.refused", found, unit=name)
    row = _create(made, short_name, area, synthetic)
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
def unit_succeed(
    *,
    by: Keeper,
    at: datetime,
    succession: Succession,
    new: Sequence[NewUnit] = (),
    assigned: Mapping[str, str] | None = None,
    remark: str = "",
) -> UnitSuccession:
    """Merge, split, rename, dissolve or regroup units on a day.

    The old units, their links and posts end the day before. Every open item goes to the unit named in
    `assigned` (item code → unit code); see `open_items`.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" with all problems, unassigned open items among them.
    """
    before = list(Unit.objects.filter(code__in=succession.before))
    for unit in before:
        keep(by, unit)
    last = succession.on - timedelta(days=1)
    heirs = set(
        Unit.objects.on(succession.on).exclude(code__in=succession.before).values_list("code", flat=True)
    )
    heirs |= {unit.code for unit in new}
    items = {unit.code: open_items(unit, succession.on) for unit in before}
    found = _succession_problems(succession, before, new, heirs)
    for unit in before:
        found += core.retire_problems(unit.code, items[unit.code], assigned or {}, heirs)
    if errors(found):
        raise Refused("unit.refused", found, unit=", ".join(unit.name for unit in before))
    for unit in before:
        _end(unit, last)
    for made in new:
        _begin(made, succession.on)
    for unit in before:
        _hand_over(items[unit.code], assigned or {}, succession.on)
    row = succession_record(UnitSuccession, Unit, succession, remark)
    _note_succession(by, at, succession, row)
    return row


def open_items(unit: Unit, day: date) -> list[core.OpenItem]:
    """What a unit that ends before `day` still answers for: units below it, areas in its care, plans, movements."""
    still = Q(last_day__isnull=True) | Q(last_day__gte=day)
    links = UnitLink.objects.filter(
        still,
        Q(child__last_day__isnull=True) | Q(child__last_day__gte=day),
        parent=unit,
        kind__in=[LinkKind.COMMAND, LinkKind.PATRONAGE],
    ).select_related("child")
    found = [
        core.OpenItem(
            f"{link.kind}:{link.child.code}", unit.code, f"{link.child.name} ({_CARES[LinkKind(link.kind)]})"
        )
        for link in links
    ]
    plans = Plan.objects.filter(unit=unit).exclude(state=Plan.State.CLOSED)
    found += [core.OpenItem(f"plan:{plan.code}", unit.code, plan.title) for plan in plans]
    movements = Movement.objects.filter(still, owner=unit)
    return found + [core.OpenItem(f"movement:{m.code}", unit.code, m.title) for m in movements]


_CARES = {LinkKind.COMMAND: "cấp dưới trực tiếp", LinkKind.PATRONAGE: "đang phụ trách"}


def _succession_problems(
    succession: Succession, before: Sequence[Unit], new: Sequence[NewUnit], heirs: set[str]
) -> list[Problem]:
    found = core.succession_problems(succession)
    known = {unit.code for unit in before}
    eve = succession.on - timedelta(days=1)
    for code in succession.before:
        if code not in known:
            found.append(problem("unit.unknown", Where(field="before"), unit=code))
    for unit in before:
        if not unit.in_force(eve):
            found.append(problem("unit.already-ended", Where(field="before"), unit=unit.name, day=eve))
    for code in succession.after:
        if code not in heirs:
            found.append(problem("unit.unknown", Where(field="after"), unit=code))
    made = [core.Unit(n.code, n.kind, n.name, succession.on) for n in new]
    links = [core.Link(n.code, p, kind, succession.on) for n in new for kind, p in n.under.items()]
    parents = Unit.objects.filter(code__in=[link.parent for link in links])
    return found + _new_problems(made, [unit_of(parent) for parent in parents], links)


def _new_problems(
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


def _create(made: core.Unit, short_name: str, area: str, synthetic: bool = False) -> Unit:
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


def _end(unit: Unit, last: date) -> None:
    """A unit ends with its links and posts; what began later never was."""
    still = Q(last_day__isnull=True) | Q(last_day__gt=last)
    UnitLink.objects.filter(still, Q(child=unit) | Q(parent=unit), first_day__lte=last).update(last_day=last)
    Post.objects.filter(still, unit=unit, first_day__lte=last).update(last_day=last)
    unit.last_day = last
    unit.save(update_fields=["last_day"])


def _begin(made: NewUnit, day: date) -> None:
    row = _create(core.Unit(made.code, made.kind, made.name, day), made.short_name, made.area)
    for kind, parent in made.under.items():
        UnitLink.objects.create(child=row, parent=Unit.objects.get(code=parent), kind=kind, first_day=day)


def _hand_over(items: Iterable[core.OpenItem], assigned: Mapping[str, str], day: date) -> None:
    """Give each open item to its new owner; whoever ends on the same day hands nothing below itself over."""
    for item in items:
        heir = Unit.objects.get(code=assigned[item.code])
        what, _, code = item.code.partition(":")
        if what == "plan":
            Plan.objects.filter(code=code).update(unit=heir)
        elif what == "movement":
            Movement.objects.filter(code=code).update(owner=heir)
        else:
            child = Unit.objects.get(code=code)
            if child.in_force(day) and not UnitLink.objects.on(day).filter(child=child, kind=what).exists():
                UnitLink.objects.create(child=child, parent=heir, kind=what, first_day=day)


def _note_succession(by: Keeper, at: datetime, succession: Succession, row: UnitSuccession) -> None:
    old = ", ".join(unit.name for unit in row.before.all())
    became = ", ".join(unit.name for unit in row.after.all())
    ended = f"{old} thành {became}" if became else f"{old} kết thúc hoạt động"
    sentence = f"Từ ngày {written_day(succession.on)}, {ended}, theo {succession.paper}."
    for unit in row.before.all():
        note(by=by, at=at, action="unit-succeed", subject=f"unit:{unit.code}", sentence=sentence)


def unit_of(row: Unit) -> core.Unit:
    """A record as a value of the core."""
    return core.Unit(row.code, row.kind, row.name, row.first_day, row.last_day)


def link_of(row: UnitLink) -> core.Link:
    return core.Link(row.child.code, row.parent.code, LinkKind(row.kind), row.first_day, row.last_day)


def succession_record(rows: Any, members: Any, succession: Succession, remark: str) -> Any:
    """Write a succession of units or of areas with the rule of every purpose spelt out."""
    rules: dict[str, Any] = {purpose.value: core.rule(succession, purpose).value for purpose in Purpose}
    if succession.shares:
        rules["shares"] = {b: {a: str(s) for a, s in parts.items()} for b, parts in succession.shares.items()}
    if succession.decisions:
        rules["decisions"] = {purpose.value: paper for purpose, paper in succession.decisions.items()}
    row = rows.objects.create(
        on=succession.on, kind=succession.kind, paper=succession.paper, rules=rules, note=remark
    )
    row.before.set(members.objects.filter(code__in=succession.before))
    row.after.set(members.objects.filter(code__in=succession.after))
    return row


def succession_of(row: Any) -> Succession:
    """A succession of units or areas as a value of the core, to carry figures and targets over it."""
    rules = row.rules
    return Succession(
        row.on,
        SuccessionKind(row.kind),
        tuple(unit.code for unit in row.before.all()),
        tuple(unit.code for unit in row.after.all()),
        row.paper,
        {purpose: Carry(rules[purpose]) for purpose in Purpose if purpose in rules},
        {b: {a: Fraction(s) for a, s in parts.items()} for b, parts in rules.get("shares", {}).items()},
        {Purpose(purpose): paper for purpose, paper in rules.get("decisions", {}).items()},
    )
