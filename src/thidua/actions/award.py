"""The honour register: what people have proposed, submitted, decided, presented and revoked is written down here.

Nothing in this program confers an award. A decided award takes the next number of the register and keeps subject,
unit and post as they were on the day of the decision; a revocation is added beneath it and removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.actions.audit import note
from thidua.actions.award_close import chosen_from, closes_named
from thidua.actions.decision import decision_keep
from thidua.actions.unit import Keeper
from thidua.core.award import (
    DECIDED_STATES,
    AwardForm,
    AwardRow,
    Category,
    State,
    check_award,
    form_on,
    move_problem,
    register_order,
)
from thidua.core.problem import NOWHERE, Problem, Refused, Where, errors, problem
from thidua.core.text import search_text
from thidua.office.awards_file import read_awards
from thidua.office.format import day as written_day
from thidua.rules.catalogue import award_forms, unit_kinds
from thidua.store.access import may_keep_awards
from thidua.store.models import Award, Close, Decision, Person, Post, Unit

_OF_PERSONS = frozenset({Category.INDIVIDUAL, Category.LEADER})


@dataclass(frozen=True)
class _Subject:
    """Who is thanked, as of the day of the decision."""

    person: Person | None
    unit: Unit | None  # of a collective or a model
    keeper: Unit  # the unit whose leaders and superiors may record it
    name: str
    unit_name: str = ""
    post: str = ""


def award_record(*, by: Keeper, at: datetime, row: AwardRow) -> Award:
    """Write down one award.

    Raises:
        Refused: "award.refused" with all problems.
    """
    return award_import(by=by, at=at, rows=[row])[0]


@transaction.atomic
def award_import(
    *,
    by: Keeper,
    at: datetime,
    rows: Sequence[AwardRow],
    told: Sequence[Problem] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Award]:
    """Write down many awards, all or none; decided ones are numbered in order of their decision.

    Args:
        told: problems the reader of the file has found already; they are reported with the others.
        progress: hears how far it is; checking the rows is one half of the way, writing the other.

    Raises:
        Refused: "award.refused" with all problems.
    """
    found = list(told)
    closes = closes_named(row.standing for row in rows)
    taken = set(Award.objects.filter(code__in=[row.code for row in rows]).values_list("code", flat=True))
    subjects: dict[str, _Subject] = {}
    for done, row in enumerate(rows):
        progress(done, 2 * len(rows))
        found += check_award(row, award_forms())
        found += _date_problems(row, localdate(at))
        if row.standing and row.standing not in closes:
            found.append(problem("award.close-unknown", row.where, standing=row.standing))
        if row.code in taken or row.code in subjects:
            found.append(problem("award.code-taken", row.where, award=row.code))
        subject = _subject(row, _day_of(row, localdate(at)))
        if isinstance(subject, Problem) and row.decided_on is None:
            subject = _subject(row, localdate(at))  # who came after the end of the year
        if isinstance(subject, Problem):
            found.append(subject)
        elif not _may_record(by, subject.keeper):
            found.append(problem("award.may-not-record", row.where, subject=subject.name))
        else:
            subjects[row.code] = subject
    if errors(found):
        raise Refused("award.refused", found)
    numbers = _next_numbers(rows)
    made = [
        _create(
            row, subjects[row.code], numbers.get(row.code), _decision(by, at, row), closes.get(row.standing)
        )
        for row in rows
    ]
    for done, award in enumerate(made, len(rows)):
        progress(done, 2 * len(rows))
        told = f"Ghi {_title(award)} cho {award.subject_name}, năm {award.year}{chosen_from(award)}"
        _note(by, at, "award-record", award, told)
    return made


def award_preview(*, by: Keeper, at: datetime, row: AwardRow) -> Award:
    """The award as it would stand in the register, with unit, post and number; nothing is kept.

    Raises:
        Refused: as `award_record`.
    """
    with transaction.atomic():
        award = award_record(by=by, at=at, row=row)
        transaction.set_rollback(True)
    return award


def award_import_file(
    *, by: Keeper, at: datetime, source: Path | bytes, name: str = "", dry_run: bool = False
) -> list[Award]:
    """Write down the awards of a workbook or CSV file, all or none.

    Args:
        dry_run: find every problem and show what would be written, but keep nothing.

    Raises:
        Refused: "award.refused" with the problems of the file and of the awards, each with its cell or line.
    """
    rows, told = read_awards(source, name, {form.code: form.title for form in award_forms()})
    with transaction.atomic():
        made = award_import(by=by, at=at, rows=rows, told=told)
        transaction.set_rollback(dry_run)
    return made


@transaction.atomic
def award_submit(*, by: Keeper, at: datetime, award: Award) -> Award:
    """A proposal has gone to whoever decides.

    Raises:
        Refused: "award.refused".
    """
    _move(by, award, State.SUBMITTED)
    award.save()
    _note(by, at, "award-submit", award, f"Trình {_title(award)} cho {award.subject_name}")
    return award


@transaction.atomic
def award_decide(
    *, by: Keeper, at: datetime, award: Award, decision_number: str, decided_on: date, decided_by: str
) -> Award:
    """Record the decision that others have taken; the award takes the next number of the register.

    Subject, unit and post are read again from the directory, as of the day of the decision.

    Raises:
        Refused: "award.refused" with all problems.
    """
    decided = AwardRow(
        award.code, award.form, Category(award.category), _code_of_subject(award), award.year, award.reason,
        State.DECIDED, award.subject_name, decision_number, decided_on, decided_by,
    )  # fmt: skip
    found = check_award(decided, award_forms()) + _date_problems(decided, localdate(at))
    subject = _subject(decided, decided_on)
    if isinstance(subject, Problem):
        found.append(subject)
    _move(by, award, State.DECIDED, found)
    if isinstance(subject, _Subject):
        award.subject_name, award.subject_unit, award.subject_post = (
            subject.name,
            subject.unit_name,
            subject.post,
        )
    award.decision = decision_keep(
        by=by, at=at, number=decision_number, decided_on=decided_on, authority=decided_by
    )
    award.register_number = _last_number() + 1
    award.search = _search(award)
    award.save()
    _note(
        by,
        at,
        "award-decide",
        award,
        f"Ghi quyết định {decision_number} về {_title(award)}: {award.subject_name}",
    )
    return award


@transaction.atomic
def award_present(
    *, by: Keeper, at: datetime, award: Award, presented_on: date, presented_by: str = ""
) -> Award:
    """Record that a decided award was handed over, by whom and when.

    Raises:
        Refused: "award.refused".
    """
    found = []
    if award.decided_on is not None and presented_on < award.decided_on:
        where = Where(field="presented_on")
        found.append(
            problem("award.presented-early", where, presented=presented_on, decided=award.decided_on)
        )
    if presented_on > localdate(at):
        found.append(problem("award.future", Where(field="presented_on"), day=presented_on))
    _move(by, award, State.PRESENTED, found)
    award.presented_on, award.presented_by = presented_on, presented_by
    award.save()
    _note(by, at, "award-present", award, f"Trao {_title(award)} cho {award.subject_name}")
    return award


@transaction.atomic
def award_revoke(*, by: Keeper, at: datetime, award: Award, revoked_on: date, reason: str) -> Award:
    """Record that an award was cancelled, and why. It stays in the register under its number.

    Raises:
        Refused: "award.refused".
    """
    found = []
    if not reason.strip():
        found.append(problem("award.revocation-reason", Where(field="reason")))
    if revoked_on > localdate(at):
        found.append(problem("award.future", Where(field="revoked_on"), day=revoked_on))
    _move(by, award, State.REVOKED, found)
    award.revoked_on, award.revoked_reason = revoked_on, reason.strip()
    award.save()
    _note(by, at, "award-revoke", award, f"Hủy bỏ {_title(award)} của {award.subject_name}: {reason.strip()}")
    return award


def may_keep(by: Keeper, award: Award) -> bool:
    """Whether this person may move the award on: as for recording it, by the subject's unit of that day."""
    keeper = award.unit
    if award.person is not None:
        day = award.decided_on or date(award.year, 12, 31)
        post = Post.objects.on(day).filter(person=award.person).select_related("unit").first()
        keeper = post.unit if post else None
    return isinstance(by, str) or (keeper is not None and _may_record(by, keeper))


