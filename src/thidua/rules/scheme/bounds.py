"""Bounds that say their side: `from` (≥), `above` (>), `to` (≤), `below` (<), `is` (=)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from thidua.core.score.scheme import Bounds
from thidua.rules.fields import Fields, read_number
from thidua.rules.text import Scalar

WORDS = ("from", "above", "to", "below", "is")
SIDELESS = ("min", "max", "between", "range", "over", "under", "until", "within", "at", "less", "more")
_SPAN = re.compile(r"[\d.]+\s*%?\s*(-|–|—|\.\.|…|→|~)\s*[\d.]+\s*%?")


def read_bounds(fields: Fields) -> Bounds:
    """The interval a mapping describes; a bound whose side is not said is a problem."""
    findings = fields.findings
    before = len(findings.problems)
    for word in SIDELESS:
        if fields.has(word):
            findings.add("scheme.side-not-said", fields.node_of(word) or fields.node, word=word)
    low, high = _value(fields, "from"), _value(fields, "to")
    above, below, exact = _value(fields, "above"), _value(fields, "below"), _value(fields, "is")
    faulty = len(findings.problems) > before
    said = [word for word in WORDS if fields.has(word)]
    if not faulty and not said:
        findings.add("scheme.bounds-missing", fields.node)
    if {"from", "above"} <= set(said) or {"to", "below"} <= set(said) or ("is" in said and len(said) > 1):
        findings.add("scheme.bounds-twice", fields.node, words=", ".join(said))
        return Bounds()
    if exact is not None:
        return Bounds(exact, True, exact, True)
    bounds = Bounds(
        low if low is not None else above, above is None, high if high is not None else below, below is None
    )
    if is_empty(bounds):
        findings.add("scheme.bounds-empty", fields.node)
        return Bounds()
    return bounds


def is_empty(bounds: Bounds) -> bool:
    """Whether no value lies inside."""
    if bounds.low is None or bounds.high is None:
        return False
    return bounds.low > bounds.high or (
        bounds.low == bounds.high and not (bounds.low_closed and bounds.high_closed)
    )


def holds(bounds: Bounds, value: Fraction) -> bool:
    """Whether a value lies inside, each side as it is said."""
    if bounds.low is not None and (value < bounds.low or (value == bounds.low and not bounds.low_closed)):
        return False
    return bounds.high is None or value < bounds.high or (value == bounds.high and bounds.high_closed)


def edges(bounds: Bounds) -> list[Fraction]:
    """The values at which it begins or ends."""
    return [edge for edge in (bounds.low, bounds.high) if edge is not None]


def probes(
    intervals: list[Bounds], low: Fraction, high: Fraction | None, integers: bool = False
) -> list[Fraction]:
    """One value from every cell into which the intervals cut the range low…high (None is unbounded)."""
    cuts = {edge for bounds in intervals for edge in edges(bounds)} | {low}
    if high is not None:
        cuts.add(high)
    ordered = sorted(cuts)
    found = set(ordered)
    found |= {(left + right) / 2 for left, right in pairwise(ordered)}
    found |= {ordered[-1] + 1}
    if integers:
        found = {Fraction(int(value // 1) + step) for value in found for step in (-1, 0, 1)}
    return sorted(value for value in found if value >= low and (high is None or value <= high))


def _value(fields: Fields, word: str) -> Fraction | None:
    node = fields.node_of(word)
    if not isinstance(node, Scalar):
        if node is not None:
            fields.findings.add("rule.text-expected", node, key=word)
        return None
    if node.text in ("yes", "no"):
        return Fraction(node.text == "yes")
    if _SPAN.fullmatch(node.text):
        fields.findings.add("scheme.side-not-said", node, word=node.text)
        return None
    return read_number(node, fields.findings)
