"""A lock names the strongest reason, and every reason has both its sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thidua.core.lock import LIFTS, LockFacts, LockReason, lock_of
from thidua.core.period import Period
from thidua.core.window import WindowRule, window_of
from thidua.core.workday import WorkCalendar
from thidua.office.wording import all_words

PLAIN = WorkCalendar()
WEEK = Period.parse("2026-W05")
WINDOW = window_of(Period.parse("2026-01"), WindowRule(25, 3, 5, 2, date(2026, 1, 1)), PLAIN)
OPEN = LockFacts(WEEK, date(2026, 1, 28), "Công an xã Lim Xanh", window=WINDOW)
EVERYTHING = replace(
    OPEN,
    day=date(2026, 2, 10),
    unit_last_day=date(2026, 1, 1),
    movement_over="Phong trào",
    shut="Phong trào",
    closed=True,
    height=3,
)


def reason(facts: LockFacts) -> LockReason | None:
    lock = lock_of(facts, PLAIN)
    return lock.reason if lock else None


def test_inside_its_window_nothing_is_locked() -> None:
    assert reason(OPEN) is None
    assert reason(replace(OPEN, window=None, day=date(2030, 1, 1))) is None


def test_reasons_fall_away_one_by_one_strongest_first() -> None:
    facts, found = EVERYTHING, []
    for lifted in (
        {}, {"unit_last_day": None}, {"movement_over": ""}, {"closed": False}, {"shut": ""}, {"height": 1},
        {"height": 0}, {"reopened": True}, {"day": date(2026, 1, 2), "reopened": False},
    ):  # fmt: skip
        facts = replace(facts, **lifted)
        found.append(reason(facts))
    assert found == [*list(LockReason)[:-1], None, LockReason.NOT_OPEN]


def test_a_reopened_period_does_not_open_an_approved_report() -> None:
    assert reason(replace(OPEN, reopened=True, height=2, day=date(2026, 3, 1))) is LockReason.APPROVED


@pytest.mark.parametrize("code", [*LockReason, *LIFTS.values()])
def test_every_lock_and_every_way_to_lift_it_has_its_sentence(code: str) -> None:
    assert code in all_words()


def test_a_lock_says_its_days_and_how_it_is_lifted() -> None:
    lock = lock_of(replace(OPEN, day=date(2026, 2, 6)), PLAIN)
    assert lock is not None
    assert (lock.values["due"], lock.values["last"]) == ("03/02/2026", "05/02/2026")
    assert lock.lift.code == "lock.lift-window-over"
