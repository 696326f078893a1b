"""The one place where points are computed: a scheme and one period's figures in, points and working out.

All subjects at once, by column; the loops run over forms, groups and criteria only, so that the same function
scores one officer's week and a ministry's. Nothing here depends on the order of the subjects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, product, round_places
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Severity, Where, problem
from thidua.core.score.conditions import Bool, Facts, Truth, evaluate, unanswered
from thidua.core.score.facts import Columns, count, no_figures
from thidua.core.score.methods import Cell, Grain, apply
from thidua.core.score.scheme import (
    Condition,
    FigureKind,
    Form,
    Group,
    PartPoints,
    Scheme,
)
from thidua.core.score.sharing import Worth, held_at, worths
from thidua.core.score.table import FigureTable, Flag, Parts, Scored, State


def score(scheme: Scheme, table: FigureTable) -> Scored:
    """Points, classes and working of every subject of the table.

    A subject that lacks something needed is incomplete: total 0, no class, and one `Problem` per figure
    with `where.field` "subject/figure". The decision list is opened only when the points are complete;
    vetoes and caps are always asked, so that everything missing is said at once.
    """
    run = _Run(scheme, table)
    _refuse_unknown_classes(run)
    for form in scheme.forms:
        rows = _rows(table.forms, form.code)
        if rows is None or len(rows):
            _score_form(run, form, rows)
    known = {form.code for form in scheme.forms}
    for index, code in enumerate(table.forms):
        if code not in known:
            run.complete[index] = False
            run.say("score.form-unknown", table.subjects[index], code)
    return run.scored()


def _refuse_unknown_classes(run: _Run) -> None:
    """A class that the scheme does not know is as good as none: reported, and read as absent."""
    for use in run.scheme.figures:
        at = run.figure_index.get(use.code, -1)
        if use.kind is not FigureKind.CLASS or not use.values or at < 0:
            continue
        over, under = run.table.numerator[:, at], run.table.denominator[:, at]
        allowed = (under == MILLI) & np.isin(over, [value * MILLI for value in use.values])
        wrong = (run.table.state[:, at] == State.PRESENT) & ~allowed
        if wrong.any():
            run.say_rows("score.class-not-allowed", use.code, wrong, slice(None))
            state = run.table.state.copy()
            state[wrong, at] = State.ABSENT
            run.table = replace(run.table, state=state)


def roll_up(
    scheme: Scheme,
    level: PeriodKind,
    period: Period,
    parts: Parts,
    forms: Sequence[str],
    groups: Sequence[str],
) -> Scored:
    """Points and classes of a longer period from those of its parts; there are no criteria columns.

    Only parts in which the subject is complete count. A subject with none is incomplete ("score.parts-missing").
    `PartsIn` counts classes over the parts that count; "" counts the other parts and those without a class.

    Raises:
        AssertionError: the scheme does not say how this level is made.
    """
    rule = scheme.roll_up(level)
    assert rule is not None, f"no roll-up for {level}"
    size = len(parts.subjects)
    number = parts.present.sum(axis=1, dtype=np.int64)
    complete = number > 0
    total = np.where(parts.present, parts.total, 0).sum(axis=1, dtype=np.int64)
    if rule.points is PartPoints.MEAN:
        total = Grain.of(scheme).round(total, np.maximum(number, 1))
    elif rule.points is PartPoints.NONE:
        total = np.zeros(size, dtype=np.int64)
    total[~complete] = 0
    facts = Facts(size, no_figures)
    facts.points[""], facts.known = total, complete
    facts.parts = np.where(parts.present, parts.classes, -1)
    facts.class_index = {name.code: i for i, name in enumerate(scheme.classes)}
    decided, _ = _decide([r.when for r in rule.rules], facts, complete)
    into = np.array([facts.class_index[r.code] for r in rule.rules] + [-1], dtype=np.int64)
    problems = [
        problem(
            "score.parts-missing",
            Where(field=parts.subjects[i]),
            subject=parts.subjects[i],
            period=period.code,
        )
        for i in np.flatnonzero(~complete)
    ]
    none, nothing = np.full(size, -1, dtype=np.int64), np.zeros((size, 0), dtype=np.int64)
    return Scored(
        period=period, subjects=parts.subjects, forms=tuple(forms), groups=tuple(groups), criteria=(),
        group_codes=(), applies=nothing.astype(np.bool_), raw=nothing, points=nothing, flags=nothing,
        group_raw=nothing, group_points=nothing, group_flags=nothing, total=total, complete=complete,
        classes=into[decided], class_rule=decided, veto=none, cap=none.copy(), problems=tuple(problems),
    )  # fmt: skip


# --- One form ---------------------------------------------------------------------------------------------


def _score_form(run: _Run, form: Form, rows: NDArray[np.intp] | None) -> None:
    """Score the rows of one form (None is all of them) and put them in their places."""
    facts = Facts(run.size if rows is None else len(rows), run.columns(rows))
    here = slice(None) if rows is None else rows
    cells: dict[str, Cell] = {}
    for criterion in form.criteria:
        cell = cells[criterion.code] = apply(criterion, facts, run.grain)
        facts.points[criterion.code] = cell.points
        run.note(cell, criterion.title, here)
    facts.known = ~np.logical_or.reduce(
        [np.zeros(facts.size, dtype=np.bool_), *(c.open for c in cells.values())]
    )
    count(form.criteria, lambda code: cells[code].flags, lambda code: cells[code].points, facts)
    worth = worths(form, lambda code: cells[code].flags)
    known = facts.known.copy()
    total = np.full(facts.size, form.start, dtype=np.int64)
    for group in form.groups:
        done = _score_group(run, group, cells, facts, worth.get(group.code), here)
        known &= ~done.open
        facts.points[group.code] = done.points
        total += done.points
        run.put_group(group.code, here, done)
    for criterion in form.criteria:
        run.put(criterion.code, here, cells[criterion.code])
    if form.groups:
        total = round_places(total, run.scheme.places, run.scheme.rounding)
        total = np.maximum(np.minimum(total, form.maximum), form.minimum)
    total[~known] = 0
    facts.known, facts.points[""] = known, total
    run.total[here] = total
    _classify(run, form, facts, here)


def _score_group(
    run: _Run, group: Group, cells: dict[str, Cell], facts: Facts, worth: Worth | None, here: _Rows
) -> Cell:
    """A group for all rows: `raw` is the plain sum of its criteria."""
    mine = [cells[c.code] for c in group.criteria]
    raw = np.zeros(facts.size, dtype=np.int64)
    opened = np.zeros(facts.size, dtype=np.bool_)
    for cell in mine:
        raw += cell.points
        opened |= cell.open
    flags = np.zeros(facts.size, dtype=np.int64)
    if worth is None:
        points, limit = run.grain.round(raw, 1), np.full(facts.size, group.maximum, dtype=np.int64)
    else:
        points = run.grain.round(product(raw, worth.numerator), worth.denominator)
        limit = held_at(group, worth, run.grain)
        flags[worth.numerator != worth.denominator] = Flag.SCALED
        stranded = worth.stranded & ~opened
        run.say_rows("score.nothing-applicable", group.code, stranded, here, group=group.title)
        opened = opened | stranded
    flags[points > limit] |= Flag.CAPPED
    flags[points < group.minimum] |= Flag.FLOORED
    points = np.maximum(np.minimum(points, limit), group.minimum)
    if group.gate is not None:
        truth = evaluate(group.gate, facts)
        shut = ~truth.holds & ~truth.unknown
        points[shut] = max(group.minimum, 0)
        flags[shut] = (flags[shut] & Flag.SCALED) | Flag.GATED
        run.ask(group.gate, facts, truth.unknown, here)
        opened = opened | truth.unknown
    points[opened] = 0
    flags[opened] = Flag.MISSING
    return Cell(raw, points, flags, opened)


# --- Classes ----------------------------------------------------------------------------------------------


def _classify(run: _Run, form: Form, facts: Facts, here: _Rows) -> None:
    """Decision list, then vetoes (the lowest wins), then caps."""
    assert facts.known is not None
    decided, stuck = _decide([rule.when for rule in form.rules], facts, facts.known)
    for index, rows in stuck:
        run.ask(form.rules[index].when, facts, rows, here)
    order = run.class_index
    classes = np.array([order[rule.code] for rule in form.rules] + [-1], dtype=np.int64)[decided]
    complete = facts.known.copy()
    for _, rows in stuck:
        complete &= ~rows
    veto, vetoed = _lowest([(v.when, order[v.code]) for v in form.vetoes], run, facts, here, complete)
    classes = np.where(veto >= 0, vetoed, classes)
    cap, capped = _lowest([(c.when, order[c.code]) for c in form.caps], run, facts, here, complete)
    bites = (cap >= 0) & (classes >= 0) & (classes < capped)
    classes = np.where(bites, capped, classes)
    for array, values in (
        (run.classes, classes),
        (run.class_rule, decided),
        (run.veto, veto),
        (run.cap, np.where(bites, cap, -1)),
    ):
        array[here] = np.where(complete, values, -1)
    run.complete[here] = complete


def _decide(
    conditions: Sequence[Condition | None], facts: Facts, rows: Bool
) -> tuple[Int64, list[tuple[int, Bool]]]:
    """Index of the first condition that holds (-1 for none), and where each one could not be answered."""
    decided = np.full(facts.size, -1, dtype=np.int64)
    undecided, stuck = rows.copy(), []
    for index, condition in enumerate(conditions):
        if not undecided.any():
            break
        truth = evaluate(condition, facts)
        decided[undecided & truth.holds] = index
        if (lost := undecided & truth.unknown).any():
            stuck.append((index, lost))
        undecided &= ~truth.holds & ~truth.unknown
    return decided, stuck


def _lowest(
    rules: Sequence[tuple[Condition, int]], run: _Run, facts: Facts, here: _Rows, complete: Bool
) -> tuple[Int64, Int64]:
    """Index of the rule that holds and gives the lowest class, and that class; -1 for none.

    Takes rows out of `complete` where a rule could not be answered.
    """
    which, lowest = (np.full(facts.size, -1, dtype=np.int64) for _ in range(2))
    for index, (condition, level) in enumerate(rules):
        truth: Truth = evaluate(condition, facts)
        bites = truth.holds & (level > lowest)
        which[bites] = index
        lowest[bites] = level
        if truth.unknown.any():
            run.ask(condition, facts, truth.unknown, here)
            complete &= ~truth.unknown
    return which, lowest


# --- The results being filled in --------------------------------------------------------------------------

_Rows = NDArray[np.intp] | slice


@dataclass
class _Run:
    """One call of `score`: arrays by column, problems by subject and figure."""

    scheme: Scheme
    table: FigureTable
    found: dict[tuple[str, str, str], Problem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scheme, n = self.scheme, len(self.table.subjects)
        self.size = n
        self.grain = Grain.of(scheme)
        self.class_index = {name.code: i for i, name in enumerate(scheme.classes)}
        self.criterion_index = _index(c.code for f in scheme.forms for c in f.criteria)
        self.group_index = _index(g.code for f in scheme.forms for g in f.groups)
        self.titles = {use.code: use.title for use in scheme.figures}
        self.figure_index = {code: i for i, code in enumerate(self.table.figures)}
        wide, groups = len(self.criterion_index), len(self.group_index)
        # [criterion, subject] in memory, so that filling in a column is one straight copy.
        self.raw, self.points, self.flags = (np.zeros((wide, n), dtype=np.int64) for _ in range(3))
        self.applies = np.zeros((wide, n), dtype=np.bool_)
        self.group_raw, self.group_points, self.group_flags = (
            np.zeros((groups, n), dtype=np.int64) for _ in range(3)
        )
        self.total = np.zeros(n, dtype=np.int64)
        self.complete = np.ones(n, dtype=np.bool_)
        self.classes, self.class_rule, self.veto, self.cap = (
            np.full(n, -1, dtype=np.int64) for _ in range(4)
        )

    def columns(self, rows: NDArray[np.intp] | None) -> Columns:
        return Columns(self.table, self.figure_index, rows)

    def put(self, code: str, here: _Rows, cell: Cell) -> None:
        index = self.criterion_index[code]
        self.applies[index, here] = True
        self.raw[index, here], self.points[index, here] = cell.raw, cell.points
        self.flags[index, here] = cell.flags

    def put_group(self, code: str, here: _Rows, cell: Cell) -> None:
        index = self.group_index[code]
        self.group_raw[index, here], self.group_points[index, here] = cell.raw, cell.points
        self.group_flags[index, here] = cell.flags

    def note(self, cell: Cell, title: str, here: _Rows) -> None:
        for code, figure, rows in cell.faults:
            self.say_rows(code, figure, rows, here, criterion=title)
        for code, figure, rows in cell.warnings:
            self.say_rows(code, figure, rows, here, Severity.WARNING, criterion=title)

    def ask(self, condition: Condition | None, facts: Facts, rows: Bool, here: _Rows) -> None:
        """Report the figures that leave a condition open on these rows."""
        if rows.any():
            for code, figure, unanswered_rows in unanswered(condition, facts):
                self.say_rows(code, figure, unanswered_rows & rows, here)

    def say_rows(
        self,
        code: str,
        figure: str,
        rows: Bool,
        here: _Rows,
        severity: Severity = Severity.ERROR,
        **more: str,
    ) -> None:
        for index in np.flatnonzero(rows):
            row = index if isinstance(here, slice) else here[index]
            self.say(code, self.table.subjects[row], figure, severity, **more)

    def say(
        self, code: str, subject: str, figure: str, severity: Severity = Severity.ERROR, **more: str
    ) -> None:
        key = (subject, figure, code)
        if code == "score.figure-missing" and (subject, figure, "score.class-not-allowed") in self.found:
            return
        if key not in self.found or severity is Severity.ERROR:
            where = Where(field=f"{subject}/{figure}")
            title = self.titles.get(figure.partition("@")[0], figure)
            self.found[key] = problem(code, where, severity, subject=subject, figure=title, **more)

    def scored(self) -> Scored:
        table = self.table
        return Scored(
            period=table.period, subjects=table.subjects, forms=table.forms, groups=table.groups,
            criteria=tuple(self.criterion_index), group_codes=tuple(self.group_index),
            applies=self.applies.T, raw=self.raw.T, points=self.points.T, flags=self.flags.T,
            group_raw=self.group_raw.T, group_points=self.group_points.T, group_flags=self.group_flags.T,
            total=self.total, complete=self.complete, classes=self.classes, class_rule=self.class_rule,
            veto=self.veto, cap=self.cap, problems=tuple(self.found[key] for key in sorted(self.found)),
        )  # fmt: skip


def _index(codes: Iterable[str]) -> dict[str, int]:
    return {code: i for i, code in enumerate(dict.fromkeys(codes))}


def _rows(forms: Sequence[str], code: str) -> NDArray[np.intp] | None:
    """Rows of that form; None when they are all of it, which spares a copy of every column."""
    if all(form == code for form in forms):
        return None
    return np.flatnonzero(np.array(forms, dtype=object) == code)
