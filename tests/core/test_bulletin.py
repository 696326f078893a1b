"""Texts of a bulletin: figure ids, numbers typed by hand, and what later closes changed."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.core.bulletin import (
    FigureId,
    FrozenMonth,
    Piece,
    add_up,
    figure_ids,
    free_numbers,
    met,
    moved,
    pieces,
    small_people,
)
from thidua.core.figure import FigureValue
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State


def test_a_text_is_cut_at_its_figure_ids_and_short_ids_are_the_issues_own() -> None:
    text = (
        "Đạt [ho-so-dung-han], tháng trước [ho-so-dung-han/2025-01]; Hoa Mơ [ca-xa-hoa-mo/tap-huan/2025-02]."
    )
    assert figure_ids(text, "ca-xa-lim-xanh", "2025-02") == (
        FigureId("ca-xa-lim-xanh", "ho-so-dung-han", "2025-02"),
        FigureId("ca-xa-lim-xanh", "ho-so-dung-han", "2025-01"),
        FigureId("ca-xa-hoa-mo", "tap-huan", "2025-02"),
    )
    assert list(pieces("không có số", "x", "2025-02")) == [Piece("không có số")]
    assert "".join(piece.text for piece in pieces(text, "x", "2025-02")) == "Đạt , tháng trước ; Hoa Mơ ."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hồ sơ trả đúng hạn gần 90 %", ("90 %",)),
        ("tăng 1.234 lượt, giảm 12,5 %", ("1.234", "12,5 %")),
        ("đạt 412/463 hồ sơ, rồi 12/15.", ("412/463", "12/15")),
        ("Hạn 27/01/2026, theo Chỉ thị số 05/CT-CAT, khoản 2, tháng 12/2025, thôn 3, lúc 14h30", ()),
        ("ngày 5 tháng 3 năm 2025, quý 1, tuần 7", ()),
        ("Đạt [ho-so-dung-han] và [tap-huan/2025-01]", ()),
        ("12 buổi và 12 cuộc", ("12",)),
    ],
)
def test_numbers_typed_by_hand_are_found_and_dates_and_papers_are_none(
    text: str, found: tuple[str, ...]
) -> None:
    assert free_numbers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("có 3 câu hỏi, 12 người dự và 7 lượt người nghe", ("3 câu", "7 lượt người")),
        ("2 buổi, 98 lượt người nghe, thôn 3 người đông, ngày 5 người đến", ()),
        ("trả lời [phan-anh] phản ánh, 103 phản ánh", ()),
    ],
)
def test_counts_of_a_few_people_are_found_in_a_text(text: str, found: tuple[str, ...]) -> None:
    assert small_people(text) == found


def test_a_number_that_is_quoted_is_not_free() -> None:
    assert free_numbers("giao 95 %, đạt 90 %", ["95 %"]) == ("90 %",)


def test_counts_add_ratios_add_both_parts_and_absent_is_not_zero() -> None:
    week = FigureValue(numerator=24_000, denominator=31_000)
    none = FigureValue(State.NOT_APPLICABLE)
    assert add_up(FigureKind.RATIO, [week, week, none]) == FigureValue(numerator=48_000, denominator=62_000)
    assert (
        add_up(FigureKind.COUNT, [FigureValue(numerator=2000), FigureValue(numerator=3000)]).numerator == 5000
    )
    assert add_up(FigureKind.YES_NO, [FigureValue(numerator=1000), FigureValue()]).denominator == 2000
    assert add_up(FigureKind.COUNT, [none]) == none
    assert add_up(FigureKind.COUNT, []) is None


def test_a_target_is_met_at_its_value_and_unknown_without_one() -> None:
    assert met(FigureKind.COUNT, FigureValue(numerator=8000), 8000) is True
    assert met(FigureKind.COUNT, FigureValue(numerator=7999), 8000) is False
    assert met(FigureKind.RATIO, FigureValue(numerator=95_000, denominator=100_000), 95_000) is True
    assert met(FigureKind.COUNT, None, 8000) is None
    assert met(FigureKind.COUNT, FigureValue(numerator=1), 0) is None


def test_only_figures_of_that_month_that_changed_have_moved() -> None:
    same, changed, other = (FigureId("a", code, "2025-02") for code in ("same", "changed", "other"))
    printed = {
        same: FigureValue(numerator=1), changed: FigureValue(numerator=1), other: None,
        FigureId("a", "changed", "2025-01"): FigureValue(numerator=9),
    }  # fmt: skip
    values = {("a", "same"): FigureValue(numerator=1), ("a", "changed"): FigureValue(numerator=2)}
    now = FrozenMonth("2025-02", 2, "f" * 64, date(2025, 3, 2), values)
    assert [(m.figure, m.after.numerator) for m in moved(printed, now)] == [(changed, 2)]
