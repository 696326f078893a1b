"""The papers put to work: directive, plans, movements launched, compacts signed, targets handed down and changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.numbers import WEEKLY_TARGETS
from thidua.actions.demo.papers import (
    FLOOD_DAY,
    FLOOD_FIGURE,
    FLOOD_LESS,
    FLOOD_REASON,
    FLOOD_UNIT,
    FLOOD_WEEKS,
    MOVEMENT,
    NEXT_CLASS_MOVEMENT,
    NEXT_MOVEMENT,
    SLOGAN,
    MadeCompact,
    MadeDirective,
    MadeItem,
    MadeMovement,
    MadePlan,
)
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import PROVINCE
from thidua.actions.demo.world import FULL_YEAR
from thidua.actions.directive import directive_add, item_add, item_done, plan_add, plan_approve
from thidua.actions.movement import (
    TargetEntry,
    compact_draw_up,
    compact_sign,
    launch_receive,
    movement_create,
    movement_launch,
    target_change,
    targets_set,
)
from thidua.actions.movement_end import movement_approve
from thidua.core.number import MILLI
from thidua.store.models import Cluster, Commitment, Compact, Directive, Movement, Plan, Target

LAW = "luat-06-2022-qh15"
PREPARED = moment(date(2024, 12, 24), 9)


def promises_make(rows: Rows, tell: Callable[[str, int, int], None]) -> None:
    """All that is promised at the beginning of the year."""
    world = rows.world
    total = len(world.plans) + len(world.movements) + len(world.compacts) + 1
    done = 0
    tell("papers", done, total)
    directive = directive_set_up(rows, world.directive)
    for plan in world.plans:
        plan_set_up(rows, directive, plan)
        tell("papers", done := done + 1, total)
    for made in world.movements:
        if made.code not in (NEXT_MOVEMENT, NEXT_CLASS_MOVEMENT):
            movement_set_up(rows, made, PREPARED)
        tell("papers", done := done + 1, total)
    movement = Movement.objects.get(code=MOVEMENT)
    _launch(rows, movement)
    for compact in world.compacts:
        _compact(rows, movement, compact)
        tell("papers", done := done + 1, total)
    _hand_down(rows, movement)
    tell("papers", total, total)


def directive_set_up(rows: Rows, made: MadeDirective, supersedes: Directive | None = None) -> Directive:
    return directive_add(
        by=rows.emulation,
        at=moment(made.issued, 10),
        code=made.code,
        kind=made.kind,
        number=made.number,
        issuer=made.issuer,
        subject=made.subject,
        first_day=made.issued,
        issued=made.issued,
        source="Văn bản giả định, chỉ để trình diễn",
        clauses=made.clauses,
        supersedes=supersedes,
    )


def plan_set_up(rows: Rows, directive: Directive, made: MadePlan) -> None:
    by = rows.viewer(rows.world.leader(made.unit).code)
    plan = plan_add(
        by=by,
        at=moment(made.issued, 8),
        code=made.code,
        directive=directive,
        unit=rows.units[made.unit],
        title=made.title,
        issued=made.issued,
        benefit=made.benefit,
        number=made.number,
        parent=Plan.objects.filter(code=made.parent).first(),
    )
    clauses = {clause.ref: clause for clause in directive.clauses.all()}
    items = [
        item_add(
            by=by,
            at=moment(made.issued, 9),
            plan=plan,
            title=item.title,
            owner=rows.people[item.owner],
            due=item.due,
            measure=item.measure,
            clause=clauses.get(item.clause),
            figure=item.figure,
        )
        for item in made.items
    ]
    plan_approve(by=by, at=moment(made.issued, 16), plan=plan)
    for row, item in zip(items, made.items, strict=True):
        if item.done_on and _within(rows, item):
            by_owner = rows.viewer(item.owner)
            item_done(by=by_owner, at=moment(item.done_on, 16), item=row, on=item.done_on)


def _within(rows: Rows, item: MadeItem) -> bool:
    """Whether a shorter world has come so far; the whole year ends on its last day, not its last week's."""
    end = date(2025, 12, 31) if len(rows.world.weeks) == FULL_YEAR else rows.world.weeks[-1].end
    return item.done_on is not None and item.done_on <= end


