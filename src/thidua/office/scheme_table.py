"""A point table out of Excel or Word: what was understood of each line, and what was not.

A table has a column of lines and a column of points, named in a heading row; headings of groups are numbered by
Roman numerals or capitals, or have lines below that add up to their points. Nothing is kept from here: a person
looks at the preview first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from thidua.core.problem import Problem, Severity, Where, problem
from thidua.core.text import fold
from thidua.office.archive import open_document
from thidua.office.scheme_line import (
    Method,
    is_heading,
    label_of,
    method_of,
    points_of,
    split_label,
    title_and_points,
)
from thidua.office.sheet import BYTES_MAX, Value, read_sheet

HEADER_WITHIN = 30  # rows above the heading row: national motto, titles
LINES_MAX = 400

_POINTS = ("diem toi da", "diem chuan", "thang diem", "muc diem", "diem quy dinh", "so diem", "diem")
_OWN = ("tu cham", "tu danh gia", "cham diem", "tham dinh", "dat duoc", "ket qua", "diem dat")
_TITLE = ("noi dung", "tieu chi", "chi tieu", "nhiem vu", "hang muc", "danh muc")
_LABEL = ("stt", "tt", "so tt", "muc", "so")
_HOW = ("cach cham", "cach tinh", "phuong phap", "huong dan", "ghi chu", "dien giai", "quy dinh cham")
_CLAUSE = ("can cu", "dieu", "khoan", "van ban")
_TOTAL = ("tong cong", "tong diem", "cong", "tong")


@dataclass(frozen=True, slots=True)
class PointLine:
    """One line as understood.

    Attributes:
        points: natural units; None where the line names none.
        method: the guess, None where a person is to give the points.
    """

    where: Where
    label: str
    title: str
    points: Fraction | None
    how: str = ""
    clause: str = ""
    heading: bool = False
    method: Method | None = None


@dataclass(frozen=True, slots=True)
class PointGroup:
    """A heading with its lines; `points` is what the heading says, or the sum of the lines."""

    line: PointLine
    lines: tuple[PointLine, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class PointTable:
    groups: tuple[PointGroup, ...]
    total: Fraction | None  # as the table says, None where it does not


Cells = tuple[Where, tuple[str, ...]]


def read_point_table(source: Path | bytes, name: str = "") -> tuple[PointTable | None, tuple[Problem, ...]]:
    """Read the first table that has a column of points.

    Args:
        source: a path, or the content with `name` as the file's name (.xlsx, .csv or .docx).

    Returns:
        The table (None when there is none) and everything that was not understood, each with its place.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    if Path(name).suffix.lower() == ".docx":
        tables, problems = _word_tables(source, name)
    else:
        sheet, found = read_sheet(source, name)
        problems = list(found)
        tables = (
            [[(sheet.where(row.line, 0), tuple(map(_text, row.values))) for row in sheet.rows]]
            if sheet
            else []
        )
    if not tables:
        return None, tuple(problems)
    for rows in tables:
        lines, found = _lines(rows)
        if lines:
            table, more = _grouped(lines)
            return table, (*problems, *found, *more)
    return None, (*problems, problem("point-table.no-header", Where(name)))


# --- Cells ------------------------------------------------------------------------------------------------


