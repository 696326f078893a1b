"""Old lists of awards as units have them: a register in Excel, a list attached to a decision in Word.

What every line of a list has in common (the decision, its day, the form) stands above the table and is given once.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from thidua.core.award_history import HistoryLine
from thidua.core.problem import Problem, Where, problem
from thidua.core.text import fold
from thidua.office.archive import open_document
from thidua.office.columns import HEADER_WITHIN, Column, Header, body, find_header, text_of
from thidua.office.dates import read_day
from thidua.office.sheet import BYTES_MAX, Row, Sheet, letters, read_sheet

COLUMNS = (
    Column(
        "name", ("họ và tên", "họ tên", "tên", "họ tên, tập thể", "cá nhân, tập thể", "tập thể, cá nhân",
                 "tên tập thể, cá nhân", "tập thể", "đơn vị được khen"), required=True,
    ),
    Column("unit", ("đơn vị", "đơn vị công tác", "nơi công tác")),
    Column("post", ("chức vụ", "cấp bậc, chức vụ", "chức danh")),
    Column("form", ("hình thức", "danh hiệu", "hình thức khen thưởng", "danh hiệu, hình thức")),
    Column("year", ("năm", "năm xét", "năm khen")),
    Column("number", ("số quyết định", "quyết định số", "quyết định", "số qđ")),
    Column("decided_on", ("ngày quyết định", "ngày ký", "ngày", "ngày qđ")),
    Column("authority", ("cấp quyết định", "cơ quan quyết định", "người ký")),
    Column("reason", ("thành tích", "lý do", "nội dung", "lý do khen thưởng")),
    Column("place", ("stt", "tt", "số thứ tự", "số")),
    Column("remark", ("ghi chú", "tiền thưởng", "số tiền")),
)  # fmt: skip
_DECISION = re.compile(r"quy\w*t\s+\w*nh\s+s\w*\s*:?\s*([^\s,]+)", re.IGNORECASE)
_DAY = re.compile(r"ngày\s+(\d{1,2})[/\s.](?:tháng\s+)?(\d{1,2})[/\s.](?:năm\s+)?(\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Common:
    """What all lines have in common, where the table does not say it itself."""

    form: str = ""
    year: int = 0
    number: str = ""
    decided_on: date | None = None
    authority: str = ""
    collective: bool = False


def read_history(
    sheet: Sheet, header: Header, forms: Mapping[str, str], common: Common
) -> tuple[tuple[HistoryLine, ...], list[Problem], Common]:
    """Lines of an old list, every cell of it that cannot be read, and what was found above its table.

    Args:
        forms: code → title; titles are recognised without accents, also as part of a longer text.
    """
    above = _above(sheet, header, common)
    reader = _Reader(sheet, header, forms, above)
    lines = [line for row in body(sheet, header) if (line := reader.line(row))]
    if not lines:
        reader.problems += reader.numbers
    if not lines and not reader.problems:
        reader.problems.append(problem("file.no-rows", sheet.where(header.line)))
    return tuple(lines), reader.problems, above


# --- Which column is what -----------------------------------------------------------------------------------------


def recognised(sheet: Sheet) -> tuple[Header | None, list[Problem]]:
    """By the words of its header. Codes: award-history.columns; header.twice."""
    header, told = find_header(sheet, COLUMNS)
    if header is None:
        line = sheet.rows[0].line if sheet.rows else 1
        return None, [problem("award-history.columns", sheet.where(line))]
    return header, [p for p in told if p.code not in ("header.unknown", "file.merged")]


def pointed(sheet: Sheet, line: int, columns: Mapping[int, str]) -> tuple[Header | None, list[Problem]]:
    """As somebody says: the line of the header, and column → key of COLUMNS.

    Codes: award-history.header-line; header.twice, header.missing, all at once.
    """
    row = next((row for row in sheet.rows if row.line == line), None)
    if row is None:
        return None, [
            problem("award-history.header-line", sheet.where(sheet.rows[0].line if sheet.rows else 1))
        ]
    at: dict[str, int] = {}
    titles: dict[str, str] = {}
    found: list[Problem] = []
    for column, key in sorted(columns.items()):
        told = text_of(row.values[column]) if column < len(row.values) else ""
        if key in at:
            where = sheet.where(line, column, told)
            found.append(problem("header.twice", where, header=titles[key], first=letters(at[key])))
            continue
        at[key], titles[key] = column, told or title_of(key)
    if "name" not in at:
        found.append(problem("header.missing", sheet.where(line), header=title_of("name")))
    return (None if found else Header(line, at, titles)), found


def title_of(key: str) -> str:
    """A column as we would write it."""
    return next(column.titles[0] for column in COLUMNS if column.key == key)


def header_marks(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """(mark, line) of every line that may be a header: the same for next year's file, wherever its table begins."""
    for row in sheet.rows[:HEADER_WITHIN]:
        told = [
            f"{column}:{fold(text)}" for column, value in enumerate(row.values) if (text := text_of(value))
        ]
        if len(told) > 1:
            yield hashlib.sha256("\n".join(told).encode()).hexdigest()[:32], row.line


