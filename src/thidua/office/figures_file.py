"""Figures in long form, one cell per line: subject, figure, period, value[, numerator, denominator, target, evidence].

The figure codes `form` and `group` are reserved: their value says by which form of the scheme the subject is scored
and among whom it is compared. A value is a number, "12/15", có/không, a class ("loại 2") or "không áp dụng".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from thidua.core.figure import Qualifier, check_percent, plain
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import NOWHERE, Problem, Where, problem
from thidua.core.score.rows import FORM, GROUP, FigureRow, Written
from thidua.core.score.table import State
from thidua.office.columns import Collected, Column, Header, body, find_header, text_of
from thidua.office.dates import read_period
from thidua.office.number import Reading, Style, file_style, read_float, read_number, read_value
from thidua.office.sheet import Row, Sheet, Value, read_sheet

COLUMNS = (
    Column("subject", ("đối tượng", "đơn vị", "mã đối tượng", "mã đơn vị"), required=True),
    Column("figure", ("số liệu", "mã số liệu", "chỉ số"), required=True),
    Column("period", ("kỳ", "kỳ số liệu"), required=True),
    Column("value", ("giá trị", "kết quả"), required=True),
    Column("numerator", ("tử số",)),
    Column("denominator", ("mẫu số",)),
    Column("target", ("chỉ tiêu",)),
    Column("evidence", ("minh chứng", "căn cứ")),
)
CODE_MAX = 100  # characters; no code of a unit, officer or figure comes near
_NUMBERS = ("value", "numerator", "denominator", "target")


def read_figures(source: Path | bytes, name: str = "") -> tuple[tuple[FigureRow, ...], list[Problem]]:
    """Read a figure file. Rows are returned beside the problems; with any error the caller must use none of them."""
    sheet, problems = read_sheet(source, name)
    if sheet is None:
        return (), problems
    rows, found = from_sheet(sheet)
    return rows, [*problems, *found]


def from_sheet(sheet: Sheet) -> tuple[tuple[FigureRow, ...], list[Problem]]:
    """The figures of a sheet."""
    header, told = find_header(sheet, COLUMNS)
    problems = Collected(told)
    if header is None:
        return (), problems
    style, mixed = file_style(_number_texts(sheet, header))
    problems += mixed
    reader = _Reader(sheet, header, style, problems)
    rows: list[FigureRow] = []
    first: dict[tuple[str, str, str], int] = {}
    for row in body(sheet, header):
        if problems.full:
            problems.close(sheet, row.line)
            break
        read = reader.row(row)
        if read is None:
            continue
        key = (read.subject, read.figure, read.period)
        if key in first:
            problems.append(
                problem(
                    "figure.duplicate",
                    sheet.where(row.line),
                    first=first[key],
                    line=row.line,
                    subject=read.subject,
                    figure=read.figure,
                    period=read.period,
                )
            )
            continue
        first[key] = row.line
        rows.append(read)
    if not rows and not problems:
        problems.append(problem("file.no-rows", sheet.where(header.line)))
    return tuple(rows), problems


def _number_texts(sheet: Sheet, header: Header) -> list[tuple[str, Where]]:
    """Text cells that may hold numbers, once per different text: enough to tell the file's style."""
    figure, seen = header.at["figure"], {}
    for row in body(sheet, header):
        if len(row.values) > figure and row.values[figure] in (FORM, GROUP):
            continue
        for key in _NUMBERS:
            column = header.at.get(key, -1)
            value = row.values[column] if 0 <= column < len(row.values) else ""
            if isinstance(value, str) and value not in seen and ("." in value or "," in value):
                seen[value] = sheet.where(row.line, column, header.titles[key])
    return list(seen.items())


@lru_cache(maxsize=4096)
def _period(text: str) -> Period | Problem:
    return read_period(text)


@dataclass(frozen=True, slots=True)
class _Parts:
    numerator: int | None
    denominator: int | None


