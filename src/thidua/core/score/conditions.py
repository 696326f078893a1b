"""Whether a condition holds, for all subjects at once, with "not known" as a third answer.

A condition on an absent figure is not known unless the scheme says that it then holds or fails. Not known
spreads only where it matters: "all of" with one part that fails has failed, "any of" with one part that holds
has held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, product
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    Condition,
    CriteriaCounted,
    CriteriaIn,
    FigureIn,
    NoneOf,
    PartsIn,
    PointsIn,
    Tiers,
    Unknown,
)
from thidua.core.score.table import State

Bool = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """One figure of the subjects at hand, as in `FigureTable`."""

    state: NDArray[np.int8]
    numerator: Int64
    denominator: Int64
    target: Int64


@dataclass(frozen=True, slots=True)
class Leader:
    """Per row the best value / target of its group as an exact fraction; 0/1 where nobody leads."""

    numerator: Int64
    denominator: Int64

    def of(self, rows: NDArray[np.intp] | None) -> Leader:
        return self if rows is None else Leader(self.numerator[rows], self.denominator[rows])


def no_leader(figure: str) -> Leader:
    """Where no points are made, nobody leads."""
    raise AssertionError(f"only the scheme's own period compares figures, and {figure} was asked for")


@dataclass(frozen=True, slots=True)
class Placing:
    """Per row the place in its group, how many are placed there, and how many share the place; 0 for none."""

    place: Int64
    out_of: Int64
    sharing: Int64

    def of(self, rows: NDArray[np.intp] | None) -> Placing:
        return self if rows is None else Placing(self.place[rows], self.out_of[rows], self.sharing[rows])


def no_place(method: Tiers) -> Placing:
    """Where no points are made, nobody has a place."""
    raise AssertionError(f"only the scheme's own period places figures, and {method.figure} was asked for")


@dataclass(slots=True)
class Facts:
    """What conditions may ask about the subjects of one form.

    Attributes:
        points: thousandths by code; "" is the total. Filled in as they are computed.
        known: rows whose points can be asked for; None while nobody may ask.
        badly: how many applicable criteria did badly.
        out_of: how many applicable criteria have a positive maximum.
        counting: fills in `badly` and `out_of` when a condition first asks; most regulations never do.
        leader: the best of each row's group in a figure measured against its target.
        place: the place of each row in its group, for tiers by place.
        parts: class indexes of the sub-periods, [subject, part], -1 for none.
    """

    size: int
    column: Callable[[str], Column]
    points: dict[str, Int64] = field(default_factory=dict)
    known: Bool | None = None
    badly: dict[CriteriaCounted, Int64] = field(default_factory=dict)
    out_of: Int64 | None = None
    counting: Callable[[], None] | None = None
    leader: Callable[[str], Leader] = no_leader
    place: Callable[[Tiers], Placing] = no_place
    parts: Int64 | None = None
    class_index: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Truth:
    """`holds` is False where `unknown` is True."""

    holds: Bool
    unknown: Bool


def evaluate(condition: Condition | None, facts: Facts) -> Truth:
    """The condition for every row; None always holds."""
    nowhere = np.zeros(facts.size, dtype=np.bool_)
    match condition:
        case None:
            return Truth(~nowhere, nowhere)
        case FigureIn():
            return _figure_in(condition, facts)
        case PointsIn():
            return _known(within(facts.points[condition.of], MILLI, condition.bounds), facts)
        case CriteriaIn():
            return _criteria_in(condition, facts)
        case PartsIn():
            assert facts.parts is not None, "only a roll-up has sub-periods"
            wanted = [facts.class_index[code] if code else -1 for code in condition.classes]
            count = np.isin(facts.parts, wanted).sum(axis=1, dtype=np.int64)
            return Truth(within(count, 1, condition.bounds), nowhere)
        case AllOf() | AnyOf() | NoneOf():
            return _joined(condition, facts, nowhere)


def within(numerator: Int64, denominator: Int64 | int, bounds: Bounds) -> Bool:
    """numerator / denominator against the bounds, exactly: cross-multiplied, never divided.

    Denominators are positive.
    """
    inside = np.ones(len(numerator), dtype=np.bool_)
    if bounds.low is not None:
        ours = product(numerator, bounds.low.denominator)
        theirs = _times(denominator, bounds.low.numerator)
        inside &= ours >= theirs if bounds.low_closed else ours > theirs
    if bounds.high is not None:
        ours = product(numerator, bounds.high.denominator)
        theirs = _times(denominator, bounds.high.numerator)
        inside &= ours <= theirs if bounds.high_closed else ours < theirs
    return inside


def unanswered(condition: Condition | None, facts: Facts) -> Iterator[tuple[str, str, Bool]]:
    """(problem code, figure, rows) for each figure that leaves a part of the condition open."""
    match condition:
        case FigureIn():
            unknown = _figure_in(condition, facts).unknown
            absent = facts.column(condition.figure).state == State.ABSENT
            yield "score.figure-missing", condition.figure, unknown & absent
            yield "score.figure-not-applicable", condition.figure, unknown & ~absent
        case AllOf() | AnyOf() | NoneOf():
            for part in condition.conditions:
                yield from unanswered(part, facts)


def figures_in(condition: Condition | None) -> Iterator[str]:
    """Codes of the figures that a condition reads, in the order in which it names them."""
    match condition:
        case FigureIn():
            yield condition.figure
        case AllOf() | AnyOf() | NoneOf():
            for part in condition.conditions:
                yield from figures_in(part)


def _criteria_in(condition: CriteriaIn, facts: Facts) -> Truth:
    if facts.out_of is None and facts.counting is not None:
        facts.counting()
    assert facts.out_of is not None, "criteria are counted only after they are scored"
    counted = facts.badly[condition.counted]
    if condition.share:  # with nothing to count, the share is 0
        return _known(within(counted, np.maximum(facts.out_of, 1), condition.bounds), facts)
    return _known(within(counted, 1, condition.bounds), facts)


def _figure_in(condition: FigureIn, facts: Facts) -> Truth:
    column = facts.column(condition.figure)
    there = (column.state == State.PRESENT) & (column.denominator > 0)
    under = np.maximum(column.denominator, 1)
    holds = there & within(column.numerator, under, condition.bounds)
    unknown = np.zeros(facts.size, dtype=np.bool_)
    absent = column.state == State.ABSENT
    # A ratio over nothing (0 of 0) says as little as "not applicable" does.
    for rows, says in ((absent, condition.absent), (~there & ~absent, condition.not_applicable)):
        if says is Unknown.HOLDS:
            holds |= rows
        elif says is Unknown.PROBLEM:
            unknown |= rows
    return Truth(holds, unknown)


def _known(holds: Bool, facts: Facts) -> Truth:
    assert facts.known is not None, "points are asked for before they are computed"
    return Truth(holds & facts.known, ~facts.known)


def _joined(condition: AllOf | AnyOf | NoneOf, facts: Facts, nowhere: Bool) -> Truth:
    truths = [evaluate(part, facts) for part in condition.conditions]
    if isinstance(condition, AllOf):
        return _all(truths, nowhere)
    some = _any(truths, nowhere)
    return Truth(~some.holds & ~some.unknown, some.unknown) if isinstance(condition, NoneOf) else some


def _all(truths: list[Truth], nowhere: Bool) -> Truth:
    holds, unknown, fails = ~nowhere, nowhere.copy(), nowhere.copy()
    for truth in truths:
        holds &= truth.holds
        unknown |= truth.unknown
        fails |= ~truth.holds & ~truth.unknown
    return Truth(holds, unknown & ~fails)


def _any(truths: list[Truth], nowhere: Bool) -> Truth:
    holds, unknown = nowhere.copy(), nowhere.copy()
    for truth in truths:
        holds |= truth.holds
        unknown |= truth.unknown
    return Truth(holds, unknown & ~holds)


def _times(denominator: Int64 | int, factor: int) -> Int64 | int:
    return denominator * factor if isinstance(denominator, int) else product(denominator, factor)
