"""The working of every subject as rows to keep: with the scheme's text they are enough to explain every point.

One row per criterion and group that applies, one for the total, one for the class, one for each figure that
only a condition or a second assessor gave, one for the leader of the group where points beyond the target were
measured against it, one for the place in the group where that made the points, and one for each step that moved the
class. All numbers are thousandths, but places are plain numbers.

| kind      | code           | numerator, denominator, target     | raw                  | points            |
|-----------|----------------|------------------------------------|----------------------|-------------------|
| criterion | its code       | the figure as it stood             | the method's result  | after all rules   |
| group     | its code       | exact factor; target: its maximum  | sum of its criteria  | after all rules   |
| total     | ""             | 0                                  | start + groups       | the total         |
| figure    | figure         | the figure as it stood             | 0                    | 0                 |
| leader    | criterion      | value / target of the leader       | 0                    | 0                 |
| place     | criterion      | place, of how many, shared by how many | 0                | 0                 |
| part      | period         | 0                                  | class index          | total             |
| step      | line of ladder | 0                                  | steps                | 0                 |
| class     | class or ""    | deciding line, veto, cap (-1 none) | class of that line   | class index       |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, product
from thidua.core.score.conditions import Bool, Column, Leader, figures_in
from thidua.core.score.facts import Columns
from thidua.core.score.leader import Leaders
from thidua.core.score.mark import column_of, figure_of, marks_of
from thidua.core.score.methods import Grain
from thidua.core.score.scheme import Condition, Form, Mark, Relative, Scheme, Tiers
from thidua.core.score.sharing import held_at, worths
from thidua.core.score.table import FigureTable, Flag, Parts, Scored, State

LINE_COLUMNS = (
    "subject",
    "kind",
    "code",
    "state",
    "numerator",
    "denominator",
    "target",
    "raw",
    "points",
    "flags",
)
_TEXT, _NUMBERS = LINE_COLUMNS[:3], LINE_COLUMNS[3:]
LineColumns = dict[str, NDArray[Any]]


def lines(
    scheme: Scheme, table: FigureTable | None, scored: Scored, parts: Parts | None = None
) -> LineColumns:
    """The working by column, subjects in their order. `table` for a scored period, `parts` for a roll-up."""
    if table is None:
        blocks = [_Block(scored, np.arange(len(scored.subjects)))]
        if parts is not None:
            _add_parts(blocks[0], parts)
        _add_total(blocks[0], scored.total)
        _add_class(blocks[0], scheme, scored.class_rule, _rule_classes(scheme, scored, None))
    else:
        leaders = Leaders(scheme, table)
        blocks = [_form_block(scheme, form, table, scored, leaders) for form in scheme.forms]
    return _joined(blocks)


def figures_beside(form: Form) -> tuple[str, ...]:
    """Figures that the form reads without making points of them: in conditions, and other assessors' marks."""
    deciding = {figure_of(criterion.method) for criterion in form.criteria}
    return tuple(dict.fromkeys(f for f in _read(form) if f not in deciding))


def _read(form: Form) -> Iterator[str]:
    for criterion in form.criteria:
        if isinstance(criterion.method, Mark):
            yield from marks_of(criterion.method)
    conditions: list[Condition | None] = [criterion.gate for criterion in form.criteria]
    conditions += [group.gate for group in form.groups]
    conditions += [rule.when for rule in form.rules]
    conditions += [veto.when for veto in form.vetoes] + [cap.when for cap in form.caps]
    for condition in conditions:
        yield from figures_in(condition)
    for step in form.steps:
        yield from figures_in(step.when)
        yield from filter(None, (step.by_figure, step.minus_figure))


# --- Building ---------------------------------------------------------------------------------------------


