"""Laws of chance for the figures of a scheme: where units lie, and how far one period strays from that.

The laws are drawn from the scheme itself: a share lies around 85 %, a target around its fulfilment, a tier table
around its own bounds, an event around half of its maximum. They decide how wide an interval is and how often a
jump is met, never how large the jump is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Condition,
    Criterion,
    Events,
    FigureIn,
    FigureKind,
    Form,
    Mark,
    NoneOf,
    Relative,
    Scheme,
    Tiers,
)

Floats = NDArray[np.float64]
HEADS = 30  # people of a middling unit: rates per unit are said for this size
SHARE_USUAL, SHARE_SPREAD = 0.85, 0.08
TARGET_USUAL, TARGET_SPREAD = 1.0, 0.15
PENALTIES_USUAL = 0.5  # events that cost points, per period and middling unit
MARK_NOISE = 0.04  # of the maximum: the same work marked twice
AMOUNT_NOISE = 0.05


class Chance(StrEnum):
    """How a figure strays from a unit's true level within one period."""

    BINOMIAL = "binomial"  # a ratio: each case by itself
    POISSON = "poisson"  # a count of things that happen
    MARK = "mark"
    AMOUNT = "amount"
    STILL = "still"  # yes or no, classes: taken as they are


@dataclass(frozen=True, slots=True)
class Law:
    """One column of the table.

    Attributes:
        usual, spread, low, high: of the share, of value / target, of the count at `HEADS` people, or of the mark
            as a part of `maximum`.
        target: a count asked for of a unit of `HEADS` people, 0 when there is none.
        rising: more is better as far as the method alone says.
    """

    column: int
    figure: str
    chance: Chance
    usual: float
    spread: float
    low: float = 0.0
    high: float = 1e9
    target: float = 0.0
    maximum: int = 0
    step: int = 0
    rising: bool = True


def figures_of(condition: Condition | None) -> Iterator[FigureIn]:
    """The figures that a condition asks about."""
    match condition:
        case FigureIn():
            yield condition
        case AllOf() | AnyOf() | NoneOf():
            for inner in condition.conditions:
                yield from figures_of(inner)


def conditions_of(form: Form) -> Iterator[Condition]:
    """Everything that a form asks: gates, class rules, vetoes, caps, steps."""
    asked = [c.gate for c in form.criteria] + [g.gate for g in form.groups]
    asked += [rule.when for rule in (*form.rules, *form.vetoes, *form.caps, *getattr(form, "steps", ()))]
    yield from (condition for condition in asked if condition is not None)


def columns_of(criterion: Criterion) -> tuple[str, ...]:
    """The table columns that a criterion reads."""
    method = criterion.method
    if isinstance(method, Mark):
        return tuple(f"{method.figure}@{assessor}" for assessor in method.assessors)
    return (method.figure,)


def laws(scheme: Scheme, form: Form, figures: tuple[str, ...]) -> tuple[Law, ...]:
    """One law per column that a criterion of the form reads; the first criterion that reads it decides."""
    kinds = {use.code: use.kind for use in scheme.figures}
    found: dict[str, Law] = {}
    for criterion in form.criteria:
        for name in columns_of(criterion):
            if name in figures and name not in found:
                kind = kinds.get(name.partition("@")[0], FigureKind.COUNT)
                found[name] = _law(criterion, kind, figures.index(name), name)
    return tuple(found.values())


def _law(criterion: Criterion, kind: FigureKind, at: int, name: str) -> Law:
    method = criterion.method
    if kind is FigureKind.RATIO:
        usual, spread = _around(method, SHARE_USUAL, SHARE_SPREAD)
        return Law(at, name, Chance.BINOMIAL, usual, spread, 0.05, 1.0, rising=_rising(method))
    if kind is FigureKind.YES_NO or kind is FigureKind.CLASS:
        return Law(at, name, Chance.STILL, 0.9, 0.0)
    if isinstance(method, Mark):
        top, step = criterion.maximum, method.step
        return Law(at, name, Chance.MARK, SHARE_USUAL, SHARE_SPREAD, 0.0, 1.0, maximum=top, step=step)
    chance = Chance.AMOUNT if kind is FigureKind.AMOUNT else Chance.POISSON
    if isinstance(method, Relative) or getattr(method, "of_target", False):
        usual, spread = _around(method, TARGET_USUAL, TARGET_SPREAD)
        return Law(at, name, chance, usual, spread, 0.1, 10.0, target=10.0, rising=_rising(method))
    if isinstance(method, Events):
        return _events(criterion, method, at, name, chance)
    usual, spread = _around(method, 5.0, 2.0)
    return Law(at, name, chance, usual, spread, 0.0, rising=_rising(method))


