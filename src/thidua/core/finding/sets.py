"""Lists, wholes and territories: who must be on two lists at once, what is not covered, what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from thidua.core.finding.figure import Finding, FindingKind, Number, Published


def opposite_lists(figures: Sequence[Published]) -> Iterator[Finding]:
    """Members that two lists of opposite meaning must share, because together they are longer than the whole.

    Pigeonhole: of n things, at least a + b − n are on both lists.
    Codes: finding.opposite-lists, finding.opposite-lists-undated, finding.opposite-lists-other-day.
    """
    sizes = _sizes(figures)
    for bad in figures:
        for good in figures:
            if (bad.meaning, good.meaning) != ("bad", "good") or bad.set != good.set or bad.set not in sizes:
                continue
            listed, other, whole = _listed(bad), _listed(good), sizes[bad.set]
            both = listed + other - whole
            if both <= 0:
                continue
            left = listed - _gone(bad)
            numbers: dict[str, Number] = {
                "bad": bad.list_title or bad.indicator,
                "good": good.list_title or good.indicator,
                "bad_count": listed,
                "good_count": other,
                "whole": whole, "both": both, "gone": _gone(bad), "left": left,
                "both_left": max(0, left + other - whole),
            }  # fmt: skip
            code, kind = "finding.opposite-lists-undated", FindingKind.CONTRADICTION
            if bad.as_of and good.as_of:
                same = bad.as_of == good.as_of
                code = "finding.opposite-lists" if same else "finding.opposite-lists-other-day"
                kind = FindingKind.CONTRADICTION if same else FindingKind.QUESTION
            yield Finding(code, kind, (bad.code, good.code), numbers)
            if bad.within and bad.within == good.within and (wider := sizes.get(bad.within)):
                yield from _even_if_wider(bad, good, wider)


def _even_if_wider(bad: Published, good: Published, whole: int) -> Iterator[Finding]:
    """The same overlap if the text loosely meant the larger whole."""
    both = _listed(bad) + _listed(good) - whole
    left = max(0, both - _gone(bad))
    if both > 0:
        yield Finding(
            "finding.opposite-lists-wider",
            FindingKind.CONTRADICTION,
            (bad.code, good.code),
            {"whole": whole, "both": both, "both_left": left},
        )


def _sizes(figures: Sequence[Published]) -> dict[str, int]:
    """How many a whole has, read from the figures that print it as their denominator."""
    return {
        f.set: f.denominator
        for f in figures
        if f.set and f.listed == "numerator" and f.denominator is not None
    }


def _listed(figure: Published) -> int:
    part = figure.denominator if figure.listed == "denominator" else figure.numerator
    return part or 0


def _gone(figure: Published) -> int:
    """Those that have left the list again."""
    return (figure.numerator or 0) if figure.listed == "denominator" else 0


def coverage(figures: Sequence[Published]) -> Iterator[Finding]:
    """A number that should cover what is left of a list, and does or does not.

    Codes: finding.coverage-gap, finding.coverage-excess, finding.coverage-holds.
    """
    known = {figure.code: figure for figure in figures}
    for figure in figures:
        listed = known.get(figure.covers)
        if listed is None or figure.value.denominator != 1:
            continue
        left, covered = _listed(listed) - _gone(listed), figure.value.numerator
        numbers: dict[str, Number] = {
            "list": listed.list_title or listed.indicator, "cover": figure.indicator, "listed": _listed(listed),
            "gone": _gone(listed), "left": left, "covered": covered, "gap": abs(left - covered),
        }  # fmt: skip
        code = "gap" if covered < left else "excess" if covered > left else "holds"
        kind = FindingKind.HOLDS if covered == left else FindingKind.QUESTION
        yield Finding(f"finding.coverage-{code}", kind, (listed.code, figure.code), numbers)


def definitions(figures: Sequence[Published]) -> Iterator[Finding]:
    """Figures of one topic that were defined or counted differently: a series that must be drawn with a break."""
    for one, other in combinations([f for f in figures if f.topic], 2):
        if one.topic == other.topic and (one.definition, one.set) != (other.definition, other.set):
            numbers = {"one": one.indicator, "other": other.indicator}
            yield Finding("finding.not-comparable", FindingKind.QUESTION, (one.code, other.code), numbers)


def different_wholes(figures: Sequence[Published]) -> Iterator[Finding]:
    """Rates of one subject over different wholes: both stand, but are never added or compared."""
    sizes = _sizes(figures)
    by_subject: dict[str, dict[int, list[str]]] = {}
    for figure in figures:
        if figure.subject and figure.listed == "numerator" and figure.set in sizes:
            by_subject.setdefault(figure.subject, {}).setdefault(sizes[figure.set], []).append(figure.code)
    for wholes in by_subject.values():
        for small, large in combinations(sorted(wholes), 2):
            codes = (*wholes[small], *wholes[large])
            numbers = {"small": small, "large": large, "difference": large - small}
            yield Finding("finding.different-wholes", FindingKind.NOTE, codes, numbers)


def territory_breaks(
    figures: Sequence[Published], territories: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Rates whose territory has changed since: to be quoted for their own day only, one finding per change."""
    by_change: dict[tuple[str, ...], list[str]] = {}
    for figure in figures:
        pair = tuple(territories.get(figure.code, ()))
        if figure.denominator is not None and len(set(pair)) == 2:
            by_change.setdefault(pair, []).append(figure.code)
    for (then, now), codes in by_change.items():
        numbers = {"then": then, "now": now}
        yield Finding("finding.territory-changed", FindingKind.NOTE, tuple(codes), numbers)
