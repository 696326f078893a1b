"""What a council's votes come to: shares of all members, places, ties, rounds, the chair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.council import (
    Advice,
    Office,
    Poll,
    Seat,
    advise,
    majority,
    sitting_problems,
    title_rank,
    two_thirds,
)
from thidua.rules.catalogue import award_forms

EIGHTY = 8  # of nine, as core.law.council says
R, S, N, A, C, O = (  # noqa: E741
    Advice.RECOMMENDED, Advice.SHORT, Advice.NO_PLACE, Advice.AGAIN, Advice.CHAIR, Advice.OPEN,
)  # fmt: skip


@pytest.mark.parametrize(("members", "needed"), [(9, 5), (10, 6), (1, 1)])
def test_more_than_half_is_of_all_members(members, needed):
    assert majority(members) == needed


@pytest.mark.parametrize(("members", "needed"), [(9, 6), (10, 7), (11, 8), (3, 2)])
def test_two_thirds_are_rounded_up(members, needed):
    assert two_thirds(members) == needed


def test_seven_of_nine_are_not_eighty_per_cent():
    assert advise(["dung"], [Poll({"dung": 7})], EIGHTY) == {"dung": S}
    assert advise(["dung"], [Poll({"dung": 8})], EIGHTY) == {"dung": R}


def test_what_was_not_voted_on_is_open():
    assert advise(["a", "b"], [Poll({"a": 9})], 8) == {"a": R, "b": O}


def test_places_go_from_the_highest_vote_downward():
    assert advise("abc", [Poll({"a": 8, "b": 9, "c": 8})], 8, places=3) == {"a": R, "b": R, "c": R}
    assert advise("abc", [Poll({"a": 10, "b": 9, "c": 8})], 8, places=2) == {"a": R, "b": R, "c": N}


def test_a_tie_for_the_last_place_goes_to_a_second_round_among_the_tied():
    first = Poll({"a": 9, "b": 8, "c": 8, "d": 3})
    assert advise("abcd", [first], 8, places=2) == {"a": R, "b": A, "c": A, "d": S}
    assert advise("abcd", [first, Poll({"b": 9, "c": 8})], 8, places=2) == {"a": R, "b": R, "c": N, "d": S}


def test_tied_again_it_is_for_the_chair():
    first, second = Poll({"a": 9, "b": 8, "c": 8}), Poll({"b": 8, "c": 8})
    assert advise("abc", [first, second], 8, places=2) == {"a": R, "b": C, "c": C}


def test_with_one_round_only_the_chair_comes_at_once():
    assert advise("ab", [Poll({"a": 8, "b": 8})], 8, places=1, rounds=1) == {"a": C, "b": C}


def test_who_falls_below_the_share_in_the_second_round_is_short():
    first, second = Poll({"a": 8, "b": 8}), Poll({"a": 8, "b": 5})
    assert advise("ab", [first, second], 8, places=1) == {"a": R, "b": S}


def test_no_place_at_all_recommends_nobody():
    assert advise("ab", [Poll({"a": 9, "b": 9})], 8, places=0) == {"a": N, "b": N}


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9), min_size=1),
    st.integers(0, 8), st.integers(1, 9),
)  # fmt: skip
def test_never_more_than_the_places_never_less_for_more_votes(yes, places, needed):
    advice = advise(yes, [Poll(yes)], needed, places)
    assert sum(found is R for found in advice.values()) <= places
    order = [S, N, A, R]
    for one, other in ((a, b) for a in yes for b in yes if yes[a] > yes[b]):
        assert order.index(advice[one]) >= order.index(advice[other])


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_agenda_never_matters(items):
    yes = {"a": 9, "b": 8, "c": 8, "d": 2}
    assert advise(items, [Poll({item: yes[item] for item in items})], 8, 2) == {
        "a": R,
        "b": A,
        "c": A,
        "d": S,
    }


def seats(present: int, absent: int, unknown: int = 0) -> list[Seat]:
    states = [True] * present + [False] * absent + [None] * unknown
    return [
        Seat(f"p{number}", Office.MEMBER if number else Office.CHAIR, state)
        for number, state in enumerate(states)
    ] + [Seat("clerk", Office.CLERK, True)]


def codes(found):
    return [problem.code for problem in found]


def test_seven_of_nine_may_sit_and_five_may_not_and_the_clerk_does_not_count():
    assert codes(sitting_problems(seats(7, 2), 6)) == []
    assert codes(sitting_problems(seats(6, 3), 6)) == []
    assert codes(sitting_problems(seats(5, 4), 6)) == ["council.no-quorum"]


def test_nobody_votes_before_everybody_is_marked_or_without_a_chair():
    assert codes(sitting_problems(seats(7, 1, 1), 6)) == ["council.attendance-open"]
    without = [Seat("p0", Office.CHAIR, False)] + [Seat(f"p{n}", Office.MEMBER, True) for n in range(1, 9)]
    assert codes(sitting_problems(without, 6)) == ["council.no-chair"]
    assert codes(sitting_problems([*without[:1], Seat("v", Office.VICE, True), *without[2:]], 6)) == []


def test_titles_are_voted_on_from_low_to_high():
    high_first = [
        "chien-si-thi-dua-toan-quoc", "chien-si-thi-dua-toan-luc-luong", "chien-si-thi-dua-co-so",
        "chien-si-tien-tien",
    ]  # fmt: skip
    assert sorted(high_first, key=lambda code: title_rank(award_forms(), code)) == high_first[::-1]
