"""How one criterion makes points: figures in, points and flags out, for all subjects of a form at once.

Every method first gives an exact quotient of integers; it is rounded once, to the scheme's places, and then
held between the criterion's minimum and maximum. What is printed therefore adds up on paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, Rounding, divide_exactly, product
from thidua.core.score.conditions import Bool, Column, Facts, evaluate, unanswered, within
from thidua.core.score.leader import against_target, relative
from thidua.core.score.mark import apart, column_of, figure_of, marks_of, settled
from thidua.core.score.scheme import (
    Combine,
    Criterion,
    Empty,
    Events,
    Mark,
    Method,
    Missing,
    NotApplicable,
    Relative,
    Scheme,
    Share,
    Tiers,
    YesNo,
)
from thidua.core.score.table import Flag, State


@dataclass(slots=True)
class Cell:
    """One criterion (or group) for all rows.

    Attributes:
        open: rows left incomplete.
        faults: (problem code, figure, rows) that leave rows incomplete; warnings: those that do not.
    """

    raw: Int64
    points: Int64
    flags: Int64
    open: Bool
    faults: list[tuple[str, str, Bool]] = field(default_factory=list)
    warnings: list[tuple[str, str, Bool]] = field(default_factory=list)

    def fault(self, code: str, figure: str, rows: Bool, flag: Flag = Flag.MISSING) -> None:
        """The rows cannot be scored for this reason; no points, incomplete."""
        if rows.any():
            self.faults.append((code, figure, rows))
            self.open |= rows
            self.points[rows] = 0
            self.flags[rows] = flag


@dataclass(frozen=True, slots=True)
class Grain:
    """To what points are rounded: `unit` thousandths, and how."""

    unit: int
    rounding: Rounding

    @staticmethod
    def of(scheme: Scheme) -> Grain:
        return Grain(10 ** (3 - scheme.places), scheme.rounding)

    def round(self, numerator: Int64, denominator: Int64 | int) -> Int64:
        """The quotient in thousandths, rounded once."""
        under = denominator * self.unit if isinstance(denominator, int) else product(denominator, self.unit)
        return divide_exactly(numerator, under, self.rounding) * self.unit


NO_POLICY = {
    NotApplicable.FULL: Flag.NA_FULL,
    NotApplicable.ZERO: Flag.NA_ZERO,
    NotApplicable.RESCALE: Flag.NA_DROPPED,
    NotApplicable.REDISTRIBUTE: Flag.NA_SHARED,
}


def apply_where_reported(criterion: Criterion, facts: Facts, grain: Grain) -> Cell:
    """`apply`, on the reported rows alone where most of them have no figure and no figure means zero.

    Only for criteria that read nothing but their own figure: the others ask about every row.
    """
    own = isinstance(criterion.method, Events | Share | Tiers | YesNo) and criterion.gate is None
    placed = isinstance(criterion.method, Tiers) and criterion.method.place is not None
    if not own or placed or criterion.missing is not Missing.ZERO:
        return apply(criterion, facts, grain)
    column = facts.column(figure_of(criterion.method))
    rows = np.flatnonzero(column.state != State.ABSENT)
    if 2 * len(rows) > facts.size:
        return apply(criterion, facts, grain)
    there = Column(column.state[rows], column.numerator[rows], column.denominator[rows], column.target[rows])
    few = apply(criterion, Facts(len(rows), lambda _: there), grain)

    def spread(values: NDArray[Any], elsewhere: int) -> NDArray[Any]:
        whole = np.full(facts.size, elsewhere, dtype=values.dtype)
        whole[rows] = values
        return whole

    return Cell(
        raw=spread(few.raw, 0),
        points=spread(few.points, 0),
        flags=spread(few.flags, Flag.MISSING_ZERO),
        open=spread(few.open, False),
        faults=[(code, figure, spread(where, False)) for code, figure, where in few.faults],
        warnings=[(code, figure, spread(where, False)) for code, figure, where in few.warnings],
    )


def apply(criterion: Criterion, facts: Facts, grain: Grain) -> Cell:
    """Score one criterion."""
    figure = figure_of(criterion.method)
    column = column_of(criterion.method, facts.column)
    absent = column.state == State.ABSENT
    aside = column.state == State.NOT_APPLICABLE
    present = ~absent & ~aside
    void = _void(criterion.method, column) & present
    empty = getattr(criterion.method, "empty", Empty.PROBLEM)
    if empty is Empty.NOT_APPLICABLE:
        aside = aside | void
        present &= ~void
    raw, none = _raw(criterion, column, present & ~void, grain, facts)
    raw[void] = 0
    if empty is Empty.FULL:
        raw[void] = grain.round(np.full_like(raw[void], criterion.maximum), 1)
    raw[~present] = 0
    over = raw > criterion.maximum
    if isinstance(criterion.method, Share) and not criterion.method.beyond:
        full = int(grain.round(np.array([criterion.maximum]), 1)[0])
        over, raw = raw > full, np.minimum(raw, full)
    cell = _held(criterion, raw, over)
    if criterion.gate is not None:
        _gate(criterion, cell, facts, present)
    if empty is Empty.PROBLEM:
        short = void & (column.denominator > 0)
        cell.fault("score.target-missing", figure, short)
        cell.fault("score.denominator-zero", figure, void & ~short)
    cell.fault("score.no-tier", figure, none, Flag.NO_TIER)
    if isinstance(criterion.method, YesNo):
        neither = present & (column.numerator != 0) & (column.numerator != column.denominator)
        cell.fault("score.not-yes-no", figure, neither)
    if isinstance(criterion.method, Mark):
        _marks(criterion.method, criterion.maximum, cell, facts, ~aside)
    _without(criterion, cell, facts, figure, absent, aside)
    return cell


def _void(method: Method, column: Column) -> Bool:
    """Rows where there is nothing to divide by."""
    void = column.denominator <= 0
    if isinstance(method, Relative) or (isinstance(method, Share | Tiers) and method.of_target):
        void = void | (column.target <= 0)
    return void


def _raw(criterion: Criterion, column: Column, there: Bool, grain: Grain, facts: Facts) -> tuple[Int64, Bool]:
    """The method's result in thousandths, rounded; and the rows for which no tier was found."""
    method, none = criterion.method, np.zeros(len(there), dtype=np.bool_)
    over, under = column.numerator, np.maximum(column.denominator, 1)
    match method:
        case Events():
            return grain.round(*_events(method, over, under)), none
        case Mark():
            return grain.round(product(over, MILLI), under), none
        case YesNo():
            return grain.round(np.where(over != 0, np.int64(method.yes), np.int64(method.no)), 1), none
        case Share():
            if method.of_target:
                over, under = product(over, MILLI), product(under, np.maximum(column.target, 1))
            return grain.round(product(over, criterion.maximum), under), none
        case Tiers():
            raw, none = _tiers(method, column, there, facts)
            return grain.round(raw, 1), none
        case Relative():
            own = against_target(column, there)
            return grain.round(*relative(method, criterion.maximum, own, facts.leader(method.figure))), none