class _Block:
    """The rows of the subjects of one form, line by line; `kept` says which of them exist."""

    def __init__(self, scored: Scored, rows: NDArray[np.intp]) -> None:
        self.scored, self.rows = scored, rows
        self.kinds: list[str] = []
        self.codes: list[Any] = []
        self.numbers: list[list[Any]] = []
        self.kept: list[Any] = []

    def add(self, kind: str, code: Any, *numbers: Any, kept: Any = True) -> None:
        """`code` and each number (in the order of the columns) hold for all subjects or one by one."""
        self.kinds.append(kind)
        self.codes.append(code)
        self.numbers.append(list(numbers))
        self.kept.append(kept)

    def columns(self) -> tuple[Int64, LineColumns]:
        """Index of each row's subject, and the columns."""
        shape = (len(self.rows), len(self.kinds))
        kept = _filled(shape, np.bool_, self.kept)
        whole = bool(kept.all())

        def flat(array: NDArray[Any]) -> NDArray[Any]:
            return array.ravel() if whole else array[kept]

        out: LineColumns = {
            "kind": flat(np.tile(np.array(self.kinds, dtype=object), (shape[0], 1))),
            "code": flat(_filled(shape, object, self.codes)),
        }
        for at, name in enumerate(_NUMBERS):
            kind = np.int8 if name == "state" else np.int64
            out[name] = flat(_filled(shape, kind, [numbers[at] for numbers in self.numbers]))
        each = shape[1] if whole else kept.sum(axis=1)
        return np.repeat(self.rows.astype(np.int64), each), out


def _filled(shape: tuple[int, int], kind: Any, values: list[Any]) -> NDArray[Any]:
    array = np.empty(shape, dtype=kind)
    for at, value in enumerate(values):
        array[:, at] = value
    return array


def _form_block(scheme: Scheme, form: Form, table: FigureTable, scored: Scored, leaders: Leaders) -> _Block:
    rows = np.flatnonzero(np.array(scored.forms, dtype=object) == form.code)
    block = _Block(scored, rows)
    column = Columns(table, {code: i for i, code in enumerate(table.figures)}, rows)
    at = {code: i for i, code in enumerate(scored.criteria)}
    worth = worths(form, lambda code: scored.flags[rows, at[code]])
    for group in form.groups:
        here = scored.group_codes.index(group.code)
        factor = worth.get(group.code)
        block.add(
            "group",
            group.code,
            State.PRESENT,
            1 if factor is None else factor.numerator,
            1 if factor is None else factor.denominator,
            group.maximum if factor is None else held_at(group, factor, Grain.of(scheme)),
            scored.group_raw[rows, here],
            scored.group_points[rows, here],
            scored.group_flags[rows, here],
        )
        for criterion in group.criteria:
            here = at[criterion.code]
            results = (scored.raw[rows, here], scored.points[rows, here], scored.flags[rows, here])
            made_of = column_of(criterion.method, column)
            block.add("criterion", criterion.code, *_figure(made_of), *results)
            if isinstance(criterion.method, Relative):
                best = leaders(criterion.method.figure).of(rows)
                _add_leader(block, criterion.code, made_of, best)
            if isinstance(criterion.method, Tiers) and criterion.method.place is not None:
                held = leaders.placing(criterion.method).of(rows)
                numbers = (held.place, held.out_of, held.sharing, 0, 0, 0)
                block.add("place", criterion.code, State.PRESENT, *numbers, kept=held.place > 0)
    if form.groups:
        before = np.where(_silent(scored)[rows], 0, np.int64(form.start))
        for group in form.groups:
            before += scored.group_points[rows, scored.group_codes.index(group.code)]
        _add_total(block, before)
    for figure in figures_beside(form):
        there = column(figure)
        block.add("figure", figure, *_figure(there), 0, 0, 0, kept=there.state != State.ABSENT)
    for index in range(len(form.steps)):
        moved = scored.steps[rows, index]
        block.add("step", str(index), State.PRESENT, 0, 0, 0, moved, 0, 0, kept=moved != 0)
    _add_class(block, scheme, scored.class_rule[rows], _rule_classes(scheme, scored, form)[rows])
    return block


