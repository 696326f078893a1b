"""A target of a signed compact changed: proposed with a reason, signed by one side, then by the other."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.notice import notice_send
from thidua.core.movement import vague
from thidua.core.period import Period
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.unit import Role
from thidua.office.format import number
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Compact, ScaleReading, Target, TargetAnnex, TargetChange, Unit

SIGNERS = (Role.HEAD, Role.DEPUTY)


@transaction.atomic
def scale_read(*, by: Viewer, at: datetime, compact: Compact) -> ScaleReading:
    """Say that one has read the scale of points before signing; the first reading stands."""
    person = acting(by)
    row, new = ScaleReading.objects.get_or_create(compact=compact, person=person, defaults={"at": at})
    if new:
        sentence = f"{person.name} đã đọc thang điểm của “{compact.movement.title}”."
        audit(by=by, at=at, action="scale-read", subject=f"compact:{compact.code}", sentence=sentence)
    return row


def standing_value(target: Target) -> int:
    """What is promised now, after all annexes."""
    last = target.changes.order_by("on", "pk").last()
    return last.after if last else target.value


@transaction.atomic
def annex_propose(
    *, by: Viewer, at: datetime, target: Target, value: int, reason: str, on: date
) -> TargetAnnex:
    """Propose another value for a promise between two units. It holds once both have signed.

    Raises:
        Refused: "access.may-not-plan" for somebody of neither side; "target.refused" with all problems.
    """
    acting(by)
    target = Target.objects.select_for_update().get(pk=target.pk)
    compact = _compact(target)
    sides = (compact.superior, compact.unit)
    allow(any(access.may_plan(by, unit) for unit in sides), "access.may-not-plan", unit=compact.superior.name)
    last = target.changes.order_by("on", "pk").last()
    found: list[Problem] = []
    if value <= 0:
        found.append(problem("target.not-a-number", Where(field="value"), figure=target.figure))
    if value == standing_value(target):
        found.append(problem("target.unchanged", Where(field="value")))
    if not reason.strip():
        found.append(problem("target.reason-missing", Where(field="reason")))
    if last is not None and on < last.on:
        found.append(problem("target.back-dated", Where(field="on"), last=f"{last.on:%d/%m/%Y}"))
    if target.annexes.filter(withdrawn=False, change=None).exists():
        found.append(problem("target.annex-waiting", Where(field="value")))
    if found:
        raise Refused("target.refused", found)
    row = TargetAnnex.objects.create(target=target, on=on, value=value, reason=reason.strip())
    sentence = (
        f"Đề nghị phụ lục {target.figure} kỳ {target.period}: {number(standing_value(target))} → {number(value)},"
        f" lý do: {row.reason}"
    )
    _tell(by, at, "annex-propose", compact, sentence)
    for unit in sides:
        notice_send(
            by=by, at=at, to=access.holders(unit, SIGNERS, at.date()), kind="annex-proposed",
            subject=f"compact:{compact.code}", sentence=f"Có phụ lục giao ước chờ {unit.name} ký.",
            link=f"/phong-trao/{compact.movement.code}/giao-uoc/{compact.code}/", waiting=True,
        )  # fmt: skip
    return row


@transaction.atomic
def annex_sign(*, by: Viewer, at: datetime, annex: TargetAnnex, unit: Unit) -> TargetAnnex:
    """Sign for one side. With the second signature the change is recorded; the old value is kept.

    Raises:
        Refused: "access.may-not-sign"; "target.annex-shut"; "compact.signed-already".
    """
    person = acting(by)
    annex = TargetAnnex.objects.select_for_update(of=("self",)).select_related("target").get(pk=annex.pk)
    compact = _compact(annex.target)
    allow(access.may_sign(by, unit), "access.may-not-sign", unit=unit.name)
    allow(not annex.withdrawn and annex.change_id is None, "target.annex-shut")
    if unit == compact.superior and not annex.superior_signed_by:
        annex.superior_signed_by, annex.superior_signed_at = person.name, at
    elif unit == compact.unit and not annex.unit_signed_by:
        annex.unit_signed_by, annex.unit_signed_at = person.name, at
    else:
        raise Refused("compact.signed-already", code=compact.code)
    if annex.superior_signed_by and annex.unit_signed_by:
        target = Target.objects.select_for_update().get(pk=annex.target_id)
        annex.change = TargetChange.objects.create(
            target=target, on=annex.on, before=standing_value(target), after=annex.value, reason=annex.reason,
            superior_signed_by=annex.superior_signed_by, unit_signed_by=annex.unit_signed_by,
        )  # fmt: skip
    annex.save()
    _tell(by, at, "annex-sign", compact, f"{person.name} ký phụ lục thay {unit.name}.")
    return annex


@transaction.atomic
def annex_withdraw(*, by: Viewer, at: datetime, annex: TargetAnnex) -> TargetAnnex:
    """Take a proposal back, or decline it, before both have signed; it stays readable.

    Raises:
        Refused: "access.may-not-plan"; "target.annex-shut".
    """
    acting(by)
    annex = TargetAnnex.objects.select_for_update(of=("self",)).select_related("target").get(pk=annex.pk)
    compact = _compact(annex.target)
    sides = (compact.superior, compact.unit)
    allow(any(access.may_plan(by, unit) for unit in sides), "access.may-not-plan", unit=compact.superior.name)
    allow(not annex.withdrawn and annex.change_id is None, "target.annex-shut")
    annex.withdrawn = True
    annex.save(update_fields=["withdrawn"])
    _tell(by, at, "annex-withdraw", compact, f"Bỏ đề nghị phụ lục kỳ {annex.target.period}: {annex.reason}")
    return annex


def _compact(target: Target) -> Compact:
    """
    Raises:
        Refused: "target.annex-shut" for a target that belongs to no signed compact.
    """
    compact = (
        Compact.objects.select_related("movement", "superior", "unit").filter(pk=target.compact_id).first()
    )
    if compact is None or not compact.signed:
        raise Refused("target.annex-shut")
    return compact


def vague_problem(field: str, text: str) -> Problem | None:
    """A word where a number belongs: "nâng cao", "hàng trăm"."""
    return problem("target.vague", Where(field=field), text=text[:60]) if vague(text) else None


def target_title(target: Target) -> str:
    definition = figure_definition(target.figure, Period.parse(target.period).end)
    return definition.title if definition else target.figure


def _tell(by: Viewer, at: datetime, action: str, compact: Compact, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"compact:{compact.code}", sentence=sentence)