class _Reader:
    """Reads rows one by one, adding what is wrong to `problems`."""

    def __init__(self, sheet: Sheet, header: Header, style: Style, problems: Collected) -> None:
        self.sheet, self.header, self.style, self.problems = sheet, header, style, problems

    def row(self, row: Row) -> FigureRow | None:
        """The row's figure, or None after saying why not."""
        if self.sheet.unreadable and any(
            (row.line, c) in self.sheet.unreadable for c in self.header.at.values()
        ):
            return None
        before = len(self.problems)
        subject = self.code(row, "subject", "figure.subject-missing")
        figure = self.code(row, "figure", "figure.figure-missing")
        period = self.period(row)
        read = self.value(row, figure)
        target = self.number(row, "target")
        if len(self.problems) > before or read is None:
            return None
        return replace(
            read,
            subject=subject,
            figure=figure,
            period=period,
            target=target or 0,
            evidence=text_of(self.cell(row, "evidence")),
            where=self.sheet.where(row.line, self.header.at["value"], self.header.titles["value"]),
        )

    def cell(self, row: Row, key: str) -> Value:
        column = self.header.at.get(key, -1)
        return row.values[column] if 0 <= column < len(row.values) else ""

    def where(self, row: Row, key: str) -> Where:
        return self.sheet.where(row.line, self.header.at.get(key, -1), self.header.titles.get(key, key))

    def refuse(self, code: str, row: Row, key: str, **values: object) -> None:
        told = {name: str(value) for name, value in values.items()}
        self.problems.append(Problem(code, self.where(row, key), told))

    def refused(self, found: Problem, row: Row, key: str) -> None:
        """A problem found without its place."""
        self.problems.append(Problem(found.code, self.where(row, key), found.values, found.severity))

    def code(self, row: Row, key: str, missing: str) -> str:
        told = text_of(self.cell(row, key))
        if not told:
            self.refuse(missing, row, key)
        elif len(told) > CODE_MAX:
            self.refuse("figure.code-too-long", row, key, limit=CODE_MAX, length=len(told))
        return told

    def period(self, row: Row) -> str:
        value = self.cell(row, "period")
        if isinstance(value, datetime | date):
            if value.day == 1:  # Excel turns a typed 2025-03 into the first of March
                return f"{value.year}-{value.month:02d}"
            self.refuse("period.is-a-day", row, "period", value=text_of(value))
            return ""
        told = text_of(value)
        if not told:
            self.refuse("figure.period-missing", row, "period")
            return ""
        read = _period(told)
        if isinstance(read, Problem):
            self.refused(read, row, "period")
            return ""
        return read.code

    def number(self, row: Row, key: str) -> int | None:
        """A plain number of an optional column, None when the cell is blank."""
        value = self.cell(row, key)
        if isinstance(value, str):
            if not value or value.isspace():
                return None
            read: int | Problem = read_number(text_of(value), self.style)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            read = read_float(float(value))
        else:
            read = problem("number.became-date", value=text_of(value))
        if isinstance(read, Problem):
            self.refused(read, row, key)
            return None
        return read

    def value(self, row: Row, figure: str) -> FigureRow | None:
        value = self.cell(row, "value")
        if figure in (FORM, GROUP):
            told = text_of(value)
            if not told:
                self.refuse("figure.value-missing", row, "value")
            return FigureRow("", "", "", text=told, written=Written.CODE)
        before = len(self.problems)
        parts = _Parts(self.number(row, "numerator"), self.number(row, "denominator"))
        if len(self.problems) > before:
            return None
        given = parts.numerator is not None or parts.denominator is not None
        read = self.reading(value, given)
        if isinstance(read, Problem):
            self.refused(read, row, "value")
            return None
        if read.qualifier is not Qualifier.EXACT:
            self.refuse("figure.vague", row, "value", figure=figure)
            return None
        return self.with_parts(row, read, parts) if given else self.alone(row, read)

    def reading(self, value: Value, has_parts: bool) -> Reading | Problem:
        if isinstance(value, str):
            return read_value(text_of(value), self.style)
        if isinstance(value, bool):
            return Reading(Written.YES_NO, MILLI if value else 0)
        if isinstance(value, float | int):
            if has_parts:  # a quotient computed by Excel: its parts count, it is only compared with them
                return Reading(Written.NUMBER, round(value * MILLI))
            read = read_float(float(value))
            return read if isinstance(read, Problem) else Reading(Written.NUMBER, read)
        return problem("number.became-date", value=text_of(value))

    def alone(self, row: Row, read: Reading) -> FigureRow | None:
        """A value without parts beside it."""
        told = text_of(self.cell(row, "value"))
        if read.written is Written.EMPTY:
            self.refuse("figure.value-missing", row, "value")
            return None
        if read.written is Written.PERCENT:
            self.check_percent(row, read, _Parts(None, None))
            return None
        if read.written is Written.RATIO and read.denominator <= 0:
            self.refuse("figure.denominator-zero", row, "value", figure=told)
            return None
        state = State.NOT_APPLICABLE if read.written is Written.NOT_APPLICABLE else State.PRESENT
        return FigureRow(
            "",
            "",
            "",
            state,
            read.numerator,
            read.denominator,
            text=told,
            written=read.written,
            unit=read.unit,
        )

    def with_parts(self, row: Row, read: Reading, parts: _Parts) -> FigureRow | None:
        """Numerator and denominator count; a value beside them must agree."""
        if read.written is Written.PERCENT:
            if not self.check_percent(row, read, parts):
                return None
        elif parts.numerator is None or parts.denominator is None:
            given, missing = (
                ("numerator", "denominator") if parts.denominator is None else ("denominator", "numerator")
            )
            self.refuse("figure.part-missing", row, missing, given=given, missing=missing)
            return None
        top, bottom = parts.numerator or 0, parts.denominator or 0
        if bottom <= 0:
            self.refuse(
                "figure.denominator-zero", row, "denominator", figure=text_of(self.cell(row, "figure"))
            )
            return None
        told = text_of(self.cell(row, "value"))
        if not _agrees(read, top, bottom):
            self.refuse(
                "figure.parts-disagree",
                row,
                "value",
                value=told,
                numerator=plain(top),
                denominator=plain(bottom),
            )
            return None
        return FigureRow("", "", "", State.PRESENT, top, bottom, text=told, written=Written.RATIO)

    def check_percent(self, row: Row, read: Reading, parts: _Parts) -> bool:
        whole = [None if p is None or p % MILLI else p // MILLI for p in (parts.numerator, parts.denominator)]
        found = check_percent(Fraction(read.numerator, MILLI), read.places, whole[0], whole[1])
        for told in found:
            self.refused(told, row, "value")
        return not found


def _agrees(read: Reading, top: int, bottom: int) -> bool:
    share = Fraction(top, bottom)
    if read.written in (Written.EMPTY, Written.PERCENT):
        return True
    if read.written is Written.RATIO:
        return read.denominator > 0 and Fraction(read.numerator, read.denominator) == share
    if read.written is not Written.NUMBER:
        return False
    shown = Fraction(read.numerator, MILLI)  # 0,29 or 29 for 31/106: what Excel shows of the quotient
    return abs(shown - share) <= Fraction(5, 1000) or abs(shown - 100 * share) <= Fraction(1, 2)


def without_places(rows: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """The same figures without where and how they were written: what two files must share to say the same."""
    return tuple(replace(r, where=NOWHERE, text=r.text if r.written is Written.CODE else "") for r in rows)
