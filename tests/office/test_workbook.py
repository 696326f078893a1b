"""Tables out: safe to open, exact, the same bytes for the same table."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl

from thidua.office.workbook import Heading, Table, csv_file, xlsx

TABLE = Table(
    "Số liệu: tháng 3/2025",
    (Heading("Đơn vị", 30), Heading("Điểm"), Heading("Ngày")),
    [("=cmd|' /C calc'!A0", Decimal("98.12"), date(2025, 3, 5)), ("Lim Xanh", 7, None)],
)


def test_a_workbook_opens_with_a_frozen_header_widths_and_formats() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(TABLE))).active
    assert sheet.title == "Số liệu  tháng 3 2025"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 29
    assert [c.value for c in sheet[1]] == ["Đơn vị", "Điểm", "Ngày"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (98.12, "#,##0.###")
    assert (sheet["B3"].value, sheet["B3"].number_format) == (7, "#,##0")
    assert (sheet["C2"].value.date(), sheet["C2"].number_format) == (date(2025, 3, 5), "dd/mm/yyyy")


def test_a_text_is_never_taken_for_a_formula() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(xlsx(TABLE))).active["A2"]
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")
    assert csv_file(TABLE).decode("utf-8-sig").splitlines()[1] == "'=cmd|' /C calc'!A0,98.12,05/03/2025"


def test_the_same_table_makes_the_same_bytes() -> None:
    assert xlsx(TABLE) == xlsx(TABLE)


def test_three_decimals_cannot_be_taken_for_thousands() -> None:
    table = Table("a", (Heading("a"),), [[Decimal("12.345")], [Decimal("-0.345")], [Decimal("1234.567")]])
    assert csv_file(table).decode("utf-8-sig").splitlines() == ["a", "12.3450", "-0.345", "1234.567"]
