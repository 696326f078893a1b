"""The figures of a unit's own sheet, read through a layout; every name that nobody knows, every cell that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.core.figure import Qualifier
from thidua.core.number import MILLI
from thidua.core.problem import Problem, Severity, Where, problem
from thidua.core.score.rows import FigureRow, Written
from thidua.core.score.table import State
from thidua.office.columns import Collected, text_of
from thidua.office.mapping import SKIP, Axis, Cells, Known, Layout, What, across, code_of, is_total
from thidua.office.number import Reading, Style, file_style, read_float, read_value
from thidua.office.sheet import Sheet, Value

_BLANK = {"", "-", "–", "—", "…", "..."}
Key = tuple[str, str, str]


@dataclass(slots=True)
class Found:
    """Attributes:
    rows: figures in the order of the sheet. skipped: lines left out → why, as codes of sentences.
    unknown: names nobody knows, by what they should be, in the order of the sheet → the first cell.
    """

    rows: list[FigureRow] = field(default_factory=list)
    problems: Collected = field(default_factory=Collected)
    notes: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[What, str], Where] = field(default_factory=dict)
    blank: int = 0


def read_mapped(sheet: Sheet, layout: Layout, known: Known) -> Found:
    """All values of the sheet. With any error or unknown name, the caller must write none of them."""
    return _Reader(sheet, layout, known).read()


class _Reader:
    def __init__(self, sheet: Sheet, layout: Layout, known: Known) -> None:
        self.sheet, self.layout, self.known = sheet, layout, known
        self.cells = Cells(sheet)
        self.found = Found()
        self.parts: dict[Key, dict[str, tuple[int, Where]]] = {}
        self.first: dict[Key, Where] = {}
        self.style = Style.UNKNOWN

    def read(self) -> Found:
        texts = [
            (value, self.sheet.where(line, column))
            for line, column, value in self._values()
            if isinstance(value, str) and ("." in value or "," in value)
        ]
        self.style, mixed = file_style(dict(texts).items())
        self.found.problems += mixed
        heads = {c: self._heads(c) for c in self.layout.columns}
        names: dict[int, dict[What, str] | None] = {}
        for line, column, value in self._values():
            if self.found.problems.full:
                self.found.problems.close(self.sheet, line)
                break
            if line not in names:
                names[line] = self._row_names(line)
            row, head = names[line], heads[column]
            if row is None or head is None:
                continue
            if isinstance(value, str) and text_of(value) in _BLANK:
                self.found.blank += 1
                continue
            codes = row | head
            key = codes[What.UNIT], codes[What.FIGURE], codes[What.PERIOD]
            if SKIP not in key and all(key):
                self._value(key, value, line, column)
        self._join_parts()
        return self.found

    def _values(self) -> Iterator[tuple[int, int, Value]]:
        for row in self.sheet.rows:
            if row.line >= self.layout.first:
                for column in self.layout.columns:
                    if (row.line, column) not in self.sheet.unreadable:
                        yield row.line, column, row.values[column] if column < len(row.values) else ""

    # --- Names ---------------------------------------------------------------------------------------------

    def _heads(self, column: int) -> dict[What, str] | None:
        """What the lines above say of a column, and what is the same for all; None for a column of totals."""
        told: dict[What, str] = {}
        for what in What:
            place = self.layout.place(what)
            if place.axis is Axis.FIXED:
                told[what] = place.text
                if not place.text:
                    self.found.unknown.setdefault((what, ""), self.sheet.where(self.layout.first))
            elif place.axis is Axis.ROW:
                name = self.cells.text(place.at, column)
                if is_total(name):
                    where = self.sheet.where(place.at, column)
                    self.found.notes.append(
                        problem("mapping.total-column", where, Severity.WARNING, name=name)
                    )
                    return None
                told[what] = across(self.cells, self.layout, what, column, self.known)
                if not told[what]:
                    self._unknown(what, name, place.at, column)
        return told

    def _row_names(self, line: int) -> dict[What, str] | None:
        """What the columns of a row say; None for a row of totals or without a name."""
        told: dict[What, str] = {}
        for what in What:
            place = self.layout.place(what)
            if place.axis is not Axis.COLUMN:
                continue
            name = self.cells.text(line, place.at)
            if not name:
                if any(text_of(v) not in _BLANK for v in self.cells.rows[line]):
                    self._note("mapping.row-without-name", self.sheet.where(line))
                return None
            told[what] = code_of(name, what, self.layout, self.known)
            if not told[what]:
                if is_total(name):
                    self._note("mapping.total-row", self.sheet.where(line, place.at), name=name)
                    return None
                self._unknown(what, name, line, place.at)
        return told

    def _note(self, code: str, where: Where, **values: str) -> None:
        self.found.notes.append(problem(code, where, Severity.WARNING, **values))

    def _unknown(self, what: What, name: str, line: int, column: int) -> None:
        if name:
            self.found.unknown.setdefault((what, name), self.sheet.where(line, column))

    # --- Values --------------------------------------------------------------------------------------------

    def _value(self, key: Key, value: Value, line: int, column: int) -> None:
        where = self.sheet.where(line, column)
        unit, figure, period = key
        code, _, part = figure.partition("/")
        if part == "share":
            return  # what a sheet computes of the two parts is not a figure
        read = self._reading(value, where)
        if isinstance(read, Problem):
            self.found.problems.append(read)
            return
        if part:
            if read.written is not Written.NUMBER:
                self._say("number.not-a-number", where, value=text_of(value))
                return
            self.parts.setdefault((unit, code, period), {})[part] = (read.numerator, where)
            return
        if read.qualifier is not Qualifier.EXACT:
            self._say("figure.vague", where, figure=code)
        elif read.written is Written.PERCENT:
            self._say("figure.percent-without-parts", where, percent=text_of(value))
        elif code in self.known.ratios and read.written is Written.NUMBER:
            self._say("figure.ratio-without-parts", where, figure=code, value=text_of(value))
        else:
            self._add((unit, code, period), read, text_of(value), where)

    def _reading(self, value: Value, where: Where) -> Reading | Problem:
        if isinstance(value, bool):
            return Reading(Written.YES_NO, MILLI if value else 0)
        if isinstance(value, str):
            return read_value(text_of(value), self.style, where)
        if isinstance(value, float | int):
            read = read_float(float(value), where)
            return read if isinstance(read, Problem) else Reading(Written.NUMBER, read)
        return problem("number.became-date", where, value=text_of(value))

    def _join_parts(self) -> None:
        for (unit, code, period), held in self.parts.items():
            where = next(iter(held.values()))[1]
            missing = [part for part in ("numerator", "denominator") if part not in held]
            if missing:
                given = next(iter(held))
                self._say("figure.part-missing", where, given=given, missing=missing[0])
            elif held["denominator"][0] <= 0:
                if held["numerator"][0]:
                    self._say("figure.denominator-zero", held["denominator"][1], figure=code)
                else:  # 0 of 0: there was nothing to count
                    self._add((unit, code, period), Reading(Written.NOT_APPLICABLE), "0/0", where)
            else:
                read = Reading(Written.RATIO, held["numerator"][0], held["denominator"][0])
                self._add((unit, code, period), read, "", where)

    def _add(self, key: Key, read: Reading, text: str, where: Where) -> None:
        if key in self.first:
            first = self.first[key]
            told = {"subject": key[0], "figure": key[1], "period": key[2]}
            self._say("mapping.twice", where, first=first.cell or str(first.line), **told)
            return
        self.first[key] = where
        absent = read.written is Written.NOT_APPLICABLE
        self.found.rows.append(
            FigureRow(
                *key,
                State.NOT_APPLICABLE if absent else State.PRESENT,
                read.numerator,
                read.denominator,
                text=text,
                written=read.written,
                unit=read.unit,
                where=where,
            )
        )

    def _say(self, code: str, where: Where, **values: str) -> None:
        self.found.problems.append(problem(code, where, Severity.ERROR, **values))
