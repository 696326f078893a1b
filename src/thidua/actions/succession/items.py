"""What a unit still answers for when it ends, and what handing each of it over means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from thidua.core.dispute import DisputeState
from thidua.core.inspection import InspectionState
from thidua.core.period import Period
from thidua.core.unit import Carry, LinkKind, OpenItem, Purpose, Role, Succession, carried, rule
from thidua.office.format import count
from thidua.store import access
from thidua.store.models import (
    ActionItem,
    ClusterMember,
    Compact,
    Deed,
    Dispute,
    Handover,
    Inspection,
    Movement,
    Plan,
    Post,
    Proposal,
    Report,
    Target,
    Unit,
    UnitLink,
    UnitSuccession,
    Weakness,
)

Found = Iterator[tuple[str, str]]  # code of the item within its kind, title
_CARES = {LinkKind.COMMAND: "cấp dưới trực tiếp", LinkKind.PATRONAGE: "đang phụ trách"}


def open_items(unit: Unit, day: date, ending: Iterable[str] = ()) -> list[OpenItem]:
    """What a unit that ends before `day` still answers for, kind by kind as in `KINDS`.

    Args:
        ending: codes of the units that end with it; what hangs between them needs no heir.
    """
    gone = frozenset(ending) | {unit.code}
    return [
        OpenItem(f"{kind}:{code}", unit.code, title)
        for kind, find in KINDS.items()
        for code, title in find(unit, day, gone)
    ]


def _still(day: date) -> Q:
    return Q(last_day__isnull=True) | Q(last_day__gte=day)


def _links(kind: LinkKind) -> Callable[[Unit, date, frozenset[str]], Found]:
    def find(unit: Unit, day: date, gone: frozenset[str]) -> Found:
        child = Q(child__last_day__isnull=True) | Q(child__last_day__gte=day)
        links = UnitLink.objects.filter(_still(day), child, parent=unit, kind=kind).exclude(
            child__code__in=gone
        )
        for link in links.select_related("child").order_by("child__code"):
            yield link.child.code, f"{link.child.name} ({_CARES[kind]})"

    return find


def _plans(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    left = Count("items", filter=Q(items__done_on__isnull=True))
    for plan in Plan.objects.filter(unit=unit).exclude(state=Plan.State.CLOSED).annotate(left=left):
        yield plan.code, f"{plan.title} ({count(plan.left)} việc chưa xong)" if plan.left else plan.title


def _action_items(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """Things to do in plans of other units, by somebody who serves only here."""
    eve = day - timedelta(days=1)
    here = Post.objects.on(eve).filter(unit=unit).values("person")
    elsewhere = Post.objects.on(day).exclude(unit__code__in=gone).values("person")
    rows = ActionItem.objects.filter(done_on__isnull=True, owner__in=here).exclude(owner__in=elsewhere)
    for item in rows.exclude(plan__unit=unit).exclude(plan__state=Plan.State.CLOSED).select_related("owner"):
        yield str(item.pk), f"{item.title} ({item.owner.name})"


def _movements(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    for movement in Movement.objects.filter(_still(day), owner=unit).order_by("code"):
        yield movement.code, movement.title


def _compacts(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """Once for each side; between two units that end together the one that promised names it."""
    running = Q(movement__last_day__isnull=True) | Q(movement__last_day__gte=day)
    rows = Compact.objects.filter(running, Q(unit=unit) | Q(superior=unit)).order_by("code")
    for row in rows.select_related("movement", "unit", "superior"):
        side = "đã hứa" if row.unit_id == unit.pk else "cấp trên đã ký"
        yield (
            f"{row.code}/{unit.code}",
            f"Giao ước {row.superior.name} – {row.unit.name}, {row.movement.title} ({side})",
        )


def _targets(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    found: dict[str, list[Target]] = {}
    for target in Target.objects.filter(unit=unit).select_related("movement").order_by("movement__code"):
        if Period.parse(target.period).end >= day:
            found.setdefault(target.movement.code, []).append(target)
    for code, targets in found.items():
        yield (
            f"{code}/{unit.code}",
            f"{count(len(targets))} chỉ tiêu còn hạn của “{targets[0].movement.title}”",
        )


def _members(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    rows = ClusterMember.objects.filter(_still(day), unit=unit).filter(
        Q(cluster__last_day__isnull=True) | Q(cluster__last_day__gte=day)
    )
    for row in rows.select_related("cluster").order_by("cluster__code"):
        yield f"{row.cluster.code}/{unit.code}", f"Thành viên {row.cluster.title}"


def _deeds(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """Neither confirmed nor sent back; what was sent back is written again by whoever takes over."""
    rows = Deed.objects.filter(unit=unit, confirmed_by__isnull=True, returned_reason="").order_by("on", "pk")
    for row in rows:
        yield row.code, f"{row.summary} ({row.on:%d/%m/%Y}, chưa xác nhận)"


def _proposals(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    for row in Proposal.objects.filter(unit=unit, answer=Proposal.Answer.WAITING).order_by("on", "pk"):
        yield row.code, f"{row.title} (gửi {row.to}, {row.on:%d/%m/%Y})"


def _reports(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """Months that have not been approved by every level above."""
    for row in Report.objects.filter(unit=unit).order_by("month"):
        if row.height <= len(row.levels):
            yield f"{row.month}/{unit.code}", f"Báo cáo {row.month} chưa duyệt xong"


def _disputes(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """The unit's own; an officer pursues hers herself, wherever she serves."""
    rows = Dispute.objects.filter(unit=unit, person=None, state=DisputeState.OPEN).order_by("due", "pk")
    for row in rows:
        yield row.code, f"Khiếu nại {row.code}, {row.title} (hạn trả lời {row.due:%d/%m/%Y})"


