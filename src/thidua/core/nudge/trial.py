"""One subject with one figure changed, many times at once, scored and placed by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64
from thidua.core.score.engine import score
from thidua.core.score.leader import Leaders, places
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.score.table import FigureTable, Scored
from thidua.core.standing import stand

Rows = NDArray[np.intp]
_NO_CLASS = 2**31  # −1 modulo this stands behind every class


@dataclass(frozen=True, slots=True)
class Rank:
    """`level` is the index of the class, -1 for none; `place` 0 for none (officers have none)."""

    complete: bool
    level: int
    place: int
    total: int

    def moved_from(self, before: Rank) -> bool:
        """Whether there is a result and its class or place is another one."""
        return self.complete and (self.level, self.place) != (before.level, before.place)

    def better_than(self, other: Rank) -> bool:
        """A better class, or the same class and a better place; no class is the worst."""
        return (self.level % _NO_CLASS, self.place) < (other.level % _NO_CLASS, other.place)


@dataclass(frozen=True, slots=True)
class Trial:
    """The figure of one column set to `value` (thousandths); column -1 changes nothing.

    Attributes:
        leads: others of the group are measured by this figure.
    """

    column: int
    value: int
    leads: bool = False


class Trials:
    """Tries values for one subject of a table.

    Trials are gathered into worlds. In each world the rest of the group stands beside the trials, and nobody in it
    is the measure of anybody who should not be: trials of an ordinary figure share one world; those of a figure
    that others are measured by share another, as long as they lead nobody; one that leads has its own. Where points
    depend on places every trial has its own.
    """

    def __init__(self, scheme: Scheme, table: FigureTable, row: int) -> None:
        self.scheme, self.table, self.row = replace(scheme, quotas=(), distinctions=()), table, row
        group = table.groups[row]
        self.others = np.array(
            [i for i, g in enumerate(table.groups) if g == group and i != row], dtype=np.intp
        )
        pointed = table.period.kind == scheme.period and any(form.criteria for form in scheme.forms)
        self.placed = pointed and scheme.subject is not SubjectKind.OFFICER
        self.best: dict[int, Fraction] = {}
        self.apart = places(scheme)  # a second copy would take a place from the others

    def ranks(self, trials: Sequence[Trial]) -> list[Rank]:
        """Class and place for each trial, in order."""
        worlds: dict[tuple[int, int], list[int]] = {}
        for at, trial in enumerate(trials):
            worlds.setdefault(self._world(trial), []).append(at)
        scored, table, where, beside = self._scored(trials, list(worlds.values()))
        place = np.zeros(len(trials), dtype=np.int64)
        if self.placed:
            for others, members in zip(beside, worlds.values(), strict=True):
                place[members] = self._places(scored, table, others, where[members])
        return [
            Rank(bool(scored.complete[i]), int(scored.classes[i]), int(p), int(scored.total[i]))
            for i, p in zip(where.tolist(), place.tolist(), strict=True)
        ]

    def _scored(
        self, trials: Sequence[Trial], worlds: Sequence[Sequence[int]]
    ) -> tuple[Scored, FigureTable, Rows, list[Rows]]:
        """All worlds scored at once; the row of each trial, and for each world the rows of the others."""
        everybody: list[Rows] = []
        names: list[str] = []
        where = np.zeros(len(trials), dtype=np.intp)
        beside: list[Rows] = []
        size = 0
        for number, members in enumerate(worlds):
            everybody += [self.others, np.full(len(members), self.row, dtype=np.intp)]
            beside.append(np.arange(size, size + len(self.others)))
            where[members] = size + len(self.others) + np.arange(len(members))
            size += len(self.others) + len(members)
            names += [str(number)] * (len(self.others) + len(members))
        table = _rows_of(self.table, np.concatenate(everybody), tuple(names))
        changed = [at for at, trial in enumerate(trials) if trial.column >= 0]
        table.numerator[where[changed], [trials[at].column for at in changed]] = [
            trials[at].value for at in changed
        ]
        return score(self.scheme, table), table, where, beside

    def _world(self, trial: Trial) -> tuple[int, int]:
        """Trials with the same answer stand in the same world."""
        if self.apart:
            return trial.column, trial.value
        target = int(self.table.target[self.row, trial.column])
        if not trial.leads or target <= 0:
            return -1, -1
        own = Fraction(trial.value * MILLI, int(self.table.denominator[self.row, trial.column]) * target)
        return (trial.column, trial.value if own > max(Fraction(1), self._best(trial.column)) else -1)

    def _best(self, column: int) -> Fraction:
        """The best value / target among the others."""
        if column not in self.best:
            alone = _rows_of(self.table, self.others, ("",) * len(self.others))
            found = Leaders(self.scheme, alone)(self.table.figures[column])
            first = zip(found.numerator[:1].tolist(), found.denominator[:1].tolist(), strict=True)
            self.best[column] = next((Fraction(a, b) for a, b in first), Fraction(0))
        return self.best[column]

    def _places(self, scored: Scored, table: FigureTable, others: Rows, rows: Rows) -> Int64:
        """1 + how many of the others are better; equal totals are left to the standing and its tie-breaks."""
        there = others[scored.complete[others]]
        totals = np.sort(scored.total[there])
        own = scored.total[rows]
        after = np.searchsorted(totals, own, side="right")
        tied = (after > np.searchsorted(totals, own, side="left")) & scored.complete[rows]
        place = len(totals) - after + 1
        if self.scheme.tie_breaks and tied.any():
            place[tied] += self._among_equals(scored, table, there, rows[tied]) - 1
        return np.where(scored.complete[rows], place, 0)

    def _among_equals(self, scored: Scored, table: FigureTable, others: Rows, rows: Rows) -> Int64:
        """The place of each row among those of the others that have the same total."""
        blocks = [np.r_[row, others[scored.total[others] == scored.total[row]]] for row in rows]
        names = tuple(str(at) for at, block in enumerate(blocks) for _ in block)
        first = np.cumsum([0, *(len(block) for block in blocks[:-1])])
        everybody = np.concatenate(blocks)
        equal = _scored_of(scored, everybody, names)
        place: Int64 = stand(self.scheme, equal, _rows_of(table, everybody, names)).place[first]
        return place


def _rows_of(table: FigureTable, rows: Rows, groups: tuple[str, ...]) -> FigureTable:
    """These rows, as often as they are named, in these groups."""
    return replace(
        table,
        subjects=tuple(table.subjects[i] for i in rows),
        forms=tuple(table.forms[i] for i in rows),
        groups=groups,
        state=table.state[rows],
        numerator=table.numerator[rows],
        denominator=table.denominator[rows],
        target=table.target[rows],
    )


_ARRAYS = (
    "applies", "raw", "points", "flags", "group_raw", "group_points", "group_flags", "total", "complete",
    "classes", "class_rule", "veto", "cap", "steps",
)  # fmt: skip


def _scored_of(scored: Scored, rows: Rows, groups: tuple[str, ...]) -> Scored:
    arrays = {name: getattr(scored, name)[rows] for name in _ARRAYS}
    subjects, forms = (tuple(names[i] for i in rows) for names in (scored.subjects, scored.forms))
    return replace(scored, subjects=subjects, forms=forms, groups=groups, problems=(), **arrays)
