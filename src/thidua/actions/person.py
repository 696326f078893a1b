"""People and the posts they hold over some days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import note
from thidua.actions.unit import Keeper, keep
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.core.text import fold
from thidua.core.unit import Role
from thidua.office.format import day as written_day
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
    """Give a person a post in a unit over some days.

    Raises:
        Refused: "unit.may-not-keep"; "person.refused" with all problems.
    """
    keep(by, unit)
    found = _post_problems(person, unit, title, first_day, last_day)
    if found:
        raise Refused("person.refused", found, person=person.name)
    until = f" đến {written_day(last_day)}" if last_day else ""
    sentence = f"{person.name} giữ chức vụ {title}, {unit.name}, từ {written_day(first_day)}{until}."
    note(by=by, at=at, action="post-add", subject=f"person:{person.code}", sentence=sentence)
    return Post.objects.create(
        person=person, unit=unit, role=role, title=title, first_day=first_day, last_day=last_day
    )


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