def _inspections(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    """Not concluded, with items of this unit."""
    rows = Inspection.objects.filter(items__unit=unit).exclude(state=InspectionState.CONCLUDED).distinct()
    for row in rows.order_by("pk"):
        yield f"{row.code}/{unit.code}", f"Kiểm tra {row.code}, tháng {row.month}, chưa kết luận"


def _weaknesses(unit: Unit, day: date, gone: frozenset[str]) -> Found:
    for row in Weakness.objects.filter(unit=unit, closed_on=None).order_by("due", "pk"):
        yield row.code, f"{row.title} (hạn {row.due:%d/%m/%Y})"


KINDS: Mapping[str, Callable[[Unit, date, frozenset[str]], Found]] = {
    "command": _links(LinkKind.COMMAND),
    "patronage": _links(LinkKind.PATRONAGE),
    "movement": _movements,
    "plan": _plans,
    "item": _action_items,
    "compact": _compacts,
    "targets": _targets,
    "member": _members,
    "deed": _deeds,
    "proposal": _proposals,
    "report": _reports,
    "dispute": _disputes,
    "inspection": _inspections,
    "weakness": _weaknesses,
}


_OWNED: Mapping[str, tuple[Any, str]] = {
    "plan": (Plan, "unit"),
    "proposal": (Proposal, "unit"),
    "movement": (Movement, "owner"),
    "weakness": (Weakness, "unit"),
}


def hand_over(
    row: UnitSuccession, step: Succession, items: Iterable[OpenItem], assigned: Mapping[str, str]
) -> None:
    """Give each open item to its heir and write down who took what. The heirs exist by now."""
    items = list(items)
    heirs = {
        unit.code: unit for unit in Unit.objects.filter(code__in={assigned[item.code] for item in items})
    }
    owners = {unit.code: unit for unit in row.before.all()}
    for item in items:
        kind, _, code = item.code.partition(":")
        _give(kind, code, heirs[assigned[item.code]], step)
    if any(item.code.startswith("targets:") for item in items):
        _carry_targets(step)
    Handover.objects.bulk_create(
        Handover(
            succession=row, item=item.code, title=item.title[:400], before=owners[item.owner],
            heir=heirs[assigned[item.code]],
        )
        for item in items
    )  # fmt: skip


def _give(kind: str, code: str, heir: Unit, step: Succession) -> None:
    """Compacts stay as signed, deeds and disputes as they were written, targets follow their rule."""
    match kind:
        case "command" | "patronage":
            _take_in(Unit.objects.get(code=code), LinkKind(kind), heir, step)
        case "report":
            month, _, old = code.partition("/")
            _pass_levels(Report.objects.filter(unit__code=old, month=month), heir, step)
        case "plan" | "proposal" | "movement" | "weakness":
            rows, owner = _OWNED[kind]
            rows.objects.filter(code=code).update(**{owner: heir})
        case "item":
            if heads := access.holders(heir, [Role.HEAD], step.on):
                ActionItem.objects.filter(pk=code).update(owner=heads[0])
        case "member":
            cluster = code.partition("/")[0]
            if not ClusterMember.objects.on(step.on).filter(cluster__code=cluster, unit=heir).exists():
                old = ClusterMember.objects.filter(cluster__code=cluster, unit__code=code.partition("/")[2])
                row = old.select_related("cluster").latest("first_day")
                ClusterMember.objects.create(
                    cluster=row.cluster, unit=heir, role=row.role, form=row.form, first_day=step.on
                )


def _take_in(child: Unit, kind: LinkKind, heir: Unit, step: Succession) -> None:
    """Under the heir from that day on, and so are its reports that are still on their way."""
    there = UnitLink.objects.on(step.on).filter(child=child, kind=kind)
    if kind == LinkKind.PATRONAGE:
        there = there.filter(parent=heir)
    if child.in_force(step.on) and not there.exists():
        UnitLink.objects.create(child=child, parent=heir, kind=kind, first_day=step.on)
    if kind == LinkKind.COMMAND:
        _pass_levels(Report.objects.filter(unit=child), heir, step)


def _pass_levels(reports: Iterable[Report], heir: Unit, step: Succession) -> None:
    """Where an ended unit would have approved what is still on its way, its heir does."""
    gone = set(step.before) - set(step.after)
    for row in reports:
        if row.height <= len(row.levels) and gone & set(row.levels):
            row.levels = list(dict.fromkeys(heir.code if code in gone else code for code in row.levels))
            row.save(update_fields=["levels"])


def _carry_targets(step: Succession) -> None:
    """Targets still to be met, by the rule of the record; a target the heir has already stays as it is."""
    how = rule(step, Purpose.TARGETS)
    if how not in (Carry.SUM, Carry.INHERIT):
        return
    groups: dict[tuple[int, str, str], dict[str, int]] = {}
    rows = (
        Target.objects.filter(unit__code__in=step.before).select_related("unit").prefetch_related("changes")
    )
    for target in rows:
        if Period.parse(target.period).end >= step.on and target.unit is not None:
            last = max(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
            key = (target.movement_id, target.figure, target.period)
            groups.setdefault(key, {})[target.unit.code] = last.after if last else target.value
    heirs = {unit.code: unit for unit in Unit.objects.filter(code__in=step.after)}
    have = set(
        Target.objects.filter(unit__in=heirs.values()).values_list(
            "movement_id", "figure", "period", "unit__code"
        )
    )
    Target.objects.bulk_create(
        Target(movement_id=movement, figure=figure, period=period, unit=heirs[code], value=value)
        for (movement, figure, period), values in sorted(groups.items())
        for code, value in sorted(carried(Purpose.TARGETS, values, [step]).values.items())
        if (movement, figure, period, code) not in have
    )
