"""What conditions may ask: the figures of a table, and the points already given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64
from thidua.core.score.conditions import Bool, Column, Facts, evaluate
from thidua.core.score.scheme import Condition, CriteriaCounted, Criterion, Scheme
from thidua.core.score.table import FigureTable, Flag, Scored, State

_NOT_SCORED = Flag.NA_FULL | Flag.NA_ZERO | Flag.NA_DROPPED | Flag.NA_SHARED | Flag.NOT_TAKEN


@dataclass(frozen=True, slots=True)
class Columns:
    """The figures of some rows (None is all); a figure that the table does not have is absent for everyone."""

    table: FigureTable
    index: dict[str, int]
    rows: NDArray[np.intp] | None

    def __call__(self, figure: str) -> Column:
        table, at = self.table, self.index.get(figure, -1)
        if at < 0:
            zero = np.zeros(len(table.subjects) if self.rows is None else len(self.rows), dtype=np.int64)
            return Column(np.full(zero.shape, State.ABSENT, dtype=np.int8), zero, zero + MILLI, zero)
        here = slice(None) if self.rows is None else self.rows
        return Column(
            state=table.state[here, at],
            numerator=table.numerator[here, at],
            denominator=table.denominator[here, at],
            target=table.target[here, at],
        )


def no_figures(figure: str) -> Column:
    """For results of longer periods, which read no figures."""
    raise AssertionError(f"only the scheme's own period reads figures, and {figure} was asked for")


def count(
    criteria: Iterable[Criterion],
    flags_of: Callable[[str], Int64],
    points_of: Callable[[str], Int64],
    facts: Facts,
) -> None:
    """How many applicable criteria did badly, for `CriteriaIn`; only positive maxima can be done badly in."""
    zero, half, out_of = (np.zeros(facts.size, dtype=np.int64) for _ in range(3))
    for criterion in criteria:
        if criterion.maximum <= 0:
            continue
        points = points_of(criterion.code)
        asked = (flags_of(criterion.code) & _NOT_SCORED) == 0
        out_of += asked
        zero += asked & (points == 0)
        half += asked & (2 * points < criterion.maximum)
    facts.badly = {CriteriaCounted.ZERO: zero, CriteriaCounted.BELOW_HALF: half}
    facts.out_of = out_of


def holds(scheme: Scheme, condition: Condition | None, scored: Scored, table: FigureTable | None) -> Bool:
    """Whether a condition holds for each subject already scored; not known counts as not holding."""
    result = np.zeros(len(scored.subjects), dtype=np.bool_)
    forms = np.array(scored.forms, dtype=object)
    index = {code: i for i, code in enumerate(table.figures)} if table is not None else {}
    for form in scheme.forms:
        rows = np.flatnonzero(forms == form.code)
        facts = Facts(len(rows), no_figures if table is None else Columns(table, index, rows))
        facts.known = scored.complete[rows]
        facts.points = {"": scored.total[rows]}
        if scored.criteria:
            criteria = {c.code: scored.criteria.index(c.code) for c in form.criteria}
            groups = {g.code: scored.group_codes.index(g.code) for g in form.groups}
            points = {code: scored.points[rows, at] for code, at in criteria.items()}
            flags = {code: scored.flags[rows, at] for code, at in criteria.items()}
            facts.points |= points | {code: scored.group_points[rows, at] for code, at in groups.items()}
            count(form.criteria, flags.__getitem__, points.__getitem__, facts)
        result[rows] = evaluate(condition, facts).holds
    return result
