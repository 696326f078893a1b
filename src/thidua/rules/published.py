"""Reads published figures with their marks from CSV (`rules/data/published.csv` or a file of one's own)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from thidua.core.figure import Qualifier
from thidua.core.finding import Published
from thidua.core.problem import Problem, Where, problem
from thidua.rules.text import day

COLUMNS = (
    "code", "indicator", "indicator_en", "value", "measure", "numerator", "denominator", "qualifier",
    "period_text", "as_of", "subject_text", "unit", "area", "source", "published_on", "topic", "definition",
    "set", "within", "listed", "list_title", "meaning", "covers", "change_of", "part_of", "pooled",
    "covers_to", "award", "recipients", "cluster",
)  # fmt: skip
REQUIRED = ("code", "indicator", "value", "measure", "qualifier", "subject_text", "source")


@dataclass(frozen=True)
class PublishedRow:
    """A figure for the computations (`figure`) and what only readers need. `unit` and `area` are directory codes."""

    figure: Published
    indicator_en: str
    period_text: str
    subject_text: str
    unit: str
    area: str
    source: str


@cache
def packaged() -> tuple[PublishedRow, ...]:
    """The published figures that come with the program.

    Raises:
        AssertionError: the packaged file is wrong, which the tests would have shown.
    """
    rows, problems = load(files("thidua.rules").joinpath("data/published.csv").read_text("utf-8"))
    if rows is None:
        raise AssertionError(problems)
    return rows


def load(text: str, source: str = "") -> tuple[tuple[PublishedRow, ...] | None, tuple[Problem, ...]]:
    """Read all rows; None as soon as one problem stops the work.

    Codes: published.columns, published.missing, published.twice, published.number, published.day,
    published.choice, published.parts, published.mark-unknown.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        return None, (problem("published.columns", Where(source, 1), columns=", ".join(COLUMNS)),)
    rows, found = [], []
    for cells in reader:
        row = _Row({k: (v or "").strip() for k, v in cells.items() if k}, source, reader.line_num)
        rows.append(row.read())
        found += row.problems
    found += _across(rows, source)
    return (None, tuple(found)) if found else (tuple(rows), ())


def _across(rows: list[PublishedRow], source: str) -> list[Problem]:
    """Codes given twice, and marks that point at no row."""
    codes = [row.figure.code for row in rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    found = [problem("published.twice", Where(source), figure=code) for code in twice]
    for row in rows:
        for mark in (row.figure.covers, row.figure.change_of):
            if mark and mark not in codes:
                where = Where(source, field=row.figure.code)
                found.append(problem("published.mark-unknown", where, figure=row.figure.code, mark=mark))
    return found


class _Row:
    """Reads the cells of one row, collecting what is wrong with them."""

    def __init__(self, cells: Mapping[str, str], source: str, line: int) -> None:
        self.cells, self.source, self.line = cells, source, line
        self.problems: list[Problem] = []

    def read(self) -> PublishedRow:
        for column in REQUIRED:
            if not self.cells[column]:
                self.bad("published.missing", column)
        get = self.cells
        numerator, denominator = self.count("numerator"), self.count("denominator")
        if (numerator is None) != (denominator is None) or denominator == 0:
            self.bad("published.parts", "denominator")
        written = get["value"]
        figure = Published(
            get["code"], get["indicator"], self.number("value"), get["measure"],
            places=len(written.partition(",")[2]),
            qualifier=Qualifier(self.choice("qualifier", tuple(Qualifier), Qualifier.EXACT)),
            numerator=numerator, denominator=denominator, subject=get["unit"] or get["area"],
            as_of=self.day("as_of"), published_on=self.day("published_on"), topic=get["topic"],
            definition=get["definition"], set=get["set"], within=get["within"],
            listed=self.choice("listed", ("", "numerator", "denominator"), ""),
            list_title=get["list_title"], meaning=self.choice("meaning", ("", "good", "bad"), ""), covers=get["covers"],
            change_of=get["change_of"], part_of=get["part_of"],
            pooled=tuple(part.strip() for part in get["pooled"].split(";") if part.strip()),
            covers_to=self.day("covers_to"), award=get["award"],
            recipients=tuple(get["recipients"].split()), cluster=get["cluster"],
        )  # fmt: skip
        return PublishedRow(
            figure, get["indicator_en"], get["period_text"], get["subject_text"], get["unit"], get["area"],
            get["source"],
        )  # fmt: skip

    def number(self, column: str) -> Fraction:
        """A whole or decimal number with a Vietnamese decimal comma and no grouping."""
        text = self.cells[column]
        try:
            if "." not in text and "/" not in text:
                return Fraction(text.replace(",", "."))
        except ValueError:
            pass
        if text:
            self.bad("published.number", column)
        return Fraction(0)

    def count(self, column: str) -> int | None:
        if not self.cells[column]:
            return None
        if self.cells[column].isdecimal():
            return int(self.cells[column])
        self.bad("published.number", column)
        return 1

    def day(self, column: str) -> date | None:
        text = self.cells[column]
        found = day(text) if text else None
        if text and found is None:
            self.bad("published.day", column)
        return found

    def choice(self, column: str, choices: tuple[str, ...], default: str) -> str:
        if self.cells[column] in choices:
            return self.cells[column]
        if self.cells[column]:
            self.bad("published.choice", column, ", ".join(choice for choice in choices if choice))
        return default

    def bad(self, code: str, column: str, choices: str = "") -> None:
        where = Where(self.source, self.line, field=column)
        self.problems.append(problem(code, where, column=column, value=self.cells[column], choices=choices))
