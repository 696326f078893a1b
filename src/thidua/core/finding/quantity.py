"""Sums, percentages, changes and bounds: what the printed numbers imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from thidua.core.figure import Qualifier, percent_possible
from thidua.core.finding.figure import Finding, FindingKind, Number, Published

GRIM_LIMIT = 200  # denominators tried; beyond it one decimal fits almost anything
GRIM_SHOWN = 8


def sums(figures: Sequence[Published]) -> Iterator[Finding]:
    """Parts against the total they were printed with, or their sum where none was printed.

    Codes: finding.sum-holds, finding.sum-differs, finding.sum-computed, finding.instances.
    """
    known = {figure.code: figure for figure in figures}
    parts: dict[str, list[Published]] = {}
    for figure in figures:
        if figure.part_of and figure.qualifier is Qualifier.EXACT:
            parts.setdefault(figure.part_of, []).append(figure)
    for total_code, members in parts.items():
        codes = tuple(member.code for member in members)
        total = sum((member.value for member in members), Fraction(0))
        numbers: dict[str, Number] = {
            "sum": total,
            "parts": " + ".join(_plain(member.value) for member in members),
            "names": "; ".join(member.indicator for member in members),
            "measure": members[0].measure,
        }
        printed = known.get(total_code)
        if printed is not None:
            agrees = printed.value == total
            numbers |= {"total": printed.value, "difference": abs(printed.value - total)}
            kind = FindingKind.HOLDS if agrees else FindingKind.CONTRADICTION
            code = "finding.sum-holds" if agrees else "finding.sum-differs"
            yield Finding(code, kind, (*codes, printed.code), numbers)
        elif {member.measure for member in members} == {"lượt"}:
            yield Finding("finding.instances", FindingKind.NOTE, codes, numbers)
        else:
            yield Finding("finding.sum-computed", FindingKind.NOTE, codes, numbers)


def percentages(figures: Sequence[Published]) -> Iterator[Finding]:
    """Percentages without their parts: what could they have been, and may they be pooled at all?

    Codes: finding.percent-without-parts, finding.percent-grim, finding.percent-disagrees,
    finding.pooled-rate.
    """
    for figure in figures:
        if not figure.is_percent or figure.change_of:
            continue
        numbers: dict[str, Number] = {"name": figure.indicator, "value": figure.value}
        if len(figure.pooled) > 1:
            pooled: dict[str, Number] = {**numbers, "kinds": ", ".join(figure.pooled)}
            yield Finding("finding.pooled-rate", FindingKind.QUESTION, (figure.code,), pooled)
        if figure.numerator is not None and figure.denominator:
            yield from _printed_parts(figure)
        elif figure.qualifier is Qualifier.EXACT and figure.places > 0:
            yield _grim(figure)
        else:
            yield Finding("finding.percent-without-parts", FindingKind.QUESTION, (figure.code,), numbers)


def _printed_parts(figure: Published) -> Iterator[Finding]:
    right = Fraction(100 * (figure.numerator or 0), figure.denominator or 1)
    if abs(right - figure.value) * 2 * 10**figure.places > 1:
        numbers: dict[str, Number] = {
            "name": figure.indicator, "value": figure.value, "right": right,
            "numerator": figure.numerator or 0, "denominator": figure.denominator or 0,
        }  # fmt: skip
        yield Finding("finding.percent-disagrees", FindingKind.CONTRADICTION, (figure.code,), numbers)


def _grim(figure: Published) -> Finding:
    """Which denominators can print this percentage: the smallest of them, and the first few."""
    fits = [n for n in range(1, GRIM_LIMIT + 1) if percent_possible(figure.value, figure.places, n)]
    numbers: dict[str, Number] = {
        "name": figure.indicator,
        "value": figure.value,
        "smallest": fits[0] if fits else GRIM_LIMIT + 1,
        "fits": ", ".join(str(n) for n in fits[:GRIM_SHOWN]),
    }
    return Finding("finding.percent-grim", FindingKind.QUESTION, (figure.code,), numbers)


def changes(figures: Sequence[Published]) -> Iterator[Finding]:
    """The earlier value behind "down 75.74 %", as the range that rounding leaves open; always "suy ra"."""
    known = {figure.code: figure for figure in figures}
    for figure in figures:
        later = known.get(figure.change_of)
        if later is None or figure.value <= -100:
            continue
        half = Fraction(1, 2 * 10**figure.places)
        low, mid, high = (
            later.value / (1 + change / 100)
            for change in (figure.value + half, figure.value, figure.value - half)
        )
        numbers: dict[str, Number] = {
            "name": later.indicator, "later": later.value, "change": figure.value, "measure": later.measure,
            "low": -(-low.numerator // low.denominator), "middle": round(mid),
            "high": high.numerator // high.denominator,
        }  # fmt: skip
        yield Finding("finding.derived-earlier", FindingKind.NOTE, (later.code, figure.code), numbers)


def bounds(figures: Sequence[Published]) -> Iterator[Finding]:
    """Numbers printed as "trên", "gần", "hàng nghìn": a bound on one side, never a point on a chart."""
    for figure in figures:
        if figure.qualifier is Qualifier.EXACT:
            continue
        numbers: dict[str, Number] = {
            "name": figure.indicator, "qualifier": figure.qualifier.value, "value": figure.value,
            "measure": figure.measure,
        }  # fmt: skip
        limits = figure.qualifier.bounds(figure.value)
        side, limit = ("below", limits.high) if limits.low is None else ("above", limits.low)
        numbers["limit"] = limit if limit is not None else figure.value
        yield Finding(f"finding.bound-{side}", FindingKind.NOTE, (figure.code,), numbers)


def cut_offs(figures: Sequence[Published]) -> Iterator[Finding]:
    """Figures of a span that were printed before the span had ended, one finding per day of printing."""
    groups: dict[tuple[date, date], list[str]] = {}
    for figure in figures:
        if figure.covers_to and figure.published_on and figure.published_on < figure.covers_to:
            groups.setdefault((figure.published_on, figure.covers_to), []).append(figure.code)
    for (published, until), codes in groups.items():
        numbers: dict[str, Number] = {
            "published": published, "until": until, "count": len(codes), "days": (until - published).days,
        }  # fmt: skip
        yield Finding("finding.cut-off-early", FindingKind.QUESTION, tuple(codes), numbers)


def _plain(value: Fraction) -> str:
    """Whole numbers with grouping as in Vietnamese texts; parts of a sum are counts."""
    whole = f"{value.numerator // value.denominator:,}".replace(",", ".")
    return whole if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
