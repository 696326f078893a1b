"""Where one more unit of result makes a jump, and what it is worth elsewhere."""

from __future__ import annotations

import numpy as np

from thidua.core.lab.effect import Answer, Curve, Curves, Effect, Gain, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Chance
from thidua.core.lab.sweep import Sweep
from thidua.core.number import MILLI

FAULT_SHARE = 10  # a jump worth a tenth of the whole scale is a fault
CAUTION_SHARE = 50
CURVES_MAX = 6


def cliffs(ground: Ground, sweeps: tuple[Sweep, ...]) -> Answer:
    """One effect for the largest jump of each figure; exact."""
    worths = tuple(_worth(s) for s in sweeps if not s.alone and s.span and s.law.chance is not Chance.STILL)
    scale = max(ground.form.maximum - ground.form.minimum, 1)
    found, drawn = [], []
    for figure in dict.fromkeys(s.law.figure for s in sweeps):
        mine = [s for s in sweeps if s.law.figure == figure]
        jumping = [s for s in mine if s.jumps]
        if jumping:
            worst = max(jumping, key=lambda s: max(abs(j.gain) for j in s.jumps))
            found.append(_effect(worst, scale))
            drawn.append(worst)
    found.sort(key=lambda f: -abs(f.number.value))
    drawn.sort(key=lambda s: -max(abs(j.gain) for j in s.jumps))
    if not found:
        size = Number(0, Measure.POINTS)
        return Answer(Part.CLIFF, (Effect("cliff.none", Gravity.SOUND, size),), worths=worths)
    picture = Curves(tuple(_curve(s) for s in drawn[:CURVES_MAX]))
    return Answer(Part.CLIFF, tuple(found), picture, worths=worths)


def _worth(sweep: Sweep) -> Gain:
    """One more unit at the usual value, and where more stops adding."""
    at = int(np.searchsorted(sweep.x, sweep.usual, side="right")) - 1
    at = min(max(at, 0), len(sweep.x) - 2)
    step = int(sweep.x[at + 1] - sweep.x[at])
    gain = int(sweep.total[at + 1] - sweep.total[at]) * sweep.unit // step
    best = int(np.argmax(sweep.total))
    still = best == len(sweep.x) - 1 or sweep.total[0] == sweep.total.max()
    return Gain(
        sweep.title,
        _unit(sweep),
        Number(sweep.usual, Measure.COUNT),
        Number(gain),
        None if still else Number(int(sweep.x[best]), Measure.COUNT),
    )


def _effect(sweep: Sweep, scale: int) -> Effect:
    jump = max(sweep.jumps, key=lambda j: abs(j.gain))
    steps = np.searchsorted(sweep.x, [j.value for j in sweep.jumps], side="left") - 1
    between = np.delete(sweep.gains, np.clip(steps, 0, len(sweep.gains) - 1))
    usual = int(np.median(np.abs(between[between != 0]))) if (between != 0).any() else 0
    gravity = Gravity.NOTE
    if abs(jump.gain) * FAULT_SHARE >= scale:
        gravity = Gravity.FAULT
    elif abs(jump.gain) * CAUTION_SHARE >= scale:
        gravity = Gravity.CAUTION
    code = "cliff.at-target" if sweep.target and abs(jump.value - sweep.target) <= MILLI else "cliff.jump"
    return Effect(
        code,
        gravity,
        Number(jump.gain, Measure.POINTS),
        sweep.law.figure,
        sweep.title,
        sweep.criteria[0].clause,
        {
            "at": Number(jump.value, Measure.COUNT),
            "before": Number(jump.before),
            "after": Number(jump.after),
            "usual": Number(usual),
            "jumps": Number(len(sweep.jumps) * MILLI, Measure.COUNT),
            "unit": _unit(sweep),
            "alone": "yes" if sweep.alone else "",
            "target": Number(sweep.target, Measure.COUNT),
        },
    )


def _unit(sweep: Sweep) -> str:
    return "%" if sweep.law.chance.value == "binomial" else sweep.use.unit


def _curve(sweep: Sweep) -> Curve:
    return Curve(
        sweep.title,
        _unit(sweep),
        tuple(int(v) for v in sweep.x),
        tuple(int(v) for v in sweep.total),
        tuple((j.value, j.before, j.after) for j in sweep.jumps),
    )
