"""The ladder: classes moved up or down the scale by steps, after the decision list and before vetoes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from thidua.core.number import Int64, product
from thidua.core.score.conditions import Bool, Column, Facts, evaluate
from thidua.core.score.run import Rows, Run
from thidua.core.score.scheme import ClassName, Form, Step
from thidua.core.score.table import State


def climb(run: Run, form: Form, facts: Facts, here: Rows, classes: Int64, complete: Bool) -> Int64:
    """The classes after all steps that hold; `complete` loses the rows where a step cannot be answered."""
    if not form.steps:
        return classes
    ladder, rung_of = _ladder(run.scheme.classes)
    moves = np.zeros((len(form.steps), facts.size), dtype=np.int64)
    lowest = np.full(facts.size, len(ladder) - 1, dtype=np.int64)
    highest = np.zeros(facts.size, dtype=np.int64)
    for index, step in enumerate(form.steps):
        move = moves[index] = _moves(run, step, facts, here, complete)
        if step.floor:
            limit = rung_of[run.class_index[step.floor]]
            lowest = np.where(move > 0, np.minimum(lowest, limit), lowest)
        if step.ceiling:
            limit = rung_of[run.class_index[step.ceiling]]
            highest = np.where(move < 0, np.maximum(highest, limit), highest)
    rung = np.array([*rung_of, -1], dtype=np.int64)[classes]
    on = rung >= 0
    moves[:, ~(on & complete)] = 0
    run.put_steps(here, moves)
    whole = moves.sum(axis=0, dtype=np.int64)
    # A limit holds a movement back; it never moves anybody who stood beyond it already.
    down = np.minimum(rung + whole, np.maximum(rung, lowest))
    up = np.maximum(rung + whole, np.minimum(rung, highest))
    moved = np.clip(np.where(whole > 0, down, up), 0, max(len(ladder) - 1, 0))
    return np.where(on & (whole != 0), np.array([*ladder, -1], dtype=np.int64)[moved], classes)


def _ladder(classes: Sequence[ClassName]) -> tuple[list[int], list[int]]:
    """Indexes of the classes that count, and for every class its rung (-1 for none)."""
    ladder = [index for index, name in enumerate(classes) if name.counts]
    return ladder, [ladder.index(i) if name.counts else -1 for i, name in enumerate(classes)]


def _moves(run: Run, step: Step, facts: Facts, here: Rows, complete: Bool) -> Int64:
    """By how many steps each row moves; 0 where the condition does not hold."""
    truth = evaluate(step.when, facts)
    if truth.unknown.any():
        run.ask(step.when, facts, truth.unknown, here)
        complete &= ~truth.unknown
    if not step.by_figure:
        return np.where(truth.holds, step.steps, 0)
    number = _number(step, facts)
    for figure in filter(None, (step.by_figure, step.minus_figure)):
        absent = truth.holds & (facts.column(figure).state == State.ABSENT)
        run.say_rows("score.figure-missing", figure, absent, here)
        complete &= ~absent
    return np.where(truth.holds, step.steps * number, 0)


def _number(step: Step, facts: Facts) -> Int64:
    """The figure, less the other one: its sign, or as many whole units as there are. 0 where it is not there."""
    over, under = _value(facts.column(step.by_figure))
    if step.minus_figure:
        less_over, less_under = _value(facts.column(step.minus_figure))
        over = product(over, less_under) - product(less_over, under)
        under = product(under, less_under)
    sign = (over > 0).astype(np.int64) - (over < 0).astype(np.int64)
    if step.sign:
        return sign
    return sign * (abs(over) // under).astype(np.int64)


def _value(column: Column) -> tuple[Int64, Int64]:
    there = (column.state == State.PRESENT) & (column.denominator > 0)
    return np.where(there, column.numerator, 0), np.where(there, column.denominator, 1)
