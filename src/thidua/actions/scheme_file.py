"""A regulation begun in a file, from answers or from a point table. No database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from thidua.core.number import MILLI
from thidua.core.problem import Problem, Refused, problem
from thidua.office.format import number
from thidua.office.scheme_line import title_and_points
from thidua.office.scheme_table import PointLine, PointTable, read_point_table
from thidua.rules.scheme.start import NewCriterion, NewGroup, Start, start_text


@dataclass(frozen=True, slots=True)
class Begun:
    """The text of a new regulation, what it holds, and what a table said that was not understood."""

    text: str
    groups: int
    criteria: int
    total: str
    problems: tuple[Problem, ...]


def scheme_begin(start: Start, lines: Sequence[str], table: Path | None) -> Begun:
    """The first text, with the groups of these lines or of that table.

    Raises:
        Refused: "scheme.no-groups" with the lines that name no points, or the problems of the table.
        OSError: the table cannot be read.
    """
    problems: tuple[Problem, ...] = ()
    if table is not None:
        read, problems = read_point_table(table)
        if read is None or not read.groups:
            raise Refused("scheme.no-groups", problems)
        groups = groups_of(read)
    else:
        groups, bad = group_lines(lines)
        if bad or not groups:
            raise Refused(
                "scheme.no-groups", [problem("scheme.group-without-points", line=line) for line in bad]
            )
    total = sum((max(group.points, Fraction(0)) for group in groups), Fraction(0))
    return Begun(
        start_text(replace(start, groups=groups)),
        len(groups),
        sum(max(1, len(group.criteria)) for group in groups),
        number(int(total * MILLI)),
        problems,
    )


def group_lines(lines: Sequence[str]) -> tuple[tuple[NewGroup, ...], tuple[str, ...]]:
    """ "A. Vận động: 40" per line; lines without points come back as they are."""
    groups, bad = [], []
    for line in lines:
        if not line.strip():
            continue
        title, points = title_and_points(line)
        if points is None or points == 0:
            bad.append(line.strip()[:60])
        else:
            groups.append(NewGroup(title, points))
    return tuple(groups), tuple(bad)


def groups_of(table: PointTable) -> tuple[NewGroup, ...]:
    """What was understood of a table, as the groups of a new regulation."""
    return tuple(
        NewGroup(
            group.line.title,
            group.points,
            tuple(_criterion(line) for line in group.lines if line.points is not None),
            _clause(group.line),
        )
        for group in table.groups
    )


def _criterion(line: PointLine) -> NewCriterion:
    points = line.points if line.points is not None else Fraction(0)
    if line.method is None:
        return NewCriterion(line.title, points, _clause(line), "mark", (), "mark")
    guess = line.method
    return NewCriterion(
        line.title, points, _clause(line), guess.word, tuple(guess.settings), guess.kind, guess.unit
    )


def _clause(line: PointLine) -> str:
    return line.clause or (f"Mục {line.label}" if line.label else "")
