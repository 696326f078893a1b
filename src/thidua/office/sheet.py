"""A table out of a .csv or .xlsx file: rows of plain values with addresses, or what is wrong with the file.

Text stays text, Excel's numbers stay floats until `office.number` makes them exact, Excel's days stay days.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from thidua.core.problem import Problem, Severity, Where, problem
from thidua.office.archive import COLUMNS_MAX, ROWS_MAX, Opened, open_workbook
from thidua.office.sheet_part import column_number

BYTES_MAX = 60_000_000
Value = str | float | int | bool | date | datetime | time | timedelta

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
# Letters of the old TCVN3 (ABC) fonts that Unicode Vietnamese never uses inside a word: đ is ®, ạ is ¹ …
_TCVN3 = re.compile(r"[A-Za-z®][¸µ¶·¹¨»¾¼½Æ©ÊÇËÐ®ªÕ«¬­]|[¸µ¶·¹»¾¼½®¨©«¬][A-Za-z]|§[A-Za-z¬«©¨]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_UNICODE = re.compile("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank. `line` is the line of the text file or the row of the sheet, from 1."""

    line: int
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of merged cells such as "B3:C3"."""

    cells: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        spreadsheet: places are cells ("C7"), otherwise line and column.
        unreadable: addresses (line, column from 0) already reported; readers pass over them.
    """

    source: str
    rows: tuple[Row, ...]
    spreadsheet: bool = False
    merged: tuple[Merged, ...] = ()
    unreadable: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def where(self, line: int, column: int = -1, title: str = "") -> Where:
        """The place of a cell, or of a row when no column is given."""
        cell = f"{letters(column)}{line}" if self.spreadsheet and column >= 0 else ""
        return Where(self.source, line, cell, title)


