"""A synthetic province of 1 000 officers and ten years: the product and the naive law agree verdict by verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.naive_law import naive
from tests.naive_medal import naive_household, naive_medal
from tests.province import officers, units
from tests.veterans import households, veterans
from thidua.core.law.eligible import eligible
from thidua.core.law.verdict import Outcome
from thidua.rules.catalogue import law_book

LAW = law_book()
# A day of every regime since 2018, the days on which something changes, and a year considered in the next January.
DAYS = [
    (date(2018, 12, 15), 2018), (date(2022, 12, 15), 2022), (date(2024, 3, 1), 2023), (date(2024, 12, 15), 2024),
    (date(2025, 12, 15), 2025),
]  # fmt: skip
PERSONS = [
    "chien-si-tien-tien", "lao-dong-tien-tien", "chien-si-thi-dua-co-so", "chien-si-thi-dua-toan-luc-luong",
    "chien-si-thi-dua-toan-quoc", "bang-khen-bo-cong-an", "bang-khen-thu-tuong", "giay-khen",
]  # fmt: skip
PROVINCE = list(officers(1000))


@pytest.mark.parametrize("title", PERSONS)
def test_every_officer_gets_the_same_answer_twice(title: str):
    outcomes: Counter[Outcome] = Counter()
    for on, year in DAYS:
        for facts in PROVINCE:
            verdict = eligible(facts, title, on, LAW, year=year)
            assert verdict.outcome.value == naive(facts, title, on, year), (facts.code, on, facts)
            outcomes[verdict.outcome] += 1
    assert outcomes.total() == len(DAYS) * len(PROVINCE)
    assert len(outcomes) >= 4, "the province does not try this title"


@pytest.mark.parametrize("title", ["don-vi-tien-tien", "don-vi-quyet-thang"])
def test_every_unit_gets_the_same_answer_twice(title: str):
    outcomes: Counter[Outcome] = Counter()
    for on, year in DAYS:
        for facts in units(300):
            verdict = eligible(facts, title, on, LAW, year=year)
            assert verdict.outcome.value == naive(facts, title, on, year), (facts.code, on, facts)
            outcomes[verdict.outcome] += 1
    assert {Outcome.ELIGIBLE, Outcome.FACTS_MISSING, Outcome.NOT_ELIGIBLE} <= outcomes.keys()


MEDALS = [
    "huy-chuong-vi-an-ninh-to-quoc", "huy-chuong-quan-ky-quyet-thang", "huy-chuong-chien-si-ve-vang-hang-nhat",
    "huy-chuong-chien-si-ve-vang-hang-nhi", "huy-chuong-chien-si-ve-vang-hang-ba",
    "ky-niem-chuong-bao-ve-an-ninh-to-quoc", "anh-hung-lao-dong", "huan-chuong-doc-lap-hang-ba",
]  # fmt: skip
VETERANS = list(veterans(1000))


@pytest.mark.parametrize("title", MEDALS)
def test_every_veteran_gets_the_same_answer_twice(title: str):
    outcomes: Counter[Outcome] = Counter()
    for on, year in [(date(2025, 5, 30), 2025), (date(2025, 12, 1), 2025), (date(2026, 1, 20), 2025)]:
        for facts in VETERANS:
            verdict = eligible(facts, title, on, LAW, year=year)
            assert verdict.outcome.value == naive_medal(facts, title, on, year), (facts.code, on, facts)
            outcomes[verdict.outcome] += 1
    assert len(outcomes) >= (1 if title == "huy-chuong-quan-ky-quyet-thang" else 3), outcomes


@pytest.mark.parametrize("title", ["giay-khen", "bang-khen-uy-ban-nhan-dan-tinh", "gia-dinh-van-hoa"])
def test_every_household_gets_the_same_answer_twice(title: str):
    on = date(2025, 12, 1)
    for facts in households(300):
        assert eligible(facts, title, on, LAW).outcome.value == naive_household(facts, title, on), facts


@pytest.mark.parametrize("title", PERSONS)
def test_no_ground_that_decides_stands_without_its_article(title: str):
    for facts in PROVINCE[:200]:
        verdict = eligible(facts, title, date(2025, 12, 15), LAW)
        leaves = [leaf for ground in verdict.grounds for leaf in ground.leaves()]
        assert all(leaf.provision is not None for leaf in leaves)
        lacking = {Outcome.ELIGIBLE, Outcome.COUNCIL_CHOOSES}
        assert not (verdict.missing and verdict.outcome in lacking)


def test_the_order_in_which_facts_are_given_does_not_matter():
    for facts in PROVINCE[:300]:
        turned = replace(
            facts,
            ratings=facts.ratings[::-1],
            honours=facts.honours and facts.honours[::-1],
            initiatives=facts.initiatives and facts.initiatives[::-1],
            absences=facts.absences and facts.absences[::-1],
        )
        for title in PERSONS:
            one, other = (eligible(f, title, date(2025, 12, 15), LAW).outcome for f in (facts, turned))
            assert one is other
