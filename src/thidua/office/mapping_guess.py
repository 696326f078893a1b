"""Where things probably stand in a sheet nobody has pointed at yet: what a person would see at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.core.period import Period, PeriodKind
from thidua.core.text import fold
from thidua.office.columns import text_of
from thidua.office.dates import read_period
from thidua.office.mapping import (
    HEAD_WITHIN,
    SAMPLE,
    WEEK,
    Axis,
    Cells,
    Known,
    Layout,
    Place,
    What,
    code_of,
    key,
    numeric,
    value_columns,
)
from thidua.office.sheet import Sheet, Value

_PERIOD_IN_TITLE = re.compile(
    r"(tuan|thang|quy)\s*([0-9]{1,2}|i{1,3}|iv)\s*(?:/|-|,|\s)*\s*(?:nam)?\s*([0-9]{4})"
)
_YEAR_IN_TITLE = re.compile(r"\bnam\s+([0-9]{4})\b")


def guess(sheet: Sheet, known: Known, unit: str = "") -> Layout:
    """Where things probably stand. What cannot be guessed stays an empty fixed place, for the reader to say.

    Args:
        unit: code of the only unit the reader records for, "" if there are several.
    """
    cells = Cells(sheet)
    year = _title_year(cells)
    down = _Counts.down(cells, known, year)
    across = _Counts.across(cells, known, year)
    figure = _best(What.FIGURE, down, across)
    if figure.axis is Axis.FIXED and figure.text and _texts(cells, figure.at) >= 2:
        figure = Place(Axis.COLUMN, figure.at)  # one known name among others that nobody knows yet
    unit_at = _best(What.UNIT, down, across, but=figure)
    period = _best(What.PERIOD, down, across, but=figure)
    if period.axis is Axis.FIXED:
        period = replace(period, text=_title_period(cells))
    if unit_at.axis is Axis.FIXED:
        unit_at = replace(unit_at, text=_title_unit(cells, known) or unit)
    places = (unit_at, figure, period)
    first = _first_line(cells, places, known, year)
    layout = Layout(first, unit_at, figure, period, (), year, _weeks_of_month(cells, period))
    layout = replace(layout, columns=value_columns(cells, layout, known))
    return replace(layout, first=_upwards(cells, layout))


def _weeks_of_month(cells: Cells, place: Place) -> dict[str, str]:
    """ "Tuần 1" to "Tuần 5" under the title of a month are its own weeks, unless the year's weeks fall in it."""
    month = _title_period(cells)
    if place.axis is Axis.FIXED or not month or Period.parse(month).kind is not PeriodKind.MONTH:
        return {}
    if place.axis is Axis.ROW:
        told = [cells.text(place.at, column) for column in range(cells.width)]
    else:
        told = [cells.text(row.line, place.at) for row in cells.sheet.rows]
    numbers = {int(match[1]) for text in told if (match := WEEK.fullmatch(key(text)))}
    weeks = Period.parse(month).parts(PeriodKind.WEEK)
    if numbers <= {int(week.code[-2:]) for week in weeks} or not numbers <= set(range(1, len(weeks) + 1)):
        return {}
    return {f"{What.PERIOD.value}:tuan {number}": weeks[number - 1].code for number in sorted(numbers)}


def _upwards(cells: Cells, layout: Layout) -> int:
    """Rows above the first known name that hold numbers too: their names are not known yet."""
    heads = [place.at for place in (layout.unit, layout.figure, layout.period) if place.axis is Axis.ROW]
    first = layout.first
    for row in reversed(cells.sheet.rows):
        if row.line < first and row.line > max(heads, default=0):
            if not any(numeric(row, column) for column in layout.columns):
                break
            first = row.line
    return first