def _events(criterion: Criterion, method: Events, at: int, name: str, chance: Chance) -> Law:
    if method.each <= 0:
        return Law(at, name, chance, PENALTIES_USUAL, PENALTIES_USUAL / 3, 0.0, rising=False)
    usual = min(max(criterion.maximum / method.each / 2, 0.5), 50.0)
    return Law(at, name, chance, usual, usual / 3, 0.0)


def _around(method: object, usual: float, spread: float) -> tuple[float, float]:
    """The middle of a tier table's inner bounds; otherwise what is usual."""
    if not isinstance(method, Tiers):
        return usual, spread
    inner = sorted({float(b) for t in method.tiers for b in (t.bounds.low, t.bounds.high) if b is not None})
    inner = [b for b in inner if b > 0] or [usual]
    middle = (inner[0] + inner[-1]) / 2
    return middle, max((inner[-1] - inner[0]) / 2, middle / 10)


def _rising(method: object) -> bool:
    """Whether the best tier lies at the high end."""
    if not isinstance(method, Tiers) or len(method.tiers) < 2:
        return True
    ordered = sorted(method.tiers, key=lambda t: -1e18 if t.bounds.low is None else float(t.bounds.low))
    return ordered[-1].points >= ordered[0].points


# --- Levels and chance ------------------------------------------------------------------------------------


def level(law: Law, z: Floats, heads: Floats) -> tuple[Int64, Int64, Int64]:
    """Numerator, denominator and target of units whose quality is `z` standard deviations above the usual."""
    signed = z if law.rising else -z
    rate = np.clip(law.usual + law.spread * signed, law.low, law.high)
    heads = np.broadcast_to(heads, rate.shape)
    one = np.full(rate.shape, MILLI, dtype=np.int64)
    none = np.zeros(rate.shape, dtype=np.int64)
    if law.chance is Chance.BINOMIAL:
        under = np.maximum(np.rint(heads), 1).astype(np.int64) * MILLI
        return np.rint(rate * under).astype(np.int64), under, none
    if law.chance is Chance.STILL:
        return np.where(z > -1.2816, MILLI, 0).astype(np.int64), one, none  # nine in ten say yes
    if law.chance is Chance.MARK:
        return stepped(rate * law.maximum, law), one, none
    if law.target:
        target = np.maximum(np.rint(law.target * heads / HEADS), 1).astype(np.int64) * MILLI
        return np.rint(rate * target).astype(np.int64), one, target
    # Events without a target happen where there are people: a unit twice as large has twice as many.
    return np.rint(rate * heads / HEADS * MILLI).astype(np.int64), one, none


def stray(law: Law, numerator: Int64, denominator: Int64, rng: np.random.Generator) -> Int64:
    """The numerator of one period, drawn around the true one."""
    match law.chance:
        case Chance.BINOMIAL:
            cases = np.maximum(denominator // MILLI, 0)
            p = np.clip(numerator / np.maximum(denominator, 1), 0.0, 1.0)
            drawn = rng.binomial(cases, p) * MILLI
            return np.where(numerator > denominator, numerator, drawn).astype(np.int64)
        case Chance.POISSON:
            return (rng.poisson(np.maximum(numerator, 0) / MILLI) * MILLI).astype(np.int64)
        case Chance.MARK:
            noisy = numerator + rng.normal(0.0, MARK_NOISE * law.maximum, numerator.shape)
            return stepped(noisy, law)
        case Chance.AMOUNT:
            drawn = np.rint(numerator * rng.lognormal(0.0, AMOUNT_NOISE, numerator.shape))
            return drawn.astype(np.int64)
        case Chance.STILL:
            return numerator


def stepped(marks: Floats, law: Law) -> Int64:
    """Marks as assessors write them: multiples of the step (a quarter point where none is said), on the scale."""
    step = law.step or min(250, max(law.maximum // 20, 1))
    held = np.rint(np.clip(marks, 0, law.maximum) / step).astype(np.int64) * step
    return np.minimum(held, law.maximum // step * step)