def _may_record(by: Keeper, unit: Unit) -> bool:
    """Head, deputy or emulation officer of the unit or of one above it; or whoever sets the place up."""
    return isinstance(by, str) or may_keep_awards(by, unit)


def _day_of(row: AwardRow, today: date) -> date:
    """The day as of which the subject is described: the decision, or for a proposal the end of its year."""
    return row.decided_on or min(today, date(row.year, 12, 31))


def _date_problems(row: AwardRow, today: date) -> list[Problem]:
    days = (day for day in (row.decided_on, row.presented_on) if day is not None and day > today)
    return [problem("award.future", row.where, day=day) for day in days]


def _subject(row: AwardRow, day: date) -> _Subject | Problem:
    unknown = problem("award.subject-unknown", row.where, subject=row.subject, day=day)
    if row.category not in _OF_PERSONS:
        unit = Unit.objects.on(day).filter(code=row.subject).first()
        if unit is None:
            return unknown
        model = row.category is Category.MODEL
        return _Subject(None, unit, unit, row.name if model else unit.name, unit.name if model else "")
    person = Person.objects.filter(code=row.subject).first()
    if person is None:
        return unknown
    post = Post.objects.on(day).filter(person=person).select_related("unit").first()
    if post is None and row.printed_unit:  # an old paper, of a day the directory does not know
        post = Post.objects.filter(person=person).select_related("unit").order_by("first_day").last()
        if post is not None:
            return _Subject(
                person, None, post.unit, person.name, row.printed_unit[:200], row.printed_post[:120]
            )
    if post is None:
        return problem("award.post-unknown", row.where, subject=person.name, day=day)
    return _Subject(person, None, post.unit, person.name, post.unit.name, post.title)


