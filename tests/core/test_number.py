"""Exact quotients, each rounding by its name, and products beyond 64 bits."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import naive
from thidua.core.number import Rounding, divide, divide_exactly, milli, product, round_places

whole = st.integers(-(10**13), 10**13)
positive = st.integers(1, 10**13)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Rounding.FLOOR, [-2, -1, 0, 1]),
        (Rounding.CEIL, [-1, 0, 1, 2]),
        (Rounding.HALF_UP, [-1, 0, 1, 2]),
        (Rounding.HALF_AWAY, [-2, -1, 1, 2]),
        (Rounding.HALF_EVEN, [-2, 0, 0, 2]),
    ],
)
def test_halves_go_where_the_rule_says(mode, expected):
    halves = [-3, -1, 1, 3]
    assert [divide(half, 2, mode) for half in halves] == expected
    assert divide(np.array(halves), np.full(4, 2), mode).tolist() == expected


@given(number=whole, under=positive, mode=st.sampled_from(Rounding))
def test_quotients_are_rounded_as_fractions_are(number, under, mode):
    expected = naive.rounded(Fraction(number, under), 3, mode)
    assert divide(number, under, mode) == expected
    assert divide_exactly(np.array([number]), np.array([under]), mode).tolist() == [expected]


@given(number=whole, places=st.integers(0, 3), mode=st.sampled_from(Rounding))
def test_points_are_rounded_to_the_places_of_the_scheme(number, places, mode):
    expected = naive.rounded(number, places, mode)
    assert round_places(number, places, mode) == expected
    assert round_places(np.array([number]), places, mode).tolist() == [expected]


@given(a=whole, b=whole, c=positive)
def test_products_beyond_64_bits_stay_exact(a, b, c):
    long = product(np.array([a, -a, 1]), np.array([b, b, 1]))
    assert [int(x) for x in long] == [a * b, -a * b, 1]
    share = divide_exactly(product(np.array([a]), 10**6), product(np.array([c]), 10**6), Rounding.FLOOR)
    assert share.tolist() == [a // c]


def test_twelve_thousand_million_dong_is_not_a_little_more_or_less():
    amounts = np.array([12_000_000_000_000, 12_000_000_000_001])
    by_weight = product(amounts, 10**9)
    assert divide_exactly(by_weight, 10**9, Rounding.FLOOR).tolist() == amounts.tolist()


def test_a_denominator_of_zero_is_a_mistake_of_the_caller():
    with pytest.raises(AssertionError):
        divide(1, 0, Rounding.FLOOR)


def test_no_subjects_give_no_quotients():
    nobody = np.array([], dtype=np.int64)
    assert divide_exactly(product(nobody, 7), 3, Rounding.HALF_UP).tolist() == []


def test_more_than_three_decimals_are_refused():
    assert milli(Fraction(5, 4)) == 1250
    with pytest.raises(ValueError, match="three decimals"):
        milli(Fraction(1, 3))
