"""People near the end of their service, people outside the force, and households: for medals, badges and devotion.

Deterministic from a seed, like `tests.province`; its own file so that a new fact here changes nobody there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.province import WHERE
from thidua.core.law.facts import (
    Achievement,
    Breadth,
    CommendationType,
    Discipline,
    DisciplineLevel,
    Hold,
    HoldKind,
    Honour,
    HouseholdFacts,
    PersonFacts,
    Rating,
    Service,
    Stated,
    YearRating,
)
from thidua.core.law.post import PostHeld

KINDS = [Service.OFFICER, Service.OFFICER, Service.CONTRACT, Service.OUTSIDER, Service.OUTSIDE_LEADER,
         Service.SECURITY_TEAM, Service.SECURITY_TEAM]  # fmt: skip
AWARDS = ["giay-khen", "bang-khen-bo-cong-an", "huy-chuong-chien-si-ve-vang-hang-ba", "chien-si-tien-tien"]


def veterans(count: int, seed: int = 2025) -> Iterator[PersonFacts]:
    for number in range(count):
        yield _veteran(Random(f"{seed}-veteran-{number}"), number)


def households(count: int, seed: int = 2025) -> Iterator[HouseholdFacts]:
    for number in range(count):
        chance = Random(f"{seed}-household-{number}")
        yield HouseholdFacts(
            code=f"ho-{number}", name=f"Hộ {number}", holds=_holds(chance), achievements=_achievements(chance)
        )


def _veteran(chance: Random, number: int) -> PersonFacts:
    kind = chance.choice([*KINDS, None])
    since = date(chance.randint(1998, 2021), chance.randint(1, 12), chance.choice([1, 15]))
    return PersonFacts(
        code=f"cuu-{number}", name=f"Cựu {number}",
        service=Stated(kind, WHERE) if kind else None,
        woman=chance.choice([None, Stated(True, WHERE), Stated(False, WHERE), Stated(False, WHERE)]),
        serving_since=Stated(since, WHERE) if chance.random() < 0.95 else None,
        recruited_on=Stated(since, WHERE) if chance.random() < 0.9 else None,
        hard_years=chance.choice([None, None, Stated(0, WHERE), Stated(chance.randint(1, 6), WHERE)]),
        retiring_on=chance.choice([None, Stated(date(2025, 11, 1), WHERE), Stated(date(2026, 2, 1), WHERE)]),
        ratings=tuple(YearRating(y, chance.choice([*Rating][:3]), WHERE) for y in range(2022, 2026)
                      if chance.random() < 0.9),
        honours=chance.choice([None, (), *[_honours(chance)] * 4]),
        achievements=_achievements(chance),
        disciplines=chance.choice([None, *[()] * 6, _disciplines(chance)]),
        holds=_holds(chance),
        posts=chance.choice([None, (), *[_posts(chance)] * 6]),
    )  # fmt: skip


def _honours(chance: Random) -> tuple[Honour, ...]:
    return tuple(
        Honour(chance.choice(AWARDS), chance.randint(2015, 2026), WHERE, revoked=chance.random() < 0.2)
        for _ in range(chance.choice([1, 1, 2]))
    )


def _achievements(chance: Random) -> tuple[Achievement, ...] | None:
    if chance.random() < 0.1:
        return None
    return tuple(
        Achievement(
            f"Đóng góp {turn}", chance.randint(2022, 2025), WHERE,
            chance.choice([CommendationType.MERIT, CommendationType.SUDDEN, CommendationType.MOVEMENT]),
            chance.choice([None, Breadth.UNIT, Breadth.MINISTRY]),
            ("giay-khen",) if chance.random() < 0.3 else (),
        )
        for turn in range(chance.choice([0, 1, 1, 2]))
    )  # fmt: skip


def _disciplines(chance: Random) -> tuple[Discipline, ...]:
    decided = date(chance.randint(2008, 2025), chance.randint(1, 11), 10)
    served = decided + timedelta(days=365)
    acted = decided - timedelta(days=chance.choice([20, 400]))
    return (Discipline(DisciplineLevel.REPRIMAND, WHERE, decided, chance.choice([None, acted]), served),)


def _holds(chance: Random) -> tuple[Hold, ...] | None:
    if chance.random() < 0.03:
        return None
    return (Hold(HoldKind.INSPECTION, date(2025, 3, 1), WHERE),) if chance.random() < 0.05 else ()


def _posts(chance: Random) -> tuple[PostHeld, ...]:
    found, day = [], date(chance.randint(2003, 2015), chance.randint(1, 12), 1)
    for _ in range(chance.choice([1, 2, 3])):
        rung, last = chance.randint(1, 3), day + timedelta(days=chance.randint(300, 3000))
        kept = last + timedelta(days=900) if chance.random() < 0.2 else None
        found.append(PostHeld(f"Chức vụ {rung}", rung, day, WHERE, chance.choice([last, last, None]), kept))
        day = last + timedelta(days=chance.choice([1, 1, 40, -200]))
    return tuple(found)
