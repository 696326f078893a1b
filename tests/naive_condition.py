"""The naive evaluator's rounding, bounds and conditions: plain fractions, one subject at a time."""

from __future__ import annotations

import math
from fractions import Fraction


def rounded(number, places, mode):
    """To `places` decimals of a point; the number is in thousandths."""
    unit = 10 ** (3 - places)
    return Fraction(whole(Fraction(number) / unit, mode) * unit)


def whole(number, mode):
    """The integer that a fraction is rounded to."""
    low = math.floor(number)
    rest = number - low
    up = {
        "floor": False,
        "ceil": rest > 0,
        "half-up": rest >= Fraction(1, 2),
        "half-away": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and number > 0),
        "half-even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and low % 2 != 0),
    }[str(mode)]
    return low + (1 if up else 0)


def hold(number, low, high):
    return max(min(number, high), low)


def inside(number, bounds):
    if bounds.low is not None:
        if number < bounds.low:
            return False
        if number == bounds.low and not bounds.low_closed:
            return False
    if bounds.high is not None:
        if number > bounds.high:
            return False
        if number == bounds.high and not bounds.high_closed:
            return False
    return True


# --- Conditions: True, False, or None for "not known" -----------------------------------------------------


def ask(condition, world):  # noqa: C901 — one flat list of the cases
    if condition is None:
        return True
    name = type(condition).__name__
    if name == "FigureIn":
        value = world["figures"].get(condition.figure)
        if value is None:
            return {"problem": None, "holds": True, "fails": False}[str(condition.absent)]
        if value == "n/a" or value.number is None:
            return {"problem": None, "holds": True, "fails": False}[str(condition.not_applicable)]
        return inside(value.number, condition.bounds)
    if name == "PointsIn":
        if not world["known"]:
            return None
        return inside(world["points"][condition.of] / 1000, condition.bounds)
    if name == "CriteriaIn":
        if not world["known"]:
            return None
        bad = 0
        for maximum, points in world["counted"]:
            if str(condition.counted) == "zero" and points == 0:
                bad += 1
            if str(condition.counted) == "below-half" and points < maximum / 2:
                bad += 1
        if condition.share:
            return inside(Fraction(bad, len(world["counted"])) if world["counted"] else 0, condition.bounds)
        return inside(bad, condition.bounds)
    if name == "PartsIn":
        return inside(sum(1 for part in world["parts"] if part in condition.classes), condition.bounds)
    answers = [ask(inner, world) for inner in condition.conditions]
    if name == "AllOf":
        return False if False in answers else None if None in answers else True
    some = True if True in answers else None if None in answers else False
    if name == "AnyOf":
        return some
    assert name == "NoneOf"
    return None if some is None else not some


def open_figures(condition, world):
    """Figures that leave a condition open."""
    if condition is None:
        return set()
    if type(condition).__name__ == "FigureIn":
        return {condition.figure} if ask(condition, world) is None else set()
    found = set()
    for inner in getattr(condition, "conditions", ()):
        found |= open_figures(inner, world)
    return found
