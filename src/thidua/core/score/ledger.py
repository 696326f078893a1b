"""A ledger of entries as one period's dense figures, and the working of a large close as columns of whole numbers.

A ministry's week is a million entries. They are added into the table that `engine.score` reads, by position and
without a Python object per cell; what comes back is kept the same way: one row per cell that somebody reported.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64
from thidua.core.period import Period
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.table import FigureTable, Scored, State

Int32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is scored, in the order of the rows. `subjects`, `forms`, `groups` as in `FigureTable`."""

    subjects: tuple[str, ...]
    forms: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of one period, in any order; all columns have one length.

    Attributes:
        subject: position in the roster.
        figure: position in the scheme's columns (`rows.columns`).
        value: thousandths; a reversal repeats the value that it takes back.
        reversal: the entry takes back an earlier one of the same cell.
    """

    subject: NDArray[np.integer]
    figure: NDArray[np.integer]
    value: NDArray[np.integer]
    reversal: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """The working of every reported cell: rows by criterion, then subject. Whatever is not here had no figure.

    Attributes:
        subject, criterion: positions in the roster and in `Scored.criteria`.
        value: the figure, in thousandths; raw, points, flags: as in `Scored`.
    """

    subject: Int32
    criterion: NDArray[np.int16]
    value: Int64
    raw: Int64
    points: Int64
    flags: NDArray[np.int16]


def figures_of(
    period: Period, roster: Roster, figures: tuple[str, ...], entries: Entries
) -> tuple[FigureTable, list[Problem]]:
    """The sum of each cell's entries, less what was taken back; a cell of which everything was taken back is absent.

    A reversal without an entry to take back is an error ("ledger.reversal-without-entry"), and its cell absent.

    Raises:
        IndexError: an entry names a subject or a figure that is not there.
    """
    shape = len(figures), len(roster.subjects)
    cell = _cells(entries, shape)
    sign = np.where(entries.reversal, np.int64(-1), np.int64(1))
    # [figure, subject] in memory: the engine works by column, and a column is then one straight stretch.
    number, value = np.zeros(shape[0] * shape[1], np.int64), np.zeros(shape[0] * shape[1], np.int64)
    np.add.at(number, cell, sign)
    np.add.at(value, cell, entries.value * sign)
    problems = [_unmatched(period, roster, figures, int(at)) for at in np.flatnonzero(number < 0)]
    there = number > 0
    value[~there] = 0
    whole = np.broadcast_to(np.int64(MILLI), shape), np.broadcast_to(np.int64(0), shape)
    table = FigureTable(
        period,
        roster.subjects,
        roster.forms,
        roster.groups,
        figures,
        there.astype(np.int8).reshape(shape).T,  # State.PRESENT is 1, State.ABSENT is 0
        value.reshape(shape).T,
        whole[0].T,
        whole[1].T,
    )
    return table, problems


def _cells(entries: Entries, shape: tuple[int, int]) -> NDArray[np.intp]:
    """Flat positions in [figure, subject]."""
    for column, size in ((entries.figure, shape[0]), (entries.subject, shape[1])):
        if len(column) and (int(column.min()) < 0 or int(column.max()) >= size):
            raise IndexError(f"entry outside 0…{size - 1}")
    return entries.figure.astype(np.intp) * shape[1] + entries.subject


def _unmatched(period: Period, roster: Roster, figures: tuple[str, ...], at: int) -> Problem:
    figure, subject = divmod(at, len(roster.subjects))
    code = roster.subjects[subject]
    where = Where(field=f"{code}/{figures[figure]}")
    return problem(
        "ledger.reversal-without-entry", where, subject=code, figure=figures[figure], period=period.code
    )


def cells(table: FigureTable, scored: Scored, figure_of: tuple[int, ...]) -> Cells:
    """The reported cells of a scored table.

    Args:
        figure_of: for each criterion the column of the figure that makes its points.
    """
    columns: list[int] | slice = list(figure_of)
    if columns == list(range(len(table.figures))):
        columns = slice(None)  # spares a copy of the whole table
    value, state = table.numerator.T[columns], table.state.T[columns]
    at = np.flatnonzero((state != State.ABSENT) & scored.applies.T)
    criterion, subject = np.divmod(at, len(table.subjects))
    return Cells(
        subject=subject.astype(np.int32),
        criterion=criterion.astype(np.int16),
        value=value.ravel()[at],
        raw=scored.raw.T.ravel()[at],
        points=scored.points.T.ravel()[at],
        flags=scored.flags.T.ravel()[at].astype(np.int16),
    )


def branch_sums(parents: tuple[NDArray[np.integer], ...], leaf: Int64) -> tuple[Int64, ...]:
    """Sums up a tree, level by level from the leaves; each level has one row more than its parents' largest number.

    Args:
        parents: for each level, the position of every node's parent in the level above; the last level's are its roots.
        leaf: what is added up, one per node of the lowest level.
    """
    sums, below = [], leaf
    for parent in parents:
        above = np.zeros(int(parent.max()) + 1 if len(parent) else 0, np.int64)
        np.add.at(above, parent, below)
        sums.append(above)
        below = above
    return tuple(sums)
