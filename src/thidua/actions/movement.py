"""Movements and the promises made in them: launch, compact, signatures, targets and their dated changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.scheme import scheme_codes
from thidua.core.figure import Aim
from thidua.core.movement import Promise, Reconciliation, compact_digest, reconcile, serves
from thidua.core.period import Period
from thidua.core.problem import NOWHERE, Problem, Refused, Where, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.text import is_code
from thidua.core.unit import LinkKind
from thidua.office.format import number, period_within
from thidua.store import access, vault
from thidua.store.access import Viewer
from thidua.store.models import (
    Cluster,
    Compact,
    Directive,
    Launch,
    Movement,
    Person,
    Target,
    TargetChange,
    Unit,
    UnitLink,
)

COUNTABLE = {FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO}


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """What one subject promises: this figure, this period, at least this much (thousandths)."""

    subject: Unit | Person
    figure: str
    period: str
    value: int
    parent: Target | None = None
    where: Where = NOWHERE


@transaction.atomic
def movement_create(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    title: str,
    owner: Unit,
    scheme: str,
    first_day: date,
    last_day: date | None = None,
    form: str = "regular",
    scope: str = "sector",
    slogan: str = "",
    occasion: str = "",
    legal_basis: Directive | None = None,
    parent: Movement | None = None,
    clusters: Iterable[Cluster] = (),
    collectives: Iterable[Unit] = (),
) -> Movement:
    """Set up a movement of a unit.

    Raises:
        Refused: "access.may-not-plan"; "movement.refused" with all problems.
    """
    acting(by)
    allow(access.may_plan(by, owner), "access.may-not-plan", unit=owner.name)
    found: list[Problem] = []
    if not is_code(code):
        found.append(problem("movement.code-unreadable", Where(field="code"), value=code))
    elif Movement.objects.filter(code=code).exists():
        found.append(problem("movement.code-taken", Where(field="code"), code=code))
    if last_day is not None and last_day < first_day:
        found.append(problem("movement.days-reversed", Where(field="last_day")))
    if scheme not in scheme_codes():
        found.append(problem("movement.scheme-unknown", Where(field="scheme"), scheme=scheme))
    if found:
        raise Refused("movement.refused", found)
    row = Movement.objects.create(
        code=code, title=title, owner=owner, scheme=scheme, first_day=first_day, last_day=last_day, form=form,
        scope=scope, slogan=slogan, occasion=occasion, legal_basis=legal_basis, parent=parent,
    )  # fmt: skip
    row.clusters.set(clusters)
    row.collectives.set(collectives)
    _tell(by, at, "movement-create", f"movement:{code}", f"Lập phong trào “{title}” của {owner.name}.")
    return row


@transaction.atomic
def movement_launch(
    *, by: Viewer, at: datetime, movement: Movement, units: Sequence[Unit], on: date
) -> list[Launch]:
    """Bring the movement to units below its owner; all of them or none.

    Raises:
        Refused: "access.may-not-plan"; "movement.not-approved"; "movement.refused" naming every unit that is not
            below or has it already.
    """
    acting(by)
    allow(access.may_plan(by, movement.owner), "access.may-not-plan", unit=movement.owner.name)
    allow(movement.approved_at is not None, "movement.not-approved", title=movement.title)
    below = access.below(frozenset({movement.owner.code}), on)
    have = set(movement.launches.values_list("unit__code", flat=True))
    found = [
        problem("movement.not-below", Where(field=unit.code), unit=unit.name, owner=movement.owner.name)
        for unit in units
        if unit.code not in below
    ] + [
        problem("movement.launched-already", Where(field=unit.code), unit=unit.name)
        for unit in units
        if unit.code in have
    ]
    if found:
        raise Refused("movement.refused", found)
    rows = Launch.objects.bulk_create(Launch(movement=movement, unit=unit, on=on) for unit in units)
    names = ", ".join(unit.name for unit in units)
    _tell(
        by, at, "movement-launch", f"movement:{movement.code}", f"Phát động “{movement.title}” tới {names}."
    )
    return rows


@transaction.atomic
def launch_receive(*, by: Viewer, at: datetime, launch: Launch) -> Launch:
    """The unit below says that the movement has reached it.

    Raises:
        Refused: "access.may-not-record".
    """
    person = acting(by)
    allow(access.may_record(by, launch.unit), "access.may-not-record", unit=launch.unit.name)
    launch.received_by, launch.received_at = person, at
    launch.save(update_fields=["received_by", "received_at"])
    subject = f"movement:{launch.movement.code}"
    _tell(by, at, "launch-receive", subject, f"{launch.unit.name} nhận phát động “{launch.movement.title}”.")
    return launch


# --- Compacts ---------------------------------------------------------------------------------------------


@transaction.atomic
def compact_draw_up(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    movement: Movement,
    superior: Unit,
    unit: Unit,
    text: str,
    targets: Sequence[TargetEntry],
) -> Compact:
    """Write a compact between two units with its targets; it binds nobody until both have signed.

    Raises:
        Refused: "access.may-not-plan" (for either unit); "compact.refused" with all problems.
    """
    acting(by)
    allow(
        access.may_plan(by, superior) or access.may_plan(by, unit), "access.may-not-plan", unit=superior.name
    )
    found: list[Problem] = []
    if Compact.objects.filter(code=code).exists():
        found.append(problem("movement.code-taken", Where(field="code"), code=code))
    if superior == unit:
        found.append(problem("compact.same-unit", Where(field="unit")))
    if not text.strip():
        found.append(problem("compact.text-missing", Where(field="text")))
    if not targets:
        found.append(problem("compact.no-targets", Where(field="targets")))
    elif not serves(d for entry in targets if (d := figure_definition(entry.figure, movement.first_day))):
        found.append(problem("compact.nothing-serves", Where(field="targets")))
    found += _target_problems(movement, targets)
    if found:
        raise Refused("compact.refused", found)
    row = Compact.objects.create(
        code=code, movement=movement, superior=superior, unit=unit, text=text.strip()
    )
    Target.objects.bulk_create(_target(movement, entry, row) for entry in targets)
    sentence = f"Lập giao ước giữa {superior.name} và {unit.name}, {len(targets)} chỉ tiêu."
    _tell(by, at, "compact-draw-up", f"compact:{code}", sentence)
    return row


@transaction.atomic
def compact_sign(*, by: Viewer, at: datetime, compact: Compact, unit: Unit) -> Compact:
    """Sign for one side, with name and day. With the second signature the text and targets are sealed.

    Raises:
        Refused: "access.may-not-sign"; "compact.signed-already".
    """
    person = acting(by)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    allow(access.may_sign(by, unit), "access.may-not-sign", unit=unit.name)
    day = at.astimezone(vault.HERE).date()
    if unit.pk == compact.superior_id and compact.superior_signed_on is None:
        compact.superior_signed_by, compact.superior_signed_on = person.name, day
    elif unit.pk == compact.unit_id and compact.unit_signed_on is None:
        compact.unit_signed_by, compact.unit_signed_on = person.name, day
    else:
        raise Refused("compact.signed-already", code=compact.code)
    if compact.signed:
        compact.digest = digest_of(compact)
    compact.save()
    _tell(by, at, "compact-sign", f"compact:{compact.code}", f"{person.name} ký giao ước thay {unit.name}.")
    return compact


def digest_of(compact: Compact) -> str:
    """The digest of text and targets as they stand before any annex; a signed compact must still give its own."""
    promises = []
    for target in compact.targets.select_related("unit", "person").prefetch_related("changes"):
        first = min(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
        value = first.before if first else target.value
        promises.append(Promise((target.unit or target.person).code, target.figure, target.period, value))
    return compact_digest(compact.text, promises)


@transaction.atomic
def compact_amend(*, by: Viewer, at: datetime, compact: Compact, text: str) -> Compact:
    """Change the text of a draft. A signature already given is withdrawn, for it was under another text.

    Raises:
        Refused: "access.may-not-plan"; "compact.immutable" once both have signed; "compact.text-missing".
    """
    acting(by)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)
    may = access.may_plan(by, compact.superior) or access.may_plan(by, compact.unit)
    allow(may, "access.may-not-plan", unit=compact.unit.name)
    allow(not compact.signed, "compact.immutable", code=compact.code)
    allow(bool(text.strip()), "compact.text-missing")
    compact.text = text.strip()
    compact.superior_signed_by = compact.unit_signed_by = ""
    compact.superior_signed_on = compact.unit_signed_on = None
    compact.save()
    _tell(by, at, "compact-amend", f"compact:{compact.code}", f"Sửa dự thảo giao ước {compact.code}.")
    return compact


# --- Targets ----------------------------------------------------------------------------------------------


@transaction.atomic
def targets_set(
    *, by: Viewer, at: datetime, movement: Movement, entries: Sequence[TargetEntry]
) -> list[Target]:
    """Set targets outside a compact (a superior hands them down); all or none.

    Raises:
        Refused: "access.may-not-plan"; "target.refused" with all problems.
    """
    acting(by)
    allow(access.may_plan(by, movement.owner), "access.may-not-plan", unit=movement.owner.name)
    if found := _target_problems(movement, entries):
        raise Refused("target.refused", found)
    rows = Target.objects.bulk_create(_target(movement, entry, None) for entry in entries)
    sentence = f"Giao {len(rows)} chỉ tiêu của “{movement.title}”."
    _tell(by, at, "targets-set", f"movement:{movement.code}", sentence)
    return rows


def target_set(*, by: Viewer, at: datetime, movement: Movement, entry: TargetEntry) -> Target:
    """One target; see `targets_set`."""
    return targets_set(by=by, at=at, movement=movement, entries=[entry])[0]


@transaction.atomic
def target_change(
    *,
    by: Viewer,
    at: datetime,
    target: Target,
    value: int,
    reason: str,
    on: date,
    superior_signed_by: str,
    unit_signed_by: str,
) -> TargetChange:
    """A dated annex: what was promised, what is promised now, why, and both signatures. Nothing is overwritten.

    Raises:
        Refused: "access.may-not-plan"; "target.refused" with all problems.
    """
    acting(by)
    target = Target.objects.select_for_update().get(pk=target.pk)
    allow(access.may_plan(by, target.movement.owner), "access.may-not-plan", unit=target.movement.owner.name)
    last = target.changes.order_by("on", "pk").last()
    before = last.after if last else target.value
    found: list[Problem] = []
    if value <= 0:
        found.append(problem("target.not-a-number", Where(field="value"), figure=target.figure))
    if value == before:
        found.append(problem("target.unchanged", Where(field="value")))
    if not reason.strip():
        found.append(problem("target.reason-missing", Where(field="reason")))
    if not (superior_signed_by.strip() and unit_signed_by.strip()):
        found.append(problem("target.signatures-missing", Where(field="signatures")))
    if last is not None and on < last.on:
        found.append(problem("target.back-dated", Where(field="on"), last=f"{last.on:%d/%m/%Y}"))
    if found:
        raise Refused("target.refused", found)
    row = TargetChange.objects.create(
        target=target, on=on, before=before, after=value, reason=reason.strip(),
        superior_signed_by=superior_signed_by.strip(), unit_signed_by=unit_signed_by.strip(),
    )  # fmt: skip
    definition = figure_definition(target.figure, Period.parse(target.period).end)
    title = definition.title if definition else target.figure
    audit(
        by=by, at=at, action="target-change", subject=f"movement:{target.movement.code}", unit=target.unit,
        about=target.person,
        sentence=f"Phụ lục đổi chỉ tiêu {period_within(Period.parse(target.period))} của"
        f" {(target.unit or target.person).name}: {title}: {number(before)} → {number(value)}. Lý do: {row.reason}",
    )  # fmt: skip
    return row


def targets_reconcile(*, movement: Movement, superior: Unit, figure: str, period: str) -> Reconciliation:
    """The superior's target beside those of the units right below it, as they stand after all annexes."""
    own = Target.objects.filter(movement=movement, unit=superior, figure=figure, period=period)
    day = Period.parse(period).end
    below = UnitLink.objects.on(day).filter(parent=superior, kind=LinkKind.COMMAND).values("child")
    children = Target.objects.filter(movement=movement, unit__in=below, figure=figure, period=period)
    mine = [now for _, now in _now(own)]
    return reconcile(sum(mine), dict(_now(children)))


