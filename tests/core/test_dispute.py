"""Who decides a dispute: nobody with a tie while somebody without one is there; the clock in working days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.dispute import (
    TERM,
    Arbiter,
    Case,
    Interest,
    choose,
    due_day,
    interests_of,
    term_on,
    workdays_overdue,
)
from thidua.core.workday import WorkCalendar, workdays_between

PLAIN = WorkCalendar()
CASE = Case(frozenset({"xa", "to"}), "an", frozenset({"Dung"}), frozenset({"lan"}))
CODES = st.sampled_from("abcdefg")
PEOPLE = st.lists(
    st.builds(
        Arbiter,
        code=CODES,
        name=st.sampled_from(["Dung", "Hoa", "Mai"]),
        units=st.frozensets(st.sampled_from(["xa", "to", "tinh"]), max_size=2),
        waiting=st.integers(0, 3),
    ),
    max_size=5,
    unique_by=lambda person: person.code,
)


def test_an_inspector_without_ties_who_has_least_to_do() -> None:
    busy, free = Arbiter("a", "Mai", frozenset({"tinh"}), 4), Arbiter("b", "Hoa", frozenset({"tinh"}), 1)
    choice = choose([busy, free], [], CASE)
    assert choice is not None
    assert (choice.candidate, choice.interests) == (free, ())


def test_without_one_the_officer_decides_and_her_ties_are_named() -> None:
    inspector = Arbiter("a", "Mai", frozenset({"to"}))
    officer = Arbiter("dung", "Dung", frozenset({"tinh"}))
    choice = choose([inspector], [officer], CASE)
    assert choice is not None
    assert (choice.candidate, choice.interests) == (officer, (Interest.CLOSED,))


def test_nobody_decides_her_own_dispute() -> None:
    case = Case(frozenset({"xa"}), "dung")
    assert choose([], [Arbiter("dung", "Dung")], case) is None


def test_every_tie_is_named() -> None:
    both = Arbiter("lan", "Dung", frozenset({"xa"}))
    assert interests_of(both, CASE) == (Interest.SERVES, Interest.CLOSED, Interest.ENTERED)


@given(PEOPLE, PEOPLE, st.sampled_from([CASE, Case(frozenset({"xa"}), "a", frozenset({"Hoa"}))]))
def test_ties_are_accepted_only_where_no_inspector_is_free(
    inspectors: list[Arbiter], officers: list[Arbiter], case: Case
) -> None:
    choice = choose(inspectors, officers, case)
    free = [person for person in inspectors if not interests_of(person, case)]
    if free:
        assert choice is not None
        assert choice.candidate in free
        assert choice.interests == ()
    elif choice is not None:
        assert choice.candidate in officers
        assert choice.interests == interests_of(choice.candidate, case)
        assert Interest.DISPUTES not in choice.interests
    assert choice == choose(inspectors[::-1], officers[::-1], case)  # order never matters


@given(st.dates(date(2025, 1, 1), date(2026, 12, 1)), st.integers(0, 30))
def test_the_clock_runs_down_by_working_days_and_then_says_by_how_many_it_is_over(
    opened: date, later: int
) -> None:
    due, day = due_day(opened, PLAIN), opened + timedelta(days=later)
    term = term_on(day, due, PLAIN)
    assert workdays_between(opened, due, PLAIN) == TERM
    assert term.over == (day > due)
    assert (term.left < 0) == (workdays_overdue(due, day, PLAIN) > 0)
    if day <= due:
        assert 0 <= term.left <= TERM
