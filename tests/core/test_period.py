"""Weeks, months, quarters and years, and which belongs to which."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.period import Period, PeriodKind, containing

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
kinds = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_code_names_its_days(code, start, end):
    period = Period.parse(code)
    assert (period.start, period.end, period.code) == (start, end, code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2025-W54",
        "2025-W00",
        "2025-13",
        "2025-00",
        "2025-Q5",
        "25-01",
        "2025-W9",
        "٢٠٢٥-W10",
        "0001-01",
        "9999-12",
    ],
)
def test_a_code_that_names_no_period_is_refused(code):
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(code)


@given(day=days, kind=kinds)
def test_every_day_is_in_the_period_that_contains_it(day, kind):
    period = containing(day, kind)
    assert period.holds(day)
    assert Period.parse(period.code) == period


@given(day=days, kind=kinds, longer=kinds)
def test_a_period_is_one_of_the_parts_of_the_longer_one_it_belongs_to(day, kind, longer):
    order = list(PeriodKind)
    part = containing(day, kind)
    if order.index(kind) < order.index(longer):
        assert part in part.within(longer).parts(kind)


@given(year=st.integers(2000, 2098))
def test_every_week_of_a_year_belongs_to_exactly_one_of_its_months(year):
    whole = Period.parse(str(year))
    by_month = [week for month in whole.parts(PeriodKind.MONTH) for week in month.parts(PeriodKind.WEEK)]
    assert by_month == list(whole.parts(PeriodKind.WEEK))
    assert len(by_month) in (52, 53)
    assert len(whole.parts(PeriodKind.MONTH)) == 12


def test_a_week_belongs_to_the_month_of_its_thursday():
    assert Period.parse("2025-W14").within(PeriodKind.MONTH).code == "2025-04"  # 31/03 to 06/04
    assert Period.parse("2025-W18").within(PeriodKind.MONTH).code == "2025-05"  # 28/04 to 04/05
    assert Period.parse("2025-W01").within(PeriodKind.YEAR).code == "2025"  # begins on 30/12/2024
