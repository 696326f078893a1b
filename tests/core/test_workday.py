"""Working days: what is added comes back by counting, whatever the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.workday import (
    SpecialDay,
    WorkCalendar,
    add_workdays,
    doubtful_days,
    next_workday,
    unknown_years,
    workdays_between,
)
from thidua.rules import workday
from thidua.rules.catalogue import data_text, work_calendar

DAYS = st.dates(date(2024, 12, 1), date(2027, 1, 31))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    days = draw(st.dictionaries(DAYS, st.booleans(), max_size=60))
    return WorkCalendar({day: SpecialDay(day, "", "", works=works) for day, works in days.items()})


@given(calendars(), DAYS, st.integers(0, 40))
def test_counting_gives_back_what_was_added(calendar: WorkCalendar, start: date, count: int) -> None:
    assert workdays_between(start, add_workdays(start, count, calendar), calendar) == count


@given(calendars(), DAYS, st.integers(1, 40))
def test_a_term_ends_on_a_day_that_is_worked(calendar: WorkCalendar, start: date, count: int) -> None:
    assert calendar.works(add_workdays(start, count, calendar))


@given(calendars(), DAYS, DAYS, DAYS)
def test_counts_of_two_stretches_add_up(calendar: WorkCalendar, a: date, b: date, c: date) -> None:
    whole = workdays_between(a, c, calendar)
    assert workdays_between(a, b, calendar) + workdays_between(b, c, calendar) == whole


@given(calendars(), DAYS)
def test_the_next_working_day_passes_over_days_of_rest_only(calendar: WorkCalendar, day: date) -> None:
    found = next_workday(day, calendar)
    passed = [day + timedelta(days=n) for n in range((found - day).days)]
    assert calendar.works(found)
    assert not any(calendar.works(each) for each in passed)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (date(2025, 3, 3), date(2025, 3, 10)),  # Monday to Monday
        (date(2025, 3, 7), date(2025, 3, 14)),  # Friday to Friday
        (date(2025, 3, 8), date(2025, 3, 14)),  # from a Saturday
        (date(2026, 2, 13), date(2026, 2, 27)),  # over Tết: nobody works from the 16th to the 20th
        (date(2025, 4, 25), date(2025, 5, 6)),  # Saturday 26/04 is worked for Friday 02/05
    ],
)
def test_five_working_days_of_the_packaged_calendar(start: date, ends: date) -> None:
    assert add_workdays(start, 5, work_calendar()) == ends


def test_the_packaged_calendar_is_sound_and_gives_its_sources() -> None:
    calendar, problems = workday.load(data_text("holidays.yaml"), "holidays.yaml")
    assert problems == ()
    assert calendar.years == {2025, 2026}
    assert [day for day, special in calendar.days.items() if not special.source or not special.title] == []
    swapped = {special.day for special in calendar.days.values() if special.works}
    assert all(day.weekday() >= 5 for day in swapped)


def test_what_is_not_certain_is_said() -> None:
    doubts = doubtful_days(date(2026, 8, 20), date(2026, 9, 3), work_calendar())
    assert [special.day for special in doubts] == [date(2026, 8, 22), date(2026, 8, 31)]
    assert unknown_years(date(2026, 12, 28), date(2027, 1, 5), work_calendar()) == (2027,)


def test_a_calendar_with_a_day_of_another_year_or_an_unknown_word_is_refused() -> None:
    days = ("2025-01-01: {title: Tết, source: Báo}", "2026-01-01: {title: Tết, sorce: x}")
    text = 'years: ["2026"]\ndays:\n' + "".join(f"  {day}\n" for day in days)
    _, problems = workday.load(text, "x.yaml")
    assert [p.code for p in problems] == ["rule.day-expected", "rule.key-missing", "rule.key-unknown"]
