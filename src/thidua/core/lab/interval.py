"""95 % intervals of what was drawn. Floats are allowed here: these say how sure a number is, not what one gets."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from thidua.core.lab.effect import Measure, Number
from thidua.core.number import MILLI

Z = 1.959964  # 97.5 % point of the normal distribution


def share(hits: int, trials: int) -> Number:
    """A share of trials with its Wilson interval; the whole range when nothing was tried."""
    if trials == 0:
        return Number(0, Measure.SHARE, 0, MILLI)
    p, z2 = hits / trials, Z * Z
    centre = (p + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z * sqrt(p * (1 - p) / trials + z2 / (4 * trials * trials)) / (1 + z2 / trials)
    return Number(
        round(p * MILLI),
        Measure.SHARE,
        max(0, round((centre - half) * MILLI)),
        min(MILLI, round((centre + half) * MILLI)),
    )


def mean(values: Sequence[float] | NDArray[np.float64], measure: Measure) -> Number:
    """The mean of one number per world, with the interval of the mean. Values in thousandths."""
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        return Number(0, measure, 0, 0)
    middle = float(array.mean())
    half = Z * float(array.std(ddof=1)) / sqrt(array.size) if array.size > 1 else 0.0
    low, high = round(middle - half), round(middle + half)
    if measure is Measure.SHARE:
        low, high = max(low, 0), min(high, MILLI)
    return Number(round(middle), measure, low, high)
