"""Does the winner depend on the exact maxima? Each is moved by a tenth, alone and all together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from thidua.core.lab import interval
from thidua.core.lab.batch import Batch, Outcome
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Floats
from thidua.core.number import MILLI, Int64
from thidua.core.score.scheme import Criterion, Events, Form, Group, Mark, Scheme, Tiers, YesNo

TENTH = Fraction(1, 10)
WORLDS = 60
JOINT = 100  # ways to move all maxima at once
BARS_MAX = 12
SHAKY = 200  # thousandths: a winner lost in one of five joint moves


def stability(ground: Ground) -> Answer:
    """Exact over past figures; over drawn worlds, shares with intervals."""
    movable = [c for c in ground.form.criteria if c.maximum > 0]
    if len(movable) < 2:
        return Answer(Part.STABILITY, skipped="one-criterion")
    rng = ground.rng(Part.STABILITY)
    worlds = min(ground.worlds, WORLDS) if ground.synthetic else 1
    base = ground.truths(worlds, rng)
    base = ground.strayed(base, rng) if ground.synthetic else base
    before = ground.run(base)
    first = before.place == 1
    single = []
    for criterion in movable:
        lost = [_lost(ground, base, first, {criterion.code: factor}) for factor in (1 - TENTH, 1 + TENTH)]
        single.append((criterion, np.mean(lost, axis=0)))
    joint = [_lost(ground, base, first, _factors(movable, rng)) for _ in range(JOINT)]
    return _answer(ground, movable, single, joint)


def _factors(movable: list[Criterion], rng: np.random.Generator) -> dict[str, Fraction]:
    """Each maximum by itself anywhere between a tenth less and a tenth more, in thousandths."""
    moves = rng.integers(900, 1101, len(movable))
    return {c.code: Fraction(int(move), 1000) for c, move in zip(movable, moves, strict=True)}


def _lost(
    ground: Ground,
    base: Batch,
    first: NDArray[np.bool_],
    factors: Mapping[str, Fraction],
) -> Floats:
    """Per copy, whether those who were first are no longer exactly those who are."""
    out = _moved(ground, base, factors)
    changed: Floats = ((out.place == 1) != first).any(axis=1).astype(np.float64)
    return changed


def _moved(ground: Ground, base: Batch, factors: Mapping[str, Fraction]) -> Outcome:
    scheme = reweighted(ground.scheme, ground.form.code, factors)
    marks = [
        (law.column, factors[c.code])
        for c in ground.form.criteria
        for law in ground.laws
        if c.code in factors and isinstance(c.method, Mark) and law.figure.startswith(f"{c.method.figure}@")
    ]
    if not marks:
        return base.run(scheme)
    batch = base.repeated(1)
    for at, factor in marks:  # a mark is given on the scale of its maximum
        batch.numerator[:, :, at] = _scaled(batch.numerator[:, :, at], factor)
    return batch.run(scheme)


def _scaled(values: Int64, factor: Fraction) -> Int64:
    return values * factor.numerator // factor.denominator


def _answer(
    ground: Ground,
    movable: list[Criterion],
    single: list[tuple[Criterion, Floats]],
    joint: list[Floats],
) -> Answer:
    every = np.array(joint)
    if ground.synthetic:
        together = interval.mean(every.mean(axis=0) * MILLI, Measure.SHARE)
        shares = [interval.mean(lost * MILLI, Measure.SHARE) for _, lost in single]
    else:
        together = interval.share(int(every.sum()), every.size)
        shares = [Number(round(float(lost.mean()) * MILLI), Measure.SHARE) for _, lost in single]
    order = sorted(range(len(shares)), key=lambda i: -shares[i].value)
    worst = single[order[0]][0]
    gravity = Gravity.SOUND if together.value == 0 else Gravity.NOTE
    if together.value >= SHAKY:
        gravity = Gravity.CAUTION
    code = "stability.moves" if together.value or shares[order[0]].value else "stability.firm"
    found = Effect(
        code,
        gravity,
        together,
        worst.code,
        worst.title,
        worst.clause,
        {"single": shares[order[0]], "moves": 2 * len(movable), "joint": JOINT},
    )
    bars = tuple(Bar(single[i][0].title, shares[i]) for i in order[:BARS_MAX])
    return Answer(Part.STABILITY, (found,), Bars(bars))


# --- A scheme with other maxima ---------------------------------------------------------------------------


def reweighted(scheme: Scheme, form: str, factors: Mapping[str, Fraction]) -> Scheme:
    """The scheme with the maxima of these criteria multiplied, and everything that hangs on them."""
    return replace(scheme, forms=tuple(_form(f, factors) if f.code == form else f for f in scheme.forms))


def _form(form: Form, factors: Mapping[str, Fraction]) -> Form:
    groups = tuple(_group(group, factors) for group in form.groups)
    more = sum(new.maximum - old.maximum for new, old in zip(groups, form.groups, strict=True))
    return replace(form, groups=groups, maximum=form.maximum + more)


def _group(group: Group, factors: Mapping[str, Fraction]) -> Group:
    criteria = tuple(_criterion(c, factors[c.code]) if c.code in factors else c for c in group.criteria)
    old = sum(c.maximum for c in group.criteria)
    if not old:
        return replace(group, criteria=criteria)
    factor = Fraction(sum(c.maximum for c in criteria), old)
    return replace(
        group,
        criteria=criteria,
        maximum=round(group.maximum * factor),
        rescale_to=round(group.rescale_to * factor),
    )


def _criterion(criterion: Criterion, factor: Fraction) -> Criterion:
    method = criterion.method
    match method:
        case Events():
            method = replace(method, each=round(method.each * factor))
        case Tiers():
            tiers = tuple(replace(t, points=round(t.points * factor)) for t in method.tiers)
            method = replace(method, tiers=tiers)
        case YesNo():
            method = replace(method, yes=round(method.yes * factor), no=round(method.no * factor))
        case Mark():
            method = replace(method, step=0, gap=round(method.gap * factor))
    return replace(
        criterion,
        method=method,
        maximum=round(criterion.maximum * factor),
        minimum=round(criterion.minimum * factor),
    )
