"""From points to a class: the decision list, the ladder of steps, then vetoes and caps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from thidua.core.number import Int64
from thidua.core.score.conditions import Bool, Facts, Truth, evaluate
from thidua.core.score.ladder import climb
from thidua.core.score.run import Rows, Run
from thidua.core.score.scheme import Condition, Form


def classify(run: Run, form: Form, facts: Facts, here: Rows) -> None:
    """Decision list, then the ladder of steps, then vetoes (the lowest wins), then caps."""
    assert facts.known is not None
    decided, stuck = decide([rule.when for rule in form.rules], facts, facts.known)
    for index, rows in stuck:
        run.ask(form.rules[index].when, facts, rows, here)
    order = run.class_index
    classes = np.array([order[rule.code] for rule in form.rules] + [-1], dtype=np.int64)[decided]
    complete = facts.known.copy()
    for _, rows in stuck:
        complete &= ~rows
    classes = climb(run, form, facts, here, classes, complete)
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
    run.clear_steps(here, complete)


def decide(
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
    rules: Sequence[tuple[Condition, int]], run: Run, facts: Facts, here: Rows, complete: Bool
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