class _Counts:
    """How many cells of each column, or each line of the head, name a unit, a figure or a period."""

    def __init__(self) -> None:
        self.seen: dict[tuple[What, int], set[str]] = {}
        self.lines: dict[tuple[What, int], list[int]] = {}

    def add(self, what: What, at: int, code: str, line: int) -> None:
        self.seen.setdefault((what, at), set()).add(code)
        self.lines.setdefault((what, at), []).append(line)

    @classmethod
    def down(cls, cells: Cells, known: Known, year: int) -> _Counts:
        made = cls()
        for row in cells.sheet.rows[:SAMPLE]:
            for column, value in enumerate(row.values):
                for what, code in _meanings(value, known, year):
                    made.add(what, column, code, row.line)
        return made

    @classmethod
    def across(cls, cells: Cells, known: Known, year: int) -> _Counts:
        made = cls()
        for row in cells.sheet.rows[:HEAD_WITHIN]:
            for value in row.values:
                for what, code in _meanings(value, known, year):
                    made.add(what, row.line, code, row.line)
        return made


def _meanings(value: Value, known: Known, year: int) -> list[tuple[What, str]]:
    """What a cell may name. Plain numbers name nothing: 2025 is a count as often as a year."""
    if not isinstance(value, str) or not value or len(value) > 200:
        return []
    return [
        (what, code)
        for what in What
        if (code := code_of(value, what, None, known, year)) and not (what is What.PERIOD and value.isdigit())
    ]


def _best(what: What, down: _Counts, across: _Counts, but: Place | None = None) -> Place:
    """The column or the line with most different names; a fixed place where one name or none is found.

    In a line of the head a single name is no list: it is a title. In a column it may be a file of one row.
    """
    found: list[tuple[int, int, Place]] = []
    for axis, counts in ((Axis.ROW, across), (Axis.COLUMN, down)):
        for (kind, at), codes in counts.seen.items():
            repeated = len(counts.lines[kind, at])
            if kind is not what or (but is not None and (but.axis, but.at) == (axis, at)):
                continue
            if len(codes) >= 2 or (axis is Axis.COLUMN and repeated >= 2):
                found.append((len(codes), repeated if axis is Axis.COLUMN else 0, Place(axis, at)))
    if not found:
        alone = [(at, codes) for (kind, at), codes in down.seen.items() if kind is what]
        if what is What.FIGURE and len(alone) == 1:
            return Place(Axis.FIXED, alone[0][0], next(iter(alone[0][1])))
        return Place()
    return max(found, key=lambda one: (one[0], one[1], -one[2].at))[2]


def _texts(cells: Cells, column: int) -> int:
    """Rows that say something in words in this column, titles of the whole sheet aside."""
    rows = [row for row in cells.sheet.rows if sum(value != "" for value in row.values) > 1]
    return sum(
        column < len(row.values) and isinstance(row.values[column], str) and row.values[column] != ""
        for row in rows
    )


def _first_line(cells: Cells, places: Sequence[Place], known: Known, year: int) -> int:
    """Below the last line of headers; where names stand in columns, their first row."""
    heads = [place.at for place in places if place.axis is Axis.ROW]
    after = max(heads) if heads else 0
    whats = list(What)
    for row in cells.sheet.rows:
        if row.line <= after:
            continue
        named = [
            code_of(text_of(row.values[place.at]), what, None, known, year)
            for what, place in zip(whats, places, strict=True)
            if place.axis is Axis.COLUMN and place.at < len(row.values)
        ]
        if any(named) or (not named and heads):
            return row.line
    return after + 1


def _titles(cells: Cells) -> Iterable[str]:
    for row in cells.sheet.rows[:HEAD_WITHIN]:
        texts = [text_of(value) for value in row.values if text_of(value)]
        if len(set(texts)) <= 3:
            yield from texts


def _title_period(cells: Cells) -> str:
    for text in _titles(cells):
        if match := _PERIOD_IN_TITLE.search(fold(text)):
            read = read_period(f"{match[1]} {match[2]}/{match[3]}")
            if isinstance(read, Period):
                return read.code
    return ""


def _title_year(cells: Cells) -> int:
    for text in _titles(cells):
        if match := _YEAR_IN_TITLE.search(fold(text)) or re.search(r"/([0-9]{4})\b", text):
            return int(match[1])
    return 0


def _title_unit(cells: Cells, known: Known) -> str:
    """The unit that a title names, the longest name first: "xã Lim Xanh" is not "xã Lim"."""
    for text in _titles(cells):
        told = f" {key(text)} "
        named = [name for name in known.units if f" {name} " in told]
        if named:
            return known.units[max(named, key=len)]
    return ""
