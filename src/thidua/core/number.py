"""Exact numbers: int64 thousandths ("milli") and one rounding function that names its mode.

A judged quantity is never a float. Points, counts and amounts are integers in thousandths of their unit;
quotients are rounded here and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

MILLI = 1000
Int64 = NDArray[np.int64]
IntOrArray = TypeVar("IntOrArray", int, Int64)


class Rounding(StrEnum):
    """Named ways to turn a quotient into an integer; every rule that divides names one."""

    FLOOR = "floor"
    CEIL = "ceil"
    HALF_UP = "half-up"  # towards +∞ at exactly one half
    HALF_AWAY = "half-away"  # away from zero at exactly one half
    HALF_EVEN = "half-even"


def divide(numerator: IntOrArray, denominator: IntOrArray, mode: Rounding) -> IntOrArray:
    """numerator / denominator rounded to an integer; both ints or int64 arrays, denominators positive.

    Raises:
        AssertionError: a denominator is not positive (the caller decides what an empty denominator means).
    """
    assert np.all(np.asarray(denominator) > 0), "denominator must be positive"
    quotient = numerator // denominator
    remainder = numerator - quotient * denominator
    if mode is Rounding.FLOOR:
        return quotient
    if mode is Rounding.CEIL:
        return quotient + (remainder > 0)
    twice = 2 * remainder
    if mode is Rounding.HALF_UP:
        return quotient + (twice >= denominator)
    if mode is Rounding.HALF_AWAY:
        at_half_up = (twice == denominator) & (np.asarray(numerator) >= 0)
        return quotient + _as(quotient, (twice > denominator) | at_half_up)
    odd = quotient % 2
    return quotient + _as(quotient, (twice > denominator) | ((twice == denominator) & (odd == 1)))


def _as(like: IntOrArray, flag: object) -> IntOrArray:
    """A truth value as 0/1 of the same kind as `like` (plain int stays plain int)."""
    if isinstance(like, int):
        return int(bool(flag))
    return cast(IntOrArray, np.asarray(flag).astype(np.int64))


def product(*factors: Int64 | int) -> Int64:
    """The factors multiplied, exactly, whatever their size.

    The largest magnitudes are multiplied first as Python integers, which have no limit. While that bound
    stays below 2⁶² the int64 product cannot wrap, and neither can twice a remainder in `divide`. Beyond it
    (twelve thousand million đồng times a large weight) the arrays hold Python integers: slower, exact.
    """
    bound = 1
    for factor in factors:
        bound *= _magnitude(factor)
    wide = bound >= _SAFE
    result: Any = 1
    for factor in factors:
        result = result * (factor.astype(object) if wide and isinstance(factor, np.ndarray) else factor)
    return cast(Int64, result)


def divide_exactly(numerator: Int64, denominator: Int64 | int, mode: Rounding) -> Int64:
    """`divide` for arrays that may come from `product`; the quotient itself must fit in int64.

    Raises:
        AssertionError: a denominator is not positive, or a quotient is beyond 2⁶² (no regulation gives that).
    """
    low, high = _extremes(denominator)
    if numerator.dtype == object or high >= _SAFE:
        numerator = numerator.astype(object)
    under: Any = denominator
    if low == high and numerator.size:  # one divisor for all: several times faster than one for each
        under = high if numerator.dtype == object else np.int64(high)
    quotient = divide(numerator, under, mode)
    if quotient.dtype == object:
        assert _magnitude(quotient) < _SAFE, "quotient out of range"
        quotient = quotient.astype(np.int64)
    return cast(Int64, quotient)


_SAFE = 2**62


def _magnitude(value: Int64 | int) -> int:
    """The largest absolute value, as a Python integer; 0 for an empty array."""
    low, high = _extremes(value)
    return max(high, -low)


def _extremes(value: Int64 | int) -> tuple[int, int]:
    """The least and the greatest value as Python integers; 0 for an empty array."""
    if isinstance(value, np.ndarray):
        return (int(value.min()), int(value.max())) if value.size else (0, 0)
    return int(value), int(value)


def round_places(value_milli: IntOrArray, places: int, mode: Rounding) -> IntOrArray:
    """Round thousandths to `places` decimals (0–3); the result is again in thousandths."""
    unit = 10 ** (3 - places)
    if isinstance(value_milli, int):
        return cast(IntOrArray, divide(value_milli, unit, mode) * unit)
    return cast(IntOrArray, divide(value_milli, np.full_like(value_milli, unit), mode) * unit)


def milli(value: Fraction | int) -> int:
    """Exact thousandths of a number.

    Raises:
        ValueError: the number has more than three decimals.
    """
    scaled = Fraction(value) * MILLI
    if scaled.denominator != 1:
        raise ValueError(f"{value} has more than three decimals")
    return scaled.numerator
