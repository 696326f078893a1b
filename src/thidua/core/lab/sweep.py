"""One figure of one unit moved from nothing to plenty, everything else standing still: exact, by asking the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from thidua.core.lab.batch import Batch
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import HEADS, Chance, Law, columns_of
from thidua.core.number import MILLI, Int64
from thidua.core.score.scheme import Criterion, Events, FigureKind, FigureUse, Tiers
from thidua.core.score.table import FigureTable, State

STEPS_MAX = 160  # grid points of one figure
CASES = 100  # a ratio is moved case by case over so many


@dataclass(frozen=True, slots=True)
class Jump:
    """At `value` the total becomes `after`; one thousandth of a unit before, it is `before`."""

    value: int
    before: int
    after: int

    @property
    def gain(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Sweep:
    """Totals of the middle unit over the values of one figure, all in thousandths.

    Attributes:
        unit: one unit of the figure in `x`: a count of 1, a case of 100, a step of marks.
        usual: the value from which the middle unit started.
        target: the unit's target for it, 0 for none.
        alone: no other unit was beyond its own target.
    """

    law: Law
    criteria: tuple[Criterion, ...]
    use: FigureUse
    unit: int
    usual: int
    target: int
    x: Int64
    total: Int64
    level: Int64  # index of the class, −1 for none
    jumps: tuple[Jump, ...]
    alone: bool = False

    @property
    def title(self) -> str:
        return self.criteria[0].title

    @property
    def gains(self) -> Int64:
        """What each step adds."""
        return np.diff(self.total)

    @property
    def span(self) -> int:
        return int(self.total.max() - self.total.min())


def sweep(ground: Ground, law: Law, *, alone: bool = False) -> Sweep:
    """Move one figure of the reference's middle unit over its grid."""
    table = _setting(ground, law, alone)
    criteria = tuple(c for c in ground.form.criteria if law.figure in columns_of(c))
    use = next(u for u in ground.scheme.figures if u.code == law.figure.partition("@")[0])
    unit, x = _grid(law, criteria, use, int(table.target[ground.middle, law.column]))
    total, level = _totals(ground, table, law, x)
    return Sweep(
        law=law,
        criteria=criteria,
        use=use,
        unit=unit,
        usual=int(table.numerator[ground.middle, law.column]),
        target=int(table.target[ground.middle, law.column]),
        x=x,
        total=total,
        level=level,
        jumps=_jumps(ground, table, law, x, total),
        alone=alone,
    )


def _setting(ground: Ground, law: Law, alone: bool) -> FigureTable:
    """The reference with this figure on a scale that is easy to read; `alone` holds others at their targets."""
    at, base = law.column, ground.reference
    table = replace(
        base,
        state=base.state.copy(),
        numerator=base.numerator.copy(),
        denominator=base.denominator.copy(),
        target=base.target.copy(),
    )
    row = ground.middle
    table.state[row, at] = State.PRESENT
    if law.chance is Chance.BINOMIAL:  # the same share, of a hundred
        done, cases = int(base.numerator[row, at]), max(int(base.denominator[row, at]), 1)
        table.numerator[row, at] = done * CASES // cases * MILLI
        table.denominator[row, at] = CASES * MILLI
    else:
        table.denominator[row, at] = MILLI
    if law.target and table.target[row, at] <= 0:
        table.target[row, at] = max(1, round(law.target)) * MILLI
    if alone:
        others = np.arange(len(base.subjects)) != row
        under = np.maximum(table.denominator[:, at] // MILLI, 1)
        table.numerator[others, at] = np.minimum(table.numerator[:, at], table.target[:, at] * under)[others]
    return table


def _grid(law: Law, criteria: tuple[Criterion, ...], use: FigureUse, target: int) -> tuple[int, Int64]:
    """One unit of the figure, and the values to visit."""
    if law.chance is Chance.BINOMIAL:
        return MILLI, np.arange(CASES + 1, dtype=np.int64) * MILLI
    if use.kind is FigureKind.YES_NO:
        return MILLI, np.array([0, MILLI], dtype=np.int64)
    if use.kind is FigureKind.CLASS:
        return MILLI, np.array(use.values or tuple(range(5)), dtype=np.int64) * MILLI
    if law.chance is Chance.MARK:
        step = law.step or max(law.maximum // 20, 1)
        return step, np.arange(0, law.maximum + 1, step, dtype=np.int64)
    top = max([_top(c, target) for c in criteria], default=10 * MILLI)
    step = max(1, -(-top // (STEPS_MAX * MILLI))) * MILLI
    return MILLI, np.arange(0, top + step, step, dtype=np.int64)


def _top(criterion: Criterion, target: int) -> int:
    """Far enough to see the criterion give all that it can."""
    method = criterion.method
    if target:
        bounds = [b for t in getattr(method, "tiers", ()) for b in (t.bounds.low, t.bounds.high) if b]
        return int(max([2, *bounds]) * target * 5 / 4)
    if isinstance(method, Events):
        most = criterion.maximum if method.each > 0 else -criterion.minimum
        return min(-(-most // max(abs(method.each), 1)) + 2, 1000) * MILLI
    if isinstance(method, Tiers):
        bounds = [b for t in method.tiers for b in (t.bounds.low, t.bounds.high) if b is not None]
        return int(max([*bounds, 1]) * MILLI * 5 / 4) + 2 * MILLI
    return HEADS * MILLI


def _totals(ground: Ground, table: FigureTable, law: Law, values: Int64) -> tuple[Int64, Int64]:
    batch = Batch.of(table, len(values))
    batch.numerator[:, ground.middle, law.column] = values
    out = ground.run(batch)
    return out.total[:, ground.middle], out.classes[:, ground.middle]


def _jumps(ground: Ground, table: FigureTable, law: Law, x: Int64, total: Int64) -> tuple[Jump, ...]:
    """Steps of the grid that do not dissolve when looked at a thousandth of a unit at a time."""
    if law.chance in (Chance.STILL, Chance.MARK) or len(x) < 3:
        return ()
    gains = np.diff(total)
    moving = np.abs(gains[gains != 0])
    if not moving.size:
        return ()
    usual = float(np.median(moving))
    steep = np.abs(gains) > (1.5 * usual if moving.size > 8 else 0)
    left, right = x[:-1][steep].copy(), x[1:][steep].copy()
    if not left.size:
        return ()
    low, high = total[:-1][steep].copy(), total[1:][steep].copy()
    whole = np.abs(high - low)
    while (open_ := right - left > 1).any():
        middle = np.where(open_, (left + right) // 2, right)
        value, _ = _totals(ground, table, law, middle)
        lower = np.abs(value - low) >= np.abs(high - value)  # the larger part of the step lies below
        right, high = np.where(open_ & lower, middle, right), np.where(open_ & lower, value, high)
        left, low = np.where(open_ & ~lower, middle, left), np.where(open_ & ~lower, value, low)
    kept = np.abs(high - low) * 2 >= whole
    return tuple(
        Jump(int(v), int(a), int(b)) for v, a, b in zip(right[kept], low[kept], high[kept], strict=True)
    )
