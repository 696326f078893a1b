"""Many worlds in one call: copies of a table, each changed a little, scored and placed side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import Int64
from thidua.core.score.engine import score
from thidua.core.score.scheme import Scheme, SubjectKind
from thidua.core.score.table import FigureTable, Scored
from thidua.core.standing import stand


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine says of every copy. Shapes [copy, unit], `points` [copy, unit, criterion].

    Attributes:
        place: 1 is best inside the unit's own group of its copy, 0 where incomplete.
    """

    scored: Scored
    criteria: tuple[str, ...]
    points: Int64
    total: Int64
    place: Int64
    complete: NDArray[np.bool_]
    classes: Int64


@dataclass(slots=True)
class Batch:
    """Copies of `base` that can be written to; arrays are [copy, unit, figure]."""

    base: FigureTable
    state: NDArray[np.int8]
    numerator: Int64
    denominator: Int64
    target: Int64

    @staticmethod
    def of(base: FigureTable, copies: int) -> Batch:
        return Batch(
            base,
            np.repeat(base.state[None], copies, axis=0),
            np.repeat(base.numerator[None], copies, axis=0),
            np.repeat(base.denominator[None], copies, axis=0),
            np.repeat(base.target[None], copies, axis=0),
        )

    @property
    def copies(self) -> int:
        return len(self.state)

    def repeated(self, times: int) -> Batch:
        """Each copy `times` times, one after the other."""
        return Batch(
            self.base,
            np.repeat(self.state, times, axis=0),
            np.repeat(self.numerator, times, axis=0),
            np.repeat(self.denominator, times, axis=0),
            np.repeat(self.target, times, axis=0),
        )

    def table(self) -> FigureTable:
        """All copies as one table; groups of different copies never meet."""
        base, copies = self.base, self.copies
        wide = self.state.shape[2]
        return replace(
            base,
            subjects=tuple(f"{v}|{s}" for v in range(copies) for s in base.subjects),
            forms=base.forms * copies,
            groups=tuple(f"{v}|{g}" for v in range(copies) for g in base.groups),
            state=self.state.reshape(-1, wide),
            numerator=self.numerator.reshape(-1, wide),
            denominator=self.denominator.reshape(-1, wide),
            target=self.target.reshape(-1, wide),
            group_figures={
                (f"{v}|{g}", figure): value
                for v in range(copies)
                for (g, figure), value in base.group_figures.items()
            },
        )

    def run(self, scheme: Scheme) -> Outcome:
        """Score and place every copy.

        Args:
            scheme: as `plain` gives it.
        """
        table = self.table()
        scored = score(scheme, table)
        standing = stand(scheme, scored, table)
        shape = (self.copies, len(self.base.subjects))
        return Outcome(
            scored=scored,
            criteria=scored.criteria,
            points=scored.points.reshape(*shape, -1),
            total=scored.total.reshape(shape),
            place=standing.place.reshape(shape),
            complete=scored.complete.reshape(shape),
            classes=scored.classes.reshape(shape),
        )


def plain(scheme: Scheme) -> Scheme:
    """The scheme without what the batches do not ask: quotas and distinctions have questions of their own.

    Subjects of the laboratory are made up (a sheet on officers is never drawn from their own figures), so that
    an order may be asked for.
    """
    return replace(scheme, quotas=(), distinctions=(), subject=SubjectKind.UNIT)
