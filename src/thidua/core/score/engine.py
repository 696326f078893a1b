"""The one place where points are computed: a scheme and one period's figures in, points and working out.

All subjects at once, by column; the loops run over forms, groups and criteria only, so that the same function
scores one officer's week and a ministry's. Nothing here depends on the order of the subjects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, product, round_places
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Where, problem
from thidua.core.score.classes import classify, decide
from thidua.core.score.conditions import Facts, evaluate
from thidua.core.score.facts import count, no_figures
from thidua.core.score.leader import Leaders
from thidua.core.score.methods import Cell, Grain, apply_where_reported
from thidua.core.score.run import Rows, Run, rows_of
from thidua.core.score.scheme import FigureKind, Form, Group, PartPoints, Scheme, Takes
from thidua.core.score.sharing import Worth, held_at, worths
from thidua.core.score.table import FigureTable, Flag, Parts, Scored, State


def score(scheme: Scheme, table: FigureTable) -> Scored:
    """Points, classes and working of every subject of the table.

    A subject that lacks something needed is incomplete: total 0, no class, and one `Problem` per figure
    with `where.field` "subject/figure". The decision list is opened only when the points are complete;
    vetoes and caps are always asked, so that everything missing is said at once.
    """
    run = Run(scheme, table)
    _refuse_unknown_classes(run)
    leaders = Leaders(scheme, run.table)
    for form in scheme.forms:
        rows = rows_of(table.forms, form.code)
        if form.unreported_class:
            rows = _without_silent(run, form, table, rows)
        if rows is None or len(rows):
            _score_form(run, form, rows, leaders)
    known = {form.code for form in scheme.forms}
    all_known = sum(table.forms.count(code) for code in known) == len(table.forms)
    for index, code in enumerate(() if all_known else table.forms):
        if code not in known:
            run.complete[index] = False
            run.say("score.form-unknown", table.subjects[index], code)
    return run.scored()


def _refuse_unknown_classes(run: Run) -> None:
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
    decided, _ = decide([r.when for r in rule.rules], facts, complete)
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


def _without_silent(
    run: Run, form: Form, table: FigureTable, rows: NDArray[np.intp] | None
) -> NDArray[np.intp] | None:
    """Give those who reported nothing at all the class that the rule names; the rows of the others are left."""
    fed = {use.code for use in run.scheme.figures if use.feed is not None}
    own = [at for at, name in enumerate(table.figures) if name.partition("@")[0] not in fed]
    silent = ~(table.state[:, own] == State.PRESENT).any(axis=1)
    here = np.flatnonzero(silent) if rows is None else rows[silent[rows]]
    if not len(here):
        return rows
    nothing = np.zeros(len(here), dtype=np.int64)
    cell = Cell(nothing, nothing, nothing | Flag.MISSING_ZERO, nothing.astype(np.bool_))
    for criterion in form.criteria:
        run.put(criterion.code, here, cell)
    run.classes[here] = run.class_index[form.unreported_class]
    return np.setdiff1d(np.arange(run.size) if rows is None else rows, here)


# --- One form ---------------------------------------------------------------------------------------------


def _score_form(run: Run, form: Form, rows: NDArray[np.intp] | None, leaders: Leaders) -> None:
    """Score the rows of one form (None is all of them) and put them in their places."""
    facts = Facts(run.size if rows is None else len(rows), run.columns(rows))
    facts.leader = lambda figure: leaders(figure).of(rows)
    facts.place = lambda method: leaders.placing(method).of(rows)
    here = slice(None) if rows is None else rows
    cells: dict[str, Cell] = {}
    for criterion in form.criteria:
        cell = cells[criterion.code] = apply_where_reported(criterion, facts, run.grain)
        facts.points[criterion.code] = cell.points
        run.note(cell, criterion.title, here)
    for group in form.groups:
        if group.takes is Takes.BEST:
            _take_best([cells[c.code] for c in group.criteria])
    facts.known = ~np.logical_or.reduce(
        [np.zeros(facts.size, dtype=np.bool_), *(c.open for c in cells.values())]
    )
    facts.counting = lambda: count(
        form.criteria, lambda code: cells[code].flags, lambda code: cells[code].points, facts
    )
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
    classify(run, form, facts, here)


def _take_best(cells: Sequence[Cell]) -> None:
    """Mark the criteria that the best one of their group leaves behind; of equals the first is taken."""
    gone = Flag.NA_DROPPED | Flag.NA_SHARED
    aside = np.stack([cell.open | ((cell.flags & gone) != 0) for cell in cells])
    points = np.where(aside, np.iinfo(np.int64).min, np.stack([cell.points for cell in cells]))
    best = points.argmax(axis=0)
    for index, cell in enumerate(cells):
        cell.flags[(best != index) & ~aside[index]] |= Flag.NOT_TAKEN


def _score_group(
    run: Run, group: Group, cells: dict[str, Cell], facts: Facts, worth: Worth | None, here: Rows
) -> Cell:
    """A group for all rows: `raw` is the plain sum of its criteria, or the points of the best."""
    mine, best = [cells[c.code] for c in group.criteria], group.takes is Takes.BEST
    raw = np.zeros(facts.size, dtype=np.int64)
    opened = np.zeros(facts.size, dtype=np.bool_)
    for cell in mine:
        raw += np.where((cell.flags & Flag.NOT_TAKEN) != 0, 0, cell.points) if best else cell.points
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
