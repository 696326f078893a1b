"""Find the header row of a sheet and which column is which, in Vietnamese or English, with or without accents."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.problem import Problem, Severity, problem
from thidua.core.text import fold
from thidua.office.number import clean
from thidua.office.sheet import Row, Sheet, Value

HEADER_WITHIN = 20  # lines: titles and notes may stand above the table, not a whole other table
PROBLEMS_MAX = 1_000  # a file with more is the wrong file; the list stops and says so


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a file may have. `titles` are accepted headers; the first is the one we write in Vietnamese."""

    key: str
    titles: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table starts: key → column from 0, and the header as the file has it."""

    line: int
    at: Mapping[str, int]
    titles: Mapping[str, str]


def find_header(sheet: Sheet, columns: Sequence[Column]) -> tuple[Header | None, list[Problem]]:
    """The row among the first lines that has most of the known headers, and what is wrong with it."""
    names = {_folded(title): c.key for c in columns for title in (c.key, *c.titles)}
    best, score = None, 0
    for row in sheet.rows[:HEADER_WITHIN]:
        hits = len({names[t] for v in row.values if (t := _folded(str(v))) in names})
        if hits > score:
            best, score = row, hits
    required = ", ".join(c.key for c in columns if c.required)
    if best is None:
        line = sheet.rows[0].line if sheet.rows else 1
        return None, [problem("header.none", sheet.where(line), needed=required)]
    return _read_header(sheet, best, columns, names)


def _read_header(
    sheet: Sheet, row: Row, columns: Sequence[Column], names: Mapping[str, str]
) -> tuple[Header | None, list[Problem]]:
    at: dict[str, int] = {}
    titles: dict[str, str] = {}
    found: list[Problem] = []
    for column, value in enumerate(row.values):
        told = clean(str(value))
        key = names.get(_folded(told))
        where = sheet.where(row.line, column, told)
        if key is None and told:
            near = difflib.get_close_matches(_folded(told), list(names), 1, 0.7)
            if near and names[near[0]] not in at:
                found.append(
                    problem("header.unknown", where, header=told, suggestion=_titled(columns, near[0]))
                )
            else:
                found.append(problem("header.ignored", where, Severity.WARNING, header=told))
        elif key is not None and key in at:
            found.append(problem("header.twice", where, header=told, first=titles[key]))
        elif key is not None:
            at[key], titles[key] = column, told
    for column_ in columns:
        if column_.required and column_.key not in at:
            wanted = f"{column_.key} ({column_.titles[0]})" if column_.titles else column_.key
            found.append(problem("header.missing", sheet.where(row.line), header=wanted))
    found += [
        problem("file.merged", sheet.where(m.first_line), cells=m.cells)
        for m in sheet.merged
        if m.last_line >= row.line
    ]
    complete = all(c.key in at for c in columns if c.required)
    return (Header(row.line, at, titles) if complete else None), found


def _titled(columns: Sequence[Column], folded: str) -> str:
    """The header as we would write it: an English key stays, a Vietnamese one gets its accents back."""
    titles = (title for c in columns for title in (c.key, *c.titles))
    return next(title for title in titles if _folded(title) == folded)


def _folded(text: str) -> str:
    return fold(clean(text)).replace("_", " ").strip(" *:")


def body(sheet: Sheet, header: Header) -> Iterable[Row]:
    """Rows below the header."""
    return (row for row in sheet.rows if row.line > header.line)


def text_of(value: Value) -> str:
    """A cell as text; Excel's 12.0 is "12", a day is dd/mm/yyyy."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float | int):
        return format(value, ".15g").replace(".", ",")
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return str(value)


class Collected(list[Problem]):
    """Problems up to a limit."""

    @property
    def full(self) -> bool:
        return len(self) >= PROBLEMS_MAX

    def close(self, sheet: Sheet, line: int) -> None:
        """Say that reading stopped here."""
        self.append(problem("file.more-problems", sheet.where(line), limit=PROBLEMS_MAX))
