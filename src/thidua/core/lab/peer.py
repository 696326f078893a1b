"""What one unit's result does to the points of the others: in a rule that measures against the leader, a lot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from thidua.core.lab.batch import Batch
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground, prepare
from thidua.core.lab.law import Chance, Law, columns_of
from thidua.core.number import MILLI, Int64

LEAP = 2  # the one unit does so many times its best


def peers(ground: Ground) -> Answer:
    """Exact: one unit doubles the best result of its group in one figure; nobody else changes anything.

    A second question where there are targets: a unit whose target is one does two. Where past figures show no
    effect, made-up units are asked: nobody may have been beyond a target yet.
    """
    answer = _asked(ground)
    if ground.synthetic or answer.picture is not None:
        return answer
    made_up = prepare(ground.full, ground.form, seed=ground.seed, worlds=ground.worlds)
    drawn = _asked(made_up) if made_up is not None else answer
    if drawn.picture is None:
        return answer
    told = tuple(replace(effect, values={**effect.values, "drawn": "yes"}) for effect in drawn.effects)
    return replace(drawn, effects=told)


def _asked(ground: Ground) -> Answer:
    if len(ground.reference.subjects) < 3:
        return Answer(Part.PEER, skipped="few-units")
    asked = [law for law in ground.counting if law.chance is not Chance.STILL]
    losses = [(law, *_leap(ground, law)) for law in asked]
    hurt = [(law, lost, most) for law, lost, most in losses if lost.any()]
    if not hurt:
        return Answer(Part.PEER, (Effect("peer.none", Gravity.SOUND, Number(0)),))
    found = []
    for law, lost, value in hurt:
        found.append(_leader(ground, law, lost, value))
        if law.target:
            found.append(_tiny(ground, law))
    bars = tuple(
        Bar(f.title, f.number, f.values["most"] if isinstance(f.values["most"], Number) else None)
        for f in found
        if f.code == "peer.leader"
    )
    return Answer(Part.PEER, tuple(found), Bars(bars))


def _leap(ground: Ground, law: Law) -> tuple[Int64, int]:
    """What each other unit loses, and the value to which the middle unit went."""
    batch, at, row = Batch.of(ground.reference, 2), law.column, ground.middle
    target, under = batch.target[0, :, at], np.maximum(batch.denominator[0, :, at], 1)
    over = batch.numerator[0, :, at]
    if law.target and target.all():
        best = max(int(over[i]) * MILLI // int(target[i]) for i in range(len(over)))
        value = max(best * LEAP * int(target[row]) // MILLI, LEAP * int(target[row]))
    elif law.chance is Chance.BINOMIAL:
        value = int(under[row])
    elif law.chance is Chance.MARK:
        value = law.maximum
    else:
        value = LEAP * max(int(over.max()), MILLI)
    batch.numerator[1, row, at] = value
    out = ground.run(batch)
    others = np.arange(len(over)) != row
    return (out.total[0] - out.total[1])[others], value


def _leader(ground: Ground, law: Law, lost: Int64, value: int) -> Effect:
    criterion = next(c for c in ground.form.criteria if law.figure in columns_of(c))
    share = int(np.count_nonzero(lost > 0)) * MILLI // len(lost)
    target = int(ground.reference.target[ground.middle, law.column])
    measure = Measure.SHARE if target else Measure.COUNT  # of the target, where there is one
    return Effect(
        "peer.leader",
        Gravity.FAULT,
        Number(round(int(lost.sum()) / len(lost))),
        law.figure,
        criterion.title,
        criterion.clause,
        {
            "most": Number(int(lost.max())),
            "losers": Number(share, Measure.SHARE),
            "value": Number(value * MILLI // target if target else value, measure),
            "others": Number(len(lost) * MILLI, Measure.COUNT),
        },
    )


def _tiny(ground: Ground, law: Law) -> Effect:
    """A unit asked for one thing does two; everybody else stays as they are."""
    criterion = next(c for c in ground.form.criteria if law.figure in columns_of(c))
    batch, at, row = Batch.of(ground.reference, 3), law.column, ground.middle
    target = int(batch.target[0, row, at])
    # Both did exactly one unit more than asked; only the size of the task differs.
    batch.target[1, row, at], batch.numerator[1, row, at] = target, target + MILLI
    batch.target[2, row, at], batch.numerator[2, row, at] = MILLI, 2 * MILLI
    out = ground.run(batch)
    others = np.arange(batch.state.shape[1]) != row
    lost = (out.total[1] - out.total[2])[others]
    gain = int(out.total[2, row] - out.total[1, row])
    return Effect(
        "peer.tiny-target",
        Gravity.FAULT if gain > 0 else Gravity.NOTE,
        Number(gain),
        law.figure,
        criterion.title,
        criterion.clause,
        {
            "target": Number(target, Measure.COUNT),
            "lost": Number(round(int(lost.sum()) / len(lost))),
            "unit": next((u.unit for u in ground.scheme.figures if u.code == law.figure), ""),
        },
    )
