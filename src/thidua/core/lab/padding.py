"""What a figure that is padded by a tenth earns the one who pads it, and costs the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from thidua.core.lab import interval
from thidua.core.lab.batch import Batch
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Chance, Law
from thidua.core.number import MILLI
from thidua.core.score.table import State

WORLDS = 24
BARS_MAX = 12
ROWS_MAX = 60_000  # of one call of the engine


def padding(ground: Ground) -> Answer:
    """Every unit in turn pads one figure by 10 %; a ratio never beyond its cases. Marks are not its own to pad."""
    laws = [law for law in ground.laws if law.chance not in (Chance.STILL, Chance.MARK)]
    units = len(ground.table.subjects)
    if not laws or units < 2:
        return Answer(Part.PADDING, skipped="nothing-to-pad")
    rng = ground.rng(Part.PADDING)
    worlds = max(1, min(WORLDS, ground.worlds, ROWS_MAX // (units * units))) if ground.synthetic else 1
    truth = ground.truths(worlds, rng)
    base = ground.strayed(truth, rng) if ground.synthetic else truth
    found = sorted((_pad(ground, base, law) for law in laws), key=lambda f: -f.number.value)
    told = [f for f in found if f.number.value > 0 or _points(f, "others") > 0]
    if not told:
        return Answer(Part.PADDING, (Effect("padding.none", Gravity.SOUND, Number(0, Measure.PLACES)),))
    bars = tuple(
        Bar(f.title, f.number, f.values["lost"] if isinstance(f.values["lost"], Number) else None)
        for f in told[:BARS_MAX]
    )
    return Answer(Part.PADDING, tuple(told), Bars(bars))


def _points(effect: Effect, name: str) -> int:
    value = effect.values[name]
    return value.value if isinstance(value, Number) else 0


def _pad(ground: Ground, base: Batch, law: Law) -> Effect:
    """One copy per world and padder; compared with the world as it was."""
    worlds, units = base.state.shape[:2]
    asked = ground.asked(ROWS_MAX)
    before = ground.run(base)
    batch, at = base.repeated(len(asked)), law.column
    copy = np.arange(worlds * len(asked))
    padder = np.tile(asked, worlds)
    own = batch.numerator[copy, padder, at]
    padded = own + own // 10 if law.rising else own - own // 10
    if law.chance is Chance.BINOMIAL:
        padded = np.minimum(padded, np.maximum(batch.denominator[copy, padder, at], own))
    there = batch.state[copy, padder, at] == State.PRESENT
    batch.numerator[copy, padder, at] = np.where(there, padded, own)
    after = ground.run(batch)
    place, total = np.repeat(before.place, len(asked), axis=0), np.repeat(before.total, len(asked), axis=0)
    others = np.ones_like(place, dtype=np.bool_)
    others[copy, padder] = False
    up = (place - after.place)[copy, padder] * MILLI
    down = ((after.place > place) & others).sum(axis=1) * MILLI
    gain = (after.total - total)[copy, padder]
    lost = np.where(others, total - after.total, 0).sum(axis=1) / max(units - 1, 1)
    first = (after.place[copy, padder] == 1) & (place[copy, padder] > 1)
    criterion = next(c for c in ground.form.criteria if c.method.figure == law.figure)

    def on_average(values: NDArray[np.number], measure: Measure) -> Number:
        """Over all units of past figures, exact; over drawn worlds, with an interval."""
        if len(asked) < units:
            return interval.mean(values.astype(np.float64), measure)
        if not ground.synthetic:
            return Number(round(float(values.mean())), measure)
        return interval.mean(values.reshape(worlds, units).mean(axis=1), measure)

    moved = on_average(up, Measure.PLACES)
    return Effect(
        "padding.earns",
        Gravity.CAUTION if moved.value >= 500 or lost.mean() >= 10 else Gravity.NOTE,
        moved,
        law.figure,
        criterion.title,
        criterion.clause,
        {
            "points": on_average(gain, Measure.POINTS),
            "lost": on_average(down, Measure.COUNT),
            "others": on_average(lost, Measure.POINTS),
            "most": Number(int(up.max()), Measure.PLACES),
            "first": on_average(first * MILLI, Measure.SHARE),
        },
    )