def _add_leader(block: _Block, code: str, own: Column, best: Leader) -> None:
    """Whose excess was the measure; only where there was an excess to measure."""
    there = (own.state == State.PRESENT) & (own.denominator > 0) & (own.target > 0)
    beyond = product(own.numerator, MILLI) > product(own.denominator, own.target)
    numbers = (best.numerator, best.denominator, 0, 0, 0, 0)
    block.add("leader", code, State.PRESENT, *numbers, kept=there & beyond)


def _figure(column: Column) -> tuple[Any, ...]:
    return column.state, column.numerator, column.denominator, column.target


def _add_total(block: _Block, raw: Int64) -> None:
    complete, points = block.scored.complete[block.rows], block.scored.total[block.rows]
    flags = np.where(raw > points, int(Flag.CAPPED), np.where(raw < points, int(Flag.FLOORED), 0))
    flags = np.where(_silent(block.scored)[block.rows], int(Flag.SILENT), flags)
    flags = np.where(complete, flags, int(Flag.MISSING))
    state = np.where(complete, int(State.PRESENT), int(State.ABSENT))
    block.add("total", "", state, 0, 0, 0, raw, points, flags)


def _add_parts(block: _Block, parts: Parts) -> None:
    for at, period in enumerate(parts.periods):
        state = np.where(parts.present[:, at], int(State.PRESENT), int(State.ABSENT))
        there = parts.present[:, at]
        total, level = np.where(there, parts.total[:, at], 0), np.where(there, parts.classes[:, at], -1)
        block.add("part", period.code, state, 0, 0, 0, level, total, 0)


def _add_class(block: _Block, scheme: Scheme, rule: Int64, given: Int64) -> None:
    scored, rows = block.scored, block.rows
    codes = np.array([*(name.code for name in scheme.classes), ""], dtype=object)
    classes, veto, cap = scored.classes[rows], scored.veto[rows], scored.cap[rows]
    flags = np.where(veto >= 0, int(Flag.VETOED), 0) | np.where(cap >= 0, int(Flag.CLASS_CAPPED), 0)
    if scored.steps.size:
        flags |= np.where(scored.steps[rows].any(axis=1), int(Flag.STEPPED), 0)
    flags |= np.where(_silent(scored)[rows], int(Flag.SILENT), 0)
    flags = np.where(scored.complete[rows], flags, int(Flag.MISSING))
    state = np.where(scored.complete[rows], int(State.PRESENT), int(State.ABSENT))
    block.add("class", codes[classes], state, rule, veto, cap, given, classes, flags)


def _silent(scored: Scored) -> Bool:
    """Who has a class that neither a line of the decision list nor a veto gave: nothing was reported."""
    given: Bool = (scored.classes >= 0) & (scored.class_rule < 0) & (scored.veto < 0)
    return given


def _rule_classes(scheme: Scheme, scored: Scored, form: Form | None) -> Int64:
    """The class given by the decision list, before vetoes and caps."""
    roll_up = scheme.roll_up(scored.period.kind)
    rules = form.rules if form is not None else roll_up.rules if roll_up is not None else ()
    order = {name.code: i for i, name in enumerate(scheme.classes)}
    into = np.array([*(order[rule.code] for rule in rules), -1], dtype=np.int64)
    # Rows of other forms may point beyond this list; they are not read.
    return into[np.minimum(scored.class_rule, len(rules))]


def _joined(blocks: list[_Block]) -> LineColumns:
    """The blocks together, subjects in their order."""
    pieces = [block.columns() for block in blocks if len(block.rows)] or [blocks[0].columns()]
    names = np.array(blocks[0].scored.subjects, dtype=object)
    if len(pieces) == 1:  # already in order
        index, columns = pieces[0]
        return {"subject": names[index], **columns}
    subject = np.concatenate([index for index, _ in pieces])
    order = np.argsort(subject, kind="stable")
    joined: LineColumns = {"subject": names[subject[order]]}
    for name in (*_TEXT[1:], *_NUMBERS):
        joined[name] = np.concatenate([columns[name] for _, columns in pieces])[order]
    return joined
