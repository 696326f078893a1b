"""Facts of units: their own records, those of the units they came from, and how their members fared in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from thidua.actions.eligibility.held import Held, Reviews, heritages
from thidua.core.award import DECIDED_STATES
from thidua.core.law import facts as law
from thidua.core.merit import Matter
from thidua.core.unit import Level, LinkKind, Role
from thidua.rules.catalogue import unit_kinds
from thidua.store.models import Award, Discipline, Post, ServiceRecord, Unit, UnitLink, YearRating

BASE = frozenset({"chien-si-tien-tien", "lao-dong-tien-tien"})
FIGHTER = frozenset({"chien-si-thi-dua-co-so"})
_TIERS = {
    Level.PROVINCE: law.UnitTier.PROVINCE,
    Level.DISTRICT: law.UnitTier.BASE,
    Level.COMMUNE: law.UnitTier.TEAM,
}


def unit_facts(units: Sequence[Unit], on: date, year: int, links: dict[str, str]) -> Iterator[law.UnitFacts]:
    inherited = heritages(units, on)
    old = {before.pk: before for found in inherited.values() for _, before in found}
    held = Held([*units, *(unit for pk, unit in old.items() if pk not in {u.pk for u in units})], links)
    reviews = Reviews(on, year)
    members = _members(units, on, year, reviews)
    levels = {code: kind.level for code, kind in unit_kinds().units.items()}
    for unit in units:
        common = held.common(unit, reviews, unit.pk)
        before = [past for _, past in inherited[unit.pk]]
        founded = held.of(ServiceRecord, unit)
        counted = members[unit.pk]
        tier = _TIERS.get(levels.get(unit.kind, Level.CENTRE))
        yield law.UnitFacts(
            code=unit.code,
            name=unit.name,
            **(common | _inherited(held, before, common)),
            heritages=tuple(heritage for heritage, _ in inherited[unit.pk]),
            tier=law.Stated(tier, "Danh bạ: loại đơn vị") if tier else None,
            founded_on=next((law.Stated(r.since, held.at(r)) for r in founded), None),
            headcount=law.Stated(counted.total, counted.where) if counted.total is not None else None,
            members=(counted,),
        )


def _inherited(held: Held, before: Sequence[Unit], common: Mapping[str, Any]) -> dict[str, Any]:
    """Ratings and honours of the units before, each under the unit that earned it."""
    ratings = tuple(
        law.YearRating(row.year, law.Rating(row.rating), held.at(row), unit.code)
        for unit in before
        for row in held.of(YearRating, unit)
    )
    honours = tuple(
        replace(held.honour(award), unit=unit.code)
        for unit in before
        for award in held.awards.get(unit.pk, [])
    )
    own = common["honours"]
    return {
        "ratings": common["ratings"] + ratings,
        "honours": (own or ()) + honours if own is not None or honours else None,
    }


def _members(units: Sequence[Unit], on: date, year: int, reviews: Reviews) -> Mapping[int, law.Members]:
    """Who served in each unit, or below it, on the last day of the year; five questions for all of them."""
    day = min(on, date(year, 12, 31))
    inside = _below(units, day)
    posts = Post.objects.on(day).filter(unit__in={pk for found in inside.values() for pk in found})
    serving: dict[int, set[int]] = defaultdict(set)
    for unit, person in posts.exclude(role=Role.ADMINISTRATOR).values_list("unit_id", "person_id"):
        serving[unit].add(person)
    people = {person for found in serving.values() for person in found}
    rated = dict(
        YearRating.objects.holding().filter(person__in=people, year=year).values_list("person_id", "rating")
    )
    titled: dict[str, set[int]] = {"base": set(), "fighter": set()}
    for person, form in Award.objects.filter(
        person__in=people, year=year, state__in=DECIDED_STATES - {"revoked"}, form__in=BASE | FIGHTER
    ).values_list("person_id", "form"):
        titled["base"].add(person)  # who is a fighter met the criteria of the base title
        if form in FIGHTER:
            titled["fighter"].add(person)
    warned = {
        person
        for person, level in Discipline.objects.holding()
        .filter(person__in=people, decided_on__year=year)
        .values_list("person_id", "level")
        if law.DisciplineLevel(level).at_least(law.DisciplineLevel.WARNING)
    }
    where = f"Danh bạ và bản ghi của đơn vị, năm {year}"
    return {
        unit.pk: _counted(
            {person for pk in inside[unit.pk] for person in serving[pk]}, rated, titled, warned,
            year, where, reviews, unit.pk,
        )
        for unit in units
    }  # fmt: skip


def _counted(
    people: set[int], rated: Mapping[int, str], titled: Mapping[str, set[int]], warned: set[int],
    year: int, where: str, reviews: Reviews, unit: int,
) -> law.Members:  # fmt: skip
    """Counts; None where it is not known of everybody."""
    total = len(people) or None
    known = total is not None and people <= rated.keys()
    titles = bool(people & titled["base"]) or reviews.cover(unit, Matter.HONOURS)
    return law.Members(
        year, where, total,
        done=sum(law.Rating(rated[p]).at_least(law.Rating.DONE) for p in people) if known else None,
        base_titles=len(people & titled["base"]) if titles else None,
        fighters=len(people & titled["fighter"]) if titles else None,
        warned=len(people & warned) if warned or reviews.cover(unit, Matter.DISCIPLINES) else None,
    )  # fmt: skip


def _below(units: Sequence[Unit], day: date) -> Mapping[int, set[int]]:
    """Each unit with all under it by command, from one question."""
    children: dict[int, list[int]] = defaultdict(list)
    links = UnitLink.objects.on(day).filter(kind=LinkKind.COMMAND)
    for child, parent in links.values_list("child_id", "parent_id"):
        children[parent].append(child)
    found: dict[int, set[int]] = {}
    for unit in units:
        reached, waiting = set(), [unit.pk]
        while waiting:
            pk = waiting.pop()
            if pk not in reached:
                reached.add(pk)
                waiting += children[pk]
        found[unit.pk] = reached
    return found
