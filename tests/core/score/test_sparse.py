"""Scoring only what was reported gives what scoring everything gives: a shortcut, not a second way."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.core.score.build import NA, criterion, group, scheme, table
from thidua.core.number import Rounding, divide_exactly
from thidua.core.score.conditions import Facts
from thidua.core.score.facts import Columns
from thidua.core.score.methods import Grain, apply, apply_where_reported
from thidua.core.score.scheme import (
    Bounds,
    Empty,
    Events,
    FigureIn,
    Missing,
    NotApplicable,
    Share,
    Tier,
    Tiers,
    YesNo,
)

METHODS = (
    Events("so", 250),
    Events("so", -1500),
    YesNo("so", 5000),
    Tiers("so", (Tier(Bounds(Fraction(3)), 4000), Tier(Bounds(high=Fraction(2)), 1000))),
    *(Share("so", empty=empty) for empty in Empty),
    *(Share("so", of_target=True, beyond=True, empty=empty) for empty in Empty),
)
VALUES = st.one_of(
    st.none(),
    st.none(),
    st.none(),
    st.just(NA),
    st.integers(0, 9),
    st.tuples(st.integers(0, 5), st.integers(0, 4)),
)


@given(
    values=st.lists(VALUES, min_size=1, max_size=12),
    method=st.sampled_from(METHODS),
    policy=st.sampled_from(list(NotApplicable)),
    target=st.integers(0, 3),
    gated=st.booleans(),
)
def test_points_of_the_reported_rows_are_those_of_all_rows(values, method, policy, target, gated):
    given = table({f"xa-{i}": {"so": value} for i, value in enumerate(values)}, {"so": target})
    gate = FigureIn("so", Bounds(Fraction(2))) if gated else None
    line = criterion("so", method, minimum=-3000, missing=Missing.ZERO, not_applicable=policy, gate=gate)
    grain = Grain.of(scheme(group("a", line)))

    def facts() -> Facts:
        return Facts(len(values), Columns(given, {"so": 0}, None))

    whole, few = apply(line, facts(), grain), apply_where_reported(line, facts(), grain)
    for name in ("points", "flags", "open"):
        assert getattr(few, name).tolist() == getattr(whole, name).tolist(), name
    assert few.raw.tolist() == whole.raw.tolist()
    assert told(few.faults) == told(whole.faults)


def told(faults) -> list:
    return [(code, figure, rows.tolist()) for code, figure, rows in faults]


@given(
    numbers=st.lists(st.integers(-(10**15), 10**15), max_size=8),
    under=st.integers(1, 10**6),
    mode=st.sampled_from(list(Rounding)),
)
def test_one_divisor_for_all_divides_as_one_for_each_does(numbers, under, mode):
    over = np.array(numbers, dtype=np.int64)
    divisors = np.append(np.full(len(numbers), under), under + 1)  # the last one makes them differ
    each = divide_exactly(np.append(over, 0), divisors, mode)[:-1]
    assert divide_exactly(over, np.full(len(numbers), under), mode).tolist() == each.tolist()
    assert divide_exactly(over, under, mode).tolist() == each.tolist()
