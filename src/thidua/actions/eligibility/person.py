"""Facts of people: their records, their time of service, where they served in the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thidua.actions.eligibility.held import Held, Reviews, known
from thidua.core.law import facts as law
from thidua.core.merit import Matter
from thidua.core.unit import Role
from thidua.store.models import Absence, Person, Post, ServiceRecord, TransferRemark


def person_facts(
    people: Sequence[Person], on: date, year: int, links: dict[str, str]
) -> Iterator[law.PersonFacts]:
    held = Held(people, links)
    posts, remarks = _posts(people), _remarks(people, year)
    reviews = Reviews(on, year)
    for person in people:
        mine = posts[person.pk]
        here = next((post.unit_id for post in mine if post.in_force(min(on, date(year, 12, 31)))), None)
        here = here or (mine[-1].unit_id if mine else None)
        service = held.of(ServiceRecord, person)
        yield law.PersonFacts(
            code=person.code,
            name=person.name,
            **held.common(person, reviews, here),
            service=next(
                (law.Stated(law.Service(r.service), held.at(r)) for r in service if r.service), None
            ),
            recruited_on=next((law.Stated(r.since, held.at(r)) for r in service), None),
            serving_since=next((law.Stated(r.since, held.at(r)) for r in service), None),
            absences=known(
                tuple(_absence(r, held.at(r)) for r in held.of(Absence, person)),
                reviews.cover(here, Matter.ABSENCES),
            ),
            transfers=tuple(
                _transfer(move, remarks.get((person.pk, move.on)), links) for move in _moves(mine, year)
            ),
        )


def _posts(people: Sequence[Person]) -> Mapping[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    rows = Post.objects.filter(person__in=people).exclude(role=Role.ADMINISTRATOR)
    for post in rows.select_related("unit").order_by("first_day", "pk"):
        found[post.person_id].append(post)
    return found


@dataclass(frozen=True, slots=True)
class Move:
    """From one unit to another on the first day of `after`; `months` of that year were served at the old one."""

    before: Post
    after: Post
    months: int

    @property
    def on(self) -> date:
        return self.after.first_day


def moves_of(person: Person, year: int) -> list[Move]:
    return list(_moves(_posts([person])[person.pk], year))


def _moves(posts: Sequence[Post], year: int) -> Iterator[Move]:
    """Changes of unit within the year, as the directory has them."""
    for before, after in pairwise(posts):
        if before.unit_id != after.unit_id and after.first_day.year == year:
            months = after.first_day.month - max(1, before.first_day.month * (before.first_day.year == year))
            yield Move(before, after, months)


def _transfer(move: Move, remark: TransferRemark | None, links: dict[str, str]) -> law.Transfer:
    """With the old unit's remark where it has answered."""
    if remark is None:
        where = f"Danh bạ: {move.after.title}, {move.after.unit.name}"
        return law.Transfer(move.on, where, move.months)
    where = f"Nhận xét của {remark.unit.name}{f', {remark.paper}' if remark.paper else ''}"
    links[where] = f"remark:{remark.pk}"
    return law.Transfer(move.on, where, move.months, remark=True)


def _remarks(people: Sequence[Person], year: int) -> Mapping[tuple[int, date], TransferRemark]:
    """What old units have answered, by person and day of the move."""
    rows = TransferRemark.objects.filter(
        person__in=people, moved_on__year=year, answered_at__isnull=False
    ).select_related("unit")
    return {(row.person_id, row.moved_on): row for row in rows}


def _absence(row: Absence, where: str) -> law.Absence:
    return law.Absence(
        law.AbsenceKind(row.kind), row.first_day, row.last_day, where, row.workdays, row.medical,
        row.rules_kept, law.StudyResult(row.result) if row.result else None,
    )  # fmt: skip
