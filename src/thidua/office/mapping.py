"""A unit's own sheet of figures: where units, figures, periods and values stand in it, guessed and then remembered.

A value belongs to a unit, a figure and a period. Each of the three is read from a column (down), from a row above the
values (across) or is the same for the whole sheet. That covers long lists, figures across or down, months across.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.core.problem import Problem
from thidua.core.text import fold
from thidua.office.columns import text_of
from thidua.office.dates import read_period
from thidua.office.sheet import Merged, Row, Sheet, Value
from thidua.office.sheet_part import column_number

HEAD_WITHIN = 25  # lines in which titles and headers are looked for
SAMPLE = 400  # lines that are enough to see what a column holds
NEAR = 0.86  # how alike two names must be before one is taken for the other
SKIP = "-"  # a name the reader said to leave out
PARTS = {"numerator": "tử số", "denominator": "mẫu số", "share": "tỷ lệ"}

_MONTH = re.compile(r"(?:thang|t)\s*\.?\s*(1[0-2]|0?[1-9])")
WEEK = re.compile(r"tuan ([0-9]{1,2})")
_TOTAL = re.compile(
    r"(tong|tong (cong|so|hop)( .*)?|cong|cong (don|chung|lai)|toan (tinh|thanh pho|xa|phuong|don vi)|total|grand total"
    r"|trung binh|binh quan)"
)
_VALUE = {"gia tri", "ket qua", "so lieu thuc hien", "thuc hien", "value", "so luong"}
_NOISE = re.compile(r"[^a-z0-9@/ ]+")


class Axis(StrEnum):
    COLUMN = "column"  # in the same row, in this column (from 0)
    ROW = "row"  # in the same column, on this line (from 1)
    FIXED = "fixed"  # the same for every value


class What(StrEnum):
    """What a value is of."""

    UNIT = "unit"
    FIGURE = "figure"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the three is read: a column, a line, or `text` for the whole sheet."""

    axis: Axis = Axis.FIXED
    at: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Attributes:
    first: the first line of values.
    columns: columns (from 0) that hold values.
    year: of months and weeks written without one; 0 where none is.
    names: "unit:cong an xa lim xanh" → code: names as this sheet writes them. SKIP leaves a name out.
    """

    first: int
    unit: Place
    figure: Place
    period: Place
    columns: tuple[int, ...]
    year: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    def place(self, what: What) -> Place:
        return {What.UNIT: self.unit, What.FIGURE: self.figure, What.PERIOD: self.period}[what]


@dataclass(frozen=True, slots=True)
class Known:
    """Names that may stand in a sheet → codes. A ratio's two parts are "code/numerator" and "code/denominator"."""

    units: Mapping[str, str]
    figures: Mapping[str, str]
    ratios: frozenset[str] = frozenset()

    @staticmethod
    def of(
        units: Iterable[tuple[str, str]],
        figures: Iterable[tuple[str, str]],
        ratios: Iterable[tuple[str, str, str]],
    ) -> Known:
        """(code, name) of units and figures; (code, numerator's title, denominator's title) of ratios."""
        titles = list(figures)
        found = {key(title): code for code, title in titles} | {key(code): code for code, _ in titles}
        by_code = dict(titles)
        parted = list(ratios)
        for code, top, bottom in parted:
            for part, word in PARTS.items():
                found[key(f"{by_code[code]} – {word}")] = f"{code}/{part}"
            found.setdefault(key(top), f"{code}/numerator")
            found.setdefault(key(bottom), f"{code}/denominator")
        places: dict[str, str] = {}
        for code, name in units:
            places[key(name)] = code
            places[key(code)] = code
        return Known(places, found, frozenset(code for code, _, _ in parted))

    def names(self, what: What) -> Mapping[str, str]:
        return self.units if what is What.UNIT else self.figures


def key(text: str) -> str:
    """A name as it is compared: without accents, marks and double spaces."""
    return " ".join(_NOISE.sub(" ", fold(text)).split())


def is_total(text: str) -> bool:
    """A row or column that only adds others up."""
    return _TOTAL.fullmatch(key(text)) is not None


def code_of(text: str, what: What, layout: Layout | None, known: Known, year: int = 0) -> str:
    """The code a name stands for; "" where nobody knows it."""
    told = key(text)
    if not told:
        return ""
    if layout is not None and (named := layout.names.get(f"{what.value}:{told}")):
        return named
    if what is What.PERIOD:
        return period_code(text, layout.year if layout is not None else year)
    return known.names(what).get(told, "")


