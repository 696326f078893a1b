"""Where outreach came and where not; what lies in custody."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.outreach import Event, coverage, custody

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def test_places_nobody_came_to_stand_first_then_the_longest_not_visited() -> None:
    events = [
        Event("b", date(2025, 3, 1), ("hop-thon",), ("mong",)),
        Event("c", date(2025, 2, 1)),
        Event("a", date(2023, 2, 1)),  # before the year: not counted, but known
        Event("x", date(2025, 2, 1)),  # elsewhere
    ]
    found = coverage(["a", "b", "c", "d"], events, FIRST, LAST)
    assert [(one.area, one.count, one.last) for one in found] == [
        ("d", 0, None), ("a", 0, date(2023, 2, 1)), ("c", 1, date(2025, 2, 1)), ("b", 1, date(2025, 3, 1)),
    ]  # fmt: skip
    assert (found[-1].channels, found[-1].languages) == (("hop-thon",), ("mong",))


AREAS = ["a", "b", "c"]
EVENTS = st.builds(
    Event, st.sampled_from([*AREAS, "x"]), st.dates(FIRST - timedelta(days=400), LAST + timedelta(days=30))
)


@given(st.lists(EVENTS), st.randoms())
def test_every_place_stands_once_and_the_order_of_events_never_matters(
    events: list[Event], random: object
) -> None:
    found = coverage(AREAS, events, FIRST, LAST)
    mixed = list(events)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert sorted(one.area for one in found) == AREAS
    assert coverage(AREAS, mixed, FIRST, LAST) == found
    assert sum(one.count for one in found) == sum(e.area in AREAS and FIRST <= e.on <= LAST for e in events)


def test_custody_is_what_came_in_less_what_went_out_each_sort_apart() -> None:
    found = custody(["sung", "dan", "min"], {"sung": 5000, "dan": 20_000}, {"sung": 2000, "dan": 21_000})
    assert [(one.quantity, one.balance, one.impossible) for one in found] == [
        ("sung", 3000, False), ("dan", -1000, True),
    ]  # fmt: skip
