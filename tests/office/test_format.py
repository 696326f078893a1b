"""Values as Vietnamese readers expect them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from thidua.core.figure import Qualifier
from thidua.core.period import Period
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office import format as written
from thidua.office.language import spoken


def test_points_and_numbers() -> None:
    assert written.points(98_120) == "98,12"
    assert written.points(10_000) == "10,00"
    assert written.points(98_125) == "98,125"
    assert written.signed_points(-1500) == "−1,50"
    assert written.number(1_234_500) == "1.234,5"
    assert written.number(2_500, 2) == "2,50"
    assert written.number(-4, 2) == "0,00"
    assert written.number(-500) == "−0,5"
    assert written.signed(1_500) == "+1,5"
    assert written.count(12_188) == "12.188"


def test_the_published_ratios_always_show_both_parts() -> None:
    """sources.md K04: the text gives no percentage, so k, n and p stand together."""
    shown = [
        written.ratio(k * 1000, n * 1000).replace("\u00a0", " ") for k, n in ((13, 74), (31, 106), (87, 94))
    ]
    assert shown == ["13/74 (17,57 %)", "31/106 (29,25 %)", "87/94 (92,55 %)"]
    assert written.percent(Fraction(-7574, 10000)).replace("\u00a0", " ") == "−75,74 %"


def test_a_missing_figure_is_a_dash_and_not_a_zero() -> None:
    assert written.value(FigureKind.COUNT, State.ABSENT, 0) == "—"
    assert written.value(FigureKind.COUNT, State.PRESENT, 0) == "0"
    assert written.value(FigureKind.RATIO, State.NOT_APPLICABLE, 0) == "không áp dụng"
    assert written.value(FigureKind.YES_NO, State.PRESENT, 1000) == "có"
    assert written.value(FigureKind.CLASS, State.PRESENT, 2000) == "loại 2"


def test_what_others_printed_keeps_its_qualifier() -> None:
    assert written.qualified(50_000, Qualifier.ABOVE) == "trên 50"
    assert written.qualified(0, Qualifier.THOUSANDS) == "hàng nghìn"


def test_days_and_periods() -> None:
    assert written.day(date(2026, 11, 2)) == "02/11/2026"
    assert written.moment(datetime(2026, 11, 22, 9, 5, tzinfo=UTC)) == "09:05 ngày 22/11/2026"
    assert written.period_days(Period.parse("2025-W01")) == "Tuần 1/2025 (30/12/2024–05/01/2025)"
    assert written.period_days(Period.parse("2025-W09")) == "Tuần 9/2025 (24/02–02/03/2025)"
    assert written.period(Period.parse("2025-Q4")) == "Quý IV/2025"


def test_words_follow_the_language_and_numbers_stay_vietnamese():
    before = spoken.set("en")
    try:
        assert written.period(Period.parse("2025-W09")) == "Week 9/2025"
        assert written.period(Period.parse("2025-Q2")) == "Quarter II/2025"
        assert written.value(FigureKind.YES_NO, State.PRESENT, 1000) == "yes"
        assert written.qualified(50_500, Qualifier.ABOVE) == "over 50,5"
    finally:
        spoken.reset(before)
