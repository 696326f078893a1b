"""The two ends of a movement: approved before it is launched; summed up, weak points carried on, archived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.core.award import DECIDED_STATES
from thidua.core.figure import Direction, FigureDefinition
from thidua.core.movement import Fulfilment, RoundStage, Span, outcome, overlaps
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.core.text import visible
from thidua.office.format import number
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Award,
    Compact,
    Figure,
    Movement,
    MovementEnd,
    MovementPeriod,
    Target,
    TargetOutcome,
    Unit,
)


@transaction.atomic
def movement_approve(*, by: Viewer, at: datetime, movement: Movement) -> Movement:
    """The head or a deputy of the unit that owns it says that a drafted round may be launched.

    Raises:
        Refused: "access.may-not-sign"; "movement.approved-already".
    """
    person = acting(by)
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(pk=movement.pk)
    allow(access.may_sign(by, movement.owner), "access.may-not-sign", unit=movement.owner.name)
    allow(movement.approved_at is None, "movement.approved-already", title=movement.title)
    movement.approved_by, movement.approved_at = person.name, at
    movement.save(update_fields=["approved_by", "approved_at"])
    _tell(by, at, "movement-approve", movement, f"Duyệt phong trào “{movement.title}”.")
    return movement


def movement_overlaps(movement: Movement) -> list[Movement]:
    """Other rounds of the same owner that run on some of the same days."""
    rows = {row.code: row for row in Movement.objects.filter(owner=movement.owner_id).exclude(pk=movement.pk)}
    own = Span(movement.code, movement.first_day, movement.last_day)
    spans = (Span(row.code, row.first_day, row.last_day) for row in rows.values())
    return [rows[code] for code in overlaps(own, spans)]


def movement_stages(movement: Movement, day: date) -> Mapping[RoundStage, bool]:
    """Which stages the records show; nothing is ticked by hand."""
    end = MovementEnd.objects.filter(movement=movement).first()
    signed = Compact.objects.filter(movement=movement).exclude(digest="")
    return {
        RoundStage.DRAFTED: True,
        RoundStage.APPROVED: movement.approved_at is not None,
        RoundStage.LAUNCHED: movement.launches.exists(),
        RoundStage.SIGNED: signed.exists(),
        RoundStage.RUNNING: movement.first_day <= day
        and MovementPeriod.objects.filter(movement=movement).exists(),
        RoundStage.SUMMARISED: end is not None,
        RoundStage.REWARDED: Award.objects.filter(
            close__period__movement=movement, state__in=DECIDED_STATES
        ).exists(),
        RoundStage.ARCHIVED: end is not None and end.archived_at is not None,
    }


@dataclass(frozen=True, slots=True)
class Reached:
    """One promise of a compact beside what was counted over its period."""

    target: Target
    promised: int
    actual: int | None
    outcome: Fulfilment
    ground: str
    definition: FigureDefinition | None


def reached_targets(movement: Movement) -> list[Reached]:
    """Promises of the signed compacts with what the records of their periods add up to. Three questions."""
    rows = (
        Target.objects.filter(movement=movement, compact__isnull=False, unit__isnull=False)
        .exclude(compact__digest="")
        .select_related("unit", "compact")
        .prefetch_related("changes")
        .order_by("unit__name", "figure", "period")
    )
    targets = [target for target in rows if target.unit_id == target.compact.unit_id]  # type: ignore[union-attr]
    counted = _counted({t.unit_id for t in targets if t.unit_id}, {t.figure for t in targets})
    found = []
    for target in targets:
        last = max(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
        promised = last.after if last else target.value
        span = Period.parse(target.period)
        definition = figure_definition(target.figure, span.end)
        values = counted.get((target.unit_id or 0, target.figure), {})
        actual, parts = _sum(values, span, definition)
        direction = definition.direction if definition else Direction.MORE
        ground = _ground(actual, promised, parts, span)
        found.append(
            Reached(target, promised, actual, outcome(promised, actual, direction), ground, definition)
        )
    return found


Counted = dict[tuple[int, str], dict[str, int]]


def _counted(units: Iterable[int], figures: Iterable[str]) -> Counted:
    """(unit, figure) → period → thousandths, of the values that stand and are there."""
    rows = Figure.objects.filter(
        unit__in=list(units), figure__in=list(figures), replaced_by=None, state=State.PRESENT
    ).values_list("unit_id", "figure", "period", "numerator", "denominator")
    found: Counted = {}
    for unit, figure, period, numerator, denominator in rows:
        found.setdefault((unit, figure), {})[period] = numerator * MILLI // denominator
    return found


def _sum(
    values: Mapping[str, int], span: Period, definition: FigureDefinition | None
) -> tuple[int | None, int]:
    """The value of that very period, or for a count the sum of the shorter periods inside it; and of how many."""
    if span.code in values:
        return values[span.code], 1
    if definition is None or definition.kind not in (FigureKind.COUNT, FigureKind.AMOUNT):
        return None, 0
    inside: dict[str, list[int]] = {}
    for code, value in values.items():
        part = Period.parse(code)
        if span.start <= part.end <= span.end:
            inside.setdefault(part.kind, []).append(value)
    most = max(inside.values(), key=len, default=[])
    return (sum(most), len(most)) if most else (None, 0)


def _ground(actual: int | None, promised: int, parts: int, span: Period) -> str:
    if actual is None:
        return f"Không có số liệu nào trong kỳ {span.code}"
    return f"{number(actual)}/{number(promised)}, cộng từ {parts} kỳ có số liệu"


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of one target when they sum up."""

    outcome: str
    ground: str