def movement_set_up(rows: Rows, made: MadeMovement, at: datetime) -> Movement:
    made_row = movement_create(
        by=rows.emulation,
        at=at,
        code=made.code,
        title=made.title,
        owner=rows.units[PROVINCE],
        scheme=made.scheme,
        first_day=made.first_day,
        last_day=made.last_day,
        form=made.form,
        scope=made.scope,
        slogan=SLOGAN,
        legal_basis=Directive.objects.filter(code=LAW).first(),
        parent=Movement.objects.filter(code=made.parent).first(),
        clusters=Cluster.objects.filter(code__in=made.clusters),
        collectives=[rows.units[code] for code in made.collectives],
    )
    by = rows.viewer(rows.world.leader(PROVINCE).code)
    return movement_approve(by=by, at=at + timedelta(hours=2), movement=made_row)


def _launch(rows: Rows, movement: Movement) -> None:
    """To every unit that is compared, on the first working day on which it exists."""
    days: dict[date, list[str]] = {}
    for compact in rows.world.compacts:
        day = max(date(2025, 1, 2), rows.units[compact.unit].first_day)
        days.setdefault(day, []).append(compact.unit)
    for day, codes in sorted(days.items()):
        units = [rows.units[code] for code in codes]
        launches = movement_launch(
            by=rows.emulation, at=moment(day, 8, 30), movement=movement, units=units, on=day
        )
        for launch in launches:
            launch_receive(by=rows.recorder(launch.unit.code), at=moment(day, 14), launch=launch)


def _compact(rows: Rows, movement: Movement, made: MadeCompact) -> None:
    superior, unit = rows.units[made.superior], rows.units[made.unit]
    by = rows.emulation if made.superior == PROVINCE else rows.viewer(made.superior_signer)
    entries = [
        TargetEntry(rows.subject(target.subject), target.figure, target.period, target.value)
        for target in made.targets
    ]
    compact = compact_draw_up(
        by=by,
        at=moment(made.on, 8),
        code=made.code,
        movement=movement,
        superior=superior,
        unit=unit,
        text=made.text,
        targets=entries,
    )
    Commitment.objects.bulk_create(
        Commitment(compact=compact, person=rows.people[person], text=text, measure=measure, due=due)
        for person, text, measure, due in made.commitments
    )
    _sign(rows, compact, made)


def _sign(rows: Rows, compact: Compact, made: MadeCompact) -> None:
    for hour, person, unit in (
        (9, made.superior_signer, made.superior),
        (10, made.unit_signer, made.unit),
    ):
        compact_sign(by=rows.viewer(person), at=moment(made.on, hour), compact=compact, unit=rows.units[unit])


def _hand_down(rows: Rows, movement: Movement) -> None:
    """The province's own targets of the year, and the weekly share of every unit's yearly promise."""
    own: dict[str, int] = {}
    for compact in rows.world.compacts:
        if compact.superior == PROVINCE:
            for target in compact.targets:
                own[target.figure] = own.get(target.figure, 0) + target.value
    entries = [TargetEntry(rows.units[PROVINCE], figure, "2025", value) for figure, value in own.items()]
    entries += [
        TargetEntry(rows.units[unit.code], figure, week.code, promised[unit.sort] * MILLI)
        for week in rows.world.weeks
        for unit in rows.world.units
        if unit.first_day <= week.end
        for figure, promised in WEEKLY_TARGETS.items()
        if unit.sort in promised
    ]
    targets_set(by=rows.emulation, at=moment(date(2025, 1, 7), 9), movement=movement, entries=entries)


def flood_change(rows: Rows) -> None:
    """The annex after the flood: four weeks and the year are lowered, with the reason and both signatures."""
    weeks = [week.code for week in rows.world.weeks if int(week.code[-2:]) in FLOOD_WEEKS]
    targets = Target.objects.filter(
        unit=rows.units[FLOOD_UNIT], figure=FLOOD_FIGURE, period__in=["2025", *weeks]
    )
    for target in targets.order_by("period"):
        less = FLOOD_LESS * (len(weeks) if target.period == "2025" else 1)
        target_change(
            by=rows.emulation,
            at=moment(FLOOD_DAY, 8, 15),
            target=target,
            value=target.value - less * MILLI,
            reason=FLOOD_REASON,
            on=FLOOD_DAY,
            superior_signed_by=rows.people[rows.world.leader(PROVINCE).code].name,
            unit_signed_by=rows.people[rows.world.leader(FLOOD_UNIT).code].name,
        )
