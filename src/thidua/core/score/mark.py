"""Marks of one or several assessors: which one counts, and when they are too far apart to be made one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from thidua.core.number import MILLI, Int64
from thidua.core.score.conditions import Bool, Column
from thidua.core.score.scheme import Combine, Mark, Method
from thidua.core.score.table import State

Columns = Callable[[str], Column]


def figure_of(method: Method) -> str:
    """The figure that makes the points: of a mark the deciding column, of combined marks their common code."""
    if isinstance(method, Mark) and method.combine is Combine.DECIDES:
        return f"{method.figure}@{method.decides}"
    return method.figure


def marks_of(method: Mark) -> tuple[str, ...]:
    """The columns of a mark: one for each assessor, and one for who settles it when they are too far apart."""
    settles = (method.decides,) if method.decides else ()
    return tuple(f"{method.figure}@{name}" for name in dict.fromkeys((*method.assessors, *settles)))


def column_of(method: Method, columns: Columns) -> Column:
    """The figure that makes the points, as one column; combined marks are an exact fraction."""
    if isinstance(method, Mark) and method.combine is not Combine.DECIDES:
        return _combined(method, columns)
    return columns(figure_of(method))


def apart(method: Mark, columns: Columns) -> Bool:
    """Rows whose marks are further apart than the regulation allows to combine, whoever settles it."""
    marks, given = _marks(method, columns)
    low = np.where(given, marks, np.iinfo(np.int64).max).min(axis=0)
    high = np.where(given, marks, np.iinfo(np.int64).min).max(axis=0)
    wide: Bool = (given.sum(axis=0) > 1) & (high > method.gap + np.minimum(low, high))
    return wide if method.gap else wide & False


def settled(method: Mark, columns: Columns) -> Bool:
    """Rows that are too far apart and for which the one who settles it has given a mark."""
    rows = apart(method, columns)
    if not method.decides or method.decides in method.assessors:
        return rows & False
    there: Bool = columns(f"{method.figure}@{method.decides}").state == State.PRESENT
    return rows & there


def _marks(method: Mark, columns: Columns) -> tuple[Int64, Bool]:
    """The assessors' marks [assessor, row], and where they were given."""
    each = [columns(f"{method.figure}@{name}") for name in method.assessors]
    return np.stack([c.numerator for c in each]), np.stack([c.state == State.PRESENT for c in each])


def _combined(method: Mark, columns: Columns) -> Column:
    """Absent while one assessor has not marked; not applicable if the deciding one, or everybody, says so.

    An assessor who says "not applicable" beside others who gave marks is left out.
    """
    marks, given = _marks(method, columns)
    states = np.stack([columns(f"{method.figure}@{name}").state for name in method.assessors])
    aside = (states == State.NOT_APPLICABLE).all(axis=0)
    if method.decides in method.assessors:
        aside |= states[method.assessors.index(method.decides)] == State.NOT_APPLICABLE
    absent = ~aside & (states == State.ABSENT).any(axis=0)
    over, under = _made_one(method.combine, marks, given)
    state = np.where(aside, State.NOT_APPLICABLE, np.where(absent, State.ABSENT, State.PRESENT))
    known = state == State.PRESENT
    over, under = np.where(known, over, 0), np.where(known, under, MILLI)
    rows = settled(method, columns) & known
    if rows.any():
        last = columns(f"{method.figure}@{method.decides}")
        over, under = np.where(rows, last.numerator, over), np.where(rows, last.denominator, under)
    return Column(state.astype(np.int8), over, under, np.zeros_like(over))


def _made_one(how: Combine, marks: Int64, given: Bool) -> tuple[Int64, Int64]:
    """The combined mark of each row as a fraction over thousandths; at least one is given where it matters."""
    number = np.maximum(given.sum(axis=0, dtype=np.int64), 1)
    thousand = np.full(marks.shape[1], MILLI, dtype=np.int64)
    if how is Combine.MEAN:
        return np.where(given, marks, 0).sum(axis=0, dtype=np.int64), thousand * number
    ordered = np.sort(np.where(given, marks, np.iinfo(np.int64).max), axis=0)

    def at(place: Int64) -> Int64:
        found: Int64 = np.take_along_axis(ordered, place[None, :], axis=0)[0]
        return np.where(given.any(axis=0), found, 0)

    if how is Combine.LOWEST:
        return at(number * 0), thousand
    if how is Combine.HIGHEST:
        return at(number - 1), thousand
    low, high = at((number - 1) // 2), at(number // 2)
    even = number % 2 == 0
    return np.where(even, low + high, low), np.where(even, 2 * thousand, thousand)
