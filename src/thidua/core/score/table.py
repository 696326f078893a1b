"""What goes into the engine (`FigureTable`) and what comes out (`Scored`): dense int64 arrays of one period."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import Int64
from thidua.core.period import Period
from thidua.core.problem import Problem


class State(IntEnum):
    """Absent is not zero, and not applicable is neither."""

    ABSENT = 0
    PRESENT = 1
    NOT_APPLICABLE = 2


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One period's figures for a set of subjects, shapes [subject, figure].

    A plain value stands in `numerator` in thousandths over a `denominator` of 1000; a ratio has its own two
    parts, both in thousandths. `target` is in thousandths, 0 where none was set. Yes is 1000, no is 0.

    Attributes:
        subjects: codes, in the order of the rows.
        forms: code of each subject's form.
        groups: code of the group (cluster, collective) in which each subject is compared.
        figures: codes, in the order of the columns (a mark's columns are "code@assessor").
    """

    period: Period
    subjects: tuple[str, ...]
    forms: tuple[str, ...]
    groups: tuple[str, ...]
    figures: tuple[str, ...]
    state: NDArray[np.int8]
    numerator: Int64
    denominator: Int64
    target: Int64
    group_figures: dict[tuple[str, str], int] = field(default_factory=dict)  # (group, figure) → thousandths

    def column(self, figure: str) -> int:
        """Index of a figure's column, -1 when the table does not have it."""
        return self.figures.index(figure) if figure in self.figures else -1


class Flag(IntFlag):
    """Which rule bit, one bit each; kept with every line so that the working can be read back."""

    CAPPED = 1  # held at the maximum
    FLOORED = 2  # held at the minimum
    GATED = 4  # the gate did not hold
    MISSING = 8  # no figure: incomplete
    MISSING_ZERO = 16  # no figure, and the rule says zero
    NA_FULL = 32
    NA_ZERO = 64
    NA_DROPPED = 128  # left out, the group rescaled
    NA_SHARED = 256  # left out, its maximum shared among other groups
    SCALED = 512  # (group) points were scaled because members were left out or maxima shared
    NO_TIER = 1024  # no tier holds the value: incomplete
    VETOED = 2048  # (class)
    CLASS_CAPPED = 4096  # (class)
    NOT_TAKEN = 8192  # another criterion of its group was better, and the group takes only the best
    STEPPED = 16384  # (class)
    SILENT = 32768  # (total, class) nothing at all was reported, and the rule names the class


@dataclass(frozen=True, slots=True)
class Scored:
    """Points of one period with their working. Shapes [subject, criterion] and [subject, group].

    Columns are the union over forms; `applies` is False where a subject's form has no such line.

    Attributes:
        raw: the method's result before min and max; points: after gate, min and max and not-applicable policy.
        group_points: after scaling, min and max, rounded; total: start + groups, held and rounded.
        complete: False where a needed figure is missing; such a subject has no class and no place.
        classes: index into the scheme's classes, -1 for none.
        class_rule: index of the decision-list line that decided, -1 for none.
        steps: by how many steps of the scale each line of the form's ladder moved the class, [subject, line].
        veto, cap: index of the veto or class cap that bit, -1 for none.
    """

    period: Period
    subjects: tuple[str, ...]
    forms: tuple[str, ...]
    groups: tuple[str, ...]
    criteria: tuple[str, ...]
    group_codes: tuple[str, ...]
    applies: NDArray[np.bool_]
    raw: Int64
    points: Int64
    flags: Int64
    group_raw: Int64
    group_points: Int64
    group_flags: Int64
    total: Int64
    complete: NDArray[np.bool_]
    classes: Int64
    class_rule: Int64
    veto: Int64
    cap: Int64
    problems: tuple[Problem, ...] = ()
    steps: Int64 = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Parts:
    """Results of the sub-periods of a longer period, shapes [subject, part]; rows follow `subjects`."""

    periods: tuple[Period, ...]
    subjects: tuple[str, ...]
    present: NDArray[np.bool_]  # the subject was on the roster and complete in that part
    total: Int64
    classes: Int64
