"""How often the truly best comes first, and who stands at the ends by chance alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from thidua.core.lab import interval
from thidua.core.lab.batch import Batch, Outcome
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import LARGE, SMALL, Ground
from thidua.core.lab.law import Chance
from thidua.core.number import MILLI

SIZES = (5, 10, 20, 50, 100, 200)  # people per unit, everybody alike
CHANCY = (Chance.BINOMIAL, Chance.POISSON)
OFTEN = 500  # thousandths of the worlds in which the truly best comes first


def best(ground: Ground) -> Answer:
    """In worlds where all units are of one size: the best by true levels is first after one period's chance?

    Past figures are taken as the true levels, and the unit that came first in each group as the best.
    """
    if not any(law.chance in CHANCY for law in ground.laws):
        return Answer(Part.BEST, skipped="no-chance")
    if ground.synthetic:
        rng = ground.rng(Part.BEST)
        shares = [(size, _share_first(ground, size, rng)) for size in SIZES]
        bars = tuple(Bar(f"{size}", share) for size, share in shares)
        small, large = shares[1][1], shares[4][1]
        values: dict[str, str | int | Number] = {"large": large, "small_size": 10, "large_size": 100}
        effect = Effect("best.by-size", _gravity(small), small, values=values)
        return Answer(Part.BEST, (effect,), Bars(bars))
    return _best_of_data(ground)


def _gravity(share: Number) -> Gravity:
    return Gravity.CAUTION if share.value < OFTEN else Gravity.NOTE


def _share_first(ground: Ground, size: int, rng: np.random.Generator) -> Number:
    heads = np.full(len(ground.heads), float(size))
    truth = ground.truths(ground.worlds, rng, heads)
    true, seen = ground.run(truth), ground.run(ground.strayed(truth, rng))
    chosen = np.argmax(np.where(true.complete, true.total, -1), axis=1)
    first = seen.place[np.arange(len(chosen)), chosen] == 1
    return interval.share(int(first.sum()), len(first))


def _best_of_data(ground: Ground) -> Answer:
    rng = ground.rng(Part.BEST)
    truth = ground.truths(ground.copies, rng)
    true, seen = ground.run(Batch.of(ground.table, 1)), ground.run(ground.strayed(truth, rng))
    winners = np.flatnonzero(true.place[0] == 1)
    if not winners.size:
        return Answer(Part.BEST, skipped="no-pairs")
    kept = seen.place[:, winners] == 1
    every = interval.share(int(kept.sum()), kept.size)
    bars = tuple(
        Bar(ground.table.subjects[row], interval.share(int(kept[:, i].sum()), len(kept)))
        for i, row in enumerate(winners)
    )
    found = Effect("best.past", _gravity(every), every, values={"groups": len(winners)})
    return Answer(Part.BEST, (found,), Bars(bars))


# --- Luck -------------------------------------------------------------------------------------------------


def luck(ground: Ground) -> Answer:
    """Everybody equally good: whoever stands first or last stands there by chance, or by size."""
    sizes = ground.sizes
    if not any(law.chance in CHANCY for law in ground.laws):
        return Answer(Part.LUCK, skipped="no-chance")
    if not (sizes == SMALL).any() or not (sizes == LARGE).any():
        return Answer(Part.LUCK, skipped="one-size")
    rng = ground.rng(Part.LUCK)
    seen = ground.run(ground.strayed(ground.equals(ground.copies), rng))
    first, last = _ends(ground, seen)
    small, large = sizes == SMALL, sizes == LARGE
    fair = Number(int(small.sum()) * MILLI // len(sizes), Measure.SHARE)
    fair_large = Number(int(large.sum()) * MILLI // len(sizes), Measure.SHARE)
    bars = (
        Bar("luck.small-first", _of(first, small), fair),
        Bar("luck.small-last", _of(last, small), fair),
        Bar("luck.large-first", _of(first, large), fair_large),
        Bar("luck.large-last", _of(last, large), fair_large),
    )
    ends = _of(np.concatenate([first, last]), small)
    times = _times(ends, fair.value)
    gravity = Gravity.NOTE
    if times.low is not None and times.low > MILLI:
        gravity = Gravity.FAULT if times.value >= 2 * MILLI else Gravity.CAUTION
    found = [
        Effect(
            "luck.small-at-ends" if gravity is not Gravity.NOTE else "luck.even",
            gravity,
            times,
            values={
                "small_first": bars[0].number,
                "small_last": bars[1].number,
                "fair": fair,
                "spread": Number(_spread(seen, small)),
                "spread_large": Number(_spread(seen, large)),
            },
        )
    ]
    if (bars[2].number.low or 0) > fair_large.value * 3 // 2:
        found.append(Effect("luck.large-first", Gravity.CAUTION, bars[2].number, values={"fair": fair_large}))
    return Answer(Part.LUCK, tuple(found), Bars(bars))


def _ends(ground: Ground, seen: Outcome) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Who is first and last, per copy; those who share the last place all count."""
    groups = np.array(ground.table.groups, dtype=object)
    last = np.zeros_like(seen.complete)
    for group in sorted(set(ground.table.groups)):
        mine = groups == group
        place = seen.place[:, mine]
        last[:, mine] = (place == place.max(axis=1, keepdims=True)) & (place > 1)
    return (seen.place == 1), last


def _of(where: NDArray[np.bool_], who: NDArray[np.bool_]) -> Number:
    """Which part of those places is held by `who`."""
    return interval.share(int(where[:, who].sum()), int(where.sum()))


def _times(share: Number, fair: int) -> Number:
    def over(value: int | None) -> int:
        return (value or 0) * MILLI // max(fair, 1)

    return replace(
        share, value=over(share.value), low=over(share.low), high=over(share.high), measure=Measure.TIMES
    )


def _spread(seen: Outcome, who: NDArray[np.bool_]) -> int:
    """Width that holds 95 % of the totals."""
    totals = seen.total[:, who][seen.complete[:, who]]
    if not totals.size:
        return 0
    low, high = np.quantile(totals, [0.025, 0.975])
    return round(float(high - low))
