"""The window of a month: not open, open, near its end, late, over; more time for one unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.period import Period
from thidua.core.window import (
    WindowRule,
    WindowState,
    check_window_rule,
    month_of,
    window_of,
)
from thidua.core.workday import WorkCalendar
from thidua.rules import window
from thidua.rules.catalogue import data_text, window_rules

RULE = WindowRule(opens=25, due=3, late=5, soon=2, first_day=date(2025, 1, 1), source="Quy định")
MARCH = Period.parse("2025-03")
PLAIN = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 3, 24), WindowState.NOT_OPEN),
        (date(2025, 3, 25), WindowState.OPEN),
        (date(2025, 3, 31), WindowState.OPEN),
        (date(2025, 4, 1), WindowState.SOON),
        (date(2025, 4, 3), WindowState.SOON),
        (date(2025, 4, 4), WindowState.LATE),
        (date(2025, 4, 7), WindowState.LATE),  # the 5th is a Saturday
        (date(2025, 4, 8), WindowState.OVER),
    ],
)
def test_each_day_of_a_window(day: date, state: WindowState) -> None:
    assert window_of(MARCH, RULE, PLAIN).state(day, PLAIN) is state


def test_more_time_moves_the_due_day_and_the_end_of_one_unit() -> None:
    held = window_of(MARCH, RULE, PLAIN, extended=date(2025, 4, 15))
    assert held.state(date(2025, 4, 9), PLAIN) is WindowState.OPEN
    assert held.state(date(2025, 4, 15), PLAIN) is WindowState.SOON
    assert held.state(date(2025, 4, 16), PLAIN) is WindowState.OVER
    assert held.days_late(date(2025, 4, 17)) == 2


def test_a_week_is_entered_from_its_first_day() -> None:
    held = window_of(MARCH, RULE, PLAIN)
    assert held.opens_for(Period.parse("2025-W10")) == date(2025, 3, 3)
    assert held.opens_for(MARCH) == date(2025, 3, 25)
    assert month_of(Period.parse("2025-Q1")) == MARCH
    assert month_of(Period.parse("2025-W14")).code == "2025-04"  # 31/03–06/04 belongs to April


@given(st.integers(0, 400), st.integers(0, 20))
def test_states_come_in_order_and_never_go_back(start: int, extra: int) -> None:
    first = date(2025, 1, 1) + timedelta(days=start)
    month = Period.parse(f"{first:%Y-%m}")
    given_until = None if extra == 0 else window_of(month, RULE, PLAIN).late + timedelta(days=extra)
    held = window_of(month, RULE, PLAIN, given_until)
    states = [held.state(month.start + timedelta(days=n), PLAIN) for n in range(80)]
    order = list(WindowState)
    places = [order.index(state) for state in states]
    assert places == sorted(places)
    assert states[0] is WindowState.NOT_OPEN
    assert states[-1] is WindowState.OVER


def test_a_rule_is_checked_all_at_once() -> None:
    wrong = replace(RULE, opens=31, due=9, late=5, first_day=date(2025, 1, 2))
    assert [p.code for p in check_window_rule(wrong)] == [
        "window.day-unknown", "window.late-before-due", "window.first-day-not-first",
    ]  # fmt: skip


def test_the_packaged_rule_is_sound_and_leaves_earlier_years_alone() -> None:
    rules, problems = window.load(data_text("windows.yaml"), "windows.yaml")
    assert (rules, problems) == (window_rules(), ())
    assert [rule.in_force(Period.parse(code)) for rule in rules for code in ("2025-12", "2026-01")] == [
        False,
        True,
    ]