def _code_of_subject(award: Award) -> str:
    held = award.person or award.unit
    return held.code if held else ""


def _next_numbers(rows: Sequence[AwardRow]) -> dict[str, int]:
    ordered = register_order(rows)
    if not ordered:
        return {}
    return {row.code: number for number, row in enumerate(ordered, _last_number() + 1)}


def _last_number() -> int:
    """The last number given; the newest row is locked so that two clerks do not give the same one."""
    Award.objects.select_for_update().filter(register_number__isnull=False).order_by(
        "-register_number"
    ).first()
    return Award.objects.aggregate(last=Max("register_number"))["last"] or 0


def _decision(by: Keeper, at: datetime, row: AwardRow) -> Decision | None:
    if row.decided_on is None:
        return None
    return decision_keep(
        by=by, at=at, number=row.decision_number, decided_on=row.decided_on, authority=row.decided_by
    )


def _create(
    row: AwardRow, subject: _Subject, number: int | None, decision: Decision | None, close: Close | None
) -> Award:
    form = _form(row)
    award = Award(
        code=row.code,
        register_number=number,
        form=row.form,
        level=form.level,
        category=row.category,
        state=row.state,
        person=subject.person,
        unit=subject.unit,
        subject_name=subject.name,
        subject_unit=subject.unit_name,
        subject_post=subject.post,
        reason=row.reason.strip(),
        year=row.year,
        decision=decision,
        presented_on=row.presented_on,
        presented_by=row.presented_by.strip(),
        close=close,
        source=row.source,
    )
    award.search = _search(award)
    award.save(force_insert=True)
    return award


def _form(row: AwardRow) -> AwardForm:
    form = form_on(award_forms(), row.form, row.decided_on or date(row.year, 12, 31))
    assert form is not None, row.form
    return form


def _title(award: Award) -> str:
    return next((form.title for form in award_forms() if form.code == award.form), award.form)


def _search(award: Award) -> str:
    titles = [text for form in award_forms() if form.code == award.form for text in (form.title, form.short)]
    parts = [
        award.subject_name, award.subject_unit, award.subject_post, *dict.fromkeys(titles),
        award.decision_number, award.decided_by, str(award.year), award.reason,
    ]  # fmt: skip
    return search_text(parts, unit_kinds().abbreviations)[:900]


def _move(by: Keeper, award: Award, then: State, found: Sequence[Problem] = ()) -> None:
    """Check right, order of states and everything found so far; then set the state.

    Raises:
        Refused: "award.refused".
    """
    problems = list(found)
    if wrong := move_problem(State(award.state), then, NOWHERE):
        problems.append(wrong)
    if not may_keep(by, award):
        problems.append(problem("award.may-not-record", subject=award.subject_name))
    if errors(problems):
        raise Refused("award.refused", problems)
    award.state = then


def _note(by: Keeper, at: datetime, action: str, award: Award, sentence: str) -> None:
    decided = ""
    if award.state in DECIDED_STATES and award.decided_on:
        decided = f" (quyết định {award.decision_number}, {written_day(award.decided_on)})"
    note(by=by, at=at, action=action, subject=f"award:{award.code}", sentence=f"{sentence}{decided}.")
