"""Occasions of rounds of emulation: a day of the year each, in order, with where it comes from."""

from __future__ import annotations

from datetime import date

from thidua.rules.catalogue import data_text, occasions
from thidua.rules.movement import load


def test_the_packaged_occasions_are_sound_and_stand_in_the_order_of_the_year() -> None:
    found, problems = load(data_text("occasions.yaml"), "occasions.yaml")
    assert problems == ()
    assert [(one.month, one.day) for one in found] == sorted((one.month, one.day) for one in found)
    assert next(one for one in occasions() if one.code == "cong-an-nhan-dan").in_year(2026) == date(
        2026, 8, 19
    )


def test_a_day_that_cannot_be_read_is_told_with_its_line() -> None:
    text = "title: Lịch\noccasions:\n  a: {day: 19-08, title: A, source: B}\n"
    found, problems = load(text, "lich.yaml")
    assert found == ()
    assert [(p.code, p.where.line) for p in problems] == [("occasion.day-unreadable", 3)]
