"""What waits for somebody: things to do, deeds to confirm, months to fill, periods to close. No question per row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.actions.scheme import SchemeTexts
from thidua.core.period import Period, PeriodKind
from thidua.core.score.rows import columns
from thidua.store import access
from thidua.store.access import CLOSES, CONFIRMS, Viewer
from thidua.store.models import ActionItem, ClusterMember, Deed, Figure, MovementPeriod
from thidua.web.titles import scheme_named

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
    """Months with weeks that are over, still open and not complete, oldest first. Three questions."""
    units = {unit.pk: unit for unit in access.recordable_units(viewer)}
    if not units:
        return []
    periods = list(
        MovementPeriod.objects.filter(
            state="open", kind=PeriodKind.WEEK, last_day__lt=viewer.day,
            movement__clusters__members__unit__in=units,
        ).select_related("movement").distinct()
    )  # fmt: skip
    codes = {row.code for row in periods}
    have = set(
        Figure.objects.filter(unit__in=units, period__in=codes, replaced_by__isnull=True).values_list(
            "unit_id", "period", "figure"
        )
    )
    in_movement: dict[int, list[ClusterMember]] = {}
    rows = ClusterMember.objects.filter(
        unit__in=units, cluster__movements__in={p.movement_id for p in periods}
    )
    for member in rows.prefetch_related("cluster__movements"):
        for movement in member.cluster.movements.all():
            in_movement.setdefault(movement.pk, []).append(member)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    texts = SchemeTexts(row.movement.scheme for row in periods)
    for row in periods:
        scheme = scheme_named(row.movement.scheme, row.last_day, texts)
        wanted = columns(scheme) if scheme and scheme.period is PeriodKind.WEEK else ()
        for member in in_movement.get(row.movement_id, ()):
            if member.in_force(row.last_day):
                key = units[member.unit_id].code, Period.parse(row.code).within(PeriodKind.MONTH).code
                lacking, asked = found.get(key, (0, 0))
                lacking += sum((member.unit_id, row.code, figure) not in have for figure in wanted)
                found[key] = lacking, asked + len(wanted)
    names = {unit.code: unit.name for unit in units.values()}
    made = [
        Gap(c, names[c], Period.parse(m), lacking, asked)
        for (c, m), (lacking, asked) in found.items()
        if lacking
    ]
    return sorted(made, key=lambda gap: (gap.month, gap.unit))


def periods_to_close(viewer: Viewer) -> list[MovementPeriod]:
    """Periods that are over and not closed, of movements this person closes."""
    owned = [post.unit for post in viewer.posts if post.role in CLOSES]
    rows = MovementPeriod.objects.filter(movement__owner__code__in=owned, last_day__lt=viewer.day)
    return list(rows.exclude(state="closed").select_related("movement").order_by("last_day", "kind")[:MOST])


def context(viewer: Viewer) -> dict[str, Any]:
    todo = list(items(viewer)[: MOST + 1])
    confirm = list(deeds_to_confirm(viewer)[: MOST + 1])
    waiting = gaps(viewer)
    return {
        "items": [{"item": i, "late": i.due < viewer.day, "days": abs((i.due - viewer.day).days),
                   "mine": viewer.person is not None and i.owner_id == viewer.person.pk} for i in todo[:MOST]],
        "more_items": len(todo) > MOST,
        "confirm": confirm[:MOST],
        "more_confirm": len(confirm) > MOST,
        "returned": list(returned(viewer)[:MOST]) if viewer.person else [],
        "gaps": waiting[:MOST],
        "gap_count": len(waiting),
        "closing": periods_to_close(viewer),
    }  # fmt: skip