def period_code(text: str, year: int = 0) -> str:
    """ "Tháng 3/2025", or "Tháng 3", "Tuần 10" of a known year."""
    read = read_period(text)
    if not isinstance(read, Problem):
        return read.code
    month, week = _MONTH.fullmatch(fold(text)), WEEK.fullmatch(key(text))
    if week and year:
        read = read_period(f"{year}-W{int(week[1]):02d}")
        return read.code if not isinstance(read, Problem) else ""
    return f"{year}-{int(month[1]):02d}" if month and year else ""


def nearest(text: str, what: What, known: Known) -> str:
    """The code of the name most like this one, "" where none is like it."""
    if what is What.PERIOD:
        return ""
    names = known.names(what)
    told = key(text)
    found = (
        difflib.get_close_matches(told, names, 1, NEAR)
        or [
            name
            for name in names
            if len(told) >= 6 and (name.endswith(f" {told}") or told.endswith(f" {name}"))
        ][:1]
    )
    return names[found[0]] if found else ""


def header_key(sheet: Sheet, first: int) -> str:
    """The same for next month's file: the header's words and their columns, without numbers."""
    parts = [
        f"{column}:{re.sub(r'[0-9]+', '', told)}"
        for row in sheet.rows
        if row.line < first
        for column, value in enumerate(row.values)
        if isinstance(value, str) and (told := key(value))
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


# --- The sheet as it is, with merged cells read as one ----------------------------------------------------


class Cells:
    """Values by line and column; a merged range says in each of its cells what it says in its first."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, Sequence[Value]] = {row.line: row.values for row in sheet.rows}
        self.merged: dict[tuple[int, int], tuple[int, int]] = {}
        for held in sheet.merged:
            if held.first_line > HEAD_WITHIN and held.last_line - held.first_line > SAMPLE:
                continue
            corner: tuple[int, int] | None = None
            for at in _within(held):
                corner = at if corner is None else corner
                self.merged[at] = corner
        self.width = max((len(row.values) for row in sheet.rows), default=0)

    def at(self, line: int, column: int) -> Value:
        line, column = self.merged.get((line, column), (line, column))
        row = self.rows.get(line, ())
        return row[column] if 0 <= column < len(row) else ""

    def text(self, line: int, column: int) -> str:
        return text_of(self.at(line, column))

    def blank_header(self, line: int, column: int) -> str:
        """The header at or left of a column: "Quý I" stands once over its three months."""
        for left in range(column, -1, -1):
            if told := self.text(line, left):
                return told
        return ""


def _within(held: Merged) -> Iterable[tuple[int, int]]:
    """ "B3:C4" → its cells as (line, column), the first one first."""
    start, _, end = held.cells.partition(":")
    columns = [column_number(re.sub(r"[0-9]", "", address)) - 1 for address in (start, end or start)]
    for line in range(held.first_line, held.last_line + 1):
        for column in range(columns[0], columns[1] + 1):
            yield line, column


def value_columns(cells: Cells, layout: Layout, known: Known) -> tuple[int, ...]:
    """Columns under whose headers every name that stands across is known; in a long list, the one of values."""
    taken = {place.at for place in (layout.unit, layout.figure, layout.period) if place.axis is Axis.COLUMN}
    lines = [what for what in What if layout.place(what).axis is Axis.ROW]
    if lines:
        return tuple(
            column
            for column in range(cells.width)
            if column not in taken and all(across(cells, layout, what, column, known) for what in lines)
        )
    titled = [c for c in range(cells.width) if key(cells.text(layout.first - 1, c)) in _VALUE]
    if titled:
        return (titled[0],)
    rest = [c for c in range(cells.width) if c not in taken]
    sample = [row for row in cells.sheet.rows if row.line >= layout.first][:SAMPLE]
    filled = {c: sum(numeric(row, c) for row in sample) for c in rest}
    best = max(filled, key=lambda c: (filled[c], c), default=-1)
    return (best,) if best >= 0 and filled[best] else ()


def numeric(row: Row, column: int) -> bool:
    value = row.values[column] if column < len(row.values) else ""
    return isinstance(value, float | int) or (isinstance(value, str) and bool(re.match(r"\s*[0-9]", value)))


def across(cells: Cells, layout: Layout, what: What, column: int, known: Known) -> str:
    """The code that a line of headers gives a column; the ratio's parts stand one line below its title."""
    line = layout.place(what).at
    told = cells.text(line, column) or (cells.blank_header(line, column) if what is not What.FIGURE else "")
    code = code_of(told, what, layout, known)
    if what is What.FIGURE and code in known.ratios and line + 1 < layout.first:
        part = key(cells.text(line + 1, column))
        under = next((name for name, word in PARTS.items() if key(word) == part), "")
        return f"{code}/{under}" if under else code
    return code
