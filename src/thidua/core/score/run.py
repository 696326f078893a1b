"""One call of the engine being filled in: results by column, problems by subject and figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import Int64
from thidua.core.problem import Problem, Severity, Where, problem
from thidua.core.score.conditions import Bool, Facts, unanswered
from thidua.core.score.facts import Columns
from thidua.core.score.methods import Cell, Grain
from thidua.core.score.scheme import Condition, Scheme
from thidua.core.score.table import FigureTable, Scored

Rows = NDArray[np.intp] | slice


@dataclass
class Run:
    """One call of `score`: arrays by column, problems by subject and figure."""

    scheme: Scheme
    table: FigureTable
    found: dict[tuple[str, str, str], Problem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scheme, n = self.scheme, len(self.table.subjects)
        self.size = n
        self.grain = Grain.of(scheme)
        self.class_index = {name.code: i for i, name in enumerate(scheme.classes)}
        self.criterion_index = _index(c.code for f in scheme.forms for c in f.criteria)
        self.group_index = _index(g.code for f in scheme.forms for g in f.groups)
        self.titles = {use.code: use.title for use in scheme.figures}
        self.figure_index = {code: i for i, code in enumerate(self.table.figures)}
        wide, groups = len(self.criterion_index), len(self.group_index)
        # [criterion, subject] in memory, so that filling in a column is one straight copy.
        self.raw, self.points, self.flags = (np.zeros((wide, n), dtype=np.int64) for _ in range(3))
        self.applies = np.zeros((wide, n), dtype=np.bool_)
        self.group_raw, self.group_points, self.group_flags = (
            np.zeros((groups, n), dtype=np.int64) for _ in range(3)
        )
        self.steps = np.zeros((max((len(f.steps) for f in scheme.forms), default=0), n), dtype=np.int64)
        self.total = np.zeros(n, dtype=np.int64)
        self.complete = np.ones(n, dtype=np.bool_)
        self.classes, self.class_rule, self.veto, self.cap = (
            np.full(n, -1, dtype=np.int64) for _ in range(4)
        )

    def columns(self, rows: NDArray[np.intp] | None) -> Columns:
        return Columns(self.table, self.figure_index, rows)

    def put(self, code: str, here: Rows, cell: Cell) -> None:
        index = self.criterion_index[code]
        self.applies[index, here] = True
        self.raw[index, here], self.points[index, here] = cell.raw, cell.points
        self.flags[index, here] = cell.flags

    def put_group(self, code: str, here: Rows, cell: Cell) -> None:
        index = self.group_index[code]
        self.group_raw[index, here], self.group_points[index, here] = cell.raw, cell.points
        self.group_flags[index, here] = cell.flags

    def put_steps(self, here: Rows, moves: Int64) -> None:
        self.steps[: len(moves), here] = moves

    def clear_steps(self, here: Rows, complete: Bool) -> None:
        """Who turned out to be incomplete has no class, so nothing was moved."""
        if len(self.steps):
            self.steps[:, here] *= complete

    def note(self, cell: Cell, title: str, here: Rows) -> None:
        for code, figure, rows in cell.faults:
            self.say_rows(code, figure, rows, here, criterion=title)
        for code, figure, rows in cell.warnings:
            self.say_rows(code, figure, rows, here, Severity.WARNING, criterion=title)

    def ask(self, condition: Condition | None, facts: Facts, rows: Bool, here: Rows) -> None:
        """Report the figures that leave a condition open on these rows."""
        if rows.any():
            for code, figure, unanswered_rows in unanswered(condition, facts):
                self.say_rows(code, figure, unanswered_rows & rows, here)

    def say_rows(
        self,
        code: str,
        figure: str,
        rows: Bool,
        here: Rows,
        severity: Severity = Severity.ERROR,
        **more: str,
    ) -> None:
        for index in np.flatnonzero(rows):
            row = index if isinstance(here, slice) else here[index]
            self.say(code, self.table.subjects[row], figure, severity, **more)

    def say(
        self, code: str, subject: str, figure: str, severity: Severity = Severity.ERROR, **more: str
    ) -> None:
        key = (subject, figure, code)
        if code == "score.figure-missing" and (subject, figure, "score.class-not-allowed") in self.found:
            return
        if key not in self.found or severity is Severity.ERROR:
            where = Where(field=f"{subject}/{figure}")
            title = self.titles.get(figure.partition("@")[0], figure)
            self.found[key] = problem(code, where, severity, subject=subject, figure=title, **more)

    def scored(self) -> Scored:
        table = self.table
        return Scored(
            period=table.period, subjects=table.subjects, forms=table.forms, groups=table.groups,
            criteria=tuple(self.criterion_index), group_codes=tuple(self.group_index),
            applies=self.applies.T, raw=self.raw.T, points=self.points.T, flags=self.flags.T,
            group_raw=self.group_raw.T, group_points=self.group_points.T, group_flags=self.group_flags.T,
            total=self.total, complete=self.complete, classes=self.classes, class_rule=self.class_rule,
            veto=self.veto, cap=self.cap, problems=tuple(self.found[key] for key in sorted(self.found)),
            steps=self.steps.T,
        )  # fmt: skip


def _index(codes: Iterable[str]) -> dict[str, int]:
    return {code: i for i, code in enumerate(dict.fromkeys(codes))}


def rows_of(forms: Sequence[str], code: str) -> NDArray[np.intp] | None:
    """Rows of that form; None when they are all of it, which spares a copy of every column."""
    if forms.count(code) == len(forms):
        return None
    return np.flatnonzero(np.array(forms, dtype=object) == code)
