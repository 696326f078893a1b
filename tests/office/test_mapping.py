"""A unit's own sheet: where things stand in it is guessed, remembered by its header, and read cell by cell."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.problem import Severity
from thidua.core.score.table import State
from thidua.office.mapping import SKIP, Axis, Known, Layout, Place, What, header_key, key, nearest
from thidua.office.mapping_guess import guess
from thidua.office.mapping_read import Found, read_mapped
from thidua.office.sheet import Row, Sheet, read_sheet

KNOWN = Known.of(
    [("xa-lim-xanh", "Công an xã Lim Xanh"), ("xa-hoa-mo", "Công an xã Hoa Mơ")],
    [("buoi", "Buổi tuyên truyền"), ("luot", "Lượt người nghe"), ("ho-so", "Hồ sơ đúng hạn")],
    [("ho-so", "hồ sơ trả trong hạn", "hồ sơ đến hạn")],
)


def sheet(*rows: list, merged: tuple[str, ...] = ()) -> Sheet:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    page.write_datetime(line, column, value, book.add_format({"num_format": "dd/mm/yyyy"}))
                elif value != "":
                    page.write(line, column, value)
        for cells in merged:
            first = cells.partition(":")[0]
            line, column = int("".join(c for c in first if c.isdigit())) - 1, ord(first[0]) - 65
            page.merge_range(cells, rows[line][column])
    found, problems = read_sheet(out.getvalue(), "so.xlsx")
    assert found is not None, problems
    return found


def values(found: Found) -> list[tuple[str, str, str, int, int]]:
    return [(r.subject, r.figure, r.period, r.numerator // 1000, r.denominator // 1000) for r in found.rows]


WIDE = (
    ["CÔNG AN TỈNH MINH HỌA"],
    ["Báo cáo tháng 3/2025"],
    [],
    ["STT", "Đơn vị", "Buổi tuyên truyền", "Lượt người nghe", "Hồ sơ đúng hạn", "Ghi chú"],
    [1, "Công an xã Lim Xanh", 3, 60, "12/15", "tốt"],
    [2, "Công an xã Hoa Mơ", 4, 1200, "7/7", ""],
    ["", "Tổng cộng", 7, 1260, "19/22", ""],
)


def test_figures_across_units_down_the_month_in_the_title() -> None:
    page = sheet(*WIDE)
    layout = guess(page, KNOWN)
    assert (layout.unit, layout.figure) == (Place(Axis.COLUMN, 1), Place(Axis.ROW, 4))
    assert (layout.period, layout.columns, layout.first) == (Place(text="2025-03"), (2, 3, 4), 5)
    found = read_mapped(page, layout, KNOWN)
    assert found.problems == []
    assert values(found) == [
        ("xa-lim-xanh", "buoi", "2025-03", 3, 1),
        ("xa-lim-xanh", "luot", "2025-03", 60, 1),
        ("xa-lim-xanh", "ho-so", "2025-03", 12, 15),
        ("xa-hoa-mo", "buoi", "2025-03", 4, 1),
        ("xa-hoa-mo", "luot", "2025-03", 1200, 1),
        ("xa-hoa-mo", "ho-so", "2025-03", 7, 7),
    ]
    assert [(n.code, n.severity) for n in found.notes] == [("mapping.total-row", Severity.WARNING)]


def test_figures_down_months_across_with_a_column_of_totals() -> None:
    page = sheet(
        ["Công an xã Lim Xanh – năm 2025"],
        ["Chỉ tiêu", "Tháng 1", "Tháng 2", "Tháng 3", "Cộng"],
        ["Buổi tuyên truyền", 3, 4, "", 7],
        ["Lượt người nghe", 30, 40, "-", 70],
    )
    layout = guess(page, KNOWN, unit="xa-lim-xanh")
    assert (layout.figure, layout.period) == (Place(Axis.COLUMN, 0), Place(Axis.ROW, 2))
    assert (layout.unit.text, layout.year, layout.columns) == ("xa-lim-xanh", 2025, (1, 2, 3))
    found = read_mapped(page, layout, KNOWN)
    assert values(found) == [
        ("xa-lim-xanh", "buoi", "2025-01", 3, 1),
        ("xa-lim-xanh", "buoi", "2025-02", 4, 1),
        ("xa-lim-xanh", "luot", "2025-01", 30, 1),
        ("xa-lim-xanh", "luot", "2025-02", 40, 1),
    ]
    assert found.blank == 2


def test_a_long_list_with_its_own_titles_and_names() -> None:
    page = sheet(
        ["Đơn vị", "Nội dung", "Thời gian", "Kết quả"],
        ["Công an xã Lim Xanh", "Buổi tuyên truyền", "tháng 3/2025", 5],
        ["Công an xã Hoa Mơ", "Lượt người nghe", "tuần 10/2025", 50],
    )
    layout = guess(page, KNOWN)
    assert layout.columns == (3,)
    assert values(read_mapped(page, layout, KNOWN)) == [
        ("xa-lim-xanh", "buoi", "2025-03", 5, 1),
        ("xa-hoa-mo", "luot", "2025-W10", 50, 1),
    ]


def test_a_merged_title_stands_over_the_two_parts_of_a_ratio() -> None:
    page = sheet(
        ["Tháng 3/2025"],
        ["Đơn vị", "Hồ sơ đúng hạn", "", "Buổi tuyên truyền"],
        ["", "tử số", "mẫu số", ""],
        ["Công an xã Lim Xanh", 12, 15, 3],
        ["Công an xã Hoa Mơ", 0, 0, 1],
        merged=("B2:C2",),
    )
    layout = guess(page, KNOWN)
    found = read_mapped(page, layout, KNOWN)
    assert found.problems == []
    assert {(r.subject, r.figure): (r.state, r.numerator, r.denominator) for r in found.rows} == {
        ("xa-lim-xanh", "ho-so"): (State.PRESENT, 12_000, 15_000),
        ("xa-lim-xanh", "buoi"): (State.PRESENT, 3_000, 1_000),
        ("xa-hoa-mo", "ho-so"): (State.NOT_APPLICABLE, 0, 1_000),
        ("xa-hoa-mo", "buoi"): (State.PRESENT, 1_000, 1_000),
    }


def test_names_nobody_knows_are_asked_about_with_the_nearest_one_and_nothing_is_guessed_in_silence() -> None:
    rows = [list(row) for row in WIDE]
    rows[4][1] = "CAX Lim Xanh"
    rows[5][1] = "Công an xã Hoa Mo 2"
    page = sheet(*rows)
    known = Known.of(
        [("xa-lim-xanh", "Công an xã Lim Xanh"), ("xa-hoa-mo", "Công an xã Hoa Mơ")], KNOWN_TITLES, RATIOS
    )
    layout = Layout(5, Place(Axis.COLUMN, 1), Place(Axis.ROW, 4), Place(text="2025-03"), (2, 3, 4))
    found = read_mapped(page, layout, known)
    assert list(found.unknown) == [(What.UNIT, "CAX Lim Xanh"), (What.UNIT, "Công an xã Hoa Mo 2")]
    assert nearest("Công an xã Hoa Mo 2", What.UNIT, known) == "xa-hoa-mo"
    names = {f"unit:{key('CAX Lim Xanh')}": "xa-lim-xanh", f"unit:{key('Công an xã Hoa Mo 2')}": SKIP}
    told = Layout(5, layout.unit, layout.figure, layout.period, layout.columns, 0, names)
    again = read_mapped(page, told, known)
    assert again.unknown == {}
    assert {row.subject for row in again.rows} == {"xa-lim-xanh"}


KNOWN_TITLES = [("buoi", "Buổi tuyên truyền"), ("luot", "Lượt người nghe"), ("ho-so", "Hồ sơ đúng hạn")]
RATIOS = [("ho-so", "hồ sơ trả trong hạn", "hồ sơ đến hạn")]


def test_every_wrong_cell_is_told_with_its_address() -> None:
    rows = [list(row) for row in WIDE]
    rows[4][2], rows[4][3], rows[4][4] = "nhiều", "trên 50", datetime(2015, 12, 1)  # noqa: DTZ001
    rows[5][4] = "95 %"
    page = sheet(*rows)
    layout = Layout(5, Place(Axis.COLUMN, 1), Place(Axis.ROW, 4), Place(text="2025-03"), (2, 3, 4))
    assert [(p.code, p.where.cell) for p in read_mapped(page, layout, KNOWN).problems] == [
        ("number.not-a-number", "C5"),
        ("figure.vague", "D5"),
        ("number.became-date", "E5"),
        ("figure.percent-without-parts", "E6"),
    ]


def test_the_same_unit_twice_is_told_and_not_added_up() -> None:
    rows = [list(row) for row in WIDE]
    rows[5][1] = "Công an xã Lim Xanh"
    page = sheet(*rows)
    layout = Layout(5, Place(Axis.COLUMN, 1), Place(Axis.ROW, 4), Place(text="2025-03"), (2, 3, 4))
    told = read_mapped(page, layout, KNOWN)
    assert [(p.code, p.where.cell, p.values["first"]) for p in told.problems] == [
        ("mapping.twice", "C6", "C5"),
        ("mapping.twice", "D6", "D5"),
        ("mapping.twice", "E6", "E5"),
    ]


def test_next_months_file_has_the_same_header_key_and_another_header_has_not() -> None:
    april = [list(row) for row in WIDE]
    april[1] = ["Báo cáo tháng 4/2025"]
    april[4][2] = 99
    assert header_key(sheet(*WIDE), 5) == header_key(sheet(*april), 5)
    april[3][2] = "Số buổi"
    assert header_key(sheet(*WIDE), 5) != header_key(sheet(*april), 5)


STRANGE = [
    "", -3, 0, 2.5, 10**6, "x", "Tổng", "-", "12/15", "95 %", "Tháng 3/2025", "tuần 60/2025", "năm 2025", True,
    date(2025, 3, 1), "Công an xã Lim Xanh", "Công an xã Hoa Mơ", "Buổi tuyên truyền", "Lượt người nghe",
    "Hồ sơ đúng hạn", "tử số", "mẫu số", "Kết quả",
]  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(STRANGE), max_size=5), min_size=1, max_size=8))
def test_no_sheet_however_strange_stops_the_reading(rows: list[list]) -> None:
    page = Sheet("x", tuple(Row(n, row) for n, row in enumerate(rows, 1)), True)
    layout = guess(page, KNOWN)
    found = read_mapped(page, layout, KNOWN)
    assert all(row.subject and row.figure and row.period for row in found.rows)


@pytest.mark.parametrize(
    ("title", "weeks", "periods"),
    [
        ("Báo cáo tháng 1 năm 2026", (1, 2, 3), ("2026-W01", "2026-W02", "2026-W03")),
        ("Báo cáo tháng 3/2025", (1, 2, 3, 4), ("2025-W10", "2025-W11", "2025-W12", "2025-W13")),
        ("Báo cáo tháng 3/2025", (10, 11), ("2025-W10", "2025-W11")),
        ("Báo cáo năm 2025", (1, 2), ("2025-W01", "2025-W02")),
    ],
)
def test_weeks_across_are_those_of_the_month_in_the_title(
    title: str, weeks: tuple[int, ...], periods: tuple[str, ...]
) -> None:
    across = [f"Tuần {number}" for number in weeks]
    counts = list(range(1, len(weeks) + 1))
    told = sheet(
        [f"{title} của Công an xã Lim Xanh"], [], ["Nội dung", *across, "Cả tháng"],
        ["Buổi tuyên truyền", *counts, sum(counts)], ["Lượt người nghe", *counts, sum(counts)],
    )  # fmt: skip
    layout = guess(told, KNOWN)
    found = read_mapped(told, layout, KNOWN)
    assert found.unknown == {}
    assert [one[2] for one in values(found) if one[1] == "buoi"] == list(periods)
    assert [one[3] for one in values(found) if one[1] == "luot"] == counts
