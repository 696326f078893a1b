"""How a standing is read: how sure a place is, who left her usual level, what was lost and where.

Nothing here gives or takes a point; it says how far the points that were given can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, Rounding, divide
from thidua.core.score.engine import score
from thidua.core.score.facts import holds
from thidua.core.score.leader import compares
from thidua.core.score.scheme import (
    AllOf,
    Condition,
    Distinction,
    FigureIn,
    FigureKind,
    PointsIn,
    Scheme,
    SubjectKind,
)
from thidua.core.score.table import FigureTable, Scored, State

COUNTED = (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO)
USUAL_LEAST = 4  # periods that make a habit
FAR = 3  # times the usual distance from the usual level
FAR_LEAST = 5 * MILLI  # points; a smaller step is never worth a look


@dataclass(frozen=True, slots=True)
class PlaceRange:
    """The best and the worst place that remain possible; `low` is the better one."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """A total far from the subject's own usual level, all in thousandths of a point."""

    subject: str
    total: int
    usual: int


def place_ranges(scheme: Scheme, table: FigureTable) -> Mapping[str, PlaceRange]:
    """The places a subject would have if it had miscounted one figure by one, everybody else standing as they do.

    Its points are computed again with each of its counts one up and one down, one at a time; the lowest and the
    highest total are set beside the totals of the others. Ties are open both ways.

    Returns:
        {} where points hang on what others do or the period is made of others: then the rule says nothing.
    """
    if scheme.subject is SubjectKind.OFFICER or table.period.kind != scheme.period or compares(scheme):
        return {}
    total, low, high, there = _spans(scheme, table)
    groups = np.array(table.groups, dtype=object)
    found: dict[str, PlaceRange] = {}
    for group in set(table.groups):
        rows = np.flatnonzero((groups == group) & there)
        totals = np.sort(total[rows])
        better = len(rows) - np.searchsorted(totals, high[rows], side="right")
        # Of those not below my lowest total I am one myself.
        worst = len(rows) - np.searchsorted(totals, low[rows], side="left")
        for row, best, last in zip(rows.tolist(), better.tolist(), worst.tolist(), strict=True):
            found[table.subjects[row]] = PlaceRange(best + 1, last)
    return found


def _spans(scheme: Scheme, table: FigureTable) -> tuple[Int64, Int64, Int64, NDArray[np.bool_]]:
    """Per subject its total, the lowest and highest with one count off by one, and whether it has one at all."""
    kinds = {use.code: use.kind for use in scheme.figures}
    columns = [at for at, figure in enumerate(table.figures) if kinds.get(figure) in COUNTED]
    moves = [(at, step) for at in columns for step in (MILLI, -MILLI)]
    copies, size = len(moves) + 1, len(table.subjects)
    many = _copies(table, copies)
    for copy, (at, step) in enumerate(moves, start=1):
        rows = slice(copy * size, (copy + 1) * size)
        own = table.numerator[:, at]
        ratio = kinds[table.figures[at]] is FigureKind.RATIO
        moved = np.clip(own + step, 0, np.maximum(table.denominator[:, at], own) if ratio else None)
        present = (table.state[:, at] == State.PRESENT) & (table.denominator[:, at] > 0)
        many.numerator[rows, at] = np.where(present, moved, own)
    out = score(replace(scheme, quotas=(), distinctions=()), many)
    total, complete = out.total.reshape(copies, size), out.complete.reshape(copies, size)
    own_total = np.broadcast_to(total[0], total.shape)
    total = np.where(complete, total, own_total)  # a change after which there is no result says nothing
    return total[0], total.min(axis=0), total.max(axis=0), complete[0]


def _copies(table: FigureTable, times: int) -> FigureTable:
    return replace(
        table,
        subjects=table.subjects * times,
        forms=table.forms * times,
        groups=tuple(f"{copy}/{group}" for copy in range(times) for group in table.groups),
        state=np.tile(table.state, (times, 1)),
        numerator=np.tile(table.numerator, (times, 1)),
        denominator=np.tile(table.denominator, (times, 1)),
        target=np.tile(table.target, (times, 1)),
        group_figures={},
    )


def places_seen(past: Sequence[int]) -> PlaceRange | None:
    """The best and the worst of the places that were held; 0 is no place."""
    held = [place for place in past if place]
    return PlaceRange(min(held), max(held)) if held else None


