"""Papers on the way to a decision: báo cáo thành tích."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, audit
from thidua.actions.eligibility import verdicts_of
from thidua.actions.paper import issuer_of
from thidua.actions.register_code import form_title
from thidua.core.award import Category
from thidua.core.text import mark
from thidua.office.document.minutes import moment
from thidua.office.dossier import state_title
from thidua.office.format import day
from thidua.office.law import Speaker, missing_sentence
from thidua.office.merit import CHOICES
from thidua.office.paper import achievement
from thidua.office.paper.content import Achievement as Content
from thidua.office.paper.content import Part
from thidua.office.paper.form import Form
from thidua.office.paper.kinds import FORMS
from thidua.office.paper.tags import Values
from thidua.rules.catalogue import award_forms
from thidua.store import vault
from thidua.store.access import Viewer
from thidua.store.models import Award, Dossier, DossierPrint, Person, Post, Unit

_PERSONS = (Category.INDIVIDUAL, Category.LEADER)


@transaction.atomic
def achievement_make(*, by: Viewer, at: datetime, dossier: Dossier) -> tuple[Form, Values]:
    """What is recorded of the candidate, as a report for her to complete in Word: nothing is made up for her.

    It says when it was made and from which state, and what it says is kept, so that the dossier can tell later
    whether that still holds.
    """
    form, content = _achievement(dossier, at.date())
    state, lines = state_title(dossier.state, "vi"), achievement_lines(dossier, content, at.date())
    told = f"Lập lúc {moment(at.astimezone(vault.HERE))} từ hồ sơ ở bước “{state}”"
    row, _ = DossierPrint.objects.update_or_create(
        dossier=dossier, form=form.code, state=dossier.state, mark=mark(lines),
        defaults={"lines": lines, "by": acting(by), "at": at},
    )  # fmt: skip
    audit(
        by=by, at=at, action="dossier-print", subject=f"award:{dossier.award.code}", unit=dossier.unit,
        about=dossier.award.person,
        sentence=f"Lập “{form.name}” của {dossier.award.subject_name} từ hồ sơ ở bước “{state}”, "
        f"mã dữ kiện {row.mark}.",
    )  # fmt: skip
    return form, achievement.values(replace(content, made=told, mark=row.mark))


@dataclass(frozen=True, slots=True)
class Printed:
    """The latest report made of a dossier; `gone` and `new` are the lines by which it would differ now."""

    row: DossierPrint
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.gone and not self.new


def achievement_printed(dossier: Dossier, on: date) -> Printed | None:
    row = dossier.prints.select_related("by").first()
    if row is None:
        return None
    now = achievement_lines(dossier, _achievement(dossier, on)[1], on)
    gone, new = (
        [line for line in one if line not in other] for one, other in ((row.lines, now), (now, row.lines))
    )
    return Printed(row, tuple(gone), tuple(new))


def achievement_lines(dossier: Dossier, content: Content, on: date) -> list[str]:
    """Every fact of a report in a line of its own, and what the law makes of them."""
    award = dossier.award
    subject = award.person or award.unit
    assert subject is not None
    verdict = verdicts_of([subject], award.form, on, award.year).of(subject)
    said = Speaker(award_forms(), "vi").outcome(verdict.outcome)
    return [
        f"Đề nghị: {content.title}",
        *(f"{label}: {told}" for label, told in content.facts),
        *(line for part in content.parts for line in part.lines),
        *(", ".join(held) for held in content.held),
        f"Theo luật: {said}. {missing_sentence(verdict, award_forms(), 'vi')}".rstrip(),
    ]


def _achievement(dossier: Dossier, on: date) -> tuple[Form, Content]:
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
    return FORMS["bao-cao-tap-the" if collective else "bao-cao-ca-nhan"], content


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
