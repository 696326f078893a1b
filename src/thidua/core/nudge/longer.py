"""What would have changed a month or a year: points that its parts lack, and parts of another class.

The class of a longer period changes only where a bound of the regulation stands, and the place only where somebody
else's points do; so the points next to these are all that need to be tried, and the engine tries them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from thidua.core.nudge.trial import Rank
from thidua.core.number import MILLI, Int64
from thidua.core.period import Period
from thidua.core.score.engine import roll_up
from thidua.core.score.methods import Grain
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    Condition,
    NoneOf,
    PartPoints,
    PartsIn,
    PointsIn,
    RollUp,
    Scheme,
    SubjectKind,
)
from thidua.core.score.table import Parts


@dataclass(frozen=True, slots=True)
class Gap:
    """Points of the longer period that are missing to (or in hand before) another class or place.

    Attributes:
        change: of the longer period's points, in thousandths, with its sign.
        over_parts: the smallest change of all parts' points together that brings it, the parts' classes as they are.
    """

    change: int
    over_parts: int
    before: Rank
    after: Rank


@dataclass(frozen=True, slots=True)
class Swap:
    """Another class in any one of these parts, their points as they are. Classes are indexes into the scheme's."""

    periods: tuple[Period, ...]
    was: int
    instead: int
    before: Rank
    after: Rank


@dataclass(frozen=True, slots=True)
class Longer:
    """Attributes: gaps: upwards, then downwards, where there is one; swaps: what helps first."""

    gaps: tuple[Gap, ...] = ()
    swaps: tuple[Swap, ...] = ()
    before: Rank = field(default=Rank(False, -1, 0, 0))


def longer(
    scheme: Scheme, period: Period, parts: Parts, forms: Sequence[str], groups: Sequence[str], subject: str
) -> Longer:
    """For one subject of a roll-up; its whole group must be among the parts. Empty while it has no result."""
    found = _Trials(scheme, period, parts, forms, groups, parts.subjects.index(subject))
    before = found.ranks(found.own(1))[0]
    if not before.complete:
        return Longer()
    gaps = [gap for sign in (1, -1) for gap in found.gap(before, sign)]
    swaps = sorted(found.swaps(before), key=lambda swap: (not swap.after.better_than(before), swap.instead))
    return Longer(tuple(gaps), tuple(swaps), before)


