"""Saying that something held about oneself is wrong, and answering that within five working days."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.actions.person_held import held_about
from thidua.core.problem import Refused, Where, problem
from thidua.core.text import visible
from thidua.core.workday import add_workdays
from thidua.office.format import day as day_text
from thidua.rules.catalogue import work_calendar
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Correction

DAYS = 5  # working days for an answer, as for a dispute
LONGEST = 1000


@transaction.atomic
def correction_ask(*, by: Viewer, at: datetime, subject: str, text: str) -> Correction:
    """Say what is wrong with one row of what is held about whoever asks.

    Raises:
        Refused: "correction.not-held" for a row that is not about her; "correction.nobody-answers";
            "correction.refused" with all problems.
    """
    person = acting(by)
    row = next((r for g in held_about(by) if g.disputed for r in g.rows if r.subject == subject), None)
    if row is None:
        raise Refused("correction.not-held")
    unit, answering = access.answering_unit(by)
    if unit is None:
        raise Refused("correction.nobody-answers")
    text, found = visible(text), []
    if not text:
        found.append(problem("correction.text-missing", Where(field="text")))
    if len(text) > LONGEST:
        found.append(problem("correction.text-long", Where(field="text"), longest=LONGEST))
    if Correction.objects.filter(person=person, subject=subject, state=Correction.State.OPEN).exists():
        found.append(problem("correction.already-open", Where(field="text")))
    if found:
        raise Refused("correction.refused", found)
    made = Correction.objects.create(
        person=person, unit=unit, subject=subject, held=row.words[:400], text=text, asked_at=at,
        due=add_workdays(at.date(), DAYS, work_calendar()),
    )  # fmt: skip
    audit(
        by=by, at=at, action="correction-ask", subject=f"correction:{made.pk}", unit=unit, about=person,
        sentence=f"{person.name} báo sai về dữ liệu của mình: “{row.words[:200]}”.",
    )  # fmt: skip
    notice_send(
        by=by, at=at, to=answering, kind="correction-ask", subject=f"correction:{made.pk}", waiting=True,
        sentence=f"{person.name} báo sai một mục về mình; cần trả lời trước {day_text(made.due)}.",
        link=reverse("correction", args=[made.pk]),
    )  # fmt: skip
    return made


@transaction.atomic
def correction_answer(
    *, by: Viewer, at: datetime, correction: Correction, mended: bool, answer: str
) -> Correction:
    """Answer: it was mended in its own place, or it stays and why.

    Raises:
        Refused: "correction.may-not-answer"; "correction.already-answered"; "correction.refused".
    """
    person = acting(by)
    row = (
        Correction.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .get(pk=correction.pk)
    )
    allow(access.may_answer(by, row), "correction.may-not-answer", unit=row.unit.name)
    if row.state != Correction.State.OPEN:
        raise Refused("correction.already-answered")
    answer = visible(answer)[:LONGEST]
    if not answer:
        raise Refused("correction.refused", [problem("correction.answer-missing", Where(field="answer"))])
    row.state = Correction.State.MENDED if mended else Correction.State.KEPT
    row.answer, row.answered_by, row.answered_at = answer, person, at
    row.save()
    told = f"Trả lời {row.person.name} về mục báo sai ({row.get_state_display().lower()}): {answer}"
    audit(
        by=by, at=at, action="correction-answer", subject=f"correction:{row.pk}", unit=row.unit,
        about=row.person, sentence=told,
    )  # fmt: skip
    notice_send(
        by=by, at=at, to=[row.person], kind="correction-answer", subject=f"correction:{row.pk}",
        sentence=f"Mục đồng chí báo sai đã được trả lời: {row.get_state_display().lower()}.",
        link=reverse("correction", args=[row.pk]),
    )  # fmt: skip
    return row
