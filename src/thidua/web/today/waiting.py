"""What waits for somebody: things to do, deeds to confirm, papers to sign, months to fill. No question per row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from thidua.core.period import Period, PeriodKind
from thidua.store import access
from thidua.store.access import CONFIRMS, Viewer
from thidua.store.models import ActionItem, Compact, Deed, Figure, MovementPeriod, Plan, Post
from thidua.web.today.desk import Desk
from thidua.web.today.owed import owed

MOST = 12


def items(viewer: Viewer) -> QuerySet[ActionItem]:
    """Things not done yet that the person owns, or that the units she leads own."""
    mine = Q(plan__unit__code__in=_led(viewer))
    if viewer.person is not None:
        mine |= Q(owner=viewer.person)
    rows = ActionItem.objects.filter(mine, done_on__isnull=True, plan__state="approved")
    return rows.select_related("owner", "clause", "plan", "plan__unit", "plan__directive").order_by(
        "due", "pk"
    )


def _led(viewer: Viewer) -> list[str]:
    return [post.unit for post in viewer.posts if post.role in CONFIRMS]


def deeds_to_confirm(viewer: Viewer) -> QuerySet[Deed]:
    rows = access.deeds(viewer).filter(
        confirmed_by__isnull=True, returned_reason="", unit__code__in=_led(viewer)
    )
    return rows.exclude(recorded_by=viewer.person).select_related("unit", "recorded_by").order_by("on", "pk")


def returned(viewer: Viewer) -> QuerySet[Deed]:
    """What the person recorded and got back, not yet written again."""
    rows = access.deeds(viewer).filter(recorded_by=viewer.person, replaced_by__isnull=True)
    return rows.exclude(returned_reason="").select_related("unit").order_by("-on")


@dataclass(frozen=True, slots=True)
class Gap:
    """A month of one unit in which open weeks lack figures; `lacking` of `wanted` cells."""

    unit: str
    name: str
    month: Period
    lacking: int
    wanted: int


def gaps(viewer: Viewer) -> list[Gap]:
    """Months with weeks that are over, still open and not complete, oldest first. Four questions."""
    units = {unit.pk: unit for unit in access.recordable_units(viewer)}
    if not units:
        return []
    periods = MovementPeriod.objects.filter(
        state="open",
        kind=PeriodKind.WEEK,
        last_day__lt=viewer.day,
        movement__clusters__members__unit__in=units,
    )
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row, shortfall in owed(list(periods.select_related("movement").distinct()), units).items():
        for unit, (missing, asked) in shortfall.items():
            key = units[unit].code, Period.parse(row.code).within(PeriodKind.MONTH).code
            before = found.get(key, (0, 0))
            found[key] = before[0] + missing, before[1] + asked
    names = {unit.code: unit.name for unit in units.values()}
    made = [
        Gap(c, names[c], Period.parse(m), missing, asked)
        for (c, m), (missing, asked) in found.items()
        if missing
    ]
    return sorted(made, key=lambda gap: (gap.month, gap.unit))


# --- The blocks -------------------------------------------------------------------------------------------


def months_due(desk: Desk) -> dict[str, Any] | None:
    due = gaps(desk.viewer)
    return {"rows": due[:MOST], "count": len(due), "more": len(due) - MOST} if due else None


def classes_due(desk: Desk) -> dict[str, Any] | None:
    """Officers of a unit she leads who have no class yet for an open week that is over; by month. Three questions."""
    led = _led(desk.viewer)
    weeks = (
        MovementPeriod.objects.filter(
            state="open",
            kind=PeriodKind.WEEK,
            last_day__lt=desk.viewer.day,
            movement__collectives__code__in=led,
        )
        if led
        else MovementPeriod.objects.none()
    )
    periods = list(weeks.annotate(collective=F("movement__collectives__code")).order_by("first_day"))
    if not periods:
        return None
    posts = list(Post.objects.filter(unit__code__in=led).select_related("unit"))
    given = set(
        Figure.objects.filter(
            person__in=[post.person_id for post in posts], period__in=[row.code for row in periods],
            replaced_by__isnull=True,
        ).values_list("person_id", "period")
    )  # fmt: skip
    due: dict[tuple[str, str], set[tuple[int, str]]] = {}
    for row in periods:
        for post in posts:
            if (
                post.unit.code == row.collective
                and post.in_force(row.last_day)
                and (post.person_id, row.code) not in given
            ):
                month = Period.parse(row.code).within(PeriodKind.MONTH).code
                due.setdefault((row.collective, month), set()).add((post.person_id, row.code))
    names = {post.unit.code: post.unit.name for post in posts}
    rows = [
        {"unit": unit, "name": names[unit], "month": month, "lacking": len(held)}
        for (unit, month), held in sorted(due.items())
    ]
    return {"rows": rows, "count": len(rows)} if rows else None


def to_confirm(desk: Desk) -> dict[str, Any] | None:
    if not _led(desk.viewer):
        return None
    rows = list(deeds_to_confirm(desk.viewer)[: MOST + 1])
    return {"rows": rows[:MOST], "count": len(rows), "more": len(rows) > MOST} if rows else None


def came_back(desk: Desk) -> dict[str, Any] | None:
    rows = list(returned(desk.viewer)[:MOST]) if desk.viewer.person else []
    return {"rows": rows, "count": len(rows)} if rows else None


def to_sign(desk: Desk) -> dict[str, Any] | None:
    """Compacts and plans that wait for the signature of a unit this person may sign for."""
    led = _led(desk.viewer)
    if not led:
        return None
    unsigned = Q(unit__code__in=led, unit_signed_on=None) | Q(superior__code__in=led, superior_signed_on=None)
    compacts = Compact.objects.filter(unsigned).select_related("movement", "unit", "superior").order_by("pk")
    drafts = (
        Plan.objects.filter(unit__code__in=led, state=Plan.State.DRAFT).select_related("unit").order_by("pk")
    )
    held = {"compacts": list(compacts[:MOST]), "plans": list(drafts[:MOST])}
    count = len(held["compacts"]) + len(held["plans"])
    return {**held, "count": count} if count else None


def things_to_do(desk: Desk) -> dict[str, Any] | None:
    rows = list(items(desk.viewer)[: MOST + 1])
    if not rows:
        return None
    own = desk.viewer.person.pk if desk.viewer.person else None
    lines = [
        {
            "item": row,
            "late": row.due < desk.viewer.day,
            "days": abs((row.due - desk.viewer.day).days),
            "mine": row.owner_id == own,
        }
        for row in rows[:MOST]
    ]
    return {"rows": lines, "count": len(lines), "more": len(rows) > MOST}
