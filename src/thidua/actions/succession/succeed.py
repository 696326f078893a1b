"""One re-organisation, done: the old units end, the new ones begin, every open item has its heir."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from thidua.actions.audit import note
from thidua.actions.succession.items import hand_over, open_items
from thidua.actions.succession.office import ending_offices, offices_hand_over
from thidua.actions.succession.record import succession_record
from thidua.actions.unit import Keeper, NewUnit, keep, new_unit_problems, unit_create, unit_of
from thidua.core import unit as core
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.unit import Succession
from thidua.office.format import day as written_day
from thidua.store.models import ClusterMember, Post, Unit, UnitLink, UnitSuccession


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

    The old units, their links, posts and memberships of clusters end the day before. Every open item goes to
    the unit named in `assigned` (item code → unit code); see `open_items`.

    Raises:
        Refused: "unit.may-not-keep"; "unit.refused" with all problems, unassigned open items among them;
            "account.last-administrator".
    """
    before = list(Unit.objects.filter(code__in=succession.before))
    for unit in before:
        keep(by, unit)
    last = succession.on - timedelta(days=1)
    heirs = heirs_on(succession, new)
    items = [item for unit in before for item in open_items(unit, succession.on, succession.before)]
    found = unit_succession_problems(succession, before, new, heirs)
    for unit in before:
        found += core.retire_problems(unit.code, items, assigned or {}, heirs)
    if errors(found):
        raise Refused("unit.refused", found, unit=", ".join(unit.name for unit in before))
    offices = ending_offices(before, succession)
    for unit in before:
        _end(unit, last)
    for made in new:
        _begin(made, succession.on)
    offices_hand_over(offices, succession)
    row: UnitSuccession = succession_record(UnitSuccession, Unit, succession, remark)
    hand_over(row, succession, items, assigned or {})
    _note_succession(by, at, succession, row)
    return row


def heirs_on(succession: Succession, new: Sequence[NewUnit]) -> set[str]:
    """Codes of the units that exist once it is done."""
    there = Unit.objects.on(succession.on).exclude(code__in=succession.before)
    return set(there.values_list("code", flat=True)) | {unit.code for unit in new}


def unit_succession_problems(
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
    return found + new_unit_problems(made, [unit_of(parent) for parent in parents], links)


def _end(unit: Unit, last: date) -> None:
    """A unit ends with its links, posts and memberships; what began later never was."""
    still = Q(last_day__isnull=True) | Q(last_day__gt=last)
    UnitLink.objects.filter(still, Q(child=unit) | Q(parent=unit), first_day__lte=last).update(last_day=last)
    for rows in (Post, ClusterMember):
        rows.objects.filter(still, unit=unit, first_day__lte=last).update(last_day=last)
    unit.last_day = last
    unit.save(update_fields=["last_day"])


def _begin(made: NewUnit, day: date) -> None:
    row = unit_create(core.Unit(made.code, made.kind, made.name, day), made.short_name, made.area)
    for kind, parent in made.under.items():
        UnitLink.objects.create(child=row, parent=Unit.objects.get(code=parent), kind=kind, first_day=day)


def _note_succession(by: Keeper, at: datetime, succession: Succession, row: UnitSuccession) -> None:
    old = ", ".join(unit.name for unit in row.before.all())
    became = ", ".join(unit.name for unit in row.after.all())
    ended = f"{old} thành {became}" if became else f"{old} kết thúc hoạt động"
    sentence = f"Từ ngày {written_day(succession.on)}, {ended}, theo {succession.paper}."
    for unit in row.before.all():
        note(by=by, at=at, action="unit-succeed", subject=f"unit:{unit.code}", sentence=sentence)
