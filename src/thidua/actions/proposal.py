"""Tham mưu: a proposal to an authority, its answer, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.directive import Answers, answers
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.office.format import day as written_day
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Plan, Proposal, Unit


@transaction.atomic
def proposal_add(
    *,
    by: Viewer,
    at: datetime,
    unit: Unit,
    to: str,
    title: str,
    on: date,
    text: str = "",
    plan: Plan | None = None,
) -> Proposal:
    """Write down what a unit advised an authority to do.

    Raises:
        Refused: "access.may-not-plan"; "proposal.refused" with all problems.
    """
    person = acting(by)
    allow(access.may_plan(by, unit) or access.may_record(by, unit), "access.may-not-plan", unit=unit.name)
    found: list[Problem] = []
    if not to.strip():
        found.append(problem("proposal.to-missing", Where(field="to")))
    if not title.strip():
        found.append(problem("proposal.title-missing", Where(field="title")))
    if on > at.date():
        found.append(problem("proposal.in-the-future", Where(field="on")))
    if found:
        raise Refused("proposal.refused", found)
    Unit.objects.select_for_update().get(pk=unit.pk)  # codes of a day are counted: one after the other
    stem = f"tham-muu-{unit.code[:50]}-{on:%y%m%d}"
    row = Proposal.objects.create(
        code=f"{stem}-{Proposal.objects.filter(code__startswith=f'{stem}-').count() + 1}", unit=unit, plan=plan,
        to=visible(to)[:200], title=visible(title)[:300], text=visible(text), on=on, written_by=person,
    )  # fmt: skip
    _tell(by, at, "proposal-add", row, f"{unit.name} tham mưu cho {row.to}: “{row.title}”.")
    return row


@transaction.atomic
def proposal_answer(
    *, by: Viewer, at: datetime, proposal: Proposal, answer: str, on: date, text: str = "", result: str = ""
) -> Proposal:
    """Record the answer, and later what came of it; both can be brought up to date, the log keeps each.

    Raises:
        Refused: "access.may-not-plan"; "proposal.refused" with all problems.
    """
    acting(by)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal.pk)
    unit = proposal.unit
    allow(access.may_plan(by, unit) or access.may_record(by, unit), "access.may-not-plan", unit=unit.name)
    found: list[Problem] = []
    if answer not in set(Proposal.Answer.values) - {Proposal.Answer.WAITING}:
        found.append(problem("proposal.answer-missing", Where(field="answer")))
    if on < proposal.on or on > at.date():
        found.append(
            problem("proposal.answer-day", Where(field="answered_on"), sent=written_day(proposal.on))
        )
    if found:
        raise Refused("proposal.refused", found)
    before = proposal.get_answer_display()
    proposal.answer, proposal.answered_on = answer, on
    proposal.answer_text, proposal.result = visible(text)[:400], visible(result)[:400]
    proposal.save(update_fields=["answer", "answered_on", "answer_text", "result"])
    sentence = f"Trả lời đề xuất “{proposal.title}”: {before} → {proposal.get_answer_display()}."
    _tell(by, at, "proposal-answer", proposal, sentence)
    return proposal


def proposal_answers(rows: list[Proposal]) -> Answers:
    """How these fared: accepted rate and days until the answer."""
    return answers((row.answer, (row.answered_on - row.on).days if row.answered_on else None) for row in rows)


def _tell(by: Viewer, at: datetime, action: str, row: Proposal, sentence: str) -> None:
    audit(by=by, at=at, action=action, subject=f"proposal:{row.code}", sentence=sentence)
