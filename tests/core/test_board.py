"""How sure a place is, and who left her usual level: said from the engine's own points."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.score.build import NA, criterion, group, scheme, table
from tests.core.score.worlds import table as drawn
from thidua.core.board import Outlier, PlaceRange, outliers, place_ranges, places_seen
from thidua.core.score.engine import score
from thidua.core.score.scheme import Events, SubjectKind
from thidua.core.standing import stand, standing_rows
from thidua.rules.catalogue import scheme_text
from thidua.rules.scheme import load

TALKS = scheme(group("nhom", criterion("noi", Events("buoi", 2000), 20)))


def test_a_place_is_as_sure_as_one_miscounted_talk_leaves_it() -> None:
    held = place_ranges(TALKS, table({"a": {"buoi": 9}, "b": {"buoi": 8}, "c": {"buoi": 3}}))
    # One talk less and A is level with B; one more and B is level with A; C stays last whatever it miscounted.
    assert held == {"a": PlaceRange(1, 2), "b": PlaceRange(1, 2), "c": PlaceRange(3, 3)}


def test_who_has_no_result_has_no_range_and_takes_no_place() -> None:
    held = place_ranges(TALKS, table({"a": {"buoi": 9}, "b": {"buoi": None}, "c": {"buoi": 3}}))
    assert held == {"a": PlaceRange(1, 1), "c": PlaceRange(2, 2)}


def test_a_figure_that_does_not_apply_is_not_miscounted() -> None:
    lenient = scheme(group("nhom", criterion("noi", Events("buoi", 2000), 20, not_applicable="full")))
    assert set(place_ranges(lenient, table({"a": {"buoi": NA}, "b": {"buoi": 2}}))) == {"a", "b"}


def test_nothing_is_said_of_officers() -> None:
    officers = replace(TALKS, subject=SubjectKind.OFFICER)
    assert place_ranges(officers, table({"a": {"buoi": 9}, "b": {"buoi": 8}})) == {}


@pytest.mark.parametrize("code", ["vi-an-ninh-to-quoc", "tt-02-2021-don-vi"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), size=st.integers(1, 9))
def test_the_place_that_is_held_lies_in_its_range(code: str, seed: int, size: int) -> None:
    regulation = load(scheme_text(code)).scheme
    assert regulation is not None
    figures = drawn(regulation, seed, size)
    rows = standing_rows(regulation, stand(regulation, score(regulation, figures), figures))
    held = place_ranges(regulation, figures)
    if held:
        assert set(held) == {row.subject for row in rows if row.complete}
        for row in rows:
            if row.place:
                assert held[row.subject].low <= row.place <= held[row.subject].high


def test_places_seen_leave_out_weeks_without_a_place() -> None:
    assert places_seen([3, 0, 1, 7]) == PlaceRange(1, 7)
    assert places_seen([0, 0]) is None


def test_an_outlier_is_far_from_its_own_past_not_from_the_others() -> None:
    steady = [90_000, 91_000, 90_500, 89_500, 90_000]
    past = {
        "a": [*steady, 70_000],
        "b": [*steady, 94_000],  # three times the usual distance, but less than five points
        "c": [40_000, 90_000, 60_000, 80_000, 50_000, 20_000],  # always restless
        "d": [90_000, 90_000, None, 10_000],  # too young to have a habit
        "e": [*steady, None],
    }
    assert outliers(past) == (Outlier("a", 70_000, 90_000),)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 100_000), min_size=5, max_size=12), st.integers(-3, 3))
def test_a_level_that_everybody_moves_by_is_no_news(totals: list[int], step: int) -> None:
    moved = [total + step * 1_000 for total in totals]
    assert len(outliers({"a": totals})) == len(outliers({"a": moved}))


def test_halves_of_a_point_are_counted_exactly() -> None:
    assert Fraction(outliers({"a": [50_000] * 5 + [44_999]})[0].total, 1000) == Fraction("44.999")