# --- The file -----------------------------------------------------------------------------------------------------


def history_sheet(source: Path | bytes, name: str) -> tuple[Sheet | None, list[Problem]]:
    """The table of an Excel or CSV file, or the longest one of a Word file with what stands above it."""
    if Path(name).suffix.lower() != ".docx":
        return read_sheet(source, name)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    content = source.read_bytes() if isinstance(source, Path) else source
    if len(content) > BYTES_MAX:
        return None, [problem("file.too-large", Where(name), limit=BYTES_MAX // 1_000_000)]
    opened = open_document(content, name)
    if isinstance(opened, Problem):
        return None, [opened]
    try:
        document = docx.Document(io.BytesIO(opened))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        return None, [problem("file.broken", Where(name))]
    said = [(p.text,) for p in document.paragraphs if p.text.strip()]
    tables = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    longest = max(tables, key=len, default=[])
    # What stands above the table is read for the decision; only its last lines, the header must be near the top.
    rows = [*said[:12], *longest]
    return Sheet(name, tuple(Row(n, values) for n, values in enumerate(rows, 1))), []


def _above(sheet: Sheet, header: Header, common: Common) -> Common:
    """Number and day of the decision as the title says them."""
    text = " ".join(text_of(v) for row in sheet.rows if row.line < header.line for v in row.values)
    number, day = _DECISION.search(text), _DAY.search(text)
    found = _date(int(day[3]), int(day[2]), int(day[1])) if day else None
    return Common(
        common.form, common.year, common.number or (number[1] if number else ""), common.decided_on or found,
        common.authority, common.collective,
    )  # fmt: skip


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass
class _Reader:
    sheet: Sheet
    header: Header
    forms: Mapping[str, str]
    common: Common
    problems: list[Problem] = field(default_factory=list)
    numbers: list[Problem] = field(default_factory=list)  # where a number stands for a name

    def line(self, row: Row) -> HistoryLine | None:
        name = self.text(row, "name")
        if not name or fold(name) in ("tong", "cong", "tong cong"):
            return None
        if (
            name.isdecimal()
        ):  # a line that numbers the columns; if no line has a name, the column is the wrong one
            self.numbers.append(self.problem("award-history.name", row, "name", value=name))
            return None
        before = len(self.problems)
        decided_on, form = self.day(row), self.form(row)
        year = self.year(row, decided_on)
        number = self.text(row, "number") or self.common.number
        authority = self.text(row, "authority") or self.common.authority
        if not any(sign.isdigit() for sign in number):
            self.refuse("award-history.number", row, "number", value=number)
        if not authority:
            self.refuse("award-history.authority", row, "authority")
        if len(self.problems) > before or decided_on is None:
            return None
        return HistoryLine(
            row.line, name, form, year, number, decided_on, authority, self.text(row, "reason"),
            self.text(row, "unit"), self.text(row, "post"), self.common.collective,
            self.sheet.where(row.line, self.header.at["name"], self.header.titles["name"]),
        )  # fmt: skip

    def text(self, row: Row, key: str) -> str:
        column = self.header.at.get(key, -1)
        return text_of(row.values[column]) if 0 <= column < len(row.values) else ""

    def problem(self, code: str, row: Row, key: str, **values: str) -> Problem:
        where = self.sheet.where(
            row.line, self.header.at.get(key, -1), self.header.titles.get(key, title_of(key))
        )
        return Problem(code, where, values)

    def refuse(self, code: str, row: Row, key: str, **values: str) -> None:
        self.problems.append(self.problem(code, row, key, **values))

    def form(self, row: Row) -> str:
        told = fold(self.text(row, "form"))
        if not told:
            if not self.common.form:
                self.refuse("award-history.form", row, "form", value="")
            return self.common.form
        exact = {fold(title): code for code, title in self.forms.items()} | {c: c for c in self.forms}
        inside = [code for title, code in exact.items() if title in told]
        found = exact.get(told) or (max(inside, key=len) if inside else "")
        if not found:
            self.refuse("award-history.form", row, "form", value=self.text(row, "form"))
        return found

    def day(self, row: Row) -> date | None:
        column = self.header.at.get("decided_on", -1)
        value = row.values[column] if 0 <= column < len(row.values) else ""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        told = text_of(value)
        if not told and self.common.decided_on:
            return self.common.decided_on
        read = read_day(told) if told else problem("award-history.day")
        if isinstance(read, Problem):
            self.refuse(read.code, row, "decided_on", **read.values)
            return None
        return read

    def year(self, row: Row, decided_on: date | None) -> int:
        told = self.text(row, "year")
        if told:
            if re.fullmatch(r"(19|20)[0-9]{2}", told):
                return int(told)
            self.refuse("award-history.year", row, "year", value=told)
        return self.common.year or (decided_on.year if decided_on else 0)
