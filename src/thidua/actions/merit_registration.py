"""Đăng ký thi đua: who of a unit sets out for which title, a year at once. The law makes it no condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.actions.audit import acting
from thidua.actions.merit import merit_add, merit_correct, merit_void
from thidua.core.award import AwardForm, Category, FormKind
from thidua.core.merit import MeritKind, check_merit
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.rules.catalogue import award_forms
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Person, TitleRegistration, Unit

Subject = Person | Unit


def titles_for(category: Category, day: date) -> list[AwardForm]:
    """Titles in force that a person, or a collective, may set out for; the high ones first."""
    return [
        form
        for form in award_forms()
        if form.in_force(day) and form.kind is FormKind.TITLE and category in form.categories
    ]


def registered(subjects: Sequence[Subject], year: int) -> dict[int, TitleRegistration]:
    """By key of the subject, what it registered first for that year; all of one kind. One question."""
    column = "unit" if subjects and isinstance(subjects[0], Unit) else "person"
    rows = TitleRegistration.objects.holding().filter(
        year=year, **{f"{column}__in": [s.pk for s in subjects]}
    )
    found: dict[int, TitleRegistration] = {}
    for row in rows.order_by("pk"):
        found.setdefault(getattr(row, f"{column}_id"), row)
    return found


def anchor_of(subject: Subject) -> str:
    """The field of its row, for problems."""
    return f"dang-ky-don-vi-{subject.code}" if isinstance(subject, Unit) else f"dang-ky-{subject.code}"


@transaction.atomic
def registrations_set(
    *,
    by: Viewer,
    at: datetime,
    year: int,
    wanted: Mapping[Subject, str],
    paper: str,
    paper_on: date | None = None,
) -> int:
    """Write down what each sets out for, all or none; "" takes a registration back, the same as before is passed over.

    Returns:
        How many changed.

    Raises:
        Refused: "merit.refused" with all problems, each at its row; "merit.nothing-changed".
    """
    acting(by)
    people = registered([s for s in wanted if isinstance(s, Person)], year)
    units = registered([s for s in wanted if isinstance(s, Unit)], year)
    held = {s: (units if isinstance(s, Unit) else people).get(s.pk) for s in wanted}
    changed = {s: form for s, form in wanted.items() if form != (row.form if (row := held[s]) else "")}
    if not changed:
        raise Refused("merit.nothing-changed")
    found = _problems(by, at, year, changed, paper)
    if found:
        raise Refused("merit.refused", found)
    common: dict[str, Any] = {"by": by, "at": at}
    for subject, form in changed.items():
        row, values = held[subject], {"year": year, "form": form}
        if row is None:
            merit_add(
                **common,
                kind=MeritKind.REGISTRATION,
                subject=subject,
                values=values,
                paper=paper,
                paper_on=paper_on,
            )
        elif form:
            merit_correct(
                **common,
                record=row,
                values=values,
                paper=paper,
                paper_on=paper_on,
                why=f"Đăng ký lại theo {paper}",
            )
        else:
            merit_void(**common, record=row, why=f"Rút đăng ký theo {paper}")
    return len(changed)


def _problems(
    by: Viewer, at: datetime, year: int, changed: Mapping[Subject, str], paper: str
) -> list[Problem]:
    sample = next(iter(changed.values())) or "none"
    found = check_merit(MeritKind.REGISTRATION, {"year": year, "form": sample}, paper, at.date())
    for subject, form in changed.items():
        where = Where(field=anchor_of(subject))
        category = Category.COLLECTIVE if isinstance(subject, Unit) else Category.INDIVIDUAL
        if form and form not in {known.code for known in titles_for(category, at.date())}:
            found.append(problem("merit.choice", where, value=form))
        if by.person is not None and isinstance(subject, Person) and subject.pk == by.person.pk:
            found.append(problem("merit.not-of-yourself", where))
        elif not access.may_write_merit(by, subject):
            found.append(problem("merit.may-not", where, subject=subject.name))
    return found
