"""People and the posts they hold over some days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.account import administration_kept
from thidua.actions.audit import acting, allow, note
from thidua.actions.notice import notice_send
from thidua.actions.unit import Keeper, keep
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import fold
from thidua.core.unit import Role
from thidua.office.format import day as written_day
from thidua.store.access import Viewer, holders, may_administer
from thidua.store.models import Person, Post, Unit


@transaction.atomic
def person_add(
    *, by: Keeper, at: datetime, code: str, name: str, unit: Unit, rank: str = "", synthetic: bool = False
) -> Person:
    """Record a person who serves, before the first post. `unit` is where she is to serve; it decides who may.

    Raises:
        Refused: "unit.may-not-keep"; "person.refused" with all problems.
    """
    keep(by, unit)
    found = [] if name.strip() else [problem("person.name-missing", Where(field="name"))]
    if Person.objects.filter(code=code).exists():
        found.append(problem("person.code-taken", Where(field="code"), person=code))
    if found:
        raise Refused("person.refused", found, person=name)
    note(by=by, at=at, action="person-add", subject=f"person:{code}", sentence=f"Thêm {name} vào danh bạ.")
    return Person.objects.create(code=code, name=name, search=fold(name), rank=rank, synthetic=synthetic)


@transaction.atomic
def post_add(
    *,
    by: Keeper,
    at: datetime,
    person: Person,
    unit: Unit,
    role: Role,
    title: str,
    first_day: date,
    last_day: date | None = None,
) -> Post:
    """Give a person a post in a unit over some days. Whoever heads the unit is told.

    Raises:
        Refused: "unit.may-not-keep"; "person.own-post"; "person.may-not-appoint" when an administrator is appointed
            by somebody who is none; "person.refused" with all problems.
    """
    keep(by, unit)
    if isinstance(by, Viewer):
        allow(acting(by).pk != person.pk, "person.own-post")
        allow(
            role is not Role.ADMINISTRATOR or may_administer(by, unit),
            "person.may-not-appoint",
            unit=unit.name,
        )
    found = _post_problems(person, unit, title, first_day, last_day)
    if found:
        raise Refused("person.refused", found, person=person.name)
    until = f" đến {written_day(last_day)}" if last_day else ""
    sentence = f"{person.name} giữ chức vụ {title}, {unit.name}, từ {written_day(first_day)}{until}."
    note(by=by, at=at, action="post-add", subject=f"person:{person.code}", sentence=sentence)
    if isinstance(by, Viewer):
        _tell_heads(by, at, "post-add", person, unit, sentence)
    return Post.objects.create(
        person=person, unit=unit, role=role, title=title, first_day=first_day, last_day=last_day
    )


@transaction.atomic
def post_end(*, by: Keeper, at: datetime, post: Post, last_day: date) -> Post:
    """Let a post end on a day; what was lent from it ends with it. The last administrator's does not end.

    Raises:
        Refused: "unit.may-not-keep"; "person.may-not-appoint"; "person.refused" with all problems;
            "account.last-administrator".
    """
    row = Post.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=post.pk)
    keep(by, row.unit)
    if isinstance(by, Viewer):
        acting(by)
    if row.role == Role.ADMINISTRATOR:
        if isinstance(by, Viewer):
            allow(may_administer(by, row.unit), "person.may-not-appoint", unit=row.unit.name)
        administration_kept(row.unit, at.date(), without=[row], instead=(row.first_day, last_day))
    if last_day < row.first_day:
        raise Refused(
            "person.refused",
            [problem("person.days", Where(field="last_day"), person=row.person.name)],
            person=row.person.name,
        )
    row.last_day = last_day
    row.save(update_fields=["last_day"])
    sentence = (
        f"{row.person.name} thôi giữ chức vụ {row.title}, {row.unit.name}, sau ngày {written_day(last_day)}."
    )
    note(by=by, at=at, action="post-end", subject=f"person:{row.person.code}", sentence=sentence)
    if isinstance(by, Viewer):
        _tell_heads(by, at, "post-end", row.person, row.unit, sentence)
    return row


def _tell_heads(by: Viewer, at: datetime, kind: str, person: Person, unit: Unit, sentence: str) -> None:
    """A post opens doors, so the unit's head and the person learn of it even when somebody else wrote it down."""
    notice_send(
        by=by, at=at, to=[person, *holders(unit, [Role.HEAD], by.day)], kind=kind, link="/tai-khoan/",
        subject=f"person:{person.code}", sentence=f"{by.name} ghi vào danh bạ: {sentence}",
    )  # fmt: skip


def _post_problems(
    person: Person, unit: Unit, title: str, first_day: date, last_day: date | None
) -> list[Problem]:
    found = []
    if not title.strip():
        found.append(problem("person.title-missing", Where(field="title")))
    if last_day is not None and last_day < first_day:
        found.append(problem("person.days", Where(field="last_day"), person=person.name))
    if not unit.in_force(first_day) or (last_day is not None and not unit.in_force(last_day)):
        found.append(problem("person.unit-not-in-force", Where(field="unit"), unit=unit.name, day=first_day))
    return found
