"""Areas: recorded, and turned into others; the crosswalk of their figures is `core.area.converted`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.actions.audit import note
from thidua.actions.succession.record import succession_record
from thidua.actions.unit import Keeper
from thidua.core import area as core
from thidua.core.problem import Problem, Refused, Where, errors, problem
from thidua.core.text import search_text
from thidua.core.unit import Succession, succession_problems
from thidua.office.format import day as written_day
from thidua.rules.catalogue import unit_kinds
from thidua.store import access
from thidua.store.models import Area, AreaSuccession


def _keep(by: Keeper, parents: Iterable[str]) -> None:
    """Territory is kept from above: whoever keeps an area changes what lies in it, never the area itself.

    Raises:
        Refused: "area.may-not-keep".
    """
    if isinstance(by, str):
        return
    wanted = set(parents)
    kept = set(access.kept_areas(by).filter(code__in=wanted).values_list("code", flat=True))
    top = not by.above and access.kept_areas(by).exists()
    if not (top or (wanted and wanted == kept)):
        raise Refused("area.may-not-keep")


@transaction.atomic
def area_add(
    *,
    by: Keeper,
    at: datetime,
    code: str,
    kind: str,
    name: str,
    first_day: date,
    last_day: date | None = None,
    parent: str = "",
    remark: str = "",
) -> Area:
    """Record one territory under one name and boundary.

    Raises:
        Refused: "area.may-not-keep"; "area.refused" with all problems.
    """
    _keep(by, [parent])
    made = core.Area(code, kind, name, first_day, last_day, parent)
    found = _new_problems([made], list(map(area_of, Area.objects.filter(code=parent))))
    if found:
        raise Refused("area.refused", found, area=name)
    row = area_create(made, remark)
    sentence = f"Thêm địa bàn {name} từ ngày {written_day(first_day)}."
    note(by=by, at=at, action="area-add", subject=f"area:{code}", sentence=sentence)
    return row


@transaction.atomic
def area_succeed(
    *, by: Keeper, at: datetime, succession: Succession, new: Sequence[core.Area] = (), remark: str = ""
) -> AreaSuccession:
    """Merge, split, rename or regroup areas on a day; the old ones end the day before.

    Raises:
        Refused: "area.may-not-keep"; "area.refused" with all problems.
    """
    before = list(Area.objects.filter(code__in=succession.before).select_related("parent"))
    _keep(by, [*(area.parent.code if area.parent else "" for area in before), *(area.parent for area in new)])
    eve = succession.on - timedelta(days=1)
    parents = Area.objects.filter(code__in=[area.parent for area in new])
    found = succession_problems(succession) + _new_problems(new, list(map(area_of, parents)))
    known = {area.code for area in before}
    for code in succession.before:
        if code not in known:
            found.append(problem("area.unknown", Where(field="before"), area=code))
    for area in before:
        if not area.in_force(eve):
            found.append(problem("area.already-ended", Where(field="before"), area=area.name, day=eve))
    began = set(Area.objects.on(succession.on).values_list("code", flat=True)) | {area.code for area in new}
    for code in succession.after:
        if code not in began:
            found.append(problem("area.unknown", Where(field="after"), area=code))
    if errors(found):
        raise Refused("area.refused", found, area=", ".join(area.name for area in before))
    Area.objects.filter(code__in=succession.before).update(last_day=eve)
    for area in new:
        area_create(area)
    row = succession_record(AreaSuccession, Area, succession, remark)
    sentence = (
        f"Từ ngày {written_day(succession.on)}, {len(succession.before)} địa bàn thành"
        f" {len(succession.after)}, theo {succession.paper}."
    )
    for code in succession.before:
        note(by=by, at=at, action="area-succeed", subject=f"area:{code}", sentence=sentence)
    return row


def _new_problems(made: Iterable[core.Area], parents: list[core.Area]) -> list[Problem]:
    made = list(made)
    taken = Area.objects.filter(code__in=[area.code for area in made]).values_list("code", flat=True)
    found = [problem("area.code-taken", Where(field="code"), area=code) for code in sorted(taken)]
    kinds = unit_kinds().areas
    for area in made:
        if area.kind not in kinds:
            found.append(problem("area.kind-unknown", Where(field="kind"), area=area.code, kind=area.kind))
    codes = {area.code for area in made}
    return found + [p for p in core.area_problems([*parents, *made]) if p.values["area"] in codes]


def area_create(made: core.Area, remark: str = "") -> Area:
    parent = Area.objects.get(code=made.parent) if made.parent else None
    return Area.objects.create(
        code=made.code,
        kind=made.kind,
        name=made.name,
        search=area_search(made.name),
        parent=parent,
        first_day=made.first_day,
        last_day=made.last_day,
        note=remark,
    )


def area_search(name: str) -> str:
    return search_text([name], unit_kinds().abbreviations)[:300]


def area_of(row: Area) -> core.Area:
    """A record as a value of the core."""
    parent = row.parent.code if row.parent else ""
    return core.Area(row.code, row.kind, row.name, row.first_day, row.last_day, parent)


def areas() -> list[core.Area]:
    """Every area ever recorded, for territory versions."""
    return [area_of(row) for row in Area.objects.select_related("parent")]
