"""What a group is worth when some of its criteria do not apply.

Two policies move maxima: RESCALE drops a criterion and scales the rest of its group; REDISTRIBUTE shares its
maximum equally among those of the named groups in which something still applies. Both end in one exact factor
per group.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import lcm

import numpy as np

from thidua.core.number import Int64
from thidua.core.score.conditions import Bool
from thidua.core.score.methods import Grain
from thidua.core.score.scheme import Form, Group, NotApplicable, Takes
from thidua.core.score.table import Flag

_MOVES = (NotApplicable.RESCALE, NotApplicable.REDISTRIBUTE)


@dataclass(frozen=True, slots=True)
class Worth:
    """A group's points are multiplied by numerator / denominator and then held at limit / limit_denominator.

    Attributes:
        stranded: rows where something was dropped or shared out and nothing is left to carry it.
    """

    numerator: Int64
    denominator: Int64
    limit: Int64
    limit_denominator: int
    stranded: Bool


def worths(form: Form, flags_of: Callable[[str], Int64]) -> dict[str, Worth]:
    """Per group code; empty when the form has no criterion that moves maxima.

    Args:
        flags_of: the flags of a criterion, by code.
    """
    moving = [
        c for c in form.criteria if c.not_applicable in (NotApplicable.RESCALE, NotApplicable.REDISTRIBUTE)
    ]
    if not moving:
        return {}
    shared_out = {c.code for c in moving if c.not_applicable is NotApplicable.REDISTRIBUTE}
    alternatives = {c.code for g in form.groups if g.takes is Takes.BEST for c in g.criteria}
    assert not shared_out & alternatives, "alternatives have no maximum of their own to share out"
    # Maxima are shared among at most so many groups: over this common denominator every share is an integer.
    over = lcm(*range(1, max(len(c.among) for c in moving) + 1))
    left = {g.code: _left(g, flags_of) for g in form.groups}
    size = len(flags_of(moving[0].code))
    received = {g.code: np.zeros(size, dtype=np.int64) for g in form.groups}
    lost = np.zeros(size, dtype=np.bool_)
    for criterion in moving:
        out = (flags_of(criterion.code) & Flag.NA_SHARED) != 0
        if not criterion.maximum or not out.any():
            continue
        takers = [(code, left[code] > 0) for code in criterion.among]
        number = np.sum([takes for _, takes in takers], axis=0, dtype=np.int64)
        lost |= out & (number == 0)
        share = criterion.maximum * over // np.maximum(number, 1)
        for code, takes in takers:
            received[code] += np.where(out & takes, share, 0)
    return {g.code: _worth(g, flags_of, left[g.code], received[g.code], lost, over) for g in form.groups}


def held_at(group: Group, worth: Worth, grain: Grain) -> Int64:
    """The maximum that the group has in the end; rounded only if something was shared."""
    rounded = grain.round(worth.limit, worth.limit_denominator)
    same = worth.limit == group.maximum * worth.limit_denominator
    return np.where(same, group.maximum, rounded)


def _left(group: Group, flags_of: Callable[[str], Int64]) -> Int64:
    """The maxima that still apply in the group, added as the group adds its points."""
    gone = Flag.NA_DROPPED | Flag.NA_SHARED
    each = [np.where((flags_of(c.code) & gone) != 0, 0, c.maximum) for c in group.criteria]
    best = group.takes is Takes.BEST
    total: Int64 = np.max(each, axis=0) if best else np.sum(each, axis=0, dtype=np.int64)
    return total


def _worth(
    group: Group, flags_of: Callable[[str], Int64], left: Int64, received: Int64, lost: Bool, over: int
) -> Worth:
    maxima = [c.maximum for c in group.criteria]
    whole = max(maxima, default=0) if group.takes is Takes.BEST else sum(maxima)
    dropped, shared = np.zeros_like(left), np.zeros_like(left)
    for criterion in group.criteria:
        flags = flags_of(criterion.code)
        dropped += np.where((flags & Flag.NA_DROPPED) != 0, criterion.maximum, 0)
        shared += np.where((flags & Flag.NA_SHARED) != 0, criterion.maximum, 0)
    numerator = (np.where(dropped > 0, group.rescale_to, whole) - shared) * over + received
    empty = left <= 0
    common = np.gcd(numerator, left * over)
    common[empty | (common == 0)] = 1
    return Worth(
        numerator=np.where(empty, 1, numerator // common),
        denominator=np.where(empty, 1, left * over // common),
        limit=(group.maximum - shared) * over + received,
        limit_denominator=over,
        stranded=lost | ((dropped > 0) & empty),
    )
