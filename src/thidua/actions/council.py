"""A council of a unit: set up by a paper, its seats held from one day to another."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.council import Office
from thidua.core.problem import Problem, Refused, Where, problem
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Council, CouncilSeat, Person, Post, Unit

OFFICES = {
    Office.CHAIR: "Chủ tịch",
    Office.VICE: "Phó Chủ tịch",
    Office.STANDING: "Ủy viên thường trực",
    Office.MEMBER: "Ủy viên",
    Office.CLERK: "Thư ký",
}
_ALONE = frozenset({Office.CHAIR})


@transaction.atomic
def council_found(
    *, by: Viewer, at: datetime, code: str, title: str, unit: Unit, decision: str, first_day: date
) -> Council:
    """Write down that a paper set a council up.

    Raises:
        Refused: "council.may-not-keep"; "council.refused" with all problems.
    """
    acting(by)
    allow(access.council_units(by).filter(pk=unit.pk).exists(), "council.may-not-keep", unit=unit.name)
    found = [
        problem("council.empty", Where(field=name))
        for name, text in (("title", title), ("decision", decision))
        if not text.strip()
    ]
    if Council.objects.filter(code=code).exists():
        found.append(problem("council.code-taken", Where(field="title"), code=code))
    _stop(found)
    row = Council.objects.create(
        code=code, title=title.strip(), unit=unit, decision=decision.strip(), first_day=first_day
    )
    audit(
        by=by, at=at, action="council-found", subject=f"council:{code}", unit=unit,
        sentence=f"Ghi thành lập {row.title} theo {row.decision}.",
    )  # fmt: skip
    return row


@transaction.atomic
def council_seat(
    *, by: Viewer, at: datetime, council: Council, person: Person, office: str, first_day: date
) -> CouncilSeat:
    """Give somebody a seat from a day on.

    Raises:
        Refused: "council.may-not-keep"; "council.refused" with all problems.
    """
    acting(by)
    allow(access.may_keep_council(by, council), "council.may-not-keep", unit=council.unit.name)
    found: list[Problem] = []
    if office not in set(Office):
        found.append(problem("council.office", Where(field="office")))
    held = CouncilSeat.objects.on(first_day).filter(council=council)
    if held.filter(person=person).exists():
        found.append(problem("council.seat-taken", Where(field="person"), person=person.name))
    if office in _ALONE and (other := held.filter(office=office).select_related("person").first()):
        found.append(problem("council.one-chair", Where(field="office"), person=other.person.name))
    _stop(found)
    seat = CouncilSeat.objects.create(council=council, person=person, office=office, first_day=first_day)
    audit(
        by=by, at=at, action="council-seat", subject=f"council:{council.code}", unit=council.unit, about=person,
        sentence=f"{person.name} là {OFFICES[Office(office)].lower()} {council.title} từ {first_day:%d/%m/%Y}.",
    )  # fmt: skip
    return seat


@transaction.atomic
def council_leave(*, by: Viewer, at: datetime, seat: CouncilSeat, last_day: date) -> CouncilSeat:
    """End a seat; sessions already held keep it.

    Raises:
        Refused: "council.may-not-keep"; "council.refused".
    """
    acting(by)
    allow(access.may_keep_council(by, seat.council), "council.may-not-keep", unit=seat.council.unit.name)
    if last_day < seat.first_day or seat.last_day is not None:
        _stop([problem("council.seat-days", Where(field="last_day"))])
    seat.last_day = last_day
    seat.save(update_fields=["last_day"])
    audit(
        by=by, at=at, action="council-leave", subject=f"council:{seat.council.code}", unit=seat.council.unit,
        about=seat.person,
        sentence=f"{seat.person.name} thôi là {OFFICES[Office(seat.office)].lower()} {seat.council.title} "
        f"sau {last_day:%d/%m/%Y}.",
    )  # fmt: skip
    return seat


def council_people(council: Council, day: date) -> list[Person]:
    """Who may be given a seat: who serves in the unit or below it and has none yet, by name."""
    codes = access.below(frozenset({council.unit.code}), day)
    seated = CouncilSeat.objects.on(day).filter(council=council).values("person")
    posts = Post.objects.on(day).filter(unit__code__in=codes).exclude(person__in=seated)
    return list(Person.objects.filter(pk__in=posts.values("person")).order_by("name", "code"))


def _stop(found: list[Problem]) -> None:
    if found:
        raise Refused("council.refused", found)
