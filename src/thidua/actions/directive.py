"""Why things are done: papers in force, the plans that carry them out, and who is to do what by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.definition import figure_definition
from thidua.actions.plan import ready_problems
from thidua.core.movement import measurable
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import ActionItem, Area, Clause, Directive, DirectiveLink, Person, Plan, Unit


@transaction.atomic
def directive_add(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    kind: str,
    number: str,
    issuer: str,
    subject: str,
    first_day: date,
    issued: date | None = None,
    last_day: date | None = None,
    supersedes: Directive | None = None,
    source: str = "",
    owner: Unit | None = None,
    links: Sequence[tuple[str, Directive]] = (),
    clauses: Sequence[tuple[str, str]] = (),
) -> Directive:
    """Register a paper with its clauses (ref, text). What it supersedes ends the day before, unless it has ended.

    Args:
        owner: for whose branch it is; None: for everybody.
        links: (kind, paper) of what it goes on with, carries out or amends.

    Raises:
        Refused: "access.may-not-file" for somebody who leads nothing; "directive.refused" with all problems.
    """
    acting(by)
    allow(bool(by.leads), "access.may-not-file")
    found: list[Problem] = []
    if Directive.objects.filter(code=code).exists():
        found.append(problem("directive.code-taken", Where(field="code"), code=code))
    if not subject.strip():
        found.append(problem("directive.subject-missing", Where(field="subject")))
    if last_day is not None and last_day < first_day:
        found.append(problem("movement.days-reversed", Where(field="last_day")))
    if supersedes is not None and supersedes.first_day >= first_day:
        found.append(problem("directive.supersedes-later", Where(field="supersedes"), paper=supersedes))
    if found:
        raise Refused("directive.refused", found)
    row = Directive.objects.create(
        code=code, kind=kind, number=number, issuer=issuer, subject=subject.strip(), issued=issued,
        first_day=first_day, last_day=last_day, supersedes=supersedes, source=source, owner=owner,
    )  # fmt: skip
    if supersedes is not None and supersedes.last_day is None:
        supersedes.last_day = first_day - timedelta(days=1)
        supersedes.save(update_fields=["last_day"])
    Clause.objects.bulk_create(Clause(directive=row, ref=ref, text=text) for ref, text in clauses)
    DirectiveLink.objects.bulk_create(DirectiveLink(paper=row, of=of, kind=kind) for kind, of in links)
    _tell(by, at, "directive-add", f"directive:{code}", f"Ghi văn bản {row} “{row.subject}”.")
    return row


@transaction.atomic
def plan_add(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    directive: Directive,
    unit: Unit,
    title: str,
    issued: date,
    benefit: str = "",
    number: str = "",
    parent: Plan | None = None,
) -> Plan:
    """Draft a plan that carries out a paper. `benefit` may still be empty; approval asks for it.

    Raises:
        Refused: "access.may-not-plan"; "plan.refused" with all problems.
    """
    acting(by)
    allow(access.may_plan(by, unit), "access.may-not-plan", unit=unit.name)
    found: list[Problem] = []
    if Plan.objects.filter(code=code).exists():
        found.append(problem("directive.code-taken", Where(field="code"), code=code))
    if not title.strip():
        found.append(problem("plan.title-missing", Where(field="title")))
    if found:
        raise Refused("plan.refused", found)
    row = Plan.objects.create(
        code=code, directive=directive, unit=unit, title=title.strip(), issued=issued, benefit=benefit.strip(),
        number=number, parent=parent,
    )  # fmt: skip
    _tell(by, at, "plan-add", f"plan:{code}", f"Lập dự thảo kế hoạch “{row.title}” của {unit.name}.")
    return row


@transaction.atomic
def plan_amend(*, by: Viewer, at: datetime, plan: Plan, benefit: str) -> Plan:
    """Say in a draft what people gain and how it touches them; approval asks for it.

    Raises:
        Refused: "access.may-not-plan"; "plan.not-draft".
    """
    acting(by)
    allow(access.may_plan(by, plan.unit), "access.may-not-plan", unit=plan.unit.name)
    allow(plan.state == Plan.State.DRAFT, "plan.not-draft", code=plan.code)
    plan.benefit = benefit.strip()
    plan.save(update_fields=["benefit"])
    sentence = f"Ghi lợi ích và ảnh hưởng đối với người dân vào dự thảo “{plan.title}”."
    _tell(by, at, "plan-amend", f"plan:{plan.code}", sentence)
    return plan


@transaction.atomic
def item_add(
    *,
    by: Viewer,
    at: datetime,
    plan: Plan,
    title: str,
    owner: Person,
    due: date,
    measure: str,
    clause: Clause | None = None,
    figure: str = "",
    areas: Sequence[Area] = (),
) -> ActionItem:
    """One thing to do: exactly one accountable person, a day, and a measure that can be checked.

    Raises:
        Refused: "access.may-not-plan"; "plan.not-draft"; "plan.refused" with all problems.
    """
    acting(by)
    allow(access.may_plan(by, plan.unit), "access.may-not-plan", unit=plan.unit.name)
    allow(plan.state == Plan.State.DRAFT, "plan.not-draft", code=plan.code)
    found: list[Problem] = []
    if not (measurable(measure) or (figure and measure.strip())):
        found.append(problem("plan.measure-vague", Where(field="measure"), title=title, measure=measure))
    if figure and figure_definition(figure, due) is None:
        found.append(problem("target.figure-unknown", Where(field="figure"), figure=figure))
    if due < plan.issued:
        found.append(
            problem("plan.due-before-issued", Where(field="due"), title=title, due=f"{due:%d/%m/%Y}")
        )
    if not owner.posts.on(due).exists():
        found.append(problem("plan.owner-without-post", Where(field="owner"), title=title, owner=owner.name))
    if found:
        raise Refused("plan.refused", found)
    row = ActionItem.objects.create(
        plan=plan, clause=clause, title=title, owner=owner, due=due, measure=measure.strip(), figure=figure
    )
    if areas:
        row.areas.set(areas)
    sentence = f"Giao {owner.name}: “{title}”, hạn {due:%d/%m/%Y}."
    _tell(by, at, "item-add", f"plan:{plan.code}", sentence)
    return row


@transaction.atomic
def plan_approve(*, by: Viewer, at: datetime, plan: Plan) -> Plan:
    """Approve a plan that says what people gain and gives somebody something to do.

    Raises:
        Refused: "access.may-not-sign"; "plan.not-draft"; "plan.refused" with all problems.
    """
    person = acting(by)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    allow(access.may_sign(by, plan.unit), "access.may-not-sign", unit=plan.unit.name)
    allow(plan.state in (Plan.State.DRAFT, Plan.State.SENT), "plan.not-draft", code=plan.code)
    found = ready_problems(plan)
    if found:
        raise Refused("plan.refused", found)
    plan.state, plan.approved_by, plan.approved_at = Plan.State.APPROVED, person, at
    plan.save()
    _tell(by, at, "plan-approve", f"plan:{plan.code}", f"Duyệt kế hoạch “{plan.title}” của {plan.unit.name}.")
    return plan


@transaction.atomic
def item_done(*, by: Viewer, at: datetime, item: ActionItem, on: date) -> ActionItem:
    """Report a thing done, by its owner or a leader of the unit.

    Raises:
        Refused: "plan.item-not-owner"; "plan.item-done-already"; "plan.done-in-the-future".
    """
    person = acting(by)
    may = person == item.owner or access.may_sign(by, item.plan.unit)
    allow(may, "plan.item-not-owner", owner=item.owner.name, title=item.title)
    allow(item.done_on is None, "plan.item-done-already", title=item.title)
    allow(not item.parts.filter(done_on=None).exists(), "plan.parts-open", title=item.title)
    allow(on <= at.date(), "plan.done-in-the-future", on=f"{on:%d/%m/%Y}")
    item.done_on = on
    item.save(update_fields=["done_on"])
    _tell(by, at, "item-done", f"plan:{item.plan.code}", f"Xong việc “{item.title}” ngày {on:%d/%m/%Y}.")
    return item


def _tell(by: Viewer, at: datetime, action: str, subject: str, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=subject, sentence=sentence)
