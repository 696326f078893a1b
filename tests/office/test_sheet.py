"""Files are measured before they are trusted, and refused with a reason a clerk can act on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.office.books import replaced, text, workbook
from thidua.office.archive import COLUMNS_MAX, ROWS_MAX
from thidua.office.sheet import Sheet, letters, read_sheet

SHEET1 = "xl/worksheets/sheet1.xml"
EMPTY_VALUE = b"<v></v>"  # as openpyxl leaves a formula that nobody has computed


def told(content: bytes, name: str) -> list[tuple[str, int, str]]:
    _, problems = read_sheet(content, name)
    return [(p.code, p.where.line, p.where.cell) for p in problems]


def rows(content: bytes, name: str = "x.csv") -> list[tuple[int, list[object]]]:
    sheet, problems = read_sheet(content, name)
    assert problems == []
    assert sheet is not None
    return [(row.line, list(row.values)) for row in sheet.rows]


GOOD = workbook(("a", "b"), (1, "hai"))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "x.csv", "file.empty"),
        (b"\xef\xbb\xbf \n", "x.csv", "file.empty"),
        (GOOD, "x.csv", "file.is-excel"),
        (b"a,b\n1,2\n", "x.xlsx", "file.is-not-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xls", "file.old-excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "x.xlsx",
            "file.encrypted",
        ),
        (b"a,b\n", "x.pdf", "file.ending-unknown"),
        (b"a,b\n", "x", "file.ending-unknown"),
        (GOOD[: len(GOOD) // 2], "x.xlsx", "file.broken"),
        (workbook(), "x.xlsx", "file.empty"),
        (b"a\0b,c\n", "x.csv", "file.binary"),
    ],
)
def test_files_that_are_not_what_they_say(content: bytes, name: str, code: str) -> None:
    assert [c for c, _, _ in told(content, name)] == [code]


def test_a_path_that_does_not_exist_is_said(tmp_path: Path) -> None:
    _, problems = read_sheet(tmp_path / "x.csv")
    assert [p.code for p in problems] == ["file.not-found"]


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "a")
    assert told(target.getvalue(), "x.xlsx") == [("file.not-a-workbook", 0, "")]


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "a")
        archive.writestr("xl/workbook.xml", "a")
        archive.writestr(SHEET1, b" " * 20_000_000)
    assert told(target.getvalue(), "x.xlsx") == [("file.zip-bomb", 0, "")]


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "a")
        archive.writestr("xl/workbook.xml", "a")
        archive.writestr(SHEET1, b" " * 20_000_000)
    honest = (20_000_000).to_bytes(4, "little")
    lying = target.getvalue().replace(honest, (1_000).to_bytes(4, "little"))
    assert told(lying, "x.xlsx") == [("file.broken", 0, "")]


def test_one_stray_cell_at_the_far_end_is_refused_before_it_fills_the_memory() -> None:
    wide = workbook(("a",), change=lambda sheet: sheet.cell(1, 16_384, "x"))
    assert told(wide, "x.xlsx") == [("file.too-many-columns", 0, "")]
    long = workbook(("a",), change=lambda sheet: sheet.cell(1_048_576, 1, "x"))
    assert told(long, "x.xlsx") == [("file.too-many-rows", 0, "")]
    sparse = workbook(("a",), change=lambda sheet: sheet.cell(ROWS_MAX, COLUMNS_MAX, "x"))
    assert told(sparse, "x.xlsx") == [("file.too-sparse", 0, "")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'r="B2"', b"r='XFD1048576'", "file.too-many-rows"),
        (b'r="B2"', b'r = "XFD2"', "file.too-many-columns"),
        (b'r="B2"', b'r="b104857&#54;"', "file.too-many-rows"),
        (b'r="B2"', b'r="AAAAAAAAAA2"', "file.broken"),
        (b"</row>", b"</row>" + b"<row/>" * (ROWS_MAX + 1), "file.too-many-rows"),
        (b"</row>", b"<c/>" * (COLUMNS_MAX + 1) + b"</row>", "file.too-many-columns"),
        (b"<worksheet ", b"<!DOCTYPE x><worksheet ", "file.broken"),
    ],
)
def test_no_spelling_of_a_far_cell_gets_past_the_measure(old: bytes, new: bytes, code: str) -> None:
    """The reader ends the whole program when it cannot reserve what a sheet claims to need."""
    assert told(replaced(GOOD, SHEET1, old, new), "x.xlsx") == [(code, 0, "")]


def test_too_many_rows_and_columns_of_text_are_refused() -> None:
    assert [c for c, _, _ in told(b"a\n" * (ROWS_MAX + 2), "x.csv")] == ["file.too-many-rows"]
    assert told(text("a", "," * COLUMNS_MAX), "x.csv") == [("file.too-many-columns", 2, "")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_of_the_field(separator: str, encoding: str) -> None:
    content = f"đối tượng{separator}giá trị\r\nlim-xanh{separator}1\r\n".encode(encoding)
    assert rows(content) == [(1, ["đối tượng", "giá trị"]), (2, ["lim-xanh", "1"])]


def test_windows_1258_and_tcvn3_are_named_and_not_read_as_nonsense() -> None:
    assert told("a,b\nLim Xanh,\xd0\xf4\n".encode("latin-1"), "x.csv") == [("file.not-utf8", 2, "")]
    assert told("§¬n vÞ,sè liÖu\n®¹t,kú b¸o\n".encode("latin-1"), "x.csv") == [("file.tcvn3", 1, "")]
    assert told(workbook(("§¬n vÞ", "sè liÖu"), ("®¹t", "kú b¸o")), "x.xlsx") == [("file.tcvn3", 0, "")]
    assert [c for c, _, _ in told("§¬n vÞ,sè liÖu\n®¹t,kú b¸o\n".encode(), "x.csv")] == ["file.tcvn3"]


def test_lines_are_counted_as_the_editor_counts_them() -> None:
    content = text("a,b", "", '"hai', 'dòng",1', "ba,2")
    assert [line for line, _ in rows(content)] == [1, 3, 5]
    assert told(text("a,b", '"hở,1'), "x.csv") == [("file.bad-quotes", 2, "")]


def test_excel_values_keep_their_kind_and_their_address() -> None:
    sheet, problems = read_sheet(workbook((), ("", "kỳ"), ("", 1.5)), "x.xlsx")
    assert problems == []
    assert isinstance(sheet, Sheet)
    assert [(row.line, list(row.values)) for row in sheet.rows] == [(2, ["", "kỳ"]), (3, ["", 1.5])]
    assert sheet.where(3, 1, "kỳ").cell == "B3"


def test_a_formula_without_a_stored_result_is_told_with_its_cell() -> None:
    book = workbook(("a", "b"), (1, "=A2*2"), (2, 3))
    assert told(book, "x.xlsx") == [("file.formula-without-value", 2, "B2")]


def test_a_formula_with_a_stored_result_is_its_result() -> None:
    book = replaced(workbook(("a", "b"), (1, "=A2*2")), SHEET1, EMPTY_VALUE, b"<v>2</v>")
    assert rows(book, "x.xlsx") == [(1, ["a", "b"]), (2, [1.0, 2.0])]


def test_an_error_value_is_told_with_its_cell() -> None:
    book = workbook(("a", "b"), (1, "#DIV/0!"))
    assert told(book, "x.xlsx") == [("file.cell-error", 2, "B2")]


def test_cells_without_a_value_are_told_however_the_file_spells_them() -> None:
    book = workbook(("a", "b"), (1, "=A2*2"), (2, "#DIV/0!"))
    for old, new in ((b'r="B2"', b"r='B2'"), (b't="e"', b"t='e'"), (b"<c ", b"<x:c "), (b"</c>", b"</x:c>")):
        book = replaced(book, SHEET1, old, new)
    book = replaced(book, SHEET1, b"<worksheet ", b'<worksheet xmlns:x="y" ')
    assert told(book, "x.xlsx") == [
        ("file.formula-without-value", 2, "B2"),
        ("file.cell-error", 3, "B3"),
    ]


def test_merged_cells_are_kept_with_their_range() -> None:
    sheet, _ = read_sheet(
        workbook(("a", "b"), (1, 2), (1, 2), change=lambda s: s.merge_cells("A2:A3")), "x.xlsx"
    )
    assert sheet is not None
    assert [(m.cells, m.first_line, m.last_line) for m in sheet.merged] == [("A2:A3", 2, 3)]


def test_only_the_first_visible_sheet_is_read_and_the_others_are_named() -> None:
    def more(sheet: object) -> None:
        book = sheet.parent  # type: ignore[attr-defined]
        book.create_sheet("Ẩn", 0).append(["x"])
        book.worksheets[0].sheet_state = "hidden"
        book.create_sheet("Khác").append(["x"])

    sheet, problems = read_sheet(workbook(("a",), (1,), change=more), "x.xlsx")
    assert sheet is not None
    assert [list(row.values) for row in sheet.rows] == [["a"], [1.0]]
    assert [(p.code, p.values["sheet"]) for p in problems] == [("file.other-sheets", "Khác")]


def test_column_letters() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
