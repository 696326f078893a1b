"""Papers on the way to a decision: báo cáo thành tích."""

from __future__ import annotations

from datetime import date

from thidua.actions.paper import issuer_of
from thidua.actions.register_code import form_title
from thidua.core.award import Category
from thidua.office.format import day
from thidua.office.merit import CHOICES
from thidua.office.paper import achievement
from thidua.office.paper.content import Achievement as Content
from thidua.office.paper.content import Part
from thidua.office.paper.form import Form
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.store.models import Award, Dossier, Person, Post, Unit

_PERSONS = (Category.INDIVIDUAL, Category.LEADER)


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
