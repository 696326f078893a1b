"""A figure file is read whole, or every fault is told with its cell or line."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.books import HEADER, text, workbook
from thidua.core.number import MILLI
from thidua.core.problem import Severity
from thidua.core.score.rows import FigureRow, Written
from thidua.core.score.table import State
from thidua.office.figures_file import read_figures, without_places
from thidua.office.wording import report
from thidua.office.workbook import csv_file, figures_table, xlsx

TOP = "subject,figure,period,value,numerator,denominator,target,evidence"


def told(content: bytes, name: str = "x.csv") -> list[tuple[str, int, str]]:
    _, problems = read_figures(content, name)
    return [(p.code, p.where.line, p.where.cell or p.where.field) for p in problems]


def one(line: str) -> FigureRow:
    found, problems = read_figures(text(TOP, line), "x.csv")
    assert problems == []
    return found[0]


def test_a_good_file_with_vietnamese_headers_and_semicolons() -> None:
    content = text(
        "Đối tượng;So lieu;KỲ;Giá trị;Tử số;Mẫu số;Chỉ tiêu;Minh chứng",
        "lim-xanh;form;2025-W09;don-vi",
        "lim-xanh;buoi-tuyen-truyen;2025-W09;5;;;4;sổ tuyên truyền",
        "lim-xanh;ho-so-dung-han;tuần 9/2025;18/20",
        "lim-xanh;dieu-lenh-dat;2025-W09;;7;8",
        "lim-xanh;tap-huan;2025-W09;không áp dụng",
        "lim-xanh;bao-cao-dung-han;2025-W09;có",
        "lim-xanh;ngay-cong-giup-dan;2025-W09;1.234,5",
    )
    found, problems = read_figures(content, "x.csv")
    assert problems == []
    assert [
        (r.figure, r.period, r.state, r.numerator, r.denominator, r.target, r.written) for r in found
    ] == [
        ("form", "2025-W09", State.PRESENT, 0, 1000, 0, Written.CODE),
        ("buoi-tuyen-truyen", "2025-W09", State.PRESENT, 5_000, 1000, 4_000, Written.NUMBER),
        ("ho-so-dung-han", "2025-W09", State.PRESENT, 18_000, 20_000, 0, Written.RATIO),
        ("dieu-lenh-dat", "2025-W09", State.PRESENT, 7_000, 8_000, 0, Written.RATIO),
        ("tap-huan", "2025-W09", State.NOT_APPLICABLE, 0, 1000, 0, Written.NOT_APPLICABLE),
        ("bao-cao-dung-han", "2025-W09", State.PRESENT, 1_000, 1000, 0, Written.YES_NO),
        ("ngay-cong-giup-dan", "2025-W09", State.PRESENT, 1_234_500, 1000, 0, Written.NUMBER),
    ]
    assert found[0].text == "don-vi"
    assert found[1].evidence == "sổ tuyên truyền"


def test_every_fault_is_told_at_once_with_line_and_column() -> None:
    content = text(
        TOP,
        "lim-xanh,buoi-tuyen-truyen,2025-W09,mười",
        ",buoi-tuyen-truyen,2025-W09,1",
        "lim-xanh,,2025-W09,1",
        "lim-xanh,a,tuần sau,1",
        "lim-xanh,b,2025-W09,",
        "lim-xanh,c,2025-W09,trên 50",
        'lim-xanh,d,2025-W09,"97,6 %"',
        "lim-xanh,e,2025-W09,,7",
        "lim-xanh,f,2025-W09,,7,0",
        "lim-xanh,g,2025-W09,3/4,7,8",
        "lim-xanh,h,2025-W09,1,,,nhiều",
    )
    assert told(content) == [
        ("number.not-a-number", 2, "value"),
        ("figure.subject-missing", 3, "subject"),
        ("figure.figure-missing", 4, "figure"),
        ("period.unreadable", 5, "period"),
        ("figure.value-missing", 6, "value"),
        ("figure.vague", 7, "value"),
        ("figure.percent-without-parts", 8, "value"),
        ("figure.part-missing", 9, "denominator"),
        ("figure.denominator-zero", 10, "denominator"),
        ("figure.parts-disagree", 11, "value"),
        ("number.not-a-number", 12, "target"),
    ]


def test_the_same_faults_in_excel_are_told_with_their_cells() -> None:
    book = workbook(
        HEADER,
        ("lim-xanh", "a", "2025-W09", "mười"),
        ("lim-xanh", "b", "2025-W09", 0.12345),
        ("lim-xanh", "c", "2025-W09", date(2025, 12, 5)),
        ("lim-xanh", "d", date(2025, 3, 2), 1),
        ("lim-xanh", "e", "2025-W09", "=1/0"),
        ("lim-xanh", "f", "2025-W09", None, 7, "tám"),
    )
    assert told(book, "x.xlsx") == [
        ("file.formula-without-value", 6, "D6"),
        ("number.not-a-number", 2, "D2"),
        ("number.too-precise", 3, "D3"),
        ("number.became-date", 4, "D4"),
        ("period.is-a-day", 5, "C5"),
        ("number.not-a-number", 7, "F7"),
    ]


def test_a_month_that_excel_turned_into_its_first_day_is_still_the_month() -> None:
    found, problems = read_figures(
        workbook(HEADER, ("x", "a", date(2025, 3, 1), 1), ("x", "b", 2025, 1)), "x.xlsx"
    )
    assert problems == []
    assert [r.period for r in found] == ["2025-03", "2025"]


def test_a_wrong_header_is_told_with_the_nearest_right_one() -> None:
    _, problems = read_figures(text("subject,figur,period,gía trịi,ghi chú", "a,b,2025,1,c"), "x.csv")
    assert [(p.code, p.where.field, p.values.get("suggestion"), p.severity) for p in problems] == [
        ("header.unknown", "figur", "figure", Severity.ERROR),
        ("header.unknown", "gía trịi", "giá trị", Severity.ERROR),
        ("header.ignored", "ghi chú", None, Severity.WARNING),
        ("header.missing", "", None, Severity.ERROR),
        ("header.missing", "", None, Severity.ERROR),
    ]


def test_a_file_without_any_header_says_what_is_needed() -> None:
    _, problems = read_figures(text("một,hai", "ba,bốn"), "x.csv")
    assert [report(p) for p in problems] == [
        "x.csv, dòng 1: Không thấy dòng tiêu đề. Cần các cột: subject, figure, period, value."
    ]


def test_titles_may_stand_above_the_table_even_merged() -> None:
    book = workbook(
        ("BẢNG SỐ LIỆU THÁNG 3",),
        (),
        HEADER,
        ("lim-xanh", "a", "2025-03", 1),
        change=lambda sheet: sheet.merge_cells("A1:H1"),
    )
    found, problems = read_figures(book, "x.xlsx")
    assert problems == []
    assert [r.where.cell for r in found] == ["D4"]


def test_a_code_as_long_as_a_letter_is_refused() -> None:
    _, problems = read_figures(text(TOP, "x" * 101 + ",a,2025-W09,1"), "x.csv")
    assert [(p.code, dict(p.values)) for p in problems] == [
        ("figure.code-too-long", {"limit": "100", "length": "101"})
    ]


def test_merged_cells_in_the_table_are_refused_with_their_range() -> None:
    book = workbook(
        HEADER,
        ("lim-xanh", "a", "2025-03", 1),
        ("", "b", "2025-03", 1),
        change=lambda sheet: sheet.merge_cells("A2:A3"),
    )
    _, problems = read_figures(book, "x.xlsx")
    assert [(p.code, dict(p.values)) for p in problems] == [
        ("file.merged", {"cells": "A2:A3"}),
        ("figure.subject-missing", {}),
    ]


def test_a_repeated_figure_names_both_lines() -> None:
    _, problems = read_figures(text(TOP, "x,a,2025-W09,1", "x,b,2025-W09,1", "x,a,tuần 9/2025,2"), "x.csv")
    assert [(p.code, p.where.line, p.values["first"]) for p in problems] == [("figure.duplicate", 4, "2")]


def test_a_thousand_or_a_decimal_is_decided_by_the_rest_of_the_file_or_refused() -> None:
    assert one('x,a,2025,"1.234,5"').numerator == 1_234_500
    ambiguous = text(TOP, "x,a,2025,1.234", "x,b,2025,12")
    assert told(ambiguous) == [("number.ambiguous", 2, "value")]
    vietnamese = text(TOP, "x,a,2025,1.234", 'x,b,2025,"0,5"')
    assert [r.numerator for r in read_figures(vietnamese, "x.csv")[0]] == [1_234_000, 500]
    english = text(TOP, 'x,a,2025,"1,234"', "x,b,2025,0.5")
    assert [r.numerator for r in read_figures(english, "x.csv")[0]] == [1_234_000, 500]
    mixed = text(TOP, 'x,a,2025,"1,234.5"', 'x,b,2025,"1.234,5"', 'x,c,2025,"7,5"')
    assert [(p.code, p.where.line) for p in read_figures(mixed, "x.csv")[1]] == [("number.styles-mixed", 2)]


def test_a_percentage_must_be_what_its_parts_give() -> None:
    assert one('x,a,2025,"97,6 %",40,41').numerator == 40_000
    wrong = text(TOP, 'x,a,2025,"97,6 %",39,40', 'x,b,2025,"97,6 %",,40')
    assert [c for c, _, _ in told(wrong)] == ["figure.percent-disagrees", "figure.percent-impossible"]


def test_a_quotient_computed_by_excel_may_stand_beside_its_parts() -> None:
    found, problems = read_figures(
        workbook(HEADER, ("x", "a", "2025", 31 / 106, 31, 106), ("x", "b", "2025", 0.5, 31, 106)), "x.xlsx"
    )
    assert [(r.numerator, r.denominator) for r in found] == [(31_000, 106_000)]
    assert [(p.code, p.where.cell) for p in problems] == [("figure.parts-disagree", "D3")]


def test_a_file_of_nothing_but_faults_stops_at_a_thousand() -> None:
    _, problems = read_figures(text(TOP, *[f"x,a{n},2025,mười" for n in range(2_000)]), "x.csv")
    assert (len(problems), problems[-1].code) == (1_001, "file.more-problems")


def test_a_hundred_thousand_rows_are_read_in_seconds() -> None:
    lines = [f"don-vi-{n // 50},so-lieu-{n % 50},2025-W{n % 52 + 1:02d},{n % 97}" for n in range(100_000)]
    started = time.perf_counter()
    found, problems = read_figures(text(TOP, *lines), "x.csv")
    assert (len(found), problems) == (100_000, [])
    assert time.perf_counter() - started < 15  # about 1 second on an idle machine


_codes = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
_words = st.text("abđơưếỹ ẶÂ=+-@'\",;/%0123.\t", max_size=20).map(lambda told: " ".join(told.split()))
_numbers = st.integers(-(10**12), 10**12)


@st.composite
def _rows(draw: st.DrawFn) -> FigureRow:
    written = draw(st.sampled_from([w for w in Written if w not in (Written.PERCENT, Written.EMPTY)]))
    top, bottom, state, figure = draw(_numbers), MILLI, State.PRESENT, draw(_codes)
    if written is Written.RATIO:
        bottom = draw(st.integers(1, 10**12))
    if written is Written.YES_NO:
        top = draw(st.sampled_from([0, MILLI]))
    if written is Written.CLASS:
        top = draw(st.integers(0, 9)) * MILLI
    if written in (Written.CODE, Written.NOT_APPLICABLE):
        top = 0
    if written is Written.NOT_APPLICABLE:
        state = State.NOT_APPLICABLE
    if written is Written.CODE:
        figure = draw(st.sampled_from(["form", "group"]))
    return FigureRow(
        draw(_codes),
        figure,
        draw(st.sampled_from(["2025-W09", "2025-03", "2025-Q1", "2025"])),
        state,
        top,
        bottom,
        draw(st.integers(0, 10**12)),
        draw(_words),
        draw(_codes) if written is Written.CODE else "",
        written,
        draw(st.sampled_from(["", "buổi", "ngày công"])) if written is Written.NUMBER else "",
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(_rows(), min_size=1, max_size=12, unique_by=lambda r: (r.subject, r.figure, r.period)))
def test_what_is_exported_is_imported_unchanged(rows: list[FigureRow]) -> None:
    table = figures_table(rows)
    for content, name in ((csv_file(table), "x.csv"), (xlsx(table), "x.xlsx")):
        found, problems = read_figures(content, name)
        assert problems == []
        assert without_places(found) == tuple(rows)


def test_vietnamese_headers_are_exported_and_read_too() -> None:
    row = FigureRow("lim-xanh", "a", "2025", numerator=12_345)
    found, problems = read_figures(csv_file(figures_table([row], "vi")), "x.csv")
    assert problems == []
    assert without_places(found) == (row,)
