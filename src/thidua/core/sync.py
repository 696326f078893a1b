"""What to do with a value that was typed on a device without a line, once it arrives.

Three values meet: what the device saw when the person began (base), what stands now, and what she typed. Only what
nobody else has touched is written; everything else is shown to people side by side.
"""

from __future__ import annotations

from enum import StrEnum

from thidua.core.figure import FigureValue


class Meeting(StrEnum):
    """How a typed value meets the one that stands."""

    SAME = "same"  # the very same value stands already: nothing to write
    FIRST = "first"  # nothing stood, nothing stands
    CORRECTION = "correction"  # what stands is what she saw
    CONFLICT = "conflict"  # somebody else was there in between


def meet(base: FigureValue | None, standing: FigureValue | None, typed: FigureValue) -> Meeting:
    """Compare by value: changed away and back again is not a change."""
    if standing is not None and said(standing) == said(typed):
        return Meeting.SAME
    if (base is None) != (standing is None):
        return Meeting.CONFLICT
    if base is None or standing is None:
        return Meeting.FIRST
    return Meeting.CORRECTION if said(base) == said(standing) else Meeting.CONFLICT


def said(value: FigureValue) -> tuple[int, int, int]:
    """State, numerator and denominator: a value without the place it was read from."""
    return int(value.state), value.numerator, value.denominator
