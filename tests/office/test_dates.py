"""Days, times and periods: the day comes first, the year is whole."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.period import Period
from thidua.core.problem import Problem
from thidua.office.dates import read_day, read_period, read_time
from thidua.office.format import day, period


@pytest.mark.parametrize(
    "text",
    ["22/11/2026", "22.11.2026", "22-11-2026", "2026-11-22", "ngày 22 tháng 11 năm 2026", " 22 / 11 / 2026 "],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11/22/2026", "date.month-first"),
        ("31/02/2026", "date.no-such-day"),
        ("22/11/26", "date.short-year"),
        ("22/11/0026", "date.year-out-of-range"),
        ("hôm qua", "date.not-a-day"),
        ("", "date.not-a-day"),
    ],
)
def test_days_that_are_none(text: str, code: str) -> None:
    read = read_day(text)
    assert isinstance(read, Problem)
    assert read.code == code


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("7h", time(7)),
        ("8:30 SA", time(8, 30)),
        ("2:15 CH", time(14, 15)),
        ("12:00 SA", time(0)),
        ("12:00 CH", time(12)),
    ],
)
def test_ways_to_write_a_time(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "13:00 CH", "7:60", "sáng sớm", ""])
def test_times_that_are_none(text: str) -> None:
    assert isinstance(read_time(text), Problem)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-W09", "2025-W09"),
        ("2025-w09", "2025-W09"),
        ("tuần 9/2025", "2025-W09"),
        ("Tuần 09 năm 2025", "2025-W09"),
        ("tháng 3/2025", "2025-03"),
        ("03/2025", "2025-03"),
        ("T3/2025", "2025-03"),
        ("quý I/2025", "2025-Q1"),
        ("Q4/2025", "2025-Q4"),
        ("năm 2025", "2025"),
        ("2025", "2025"),
    ],
)
def test_ways_to_write_a_period(text: str, code: str) -> None:
    assert read_period(text) == Period.parse(code)


@pytest.mark.parametrize("text", ["tuần 54/2025", "tháng 13/2025", "quý 5/2025", "tuần này"])
def test_periods_that_are_none(text: str) -> None:
    assert isinstance(read_period(text), Problem)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_shown_is_read_back(on: date) -> None:
    assert read_day(day(on)) == on


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(["W", "M", "Q", "Y"]))
def test_a_period_shown_is_read_back(on: date, kind: str) -> None:
    iso = on.isocalendar()
    code = {
        "W": f"{iso.year}-W{iso.week:02d}",
        "M": f"{on.year}-{on.month:02d}",
        "Q": f"{on.year}-Q{(on.month + 2) // 3}",
        "Y": f"{on.year}",
    }[kind]
    assert read_period(period(Period.parse(code))) == Period.parse(code)