@dataclass(frozen=True, slots=True)
class _Trials:
    scheme: Scheme
    period: Period
    parts: Parts
    forms: Sequence[str]
    groups: Sequence[str]
    row: int

    @property
    def rule(self) -> RollUp:
        rule = self.scheme.roll_up(self.period.kind)
        assert rule is not None, f"no roll-up for {self.period.kind}"
        return rule

    def own(self, times: int) -> Parts:
        """The subject's parts, as often as wanted."""
        rows = np.full(times, self.row)
        total, classes = self.parts.total[rows], self.parts.classes[rows]
        subjects = (self.parts.subjects[self.row],) * times
        return replace(
            self.parts, subjects=subjects, present=self.parts.present[rows], total=total, classes=classes
        )

    def ranks(self, tried: Parts) -> list[Rank]:
        """Class and place of each row, every one alone among the others of the group."""
        size, others = len(tried.subjects), self.others()
        kind, form, group = self.period.kind, self.forms[self.row], self.groups[self.row]
        scored = roll_up(self.scheme, kind, self.period, tried, (form,) * size, (group,) * size)
        placed = self.rule.points is not PartPoints.NONE and self.scheme.subject is not SubjectKind.OFFICER
        place = 1 + len(others) - np.searchsorted(others, scored.total, side="right")
        place = np.where(scored.complete & placed, place, 0)
        columns = zip(scored.complete, scored.classes, place, scored.total, strict=True)
        return [Rank(bool(a), int(b), int(c), int(d)) for a, b, c, d in columns]

    def others(self) -> Int64:
        """Totals of the others of the group who have one, in order."""
        group = self.groups[self.row]
        scored = roll_up(self.scheme, self.period.kind, self.period, self.parts, self.forms, self.groups)
        there = [i for i, g in enumerate(self.groups) if g == group and i != self.row and scored.complete[i]]
        return np.sort(scored.total[there])

    # --- Points -------------------------------------------------------------------------------------------

    def gap(self, before: Rank, sign: int) -> Iterator[Gap]:
        """The nearest total in that direction that moves something."""
        if self.rule.points is PartPoints.NONE:
            return
        wanted = sorted((t for t in self.totals() if (t - before.total) * sign > 0), key=lambda t: t * sign)
        if not wanted:
            return
        tried, first = self.own(len(wanted)), int(np.flatnonzero(self.parts.present[self.row])[0])
        if self.rule.points is PartPoints.MEAN:
            tried.total[:] = np.array(wanted)[:, None]
        else:
            tried.total[:] = 0
            tried.total[:, first] = wanted
        for total, after in zip(wanted, self.ranks(tried), strict=True):
            if after.moved_from(before):
                yield Gap(total - before.total, self._over_parts(total, sign), before, after)
                return

    def totals(self) -> set[int]:
        """Possible totals next to every bound of the class rules and to everybody else's points."""
        unit = 10 ** (3 - self.scheme.places)
        form, number = self.scheme.form(self.forms[self.row]), int(self.parts.present[self.row].sum())
        times = number if self.rule.points is PartPoints.SUM else 1
        marks = [mark * MILLI for rule in self.rule.rules for mark in _marks(rule.when)]
        marks += [Fraction(total) for total in self.others().tolist()]
        near = {int(mark // unit) * unit + by * unit for mark in marks for by in (-1, 0, 1)}
        return {total for total in near if form.minimum * times <= total <= form.maximum * times}

    def _over_parts(self, total: int, sign: int) -> int:
        """The smallest change of the sum of the parts that brings the longer period to the total or beyond it."""
        there = self.parts.present[self.row]
        held, number = int(self.parts.total[self.row, there].sum()), int(there.sum())
        if self.rule.points is PartPoints.SUM:
            return total - held
        unit, grain = 10 ** (3 - self.scheme.places), Grain.of(self.scheme)

        def reached(steps: int) -> bool:
            mean = int(grain.round(np.array([held + sign * steps * unit]), np.array([number]))[0])
            return sign * mean >= sign * total

        low, high = 0, abs(total * number - held) // unit + number + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(middle) else (middle, high)
        needed: int = sign * high * unit
        return needed

    # --- Classes of the parts -----------------------------------------------------------------------------

    def swaps(self, before: Rank) -> list[Swap]:
        """For each part the nearest better and the nearest worse class that moves something, same ones together."""
        if not any(_counts_parts(rule.when) for rule in self.rule.rules):
            return []
        tries = [
            (part, level)
            for part in np.flatnonzero(self.parts.present[self.row]).tolist()
            for level in self._levels(int(self.parts.classes[self.row, part]))
        ]
        tried = self.own(len(tries))
        for at, (part, level) in enumerate(tries):
            tried.classes[at, part] = level
        found: dict[tuple[int, int, Rank], list[Period]] = {}
        done: set[tuple[int, bool]] = set()
        for (part, level), after in zip(tries, self.ranks(tried), strict=True):
            was = int(self.parts.classes[self.row, part])
            way = part, self._is_better(level, was)
            if after.moved_from(before) and way not in done:
                done.add(way)
                found.setdefault((was, level, after), []).append(self.parts.periods[part])
        return [
            Swap(tuple(periods), was, level, before, after) for (was, level, after), periods in found.items()
        ]

    def _levels(self, was: int) -> list[int]:
        """Other classes that count, the nearest in each direction first; without a class all are upwards."""
        levels = [i for i, name in enumerate(self.scheme.classes) if name.counts and i != was]
        return sorted(levels, key=lambda level: abs(level - was) if self._ranked(was) else -level)

    def _is_better(self, level: int, was: int) -> bool:
        return not self._ranked(was) or level < was

    def _ranked(self, level: int) -> bool:
        return level >= 0 and self.scheme.classes[level].counts


def _counts_parts(condition: Condition | None) -> bool:
    return any(isinstance(one, PartsIn) for one in _leaves(condition))


def _marks(condition: Condition | None) -> Iterator[Fraction]:
    """Every bound on points, in points."""
    for one in _leaves(condition):
        if isinstance(one, PointsIn):
            bounds: Bounds = one.bounds
            yield from (bound for bound in (bounds.low, bounds.high) if bound is not None)


def _leaves(condition: Condition | None) -> Iterator[Condition]:
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        for one in condition.conditions:
            yield from _leaves(one)
    elif condition is not None:
        yield condition