def _now(targets: Iterable[Target]) -> list[tuple[str, int]]:
    rows = Target.objects.filter(pk__in=[t.pk for t in targets]).select_related("unit", "person")
    found = []
    for target in rows.prefetch_related("changes"):
        last = max(target.changes.all(), key=lambda change: (change.on, change.pk), default=None)
        found.append(((target.unit or target.person).code, last.after if last else target.value))
    return found


def _target_problems(movement: Movement, entries: Sequence[TargetEntry]) -> list[Problem]:
    found: list[Problem] = []
    have = {
        ((unit or person), figure, period)
        for unit, person, figure, period in Target.objects.filter(movement=movement).values_list(
            "unit__code", "person__code", "figure", "period"
        )
    }
    for entry in entries:
        key = (entry.subject.code, entry.figure, entry.period)
        if key in have:
            names: Mapping[str, str] = {"figure": entry.figure, "period": entry.period}
            found.append(problem("target.exists", entry.where, subject=entry.subject.name, **names))
        have.add(key)
        try:
            day = Period.parse(entry.period).end
        except ValueError:
            found.append(problem("target.period-unknown", entry.where, period=entry.period))
            continue
        definition = figure_definition(entry.figure, day)
        if definition is None:
            found.append(problem("target.figure-unknown", entry.where, figure=entry.figure))
        elif definition.aim is Aim.ENFORCEMENT:
            found.append(problem("target.enforcement", entry.where, figure=definition.title))
        elif definition.kind not in COUNTABLE:
            found.append(problem("target.not-countable", entry.where, figure=definition.title))
        if entry.value <= 0:
            found.append(problem("target.not-a-number", entry.where, figure=entry.figure))
    return found


def _target(movement: Movement, entry: TargetEntry, compact: Compact | None) -> Target:
    subject = {"unit": entry.subject} if isinstance(entry.subject, Unit) else {"person": entry.subject}
    return Target(
        movement=movement, compact=compact, parent=entry.parent, figure=entry.figure, period=entry.period,
        value=entry.value, **subject,
    )  # fmt: skip


def _tell(by: Viewer, at: datetime, action: str, subject: str, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=subject, sentence=sentence)
