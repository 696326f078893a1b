"""Quota rounding for small teams, against the floors done by hand."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest

from tests.core.score.build import criterion, group, scheme
from thidua.core.lab.effect import Gravity, Part
from thidua.core.lab.quota import quotas, teams
from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import Quota, QuotaStep, Share


def double(first: str, second: str) -> Quota:
    steps = (
        QuotaStep("hai-loai", "eligible", (("", Fraction(first) / 100),), (), Rounding.FLOOR),
        QuotaStep("tot", "hai-loai", (("", Fraction(second) / 100),), (), Rounding.FLOOR),
    )
    return Quota("dinh-muc", "Định mức", "Điều 4", PeriodKind.WEEK, (), "", steps, (("tot", "tot"),))


def rules(quota: Quota):
    return scheme(group("a", criterion("c", Share("buoi"))), quotas=(quota,))


def by_hand(people: int, first: str, second: str) -> int:
    return floor(floor(people * Fraction(first) / 100) * Fraction(second) / 100)


@pytest.mark.parametrize(
    ("first", "second"), [("79", "79"), ("50", "50"), ("80", "25"), ("100", "100"), ("33", "90")]
)
def test_every_team_of_1_to_60_gets_what_the_two_floors_say(first: str, second: str):
    quota = double(first, second)
    results = teams(rules(quota), quota, "", range(1, 61))
    allowed = {int(r.group): r.limits[0].allowed for r in results}
    assert allowed == {n: by_hand(n, first, second) for n in range(1, 61)}


def test_ten_teams_of_six_lose_seven_places_against_one_of_sixty_at_79_and_79_percent():
    """floor(6 × 0.79) = 4, floor(4 × 0.79) = 3: thirty; floor(60 × 0.79) = 47, floor(47 × 0.79) = 37."""
    found = next(f for f in quotas(rules(double("79", "79"))).effects if f.code == "quota.small-lose")
    assert found.number.value == 7_000
    assert found.number.exact
    assert (found.values["small"].value, found.values["pooled"].value) == (30_000, 37_000)
    assert found.gravity is Gravity.FAULT


def test_a_team_of_seven_gets_nobody_at_low_percentages():
    """floor(7 × 0.5) = 3, floor(3 × 0.3) = 0; eight people: floor(4 × 0.3) = 1."""
    found = next(f for f in quotas(rules(double("50", "30"))).effects if f.code == "quota.barred")
    assert found.number.value == 7_000
    assert found.gravity is Gravity.FAULT


def test_a_quota_of_everybody_treats_all_teams_alike():
    answer = quotas(rules(double("100", "100")))
    assert [f.code for f in answer.effects] == ["quota.even"]


def test_a_scheme_without_quotas_is_told_so():
    answer = quotas(scheme(group("a", criterion("c", Share("buoi")))))
    assert (answer.part, answer.effects, answer.skipped) == (Part.QUOTA, (), "no-quota")
