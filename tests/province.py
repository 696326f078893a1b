"""A synthetic province: officers and units with ten years of ratings, titles, initiatives, and what goes wrong.

Deterministic from a seed. Everything that the law asks about happens to somebody: gaps, mergers, disciplines served
in the middle of a year, holds, absences of every kind, uses of initiatives, and facts that nobody stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from thidua.core.law.facts import (
    Absence,
    AbsenceKind,
    Achievement,
    Breadth,
    CommendationType,
    Confirmed,
    Discipline,
    DisciplineLevel,
    Heritage,
    Hold,
    HoldKind,
    Honour,
    Initiative,
    InitiativeUse,
    Members,
    PersonFacts,
    Quality,
    Rating,
    Stated,
    StudyResult,
    Transfer,
    UnitFacts,
    YearRating,
)
from thidua.core.unit.succession import Carry

FIRST, LAST = 2016, 2025
WHERE = "Hồ sơ giả lập"
Item = TypeVar("Item")


def officers(count: int, seed: int = 2025) -> Iterator[PersonFacts]:
    for number in range(count):
        yield _officer(Random(f"{seed}-{number}"), number)


def units(count: int, seed: int = 2025) -> Iterator[UnitFacts]:
    for number in range(count):
        yield _unit(Random(f"{seed}-unit-{number}"), number)


def _maybe(chance: Random, value: Item, unknown: float = 0.04) -> Item | None:
    return None if chance.random() < unknown else value


def _day(chance: Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=chance.randrange(365))


def _officer(chance: Random, number: int) -> PersonFacts:
    recruited = _day(chance, chance.choice([2005, 2010, 2014, 2017, 2021, 2022, 2024, 2025]))
    years = range(max(FIRST, recruited.year), LAST + 1)
    skill = chance.choice([0.2, 0.5, 0.8, 0.95])
    return PersonFacts(
        code=f"can-bo-{number}",
        name=f"Cán bộ {number}",
        recruited_on=_maybe(chance, Stated(recruited, WHERE), 0.02),
        woman=Stated(chance.random() < 0.4, WHERE),
        history_from=_maybe(chance, max(FIRST, recruited.year), 0.2),
        ratings=tuple(_ratings(chance, years, skill)),
        honours=_maybe(chance, tuple(_honours(chance, years, skill)), 0.02),
        initiatives=_maybe(chance, tuple(_initiatives(chance, years, skill))),
        achievements=_maybe(chance, tuple(_achievements(chance)), 0.2),
        disciplines=_maybe(chance, tuple(_disciplines(chance)), 0.03),
        holds=_maybe(chance, tuple(_holds(chance)), 0.03),
        absences=_maybe(chance, tuple(_absences(chance)), 0.1),
        transfers=_maybe(chance, tuple(_transfers(chance)), 0.1),
        confirmed=tuple(_confirmed(chance)),
        heritages=tuple(_heritages(chance)),
    )


def _ratings(chance: Random, years: range, skill: float) -> Iterator[YearRating]:
    for year in years:
        roll = chance.random()
        kind = (
            Rating.EXCELLENT
            if roll < skill * 0.5
            else Rating.GOOD
            if roll < 0.9
            else chance.choice([*Rating])
        )
        if chance.random() < 0.98:
            yield YearRating(year, kind, WHERE, "xa-cu" if year < 2023 and chance.random() < 0.2 else "")


def _honours(chance: Random, years: range, skill: float) -> Iterator[Honour]:
    old = chance.random() < 0.3
    for year in years:
        unit = "xa-cu" if old and year < 2025 else ""
        if chance.random() < 0.6:
            yield Honour("chien-si-tien-tien", year, WHERE, unit=unit)
        if chance.random() < skill:
            revoked = chance.random() < 0.02
            yield Honour("chien-si-thi-dua-co-so", year, WHERE, unit=unit, revoked=revoked)
        if chance.random() < 0.05:  # the same title decided twice, once by the old unit
            yield Honour("chien-si-thi-dua-co-so", year, WHERE, unit="xa-cu")
        if chance.random() < 0.12:
            kind = chance.choice([CommendationType.MERIT, CommendationType.MERIT, CommendationType.SUDDEN])
            since = chance.choice([None, year - 1])
            code = chance.choice(["bang-khen-bo-cong-an", "bang-khen-uy-ban-nhan-dan-tinh"])
            yield Honour(code, year, WHERE, type=kind, since=since, unit=unit)
        if chance.random() < skill * 0.25:
            code = chance.choice(["chien-si-thi-dua-cap-tinh", "chien-si-thi-dua-toan-luc-luong"])
            decided = chance.choice([None, date(year + 1, 1, 15), date(year, 12, 30)])
            yield Honour(code, year, WHERE, decided, since=chance.choice([None, year - 2]))
        if chance.random() < 0.02:
            yield Honour("bang-khen-thu-tuong", year, WHERE)


def _initiatives(chance: Random, years: range, skill: float) -> Iterator[Initiative]:
    for year in years:
        for turn in range(chance.choice([0, 1, 1, 2])):
            uses = []
            if chance.random() < 0.3:
                code = chance.choice(
                    ["chien-si-thi-dua-co-so", "bang-khen-bo-cong-an", "chien-si-thi-dua-cap-tinh"]
                )
                uses = [InitiativeUse(code, chance.choice([year, year + 1, LAST]), WHERE)]
            yield Initiative(
                f"Sáng kiến {year}/{turn}",
                year,
                WHERE,
                breadth=chance.choice([None, Breadth.UNIT, Breadth.UNIT, Breadth.MINISTRY, Breadth.NATION]),
                applied=chance.choice([None, True, True, False]),
                uses=tuple(uses),
            )


def _achievements(chance: Random) -> Iterator[Achievement]:
    for turn in range(chance.choice([0, 0, 0, 1, 2])):
        yield Achievement(
            f"Thành tích {turn}",
            chance.randint(2020, LAST),
            WHERE,
            chance.choice([CommendationType.MERIT, CommendationType.SUDDEN, CommendationType.MOVEMENT]),
            chance.choice([None, *Breadth]),
            chance.choice([(), (), ("giay-khen",)]),
        )


def _disciplines(chance: Random) -> Iterator[Discipline]:
    if chance.random() < 0.12:
        decided = _day(chance, chance.randint(2017, LAST))
        served = chance.choice([None, decided + timedelta(days=365), date(decided.year + 1, 1, 1)])
        yield Discipline(chance.choice([*DisciplineLevel][:3]), WHERE, decided, decided, served)


def _holds(chance: Random) -> Iterator[Hold]:
    if chance.random() < 0.06:
        since = _day(chance, chance.randint(2021, LAST))
        yield Hold(
            chance.choice([*HoldKind]), since, WHERE, chance.choice([None, since + timedelta(days=200)])
        )


def _absences(chance: Random) -> Iterator[Absence]:
    for kind in chance.choice([[], [], [], [chance.choice([*AbsenceKind])], [*AbsenceKind][:3]]):
        first = _day(chance, chance.choice([2021, 2022, 2024, 2025]))
        last = first + timedelta(days=chance.choice([20, 100, 300, 364, 366, 700]))
        yield Absence(
            kind,
            first,
            last,
            WHERE,
            chance.choice([None, 10, 39, 40, 120]),
            chance.choice([None, True, False]),
            chance.choice([None, True, False]),
            chance.choice([None, *StudyResult]),
        )


def _transfers(chance: Random) -> Iterator[Transfer]:
    if chance.random() < 0.15:
        months, remark = chance.choice([None, 3, 6, 8]), chance.choice([None, True, False])
        on = _day(chance, chance.choice([2022, 2024, 2025]))
        yield Transfer(on, WHERE, months, remark, chance.random() < 0.3)


def _confirmed(chance: Random) -> Iterator[Confirmed]:
    for year in (2022, 2024, 2025):
        if chance.random() < 0.3:
            yield Confirmed(Quality.SPIRIT, year, chance.random() < 0.9, WHERE)
        if chance.random() < 0.3:
            yield Confirmed(Quality.REGISTERED, year, chance.random() < 0.5, WHERE)


def _heritages(chance: Random) -> Iterator[Heritage]:
    if chance.random() < 0.7:
        yield Heritage("xa-cu", date(2025, 7, 1), chance.choice([None, *Carry]), WHERE)


def _unit(chance: Random, number: int) -> UnitFacts:
    years = range(FIRST, LAST + 1)
    founded = Stated(_day(chance, chance.choice([1992, 2010, 2018, 2024])), WHERE)
    return UnitFacts(
        code=f"don-vi-{number}",
        name=f"Đơn vị {number}",
        founded_on=_maybe(chance, founded),
        ratings=tuple(_ratings(chance, years, 0.9)),
        honours=(),
        disciplines=_maybe(chance, tuple(_disciplines(chance))),
        holds=_maybe(chance, tuple(_holds(chance))),
        members=tuple(_members(chance, year) for year in years if chance.random() < 0.95),
    )


def _members(chance: Random, year: int) -> Members:
    total = chance.choice([0, 1, 7, 10, 20, 33])
    return Members(
        year,
        WHERE,
        _maybe(chance, total),
        _maybe(chance, max(0, total - chance.choice([0, 0, 0, 1]))),
        _maybe(chance, min(total, round_up(total, chance.choice([50, 51, 69, 70, 90])))),
        _maybe(chance, chance.choice([0, 1, 3])),
        _maybe(chance, chance.choice([0, 0, 0, 1])),
        _maybe(chance, total // 2),
    )


def round_up(total: int, percent: int) -> int:
    return -(-total * percent // 100)
