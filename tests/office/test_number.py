"""Numbers as people type them, exact, and never guessed between two styles."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figure import Qualifier
from thidua.core.problem import Problem, Where
from thidua.core.score.rows import Written
from thidua.office.format import number as shown
from thidua.office.number import Reading, Style, file_style, read_float, read_number, read_value
from thidua.office.workbook import plain_number


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("0", 0),
        ("12", 12_000),
        ("1.234,5", 1_234_500),
        ("1.234", 1_234_000),
        ("1,234", 1_234),
        ("0,5", 500),
        ("1 234 567", 1_234_567_000),
        ("1\u00a0234,5", 1_234_500),
        ("87\u202f497", 87_497_000),
        ("−75,74", -75_740),
        ("-3", -3_000),
        ("2,5000", 2_500),
        (" 7 ", 7_000),
    ],
)
def test_vietnamese_numbers(text: str, thousandths: int) -> None:
    assert read_number(text, Style.VIETNAMESE) == thousandths


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("1,234.5", 1_234_500),
        ("1,234", 1_234_000),
        ("1.234", 1_234),
        ("12.5", 12_500),
        ("1,234,567", 1_234_567_000),
    ],
)
def test_english_numbers(text: str, thousandths: int) -> None:
    assert read_number(text, Style.ENGLISH) == thousandths


@pytest.mark.parametrize(
    ("text", "style", "code"),
    [
        ("1,234.5", Style.VIETNAMESE, "number.other-style"),
        ("12.5", Style.VIETNAMESE, "number.other-style"),
        ("1.234,5", Style.ENGLISH, "number.other-style"),
        ("1.234", Style.UNKNOWN, "number.ambiguous"),
        ("1,234", Style.UNKNOWN, "number.ambiguous"),
        ("1.23.456", Style.VIETNAMESE, "number.broken-groups"),
        ("1 23", Style.VIETNAMESE, "number.broken-groups"),
        ("0,1234", Style.VIETNAMESE, "number.too-precise"),
        ("9" * 16, Style.VIETNAMESE, "number.too-large"),
        ("9" * 5000, Style.VIETNAMESE, "number.too-long"),
        ("0," + "0" * 5000, Style.VIETNAMESE, "number.too-long"),
        ("1/" + "9" * 5000, Style.VIETNAMESE, "number.too-long"),
        ("mười hai", Style.VIETNAMESE, "number.not-a-number"),
        ("12 buổi", Style.VIETNAMESE, "number.not-a-number"),
        ("1e3", Style.VIETNAMESE, "number.not-a-number"),
        ("١٢", Style.VIETNAMESE, "number.not-a-number"),
        ("=1+1", Style.VIETNAMESE, "number.not-a-number"),
    ],
)
def test_what_is_refused_instead_of_guessed(text: str, style: Style, code: str) -> None:
    read = read_number(text, style, Where(cell="C7"))
    assert isinstance(read, Problem)
    assert (read.code, read.where.cell) == (code, "C7")


def test_the_other_style_comes_with_how_it_should_have_been_written() -> None:
    read = read_number("1,234.5")
    assert isinstance(read, Problem)
    assert read.values["right"] == "1.234,5"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12/15", Reading(Written.RATIO, 12_000, 15_000)),
        ("1/1", Reading(Written.RATIO, 1_000, 1_000)),
        ("97,6 %", Reading(Written.PERCENT, 97_600, 100_000, places=1)),
        ("có", Reading(Written.YES_NO, 1_000)),
        ("Không", Reading(Written.YES_NO, 0)),
        ("co\u0301", Reading(Written.YES_NO, 1_000)),  # decomposed
        ("không áp dụng", Reading(Written.NOT_APPLICABLE)),
        ("N/A", Reading(Written.NOT_APPLICABLE)),
        ("", Reading(Written.EMPTY)),
        ("12 buổi", Reading(Written.NUMBER, 12_000, unit="buổi")),
        ("14 ngày công", Reading(Written.NUMBER, 14_000, unit="ngày công")),
        ("loại 2", Reading(Written.CLASS, 2_000)),
        ("Loại III", Reading(Written.CLASS, 3_000)),
        ("không phân loại", Reading(Written.CLASS, 0)),
        ("trên 50", Reading(Written.NUMBER, 50_000, qualifier=Qualifier.ABOVE)),
        ("gần 90 %", Reading(Written.PERCENT, 90_000, 100_000, Qualifier.NEARLY)),
        ("hàng nghìn lượt", Reading(Written.NUMBER, qualifier=Qualifier.THOUSANDS)),
        ("không quá 3", Reading(Written.NUMBER, 3_000, qualifier=Qualifier.AT_MOST)),
        ("không dưới 3", Reading(Written.NUMBER, 3_000, qualifier=Qualifier.AT_LEAST)),
    ],
)
def test_whatever_may_stand_in_a_value_cell(text: str, reading: Reading) -> None:
    assert read_value(text) == reading


def test_one_clear_number_tells_the_style_of_the_whole_file() -> None:
    at = Where("x.csv", 2)
    assert file_style([("1.234", at), ("12,5", at)]) == (Style.VIETNAMESE, [])
    assert file_style([("1.234", at), ("12.5", at)]) == (Style.ENGLISH, [])
    assert file_style([("1.234", at), ("12", at)]) == (Style.UNKNOWN, [])


def test_two_styles_in_one_file_are_refused_naming_both_cells() -> None:
    style, problems = file_style(
        [
            ("1.234,5", Where("x", cell="D2")),
            ("12,5", Where("x", cell="D3")),
            ("1,234.5", Where("x", cell="D9")),
        ]
    )
    assert style is Style.UNKNOWN
    assert [(p.code, p.where.cell, p.values["other_at"]) for p in problems] == [
        ("number.styles-mixed", "D9", "D2")
    ]


def test_excel_s_floats_become_the_decimals_that_excel_shows() -> None:
    assert read_float(0.1 + 0.2) == 300
    assert read_float(1234.5) == 1_234_500
    assert read_float(1e12) == 10**15


@pytest.mark.parametrize("number", [0.12345, 1 / 3])
def test_excel_s_long_fractions_are_refused(number: float) -> None:
    read = read_float(number)
    assert isinstance(read, Problem)
    assert read.code == "number.too-precise"


@pytest.mark.parametrize("number", [1e13, float("inf"), float("nan")])
def test_excel_s_monsters_are_refused(number: float) -> None:
    read = read_float(number)
    assert isinstance(read, Problem)
    assert read.code == "number.too-large"


@given(st.integers(-(10**15), 10**15))
def test_what_is_shown_is_read_back(thousandths: int) -> None:
    assert read_number(shown(thousandths), Style.VIETNAMESE) == thousandths


@given(st.integers(-(10**15), 10**15))
def test_what_is_exported_as_text_reads_the_same_without_knowing_the_style(thousandths: int) -> None:
    assert read_number(plain_number(Decimal(thousandths).scaleb(-3)), Style.UNKNOWN) == thousandths


@given(st.integers(-(10**15), 10**15))
def test_a_float_of_excel_keeps_every_thousandth(thousandths: int) -> None:
    assert read_float(thousandths / 1000) == thousandths


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read_value(text, Style.UNKNOWN), Reading | Problem)
