"""Entries into figures: what adds up, what is taken back, and what is then not there at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.score.build import criterion, group, scheme
from thidua.core.period import Period
from thidua.core.score.engine import score
from thidua.core.score.ledger import Entries, Roster, branch_sums, cells, figures_of
from thidua.core.score.lines import lines
from thidua.core.score.scheme import Events, Missing
from thidua.core.score.table import State

WEEK = Period.parse("2025-W09")
ROSTER = Roster(("an", "binh", "dung"), ("bieu",) * 3, ("to-1",) * 3)
FIGURES = ("buoi", "ca")


def entries(*rows: tuple[int, int, int, bool]) -> Entries:
    """(officer, figure, how many, taken back)"""
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    subject, figure, value = (np.array(column, dtype=np.int32) for column in columns[:3])
    return Entries(subject, figure, value * 1000, np.array(columns[3], dtype=np.bool_))


def figures(*rows: tuple[int, int, int, bool]) -> tuple[list, list, list]:
    table, problems = figures_of(WEEK, ROSTER, FIGURES, entries(*rows))
    return table.state.tolist(), table.numerator.tolist(), [(p.code, p.where.field) for p in problems]


def test_entries_of_one_cell_are_added_up():
    state, value, problems = figures((0, 0, 1, False), (2, 1, 3, False), (0, 0, 2, False))
    assert state == [[State.PRESENT, 0], [0, 0], [0, State.PRESENT]]
    assert value == [[3000, 0], [0, 0], [0, 3000]]
    assert problems == []


def test_a_figure_of_which_everything_was_taken_back_is_absent_not_zero():
    state, value, problems = figures((1, 0, 2, False), (1, 0, 2, True), (1, 1, 0, False))
    assert state == [[0, 0], [State.ABSENT, State.PRESENT], [0, 0]]
    assert value == [[0, 0], [0, 0], [0, 0]]
    assert problems == []


def test_taking_back_what_was_never_entered_is_reported():
    state, _, problems = figures((1, 0, 2, True), (0, 1, 1, False))
    assert state == [[0, State.PRESENT], [0, 0], [0, 0]]
    assert problems == [("ledger.reversal-without-entry", "binh/buoi")]


@pytest.mark.parametrize("row", [(3, 0, 1, False), (0, 2, 1, False), (-1, 0, 1, False)])
def test_an_entry_of_nobody_is_a_mistake_of_the_caller(row):
    with pytest.raises(IndexError):
        figures(row)


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 5), st.just(False)), max_size=20
    ),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_entries_never_matters(rows, order):
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert figures(*rows) == figures(*shuffled)


def test_what_is_kept_of_a_large_close_are_the_lines_of_a_small_one():
    rules = scheme(
        group(
            "a",
            criterion("mot", Events("buoi", 2500), 5, missing=Missing.ZERO),
            criterion("hai", Events("ca", 1000), 5, missing=Missing.ZERO),
        )
    )
    table, _ = figures_of(
        WEEK, ROSTER, FIGURES, entries((0, 0, 3, False), (2, 0, 1, False), (2, 1, 4, False))
    )
    scored = score(rules, table)
    kept = cells(table, scored, (0, 1))
    names = ("value", "raw", "points", "flags")
    ours = {
        (ROSTER.subjects[subject], scored.criteria[line]): numbers
        for subject, line, *numbers in zip(
            kept.subject.tolist(),
            kept.criterion.tolist(),
            *(getattr(kept, name).tolist() for name in names),
            strict=True,
        )
    }
    whole = lines(rules, table, scored)
    rows = zip(
        *(whole[name] for name in ("subject", "code", "numerator", "raw", "points", "flags")), strict=True
    )
    theirs = {
        (subject, code): [int(number) for number in numbers]
        for (subject, code, *numbers), kind, state in zip(rows, whole["kind"], whole["state"], strict=True)
        if kind == "criterion" and state != State.ABSENT
    }
    assert ours == theirs
    assert len(ours) == 3


def test_branches_are_added_up_level_by_level():
    teams, communes = np.array([0, 0, 1]), np.array([0, 0])
    assert [level.tolist() for level in branch_sums((teams, communes), np.array([1, 2, 4]))] == [[3, 4], [7]]
