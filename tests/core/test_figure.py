"""What is checked the moment a figure is typed, and what a qualified number may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figure import (
    FigureDefinition,
    FigureValue,
    Qualifier,
    check_percent,
    percent_possible,
)
from thidua.core.figure_check import Beside, check_figures
from thidua.core.number import MILLI
from thidua.core.problem import Severity
from thidua.core.score.scheme import Bounds, FigureKind
from thidua.core.score.table import State

OUTREACH = FigureDefinition(
    "buoi-tuyen-truyen", "Buổi tuyên truyền", FigureKind.COUNT, "buổi", "1", date(2025, 1, 1)
)
PAPERS = FigureDefinition(
    "ho-so-dung-han", "Hồ sơ đúng hạn", FigureKind.RATIO, "hồ sơ", "1", date(2025, 1, 1)
)
REPORT = FigureDefinition(
    "bao-cao-dung-han", "Báo cáo đúng hạn", FigureKind.YES_NO, "", "1", date(2025, 1, 1)
)


def count(number: int) -> FigureValue:
    return FigureValue(numerator=number * MILLI)


def ratio(numerator: int, denominator: int) -> FigureValue:
    return FigureValue(numerator=numerator * MILLI, denominator=denominator * MILLI)


def before(number: int) -> Beside:
    return Beside(previous={"buoi-tuyen-truyen": count(number)})


def codes(*problems: object) -> list[str]:
    return [p.code for p in problems]  # type: ignore[attr-defined]


def test_plain_good_values_raise_no_question() -> None:
    values = {"buoi-tuyen-truyen": count(3), "ho-so-dung-han": ratio(18, 20), "bao-cao-dung-han": count(1)}
    assert check_figures([OUTREACH, PAPERS, REPORT], values) == []


def test_all_faults_of_one_month_are_told_at_once() -> None:
    values = {
        "buoi-tuyen-truyen": FigureValue(numerator=-2500),
        "ho-so-dung-han": ratio(21, 20),
        "bao-cao-dung-han": count(2),
        "so-la": count(1),
    }
    found = check_figures([OUTREACH, PAPERS, REPORT], values)
    assert codes(*found) == [
        "figure.not-whole",
        "figure.negative",
        "figure.numerator-above-denominator",
        "figure.not-yes-no",
        "figure.unknown",
    ]


def test_a_ratio_of_nothing_is_refused_and_not_applicable_is_the_way_to_say_it() -> None:
    assert codes(*check_figures([PAPERS], {"ho-so-dung-han": ratio(0, 0)})) == ["figure.denominator-zero"]
    said = {"ho-so-dung-han": FigureValue(state=State.NOT_APPLICABLE)}
    assert check_figures([PAPERS], said) == []


def test_over_fifty_is_not_a_number_one_may_type() -> None:
    vague = {"buoi-tuyen-truyen": replace(count(50), qualifier=Qualifier.ABOVE)}
    assert codes(*check_figures([OUTREACH], vague)) == ["figure.vague"]


def test_a_part_cannot_exceed_its_whole() -> None:
    trained = replace(OUTREACH, code="tap-huan", title="Đã tập huấn", not_above="duoc-cu")
    sent = replace(OUTREACH, code="duoc-cu", title="Được cử")
    found = check_figures([trained, sent], {"tap-huan": count(12), "duoc-cu": count(10)})
    assert codes(*found) == ["figure.above-other"]
    assert check_figures([trained, sent], {"tap-huan": count(10), "duoc-cu": count(10)}) == []


def test_a_jump_is_a_question_and_not_an_error() -> None:
    found = check_figures([OUTREACH], {"buoi-tuyen-truyen": count(40)}, before(4))
    assert [(p.code, p.severity) for p in found] == [("figure.jump", Severity.WARNING)]


def test_two_after_none_or_three_after_one_is_no_jump() -> None:
    for last, now in ((0, 9), (1, 9), (3, 9)):
        assert check_figures([OUTREACH], {"buoi-tuyen-truyen": count(now)}, before(last)) == []


def test_far_above_the_target_is_asked() -> None:
    ten = Beside(targets={"buoi-tuyen-truyen": 10_000})
    found = check_figures([OUTREACH], {"buoi-tuyen-truyen": count(21)}, ten)
    assert codes(*found) == ["figure.far-above-target"]
    assert check_figures([OUTREACH], {"buoi-tuyen-truyen": count(20)}, ten) == []


def test_what_was_typed_is_held_against_the_confirmed_deeds() -> None:
    found = check_figures(
        [OUTREACH], {"buoi-tuyen-truyen": count(5)}, Beside(deeds={"buoi-tuyen-truyen": 4_000})
    )
    assert [(p.code, dict(p.values)) for p in found] == [
        ("figure.deeds-disagree", {"figure": "Buổi tuyên truyền", "value": "5", "deeds": "4"})
    ]


def test_qualifiers_are_bounds() -> None:
    half_in = Fraction(9, 10)
    assert Qualifier.EXACT.bounds(3) == Bounds(low=Fraction(3), high=Fraction(3))
    assert Qualifier.ABOVE.bounds(50) == Bounds(low=Fraction(50), low_closed=False)
    assert Qualifier.NEARLY.bounds(half_in) == Bounds(high=half_in, high_closed=False)
    assert Qualifier.AT_LEAST.bounds(500) == Bounds(low=Fraction(500))
    assert Qualifier.AT_MOST.bounds(500) == Bounds(high=Fraction(500))
    assert Qualifier.THOUSANDS.bounds() == Bounds(low=Fraction(1000))
    assert Qualifier.HUNDREDS.bounds() == Bounds(low=Fraction(100))


def test_ninety_seven_point_six_percent_cannot_come_from_forty_or_fewer() -> None:
    """sources.md K07: only n = 41, 42, 82–85, 123–127, … can print as 97,6 %."""
    able = [n for n in range(1, 128) if percent_possible(Fraction("97.6"), 1, n)]
    assert able == [41, 42, 82, 83, 84, 85, 123, 124, 125, 126, 127]


@given(st.integers(1, 5000), st.data(), st.integers(0, 3))
def test_a_percentage_made_from_whole_numbers_is_always_possible(
    denominator: int, data: st.DataObject, places: int
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    printed = Fraction(round(Fraction(numerator * 100 * 10**places, denominator)), 10**places)
    assert percent_possible(printed, places, denominator)
    assert check_percent(printed, places, numerator, denominator) == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "code"),
    [
        (None, None, "figure.percent-without-parts"),
        (None, 40, "figure.percent-impossible"),
        (None, 41, "figure.percent-without-parts"),
        (39, 40, "figure.percent-disagrees"),
        (40, 0, "figure.denominator-zero"),
    ],
)
def test_a_bare_percentage_is_refused(numerator: int | None, denominator: int | None, code: str) -> None:
    assert codes(*check_percent(Fraction("97.6"), 1, numerator, denominator)) == [code]


def test_the_percentage_of_the_party_cells_stands_with_forty_of_forty_one() -> None:
    assert check_percent(Fraction("97.6"), 1, 40, 41) == []
