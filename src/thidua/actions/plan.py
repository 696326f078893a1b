"""A plan's way: compared with what came before, shared out, sent, returned, closed; and what it leaves undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.core.directive import LIKE_FROM, Likeness, gaps, likeness, uncovered
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.unit import Role
from thidua.office.format import day as written_day
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ActionItem, Area, Clause, Person, Plan, Unit

SIGNERS = (Role.HEAD, Role.DEPUTY)


@dataclass(frozen=True, slots=True)
class Resembling:
    """An older plan and how much of it this one repeats."""

    plan: Plan
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Share:
    """One officer's part of an item: who, and in which villages."""

    owner: Person
    areas: Sequence[Area] = ()


def plan_text(plan: Plan) -> str:
    """What a plan says: whom it serves, and what is to be done; its shares among officers are not its text."""
    items = plan.items.filter(part_of=None).order_by("due", "pk")
    return "\n".join([plan.benefit, *(f"{item.title}. {item.measure}." for item in items)])


def plan_resembles(plan: Plan) -> list[Resembling]:
    """The superior's plan and the unit's own latest one under the same paper or an older one, each compared."""
    before = Plan.objects.filter(unit=plan.unit, issued__lt=plan.issued).exclude(pk=plan.pk)
    before = before.exclude(state=Plan.State.DRAFT).order_by("-issued", "-pk")
    same_month = [row for row in before[:24] if row.issued.month == plan.issued.month]
    older = [plan.parent, next(iter(same_month), before.first())]
    text = plan_text(plan)
    return [Resembling(row, likeness(text, plan_text(row))) for row in older if row is not None]


def plan_gaps(plan: Plan) -> list[Clause]:
    """Clauses of the paper that no item of the plan carries out."""
    rows = list(plan.directive.clauses.order_by("pk"))
    cited = plan.items.exclude(clause=None).values_list("clause__ref", flat=True)
    missing = set(gaps([row.ref for row in rows], cited))
    return [row for row in rows if row.ref in missing]


def villages(unit: Unit, day: date) -> list[Area]:
    """Areas right inside the unit's own."""
    return list(Area.objects.on(day).filter(parent=unit.area_id).order_by("name")) if unit.area_id else []


def villages_left(plan: Plan, day: date) -> list[Area]:
    """Villages that nobody was given; asked only once some item speaks of villages."""
    inside = villages(plan.unit, day)
    covered = set(plan.items.exclude(areas=None).values_list("areas__code", flat=True))
    if not covered:
        return []
    left = set(uncovered([area.code for area in inside], covered))
    return [area for area in inside if area.code in left]


@transaction.atomic
def item_split(*, by: Viewer, at: datetime, item: ActionItem, shares: Sequence[Share]) -> list[ActionItem]:
    """Share an item out among officers, each with villages of her own; who answered for the whole still does.

    Raises:
        Refused: "access.may-not-plan"; "plan.closed"; "plan.refused" with all problems.
    """
    acting(by)
    plan = item.plan
    allow(access.may_plan(by, plan.unit), "access.may-not-plan", unit=plan.unit.name)
    allow(plan.state != Plan.State.CLOSED, "plan.closed", title=plan.title)
    found: list[Problem] = []
    if len(shares) < 2:
        found.append(problem("plan.split-alone", Where(field="owner-1"), title=item.title))
    if item.part_of_id is not None or item.done_on is not None or item.parts.exists():
        found.append(problem("plan.split-already", Where(field="owner-1"), title=item.title))
    for place, share in enumerate(shares, 1):
        if not share.owner.posts.on(item.due).exists():
            where = Where(field=f"owner-{place}")
            found.append(problem("plan.owner-without-post", where, title=item.title, owner=share.owner.name))
    if found:
        raise Refused("plan.refused", found)
    made = []
    for share in shares:
        row = ActionItem.objects.create(
            plan=plan, clause=item.clause, title=item.title, owner=share.owner, due=item.due, measure=item.measure,
            figure=item.figure, part_of=item,
        )  # fmt: skip
        row.areas.set(share.areas)
        made.append(row)
    names = ", ".join(share.owner.name for share in shares)
    _tell(by, at, "item-split", plan, f"Chia việc “{item.title}” cho {names}.")
    notice_send(
        by=by, at=at, to=[share.owner for share in shares], kind="item-given", subject=f"plan:{plan.code}",
        sentence=f"Bạn được giao một phần việc “{item.title}”, hạn {written_day(item.due)}.",
        link=f"/ke-hoach/{plan.code}/", waiting=True,
    )  # fmt: skip
    return made


