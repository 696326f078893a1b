"""A synthetic province of 1 000 officers and ten years: the product and the naive law agree verdict by verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.naive_law import naive
from tests.province import officers, units
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