def letters(column: int) -> str:
    """0 → "A", 26 → "AA"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_sheet(source: Path | bytes, name: str = "") -> tuple[Sheet | None, list[Problem]]:
    """Read the first table of a file.

    Args:
        source: a path, or the content with `name` as the file's name (its ending matters).

    Returns:
        The sheet (None when nothing can be read) and every problem of the file as a file.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    if isinstance(source, Path):
        if not source.is_file():
            return None, [problem("file.not-found", Where(name))]
        if source.stat().st_size > BYTES_MAX:
            return None, [problem("file.too-large", Where(name), limit=BYTES_MAX // 1_000_000)]
        source = source.read_bytes()
    ending = Path(name).suffix.lower()
    if (refused := _wrong_file(source, ending, Where(name))) is not None:
        return None, [refused]
    return _spreadsheet(source, name) if ending == ".xlsx" else _text(source, name)


def _wrong_file(content: bytes, ending: str, where: Where) -> Problem | None:
    """The name and the first bytes must tell the same story."""
    if len(content) > BYTES_MAX:
        return problem("file.too-large", where, limit=BYTES_MAX // 1_000_000)
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return problem("file.empty", where)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        return problem("file.encrypted" if locked else "file.old-excel", where)
    if ending not in (".xlsx", *_TEXT_ENDINGS):
        return problem("file.ending-unknown", where, ending=ending or "—")
    zipped = content.startswith(b"PK")
    if zipped and ending != ".xlsx":
        return problem("file.is-excel", where, ending=ending)
    if not zipped and ending == ".xlsx":
        return problem("file.is-not-excel", where)
    return None


# --- Text -------------------------------------------------------------------------------------------------


def _text(content: bytes, name: str) -> tuple[Sheet | None, list[Problem]]:
    decoded = _decoded(content, Where(name))
    if isinstance(decoded, Problem):
        return None, [decoded]
    delimiter = _delimiter(decoded)
    rows: list[Row] = []
    guarded = "'" in decoded
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for values in reader:
            line, before = before + 1, reader.line_num
            if len(values) > COLUMNS_MAX:
                at = Where(name, line)
                return None, [problem("file.too-many-columns", at, limit=COLUMNS_MAX, count=len(values))]
            if any(v and not v.isspace() for v in values):
                rows.append(Row(line, [_unguarded(v) for v in values] if guarded else values))
            if len(rows) > ROWS_MAX + 1:
                at = Where(name, line)
                return None, [problem("file.too-many-rows", at, limit=ROWS_MAX, count=len(rows))]
    except csv.Error:
        return None, [problem("file.bad-quotes", Where(name, before + 1))]
    return Sheet(name, tuple(rows)), []


def _unguarded(value: str) -> str:
    """Without the ' that `workbook.csv_file` puts before what a spreadsheet would run as a formula."""
    return value[1:] if _GUARDED.match(value) else value


def _decoded(content: bytes, where: Where) -> str | Problem:
    """UTF-8 (with or without mark) or UTF-16 with mark; anything else is refused with a guess at what it is."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        at = Where(where.source, line)
        old = content.decode("latin-1")
        return problem("file.tcvn3" if looks_tcvn3(old) else "file.not-utf8", at)
    if "\x00" in text:
        return problem("file.binary", where)
    if looks_tcvn3(text[:20_000]):
        return problem("file.tcvn3", where)
    return unicodedata.normalize("NFC", text)


def looks_tcvn3(text: str) -> bool:
    """Whether the text was typed for the old .VnTime fonts ("§¬n vÞ" for "Đơn vị")."""
    return not _UNICODE.search(text) and len(_TCVN3.findall(text)) >= 3


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the first line has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(",;\t", key=bare.count)


# --- Excel ------------------------------------------------------------------------------------------------


def _spreadsheet(content: bytes, name: str) -> tuple[Sheet | None, list[Problem]]:
    opened = open_workbook(content, name)
    if isinstance(opened, Problem):
        return None, [opened]
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(opened.content)) as book:
            visible = [
                index
                for index, sheet in enumerate(book.sheets_metadata)
                if sheet.visible is calamine.SheetVisibleEnum.Visible
                and sheet.typ is calamine.SheetTypeEnum.WorkSheet
            ]
            sheets = [(index, book.get_sheet_by_index(index)) for index in visible]
    except (calamine.CalamineError, ValueError, OSError):
        return None, [problem("file.broken", Where(name))]
    filled = [(index, sheet) for index, sheet in sheets if sheet.height]
    if not filled:
        return None, [problem("file.empty", Where(name))]
    index, sheet = filled[0]
    rows, merged = _rows(sheet), _merged(sheet)
    problems = [
        problem("file.other-sheets", Where(name), Severity.WARNING, read=sheet.name, sheet=other.name)
        for _, other in filled[1:]
    ]
    if looks_tcvn3(" ".join(v for row in rows[:50] for v in row.values if isinstance(v, str))):
        return None, [problem("file.tcvn3", Where(name))]
    unreadable = _unreadable(opened, index, name, problems)
    return Sheet(name, rows, True, merged, unreadable), problems


def _rows(sheet: calamine.CalamineSheet) -> tuple[Row, ...]:
    return tuple(
        Row(line, values)
        for line, values in enumerate(sheet.to_python(skip_empty_area=False), 1)
        if any(not isinstance(v, str) or (v and not v.isspace()) for v in values)
    )


def _merged(sheet: calamine.CalamineSheet) -> tuple[Merged, ...]:
    return tuple(
        Merged(f"{letters(c1)}{r1 + 1}:{letters(c2)}{r2 + 1}", r1 + 1, r2 + 1)
        for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()
    )


def _unreadable(opened: Opened, index: int, name: str, problems: list[Problem]) -> frozenset[tuple[int, int]]:
    """Formulas without a kept result and error values, each reported at its cell."""
    found: set[tuple[int, int]] = set()
    cells = opened.unreadable[index] if index < len(opened.unreadable) else {}
    for address, error in cells.items():
        letters_ = address.rstrip("0123456789")
        line = int(address[len(letters_) :])
        found.add((line, column_number(letters_) - 1))
        code = "file.cell-error" if error else "file.formula-without-value"
        problems.append(problem(code, Where(name, line, address), value=error))
    return frozenset(found)
