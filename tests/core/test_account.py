"""From which day on nobody would be left to administer."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from thidua.core.account import first_gap

START = date(2025, 1, 1)
NUMBERS = some.integers(0, 40)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.lists(some.tuples(NUMBERS, some.one_of(some.none(), NUMBERS)), max_size=6), NUMBERS)
def test_first_gap_is_the_first_day_that_no_span_covers(
    spans: list[tuple[int, int | None]], since: int
) -> None:
    def day(number: int) -> date:
        return START + timedelta(days=number)

    made = [(day(a), None if b is None else day(max(a, b))) for a, b in spans]
    covered = [
        any(first <= day(n) and (last is None or day(n) <= last) for first, last in made) for n in range(90)
    ]
    naive = next((day(n) for n in range(since, 90) if not covered[n]), None)
    assert first_gap(made, day(since)) == naive
