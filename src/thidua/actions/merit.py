"""Records of merit: written once with the paper they stand on, corrected by another record, never about oneself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.actions.notice import notice_send
from thidua.core.law.facts import Rating
from thidua.core.merit import FIELDS, OF_PERSONS, OF_UNITS, MeritKind, check_merit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import visible
from thidua.core.unit import Role
from thidua.office.format import day as written_day
from thidua.office.merit import choice_title, kind_title
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import (
    Absence,
    Achievement,
    AchievementUse,
    Award,
    Confirmation,
    Discipline,
    Evidence,
    Hold,
    Initiative,
    MeritRecord,
    MeritReview,
    Person,
    Post,
    ServiceRecord,
    TitleRegistration,
    Unit,
    YearRating,
)

TABLES: Mapping[MeritKind, type[MeritRecord]] = {
    MeritKind.RATING: YearRating,
    MeritKind.ACHIEVEMENT: Achievement,
    MeritKind.INITIATIVE: Initiative,
    MeritKind.DISCIPLINE: Discipline,
    MeritKind.HOLD: Hold,
    MeritKind.ABSENCE: Absence,
    MeritKind.SERVICE: ServiceRecord,
    MeritKind.CONFIRMATION: Confirmation,
    MeritKind.REGISTRATION: TitleRegistration,
    MeritKind.REVIEW: MeritReview,
}
KIND_OF = {table: kind for kind, table in TABLES.items()}
Subject = Person | Unit


@transaction.atomic
def merit_add(
    *,
    by: Viewer,
    at: datetime,
    kind: MeritKind,
    subject: Subject,
    values: Mapping[str, Any],
    paper: str,
    paper_on: date | None = None,
    evidence: Evidence | None = None,
) -> MeritRecord:
    """Write down one record.

    Raises:
        Refused: "merit.not-of-yourself"; "merit.may-not"; "merit.refused" with all problems.
    """
    return _write(by, at, kind, subject, values, paper, paper_on, evidence, None, "")


@transaction.atomic
def merit_correct(
    *,
    by: Viewer,
    at: datetime,
    record: MeritRecord,
    values: Mapping[str, Any],
    paper: str,
    why: str,
    paper_on: date | None = None,
    evidence: Evidence | None = None,
) -> MeritRecord:
    """Write a record that replaces an earlier one; both stay.

    A re-rating does not touch any award: who decides is told which awards rest on the year (law, article 93).

    Raises:
        Refused: as `merit_add`; "merit.replaced".
    """
    kind, subject = KIND_OF[type(record)], _subject(record)
    row = _write(by, at, kind, subject, values, paper, paper_on, evidence, record, why)
    if isinstance(row, YearRating) and isinstance(record, YearRating) and row.rating != record.rating:
        _tell_shaken(by, at, row, record)
    return row


@transaction.atomic
def merit_void(*, by: Viewer, at: datetime, record: MeritRecord, why: str) -> MeritRecord:
    """Say that a record should never have been written; it stays to be read, and counts for nothing.

    Raises:
        Refused: "merit.may-not"; "merit.replaced"; "merit.refused"; "merit.used".
    """
    kind = KIND_OF[type(record)]
    if isinstance(record, Achievement):
        use = AchievementUse.objects.filter(achievement=record).select_related("award").first()
        if use is not None:
            raise Refused("merit.used", award=use.award.subject_name)
    values = {field.name: getattr(record, field.name) for field in FIELDS[kind]}
    return _write(
        by, at, kind, _subject(record), values, record.paper, record.paper_on, None, record, why, void=True
    )


@transaction.atomic
def ratings_add(
    *,
    by: Viewer,
    at: datetime,
    year: int,
    ratings: Mapping[Person, str],
    paper: str,
    paper_on: date | None = None,
) -> list[YearRating]:
    """Write down how the people of a unit were rated, all or none; who has that rating already is passed over.

    Raises:
        Refused: as `merit_add`; "merit.nobody".
    """
    held = {
        row.person_id: row.rating
        for row in YearRating.objects.holding().filter(person__in=ratings, year=year)
    }
    new = {person: rating for person, rating in ratings.items() if held.get(person.pk) != rating and rating}
    if not new:
        raise Refused("merit.nobody")
    made = []
    for person, rating in new.items():
        values = {"year": year, "rating": rating}
        if person.pk in held:
            old = YearRating.objects.holding().get(person=person, year=year)
            row = merit_correct(
                by=by, at=at, record=old, values=values, paper=paper, paper_on=paper_on,
                why=f"Xếp loại lại theo {paper}",
            )  # fmt: skip
        else:
            row = merit_add(
                by=by, at=at, kind=MeritKind.RATING, subject=person, values=values, paper=paper,
                paper_on=paper_on,
            )  # fmt: skip
        assert isinstance(row, YearRating)
        made.append(row)
    return made


def shaken(person: Person, year: int) -> list[Award]:
    """Decided awards whose merit covers that year: what a re-rating may take the ground from."""
    standing = [Award.State.DECIDED, Award.State.PRESENTED]
    rows = Award.objects.filter(person=person, state__in=standing, year__gte=year).select_related("decision")
    return [row for row in rows if (row.merit_from.year if row.merit_from else row.year) <= year]


def _write(
    by: Viewer,
    at: datetime,
    kind: MeritKind,
    subject: Subject,
    values: Mapping[str, Any],
    paper: str,
    paper_on: date | None,
    evidence: Evidence | None,
    replaces: MeritRecord | None,
    why: str,
    void: bool = False,
) -> MeritRecord:
    person = acting(by)
    allow(not (isinstance(subject, Person) and subject.pk == person.pk), "merit.not-of-yourself")
    allow(access.may_write_merit(by, subject), "merit.may-not", subject=subject.name)
    found = check_merit(kind, values, paper, at.date()) + _subject_problems(kind, subject)
    if replaces is not None:
        if TABLES[kind]._default_manager.filter(replaces=replaces).exists():
            raise Refused("merit.replaced")
        if not why.strip():
            found.append(problem("merit.why-missing", Where(field="why")))
    if found:
        raise Refused("merit.refused", found)
    kept = {field.name: _kept(values.get(field.name), field.name) for field in FIELDS[kind]}
    row = TABLES[kind]._default_manager.create(
        person=subject if isinstance(subject, Person) else None,
        unit=subject if isinstance(subject, Unit) else None,
        paper=visible(paper)[:200],
        paper_on=paper_on,
        evidence=evidence,
        recorded_by=person,
        recorded_at=at,
        replaces=replaces,
        why=visible(why)[:300],
        void=void,
        **{name: value for name, value in kept.items() if value is not None},
    )
    _audit(by, at, kind, subject, row, replaces, void)
    return row


def _kept(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return visible(value)[:300]
    if name == "covers":
        return sorted(value)
    return value


def _subject_problems(kind: MeritKind, subject: Subject) -> list[Problem]:
    of_person = isinstance(subject, Person)
    if (kind in OF_PERSONS and not of_person) or (kind in OF_UNITS and of_person):
        return [problem("merit.wrong-subject", subject=subject.name)]
    return []


def _subject(record: MeritRecord) -> Subject:
    subject = record.person or record.unit
    assert subject is not None
    return subject


def _audit(
    by: Viewer, at: datetime, kind: MeritKind, subject: Subject, row: MeritRecord,
    replaces: MeritRecord | None, void: bool,
) -> None:  # fmt: skip
    """Before → after; of what is sensitive the log says that it was written and no more."""
    title, after = kind_title(kind, "vi").lower(), said(row)
    if kind in (MeritKind.DISCIPLINE, MeritKind.HOLD):
        told = f"Ghi một dòng {title} của {subject.name}"
        told = f"Sửa một dòng {title} của {subject.name}" if replaces else told
    elif void:
        told = f"Bỏ {title} của {subject.name}: {after}. Lý do: {row.why}"
    elif replaces is not None:
        told = f"Sửa {title} của {subject.name}: {said(replaces)} → {after}. Lý do: {row.why}"
    else:
        told = f"Ghi {title} của {subject.name}: {after} (theo {row.paper})"
    noun = "person" if isinstance(subject, Person) else "unit"
    audit(
        by=by, at=at, action=f"merit-{kind}", subject=f"{noun}:{subject.code}", sentence=f"{told}.",
        about=subject if isinstance(subject, Person) else None,
    )  # fmt: skip


def said(row: MeritRecord) -> str:
    """What a record says, in one line of Vietnamese; names of achievements stand in quotation marks."""
    match row:
        case YearRating():
            return f"năm {row.year}: {choice_title(row.rating, 'vi')}"
        case Achievement() | Initiative():
            reach = f", phạm vi {choice_title(row.breadth, 'vi').lower()}" if row.breadth else ""
            return f"“{row.title}”{reach}"
        case Discipline():
            served = f", chấp hành xong {written_day(row.served_on)}" if row.served_on else ""
            return f"{choice_title(row.level, 'vi')}, {written_day(row.decided_on)}{served}"
        case Hold() | Absence():
            until = f"–{written_day(row.last_day)}" if row.last_day else ""
            return f"{choice_title(row.kind, 'vi')}, {written_day(row.first_day)}{until}"
        case ServiceRecord():
            return f"{choice_title(row.service, 'vi')} từ {written_day(row.since)}".strip()
        case Confirmation():
            return f"năm {row.year}: {choice_title(row.quality, 'vi')}: {'có' if row.holds else 'không'}"
        case TitleRegistration():
            return f"năm {row.year}: {row.form}"
        case MeritReview():
            return f"đến {written_day(row.until)}: {', '.join(choice_title(c, 'vi').lower() for c in row.covers)}"
    raise AssertionError(row)


def _tell_shaken(by: Viewer, at: datetime, row: YearRating, before: YearRating) -> None:
    """Whoever heads the unit learns which awards rest on the year that was rated anew."""
    if row.person is None or not _worse(row.rating, before.rating):
        return
    post = Post.objects.on(at.date()).filter(person=row.person).select_related("unit").first()
    awards = shaken(row.person, row.year)
    if post is None or not awards:
        return
    notice_send(
        by=by, at=at, to=access.holders(post.unit, [Role.HEAD, Role.EMULATION], at.date()), kind="merit-shaken",
        subject=f"person:{row.person.code}", waiting=True,
        sentence=f"{row.person.name} xếp loại lại năm {row.year}: xem lại {len(awards)} khen thưởng dựa vào năm ấy"
        " (Luật Thi đua, khen thưởng, Điều 93).",
        link=f"/khen-thuong/ho-so-goc/nguoi/{row.person.code}/",
    )  # fmt: skip


def _worse(now: str, then: str) -> bool:
    return not Rating(now).at_least(Rating(then))
