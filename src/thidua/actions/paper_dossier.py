"""Papers on the way to a decision: tờ trình, báo cáo thành tích, and a council's minutes by a unit's own template."""

from __future__ import annotations

from datetime import date

from thidua.actions.council_paper import chair_of, clerk_of, session_paper
from thidua.actions.council_vote import Told, council_result, must_attend
from thidua.actions.document import full_name
from thidua.actions.paper import issuer_of
from thidua.actions.paper_template import template_of
from thidua.actions.register_code import form_title
from thidua.core.award import Category
from thidua.core.council import VOTING, Advice
from thidua.office.document import Document
from thidua.office.document.model import Paragraph, Section
from thidua.office.format import day
from thidua.office.merit import CHOICES
from thidua.office.paper import achievement, minutes
from thidua.office.paper.content import Achievement as Content
from thidua.office.paper.content import Meeting, Part, Vote
from thidua.office.paper.form import Form
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.office.paper.word import word
from thidua.store import vault
from thidua.store.models import Award, CouncilSession, Dossier, Person, Post, Unit

_PERSONS = (Category.INDIVIDUAL, Category.LEADER)


# --- Báo cáo thành tích ---------------------------------------------------------------------------------------


def achievement_values(dossier: Dossier, on: date) -> tuple[Form, Values]:
    """What is recorded of the candidate, as a report for her to complete in Word: nothing is made up for her."""
    award = dossier.award
    subject = award.person or award.unit
    assert subject is not None
    collective = award.category not in _PERSONS
    content = Content(
        issuer=issuer_of(dossier.unit, on),
        on=on,
        subject=award.subject_name,
        title=form_title(award.form),
        collective=collective,
        facts=_facts(award, on),
        parts=tuple(
            part for part in (_merit(award, subject), _ratings(subject), _initiatives(subject)) if part.lines
        ),
        held=_held(award),
        confirmed_by="Thủ trưởng đơn vị",
    )
    form = FORMS["bao-cao-tap-the" if collective else "bao-cao-ca-nhan"]
    return form, achievement.values(content)


def _facts(award: Award, on: date) -> tuple[tuple[str, str], ...]:
    if award.person is None:
        return (("Tên tập thể", award.subject_name), ("Năm đề nghị", str(award.year)))
    post = Post.objects.on(on).filter(person=award.person).select_related("unit").first()
    told = (
        ("Họ và tên", award.person.name),
        ("Cấp bậc", award.person.rank),
        ("Chức vụ", post.title if post else award.subject_post),
        ("Đơn vị công tác", post.unit.name if post else award.subject_unit),
        ("Năm đề nghị", str(award.year)),
    )
    return tuple((label, value) for label, value in told if value)


def _merit(award: Award, subject: Person | Unit) -> Part:
    uses = award.achievements.select_related("achievement").order_by("achievement__first_day")
    lines = [award.reason, *(_line(use.achievement.title, use.achievement.paper) for use in uses)]
    return Part("II. THÀNH TÍCH ĐẠT ĐƯỢC", tuple(line for line in lines if line))


def _line(title: str, paper: str) -> str:
    return f"- {title.rstrip('.')} ({paper})." if paper else f"- {title.rstrip('.')}."


def _ratings(subject: Person | Unit) -> Part:
    rows = subject.yearratings.holding().order_by("year")
    lines = (f"- Năm {row.year}: {CHOICES[row.rating][0]} ({row.paper})." for row in rows)
    return Part("III. KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI HẰNG NĂM", tuple(lines))


def _initiatives(subject: Person | Unit) -> Part:
    rows = subject.initiatives.holding().order_by("year")
    lines = (
        f"- “{row.title}”, năm {row.year}, phạm vi {CHOICES[row.breadth][0].lower()}, "
        f"{row.recognised_by} công nhận ({row.paper})."
        for row in rows
        if row.breadth
    )
    return Part("IV. SÁNG KIẾN ĐƯỢC CÔNG NHẬN", tuple(lines))


def _held(award: Award) -> tuple[tuple[str, str, str], ...]:
    """What stands in the register of the same person or collective, oldest first."""
    rows = Award.objects.filter(state__in=("decided", "presented")).exclude(pk=award.pk)
    rows = (
        rows.filter(person=award.person)
        if award.person
        else rows.filter(unit=award.unit, category=award.category)
    )
    return tuple(
        (str(row.year), form_title(row.form), f"{row.decision.number}, {day(row.decision.decided_on)}")
        for row in rows.select_related("decision").order_by("year", "pk")
        if row.decision
    )


# --- A council's minutes --------------------------------------------------------------------------------------


def council_word(session: CouncilSession) -> bytes:
    """The minutes by the template the unit has put in place; empty where it has none."""
    own = template_of(session.council.unit, minutes.MEETING.code)
    return word(minutes.MEETING, session_values(session), own) if own else b""


def session_values(session: CouncilSession) -> Values:
    """The same minutes that write themselves, by their parts."""
    paper = session_paper(session)
    seats = [row for row in session.presences.select_related("person") if row.office in VOTING]
    absent = [
        f"{full_name(row.person)}{f' ({row.reason})' if row.reason else ''}"
        for row in seats
        if not row.present
    ]
    chair, clerk = chair_of(session), clerk_of(session)
    began = session.began_at or session.ended_at
    assert began is not None
    content = Meeting(
        issuer=issuer_of(session.council.unit, session.on),
        number="/BB-HĐTĐKT",
        name=session.title,
        began=began.astimezone(vault.HERE),
        ended=(session.ended_at or began).astimezone(vault.HERE),
        place=session.place,
        members=len(seats),
        present=sum(bool(row.present) for row in seats),
        attendance=f"phải có mặt ít nhất {must_attend(session)}"
        + (f"; vắng: {'; '.join(absent)}" if absent else ""),
        chair=full_name(chair.person) if chair else "",
        secretary=full_name(clerk.person) if clerk else "",
        content=_lines(paper, "I."),
        conclusion=_lines(paper, "III."),
        votes=tuple(_vote(told) for told in council_result(session) if told.boxes),
    )
    return minutes.meeting_values(content)


def _lines(paper: Document, part: str) -> tuple[str, ...]:
    """The sentences of one part of the minutes, up to the next."""
    found: list[str] = []
    inside = False
    for block in paper.blocks:
        if isinstance(block, Section) and block.level == 1:
            inside = block.text.startswith(f"{part} ")
        elif inside and isinstance(block, Section):
            found.append(block.text)
        elif inside and isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
    return tuple(found)


def _vote(told: Told) -> Vote:
    box, award = told.boxes[-1], told.item.award
    return Vote(
        name=award.subject_name, title=form_title(award.form), yes=box.counted["yes"], no=box.counted["no"],
        blank=box.counted["blank"], share=f"{box.counted['yes']}/{told.members}", needed=told.needed,
        passed=told.advice in (Advice.RECOMMENDED, Advice.NO_PLACE),
    )  # fmt: skip