def _word_tables(source: Path | bytes, name: str) -> tuple[list[list[Cells]], list[Problem]]:
    """Every table of a Word document, measured before any reader trusts it."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    where = Where(name)
    if isinstance(source, Path):
        if not source.is_file():
            return [], [problem("file.not-found", where)]
        if source.stat().st_size > BYTES_MAX:
            return [], [problem("file.too-large", where, limit=BYTES_MAX // 1_000_000)]
        source = source.read_bytes()
    opened = open_document(source, name)
    if isinstance(opened, Problem):
        return [], [opened]
    try:
        document = docx.Document(io.BytesIO(opened))
        tables = [
            [
                (Where(name, number, f"bảng {place}, dòng {number}"), tuple(cell.text for cell in row.cells))
                for number, row in enumerate(table.rows, 1)
            ]
            for place, table in enumerate(document.tables, 1)
        ]
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        return [], [problem("file.broken", where)]
    return tables, ([] if tables else [problem("point-table.no-table", where)])


def _text(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return " ".join(str(value).split())


# --- Columns ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    title: int
    points: int
    label: int = -1
    how: int = -1
    clause: int = -1


def _lines(rows: Sequence[Cells]) -> tuple[list[PointLine], list[Problem]]:
    for number, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(cells)
        if columns is not None:
            body = rows[number + 1 :]
            problems = []
            if len(body) > LINES_MAX:
                problems = [problem("point-table.too-long", body[LINES_MAX][0], limit=LINES_MAX)]
            found = [line for row in body[:LINES_MAX] if (line := _line(row, columns)) is not None]
            return found, problems
    return [], []


def _columns(cells: Sequence[str]) -> _Columns | None:
    """Which column is what, if this is the heading row."""
    names = [fold(cell).strip(" .:") for cell in cells]
    title = _first(names, _TITLE, ())
    points = _first(names, _POINTS, _OWN)
    if title < 0 or points < 0 or title == points:
        return None
    return _Columns(
        title,
        points,
        next((at for at, name in enumerate(names) if name in _LABEL), -1),
        _first(names, _HOW, (), {title, points}),
        _first(names, _CLAUSE, (), {title, points}),
    )


def _first(
    names: Sequence[str], words: Iterable[str], never: Sequence[str], taken: Iterable[int] = ()
) -> int:
    """The column whose name has the first of these words that any has."""
    held = set(taken)
    for wanted in words:
        for at, name in enumerate(names):
            if at not in held and wanted in name and not any(word in name for word in never):
                return at
    return -1


def _line(row: Cells, columns: _Columns) -> PointLine | None:
    where, cells = row

    def cell(at: int) -> str:
        return " ".join(cells[at].split()) if 0 <= at < len(cells) else ""

    title, given = cell(columns.title), cell(columns.points)
    label = label_of(cell(columns.label))
    if not label:
        label, title = split_label(title)
    if not title and not given:
        return None
    if title.isdecimal() or (title == given and points_of(given) is None):
        return None  # a row of column numbers, or one cell merged over the whole width
    points = points_of(given)
    if points is None and not given:
        title, points = title_and_points(title)
    how = cell(columns.how)
    if points is None and given:
        how = f"{given} {how}".strip()
    method = method_of(title, how, points) if points is not None else None
    return PointLine(where, label, title, points, how, cell(columns.clause), is_heading(label), method)


# --- Groups -----------------------------------------------------------------------------------------------


def _grouped(lines: Sequence[PointLine]) -> tuple[PointTable, tuple[Problem, ...]]:
    problems: list[Problem] = []
    total: Fraction | None = None
    groups: list[tuple[PointLine, list[PointLine]]] = []
    for number, line in enumerate(lines):
        if fold(line.title).strip(" :.").startswith(_TOTAL) and not line.label:
            total = line.points if line.points is not None else total
        elif line.heading or _adds_up(lines, number):
            groups.append((replace(line, heading=True), []))
        elif line.points is None:
            problems.append(problem("point-table.no-points", line.where, Severity.WARNING, title=line.title))
        else:
            if not groups:
                groups.append((PointLine(line.where, "", "Tiêu chí", None, heading=True), []))
            groups[-1][1].append(line)
    made = []
    for heading, inside in groups:
        worth = sum((line.points for line in inside if line.points is not None), Fraction(0))
        if heading.points is not None and inside and heading.points != worth:
            problems.append(
                problem(
                    "point-table.sum-differs", heading.where, Severity.WARNING,
                    title=heading.title, stated=_said(heading.points), sum=_said(worth),
                )
            )  # fmt: skip
        if not inside and heading.points is None:
            problems.append(
                problem("point-table.empty-group", heading.where, Severity.WARNING, title=heading.title)
            )
            continue
        problems += [
            problem("point-table.by-hand", line.where, Severity.WARNING, title=line.title)
            for line in inside
            if line.method is None
        ]
        made.append(PointGroup(heading, tuple(inside), worth if inside else heading.points or worth))
    together = sum((group.points for group in made if group.points > 0), Fraction(0))
    if total is not None and total != together:
        problems.append(
            problem(
                "point-table.total-differs",
                severity=Severity.WARNING,
                stated=_said(total),
                sum=_said(together),
            )
        )
    return PointTable(tuple(made), total), tuple(problems)


def _adds_up(lines: Sequence[PointLine], number: int) -> bool:
    """Whether this is a heading: the lines numbered below it ("1" over "1.1", "1.2") follow at once."""
    line = lines[number]
    after = lines[number + 1] if number + 1 < len(lines) else None
    if after is None or not line.label or not after.label:
        return False
    return after.label.startswith(f"{line.label}.") or (line.label.isdecimal() and after.label == "a")


def _said(points: Fraction) -> str:
    value = f"{float(points):.3f}".rstrip("0").rstrip(".")
    return value.replace(".", ",")