@transaction.atomic
def movement_summarise(
    *,
    by: Viewer,
    at: datetime,
    movement: Movement,
    text: str,
    said: Mapping[int, Said],
    carried: Sequence[tuple[str, str]] = (),
) -> MovementEnd:
    """Sum a movement up: each promise with its outcome and ground; weak points not settled go to the next round.

    Args:
        said: primary key of a target → what people say of it; every promise of a signed compact needs one.
        carried: (unit code, sentence) of weak points to be settled in the next round.

    Raises:
        Refused: "access.may-not-plan"; "movement.summed-up-already"; "movement.refused" with all problems.
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-plan", unit=movement.owner.name)
    Movement.objects.select_for_update().get(pk=movement.pk)
    allow(not MovementEnd.objects.filter(movement=movement).exists(), "movement.summed-up-already")
    rows = {one.target.pk: one for one in reached_targets(movement)}
    found: list[Problem] = []
    if not text.strip():
        found.append(problem("movement.summary-missing", Where(field="text")))
    if movement.periods.exclude(state=MovementPeriod.State.CLOSED).exists():
        found.append(problem("movement.periods-open", Where(field="text")))
    for pk, one in rows.items():
        where = Where(field=f"outcome-{pk}")
        words = said.get(pk)
        if words is None or words.outcome not in set(Fulfilment):
            found.append(problem("movement.outcome-missing", where, subject=_whose(one)))
        elif not words.ground.strip():
            found.append(problem("movement.ground-missing", Where(field=f"ground-{pk}"), subject=_whose(one)))
    known = set(Unit.objects.filter(code__in=[code for code, _ in carried]).values_list("code", flat=True))
    found += [
        problem("unit.unknown", Where(field="carried"), unit=code) for code, _ in carried if code not in known
    ]
    if found:
        raise Refused("movement.refused", found)
    TargetOutcome.objects.bulk_create(
        TargetOutcome(
            target_id=pk, outcome=said[pk].outcome, actual=one.actual, ground=said[pk].ground.strip()[:400]
        )
        for pk, one in rows.items()
    )
    end = MovementEnd.objects.create(
        movement=movement, text=visible(text), by=by.name, at=at,
        carried=[[code, visible(sentence)[:300]] for code, sentence in carried if sentence.strip()],
    )  # fmt: skip
    missed = sum(words.outcome == Fulfilment.MISSED for words in said.values())
    sentence = f"Tổng kết phong trào “{movement.title}”: {len(rows)} chỉ tiêu, {missed} không đạt."
    _tell(by, at, "movement-summarise", movement, sentence)
    return end


def _whose(one: Reached) -> str:
    title = one.definition.title if one.definition else one.target.figure
    return f"{one.target.unit}, {title}"


@transaction.atomic
def movement_archive(*, by: Viewer, at: datetime, movement: Movement) -> MovementEnd:
    """Put a summed-up movement away: it stays readable, out of the list of those that run.

    Raises:
        Refused: "access.may-not-plan"; "movement.not-summed-up"; "movement.archived-already".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-plan", unit=movement.owner.name)
    end = MovementEnd.objects.select_for_update().filter(movement=movement).first()
    if end is None:
        raise Refused("movement.not-summed-up", title=movement.title)
    allow(end.archived_at is None, "movement.archived-already", title=movement.title)
    end.archived_by, end.archived_at = by.name, at
    end.save(update_fields=["archived_by", "archived_at"])
    _tell(by, at, "movement-archive", movement, f"Lưu trữ phong trào “{movement.title}”.")
    return end


def carried_into(movement: Movement) -> list[tuple[str, str]]:
    """Weak points that the owner's last summed-up round before this one left: (unit name, sentence)."""
    ends = MovementEnd.objects.filter(
        movement__owner=movement.owner_id, movement__first_day__lt=movement.first_day
    )
    last = ends.order_by("-movement__first_day", "-pk").first()
    if last is None:
        return []
    names = dict(Unit.objects.filter(code__in=[code for code, _ in last.carried]).values_list("code", "name"))
    return [(names.get(code, code), sentence) for code, sentence in last.carried]


def _tell(by: Viewer, at: datetime, action: str, movement: Movement, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"movement:{movement.code}", sentence=sentence)