def outliers(past: Mapping[str, Sequence[int | None]]) -> tuple[Outlier, ...]:
    """Subjects whose last total is far from their own usual level, farthest first.

    The usual level is the median of the totals before; the usual distance the median distance from it. Far is three
    times that distance, and five points at least. Nobody is compared with anybody else.
    """
    found = []
    for subject, totals in sorted(past.items()):
        before = sorted(total for total in totals[:-1] if total is not None)
        last = totals[-1] if totals else None
        if last is None or len(before) < USUAL_LEAST:
            continue
        usual = median(before)
        distance = median(sorted(abs(total - usual) for total in before))
        if abs(last - usual) >= max(FAR * distance, FAR_LEAST):
            found.append(Outlier(subject, last, usual))
    return tuple(sorted(found, key=lambda one: (-abs(one.total - one.usual), one.subject)))


def median(ordered: Sequence[int]) -> int:
    """Of ordered whole numbers; between two, the lower."""
    return ordered[(len(ordered) - 1) // 2]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One subject before one flag: which conditions it meets, in the order of `conditions_of`.

    Attributes:
        values: what each condition asked about, in thousandths; None where that is no single number.
    """

    subject: str
    met: tuple[bool, ...]
    values: tuple[int | None, ...]


def conditions_of(distinction: Distinction) -> tuple[Condition, ...]:
    """The conditions of a flag one by one."""
    if distinction.when is None:
        return ()
    return distinction.when.conditions if isinstance(distinction.when, AllOf) else (distinction.when,)


def candidates(
    scheme: Scheme, scored: Scored, table: FigureTable, distinction: Distinction
) -> tuple[Candidate, ...]:
    """Everybody with a result before the flag of a scored period, in the order of the table."""
    conditions = conditions_of(distinction)
    met = [holds(scheme, condition, scored, table).tolist() for condition in conditions]
    values = [_asked(condition, scored, table) for condition in conditions]
    return tuple(
        Candidate(subject, tuple(part[row] for part in met), tuple(part[row] for part in values))
        for row, subject in enumerate(scored.subjects)
        if scored.complete[row]
    )


def _asked(condition: Condition, scored: Scored, table: FigureTable) -> list[int | None]:
    match condition:
        case PointsIn(of=""):
            return [int(total) for total in scored.total]
        case FigureIn(figure=figure) if (at := table.column(figure)) >= 0:
            there = (table.state[:, at] == State.PRESENT) & (table.denominator[:, at] > 0)
            under = np.where(there, table.denominator[:, at], 1)
            share = divide(table.numerator[:, at] * MILLI, under, Rounding.HALF_UP)
            return [int(value) if known else None for value, known in zip(share, there, strict=True)]
    return [None] * len(scored.subjects)


# --- Tiles ------------------------------------------------------------------------------------------------

CLASSES = 5


def shade_bounds(values: Iterable[int], classes: int = CLASSES) -> tuple[int, ...]:
    """The lowest value of each class from the second on, so that classes hold about as many values each.

    Equal values are never parted; few different values make fewer classes.
    """
    ordered = sorted(values)
    cuts = {ordered[len(ordered) * k // classes] for k in range(1, classes)} if ordered else set()
    return tuple(sorted(cut for cut in cuts if cut > ordered[0]))


def shade(value: int, bounds: Sequence[int]) -> int:
    """1 for the lowest class."""
    return 1 + sum(value >= bound for bound in bounds)


def tile_rows(codes: Iterable[str], layout: Sequence[Sequence[str]] = ()) -> tuple[tuple[str, ...], ...]:
    """Every code once: where the layout puts it, the others below in order; "" is an empty tile.

    The same codes always lie the same way. Rows that the layout leaves empty on that day are left out.
    """
    there = set(codes)
    placed = [tuple(code if code in there else "" for code in row) for row in layout]
    placed = [row for row in placed if any(row)]
    rest = sorted(there - {code for row in placed for code in row})
    wide = max((len(row) for row in placed), default=isqrt(len(rest) * 8 // 5) or 1)
    rows = placed + [tuple(rest[at : at + wide]) for at in range(0, len(rest), wide)]
    return tuple((*row, *("",) * (wide - len(row))) for row in rows)
