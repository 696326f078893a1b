"""What would have changed the place: for each input of one subject, the smallest change that moves it.

Nothing is computed a second way: many copies of the subject, each with one figure changed, are scored and placed
by the engine together with the rest of the group. An input with few possible values is tried with all of them.
One with many is searched by narrowing, which finds the smallest change if more of it always pulls one way; the
answer itself is always checked, and so is that one unit less would not have done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.nudge.trial import Rank, Trial, Trials
from thidua.core.number import MILLI
from thidua.core.score.leader import places
from thidua.core.score.lines import figures_beside
from thidua.core.score.mark import figure_of, marks_of
from thidua.core.score.scheme import FigureKind, FigureUse, Form, Mark, Relative, Scheme
from thidua.core.score.table import FigureTable, State

WIDE, NARROW = 256, 12  # values tried at once: of an ordinary figure, and of one that others are measured by


@dataclass(frozen=True, slots=True)
class Nudge:
    """One input, in one direction.

    Attributes:
        figure: column of the table; denominator, numerator: as it stands, in thousandths.
        change: smallest change of the numerator that changes class or place, in thousandths; 0 for none.
        searched: how far it was looked for, in thousandths, with its sign.
        exhaustive: every value up to there was tried.
        before, after: class and place as the figure stands and after the change; the same when there is none.
    """

    figure: str
    numerator: int
    denominator: int
    change: int
    searched: int
    exhaustive: bool
    before: Rank
    after: Rank

    @property
    def helps(self) -> bool:
        """The change brings a better class, or the same class and a better place."""
        return self.change != 0 and self.after.better_than(self.before)


def by_effort(found: Iterable[Nudge]) -> list[Nudge]:
    """What would have helped first, then what would have hurt, then what would have changed nothing.

    Inside each, the smallest effort first: the fewest units of what is counted; of as many, the smaller part of
    what is possible at all.
    """

    def effort(nudge: Nudge) -> tuple[int, int, Fraction]:
        kind = 0 if nudge.helps else 1 if nudge.change else 2
        return kind, abs(nudge.change), abs(Fraction(nudge.change, nudge.searched or 1))

    return sorted(found, key=effort)


def nudges(scheme: Scheme, table: FigureTable, subject: str) -> tuple[Nudge, ...]:
    """For every figure that was reported for the subject, up and down, in the order of the columns.

    Empty while the subject is incomplete: first it needs a result. A change after which there would be no result
    is no answer. The subject's whole group must be in the table.
    """
    row = table.subjects.index(subject)
    trials = Trials(scheme, table, row)
    lanes = list(_lanes(scheme, table, row))
    (before,) = trials.ranks([Trial(-1, 0)])
    if not before.complete:
        return ()
    while asking := [lane for lane in lanes if not lane.done]:
        asked = [(lane, k) for lane in asking for k in lane.candidates()]
        found = trials.ranks([Trial(lane.column, lane.value(k), lane.leads) for lane, k in asked])
        answers: dict[int, list[tuple[int, Rank]]] = {}
        for (lane, k), rank in zip(asked, found, strict=True):
            answers.setdefault(id(lane), []).append((k, rank))
        for lane in asking:
            lane.learn(answers[id(lane)], before)
    return tuple(lane.nudge(table, row, before) for lane in lanes)


# --- One input in one direction ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Lane:
    """The values of one figure in one direction: `start + k × step` for k from 1 to `most`.

    Attributes:
        low: the largest k known to change nothing below the first that does; high: the smallest known to, if any.
        leads: others may be measured by this figure.
    """

    figure: str
    column: int
    start: int
    step: int
    most: int
    leads: bool
    low: int = 0
    high: int | None = None
    after: Rank | None = None
    tried_all: bool = False
    done: bool = False

    def value(self, k: int) -> int:
        return self.start + k * self.step

    def candidates(self) -> Sequence[int]:
        """Values to try next: all of them if they are few, else near ones one by one and far ones spread out."""
        at_once = NARROW if self.leads else WIDE
        first, last = self.low + 1, self.most if self.high is None else self.high - 1
        if last - first + 1 <= at_once:
            self.tried_all = self.tried_all or (self.low == 0 and self.high is None)
            return range(first, last + 1)
        near = at_once // 2 if self.high is None else 0
        far = at_once - near
        span = last - (first + near) + 1
        spread = [first + near - 1 + span * i // far for i in range(1, far + 1)]
        # The value before the last too: next to nothing may do what nothing at all does not.
        return sorted({*range(first, first + near), *spread, last - 1})

    def learn(self, answers: Sequence[tuple[int, Rank]], before: Rank) -> None:
        """Narrow down to the first value that changes something."""
        first = next(((k, out) for k, out in answers if out.moved_from(before)), None)
        if first is not None:
            self.high, self.after = first
        if self.high is None:
            self.done = True
            return
        self.low = max([self.low, *(k for k, _ in answers if k < self.high)])
        self.done = self.high - self.low <= 1

    def nudge(self, table: FigureTable, row: int, before: Rank) -> Nudge:
        return Nudge(
            figure=self.figure,
            numerator=int(table.numerator[row, self.column]),
            denominator=int(table.denominator[row, self.column]),
            change=0 if self.high is None else self.high * self.step,
            searched=self.most * self.step,
            exhaustive=self.tried_all,
            before=before,
            after=self.after or before,
        )


def _lanes(scheme: Scheme, table: FigureTable, row: int) -> Iterator[_Lane]:
    form = scheme.form(table.forms[row])
    read = _read(scheme, form)
    placed = places(scheme)
    lead = {c.method.figure for c in form.criteria if isinstance(c.method, Relative)}
    uses = {use.code: use for use in scheme.figures}
    for column, figure in enumerate(table.figures):
        use = uses.get(figure.partition("@")[0])
        reported = table.state[row, column] == State.PRESENT and table.denominator[row, column] > 0
        if figure not in read or use is None or not reported:
            continue
        start = int(table.numerator[row, column])
        for step, most in _ways(use, form, table, row, column):
            if most > 0:
                yield _Lane(figure, column, start, step, most, figure in lead or placed)


def _read(scheme: Scheme, form: Form) -> set[str]:
    """Columns that can make a difference to a subject of this form."""
    found = {tie_break.of for tie_break in scheme.tie_breaks} | set(figures_beside(form))
    for criterion in form.criteria:
        method = criterion.method
        found |= set(marks_of(method)) if isinstance(method, Mark) else {figure_of(method)}
    return found


def _ways(use: FigureUse, form: Form, table: FigureTable, row: int, column: int) -> Iterator[tuple[int, int]]:
    """(step, how many) upwards and downwards, in thousandths, inside what such a figure can be."""
    value = int(table.numerator[row, column])
    lowest, step = 0, MILLI
    match use.kind:
        case FigureKind.YES_NO:
            highest = MILLI
        case FigureKind.RATIO:
            highest = int(table.denominator[row, column])
        case FigureKind.CLASS:
            lowest, highest = min(use.values, default=1) * MILLI, max(use.values, default=0) * MILLI
        case FigureKind.MARK:
            highest, step = _scale(form, use.code)
        case _:
            highest = value + max(value, 10 * MILLI, int(table.target[row, column]), _most(table, column))
    yield step, (highest - value) // step
    yield -step, (value - lowest) // step


def _most(table: FigureTable, column: int) -> int:
    """The greatest value reported by anybody: as far as somebody has really come."""
    there = table.state[:, column] == State.PRESENT
    return int(table.numerator[there, column].max(initial=0))


def _scale(form: Form, figure: str) -> tuple[int, int]:
    """The highest mark, and the step of the marks: half a point where the regulation names none."""
    marked = [c for c in form.criteria if isinstance(c.method, Mark) and c.method.figure == figure]
    steps = [c.method.step for c in marked if isinstance(c.method, Mark) and c.method.step]
    return min((c.maximum for c in marked), default=0), max(steps, default=MILLI // 2)