def _events(method: Events, over: Int64, under: Int64) -> tuple[Int64, Int64]:
    """The points as an exact fraction; with `per` the value counts as a whole number of times."""
    if method.per:
        over = divide_exactly(product(over, MILLI), product(under, method.per), method.rounding)
        under = np.ones_like(over)
    return product(over, method.each), under


def _tiers(method: Tiers, column: Column, there: Bool, facts: Facts) -> tuple[Int64, Bool]:
    """The points of the tier that holds each value (or its place), and the rows that no tier holds."""
    over, under = column.numerator, np.maximum(column.denominator, 1)
    if method.place is not None:
        over, under = facts.place(method).place, np.ones_like(under)
    elif method.of_target:
        over, under = product(over, MILLI), product(under, np.maximum(column.target, 1))
    raw, none = np.zeros(len(there), dtype=np.int64), there.copy()
    for tier in method.tiers:
        here = none & within(over, under, tier.bounds)
        raw[here] = tier.points
        none &= ~here
    return raw, none


def _held(criterion: Criterion, raw: Int64, over: Bool) -> Cell:
    flags = np.where(over, np.int64(Flag.CAPPED), np.int64(0))
    flags[raw < criterion.minimum] = Flag.FLOORED
    points = np.maximum(np.minimum(raw, criterion.maximum), criterion.minimum)
    return Cell(raw, points, flags, np.zeros(len(raw), dtype=np.bool_))


def _gate(criterion: Criterion, cell: Cell, facts: Facts, present: Bool) -> None:
    truth = evaluate(criterion.gate, facts)
    shut = present & ~truth.holds & ~truth.unknown
    cell.points[shut] = max(criterion.minimum, 0)
    cell.flags[shut] = Flag.GATED
    unsure = present & truth.unknown
    if unsure.any():
        for code, figure, rows in unanswered(criterion.gate, facts):
            cell.fault(code, figure, rows & unsure)
        cell.open |= unsure


def _marks(method: Mark, maximum: int, cell: Cell, facts: Facts, asked: Bool) -> None:
    """A mark outside the scale is refused if it counts; a wrong one beside it is only pointed out."""
    combined = method.combine is not Combine.DECIDES
    for figure in marks_of(method):
        column = facts.column(figure)
        given = (column.state == State.PRESENT) & asked
        outside = given & (
            (column.numerator < 0) | (column.numerator > maximum) | (column.denominator != MILLI)
        )
        uneven = given & ~outside & (column.numerator % method.step != 0) if method.step else outside & False
        for code, rows in (("score.mark-out-of-range", outside), ("score.mark-step", uneven)):
            if combined or figure == figure_of(method):
                cell.fault(code, figure, rows)
            elif rows.any():
                cell.warnings.append((code, figure, rows))
    if combined and method.gap:
        lost = asked & apart(method, facts.column) & ~settled(method, facts.column)
        cell.fault("score.marks-apart", method.figure, lost)


def _awaited(method: Method) -> tuple[str, ...]:
    """The figures without which there is no result."""
    if isinstance(method, Mark) and method.combine is not Combine.DECIDES:
        return tuple(f"{method.figure}@{name}" for name in method.assessors)
    return (figure_of(method),)


def _without(criterion: Criterion, cell: Cell, facts: Facts, figure: str, absent: Bool, aside: Bool) -> None:
    """What holds when there is no figure, or when it does not apply."""
    if absent.any():
        if criterion.missing is Missing.ZERO:
            cell.points[absent] = 0
            cell.flags[absent] = Flag.MISSING_ZERO
        else:
            for name in _awaited(criterion.method):
                cell.fault("score.figure-missing", name, absent & (facts.column(name).state == State.ABSENT))
    if not aside.any():
        return
    flag = NO_POLICY.get(criterion.not_applicable)
    if flag is None:
        cell.fault("score.figure-not-applicable", figure, aside)
        return
    cell.points[aside] = criterion.maximum if flag is Flag.NA_FULL else 0
    cell.flags[aside] = flag