@transaction.atomic
def plan_send(*, by: Viewer, at: datetime, plan: Plan) -> Plan:
    """Send a draft up for approval. What repeats an older plan says why.

    Raises:
        Refused: "access.may-not-plan"; "plan.not-draft"; "plan.refused" with all problems.
    """
    acting(by)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit", "parent").get(pk=plan.pk)
    allow(access.may_plan(by, plan.unit), "access.may-not-plan", unit=plan.unit.name)
    allow(plan.state == Plan.State.DRAFT, "plan.not-draft", code=plan.code)
    found = ready_problems(plan)
    if not plan.same_reason:
        like = [one for one in plan_resembles(plan) if one.likeness.share >= LIKE_FROM]
        found += [
            problem(
                "plan.same-as-before",
                Where(field="same_reason"),
                percent=one.likeness.percent,
                other=one.plan.title,
            )
            for one in like
        ]
    if found:
        raise Refused("plan.refused", found)
    plan.state, plan.returned_reason = Plan.State.SENT, ""
    plan.save(update_fields=["state", "returned_reason"])
    _tell(by, at, "plan-send", plan, f"Gửi duyệt kế hoạch “{plan.title}” của {plan.unit.name}.")
    notice_send(
        by=by, at=at, to=access.holders(plan.unit, SIGNERS, at.date()), kind="plan-sent",
        subject=f"plan:{plan.code}", sentence=f"Kế hoạch “{plan.title}” chờ duyệt.",
        link=f"/ke-hoach/{plan.code}/", waiting=True,
    )  # fmt: skip
    return plan


def ready_problems(plan: Plan) -> list[Problem]:
    """What a plan lacks before anybody may approve it."""
    found = []
    if not plan.benefit.strip():
        found.append(problem("plan.benefit-missing", Where(field="benefit")))
    if not plan.items.exists():
        found.append(problem("plan.without-items", Where(field="items")))
    return found


@transaction.atomic
def plan_explain(*, by: Viewer, at: datetime, plan: Plan, reason: str) -> Plan:
    """Say why a draft repeats an older plan.

    Raises:
        Refused: "access.may-not-plan"; "plan.not-draft".
    """
    acting(by)
    allow(access.may_plan(by, plan.unit), "access.may-not-plan", unit=plan.unit.name)
    allow(plan.state == Plan.State.DRAFT, "plan.not-draft", code=plan.code)
    plan.same_reason = reason.strip()[:400]
    plan.save(update_fields=["same_reason"])
    _tell(by, at, "plan-explain", plan, f"Ghi vì sao “{plan.title}” giống kế hoạch trước: {plan.same_reason}")
    return plan


@transaction.atomic
def plan_return(*, by: Viewer, at: datetime, plan: Plan, reason: str) -> Plan:
    """Send a plan back to those who wrote it, with a reason.

    Raises:
        Refused: "access.may-not-sign"; "plan.not-sent"; "plan.refused" without a reason.
    """
    acting(by)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    allow(access.may_sign(by, plan.unit), "access.may-not-sign", unit=plan.unit.name)
    allow(plan.state == Plan.State.SENT, "plan.not-sent", title=plan.title)
    if not reason.strip():
        raise Refused("plan.refused", [problem("plan.reason-missing", Where(field="reason"))])
    plan.state, plan.returned_reason = Plan.State.DRAFT, reason.strip()[:400]
    plan.save(update_fields=["state", "returned_reason"])
    _tell(by, at, "plan-return", plan, f"Trả lại kế hoạch “{plan.title}”: {plan.returned_reason}")
    notice_send(
        by=by, at=at, to=access.holders(plan.unit, (*SIGNERS, Role.EMULATION, Role.CLERK), at.date()),
        kind="plan-returned", subject=f"plan:{plan.code}",
        sentence=f"Kế hoạch “{plan.title}” được trả lại: {plan.returned_reason}"[:400],
        link=f"/ke-hoach/{plan.code}/", waiting=True,
    )  # fmt: skip
    return plan


@transaction.atomic
def plan_close(*, by: Viewer, at: datetime, plan: Plan, summary: str, on: date) -> Plan:
    """End an approved plan with a summary; what was not done stays visible as not done.

    Raises:
        Refused: "access.may-not-sign"; "plan.not-approved"; "plan.refused" with all problems.
    """
    acting(by)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    allow(access.may_sign(by, plan.unit), "access.may-not-sign", unit=plan.unit.name)
    allow(plan.state == Plan.State.APPROVED, "plan.not-approved", title=plan.title)
    found = []
    if not summary.strip():
        found.append(problem("plan.summary-missing", Where(field="summary")))
    if on > at.date() or on < plan.issued:
        found.append(problem("plan.closed-day", Where(field="on"), issued=written_day(plan.issued)))
    if found:
        raise Refused("plan.refused", found)
    open_items = plan.items.filter(done_on=None, parts=None).count()
    plan.state, plan.summary, plan.closed_on = Plan.State.CLOSED, summary.strip(), on
    plan.save(update_fields=["state", "summary", "closed_on"])
    left = f", còn {open_items} việc chưa xong" if open_items else ", mọi việc đã xong"
    _tell(by, at, "plan-close", plan, f"Kết thúc kế hoạch “{plan.title}”{left}.")
    return plan


def _tell(by: Viewer, at: datetime, action: str, plan: Plan, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"plan:{plan.code}", sentence=sentence)
