"""The engine against the naive evaluator of `tests/naive.py`, over generated regulations and figures."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive, naive_standing
from tests.core.score import worlds
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import errors
from thidua.core.score.engine import roll_up, score
from thidua.core.score.leader import compares
from thidua.core.score.table import FigureTable, Parts, Scored

seeds = st.integers(0, 2**32 - 1)


def assert_same(scheme, table: FigureTable, scored: Scored) -> None:
    """Every point, total, class and missing figure of every subject."""
    codes = [*(name.code for name in scheme.classes), ""]
    missing: dict[str, set[str]] = {subject: set() for subject in table.subjects}
    for found in errors(scored.problems):
        subject, _, figure = found.where.field.partition("/")
        if found.code != "score.nothing-applicable":
            missing[subject].add(figure)
    everybody = worlds.by_group(table) if compares(scheme) else {}
    for row, subject in enumerate(table.subjects):
        peers = everybody[table.groups[row]] if compares(scheme) else ()
        expected = naive.score_one(scheme, table.forms[row], worlds.figures_of(table, row), peers)
        applies = dict(zip(scored.criteria, scored.applies[row].tolist(), strict=True))
        points = dict(zip(scored.criteria, scored.points[row].tolist(), strict=True))
        assert {code for code, yes in applies.items() if yes} == expected.points.keys()
        assert {code: points[code] for code in expected.points} == expected.points, subject
        groups = dict(zip(scored.group_codes, scored.group_points[row].tolist(), strict=True))
        assert {code: groups[code] for code in expected.groups} == expected.groups, subject
        assert bool(scored.complete[row]) == expected.complete, subject
        assert int(scored.total[row]) == expected.total, subject
        assert codes[int(scored.classes[row])] == expected.class_code, subject
        assert missing[subject] == expected.missing, subject
        moved = scored.steps[row].tolist()
        assert moved == [*expected.steps, *[0] * (len(moved) - len(expected.steps))], subject


@settings(max_examples=150, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_any_regulation_over_any_figures_scores_as_by_hand(regulation, figures):
    scheme = worlds.scheme(regulation)
    table = worlds.table(scheme, figures, 40, whole=0.9)
    assert_same(scheme, table, score(scheme, table))


@settings(max_examples=40, deadline=None)
@given(regulation=seeds, figures=seeds, shuffle=st.randoms(use_true_random=False))
def test_order_of_subjects_never_matters(regulation, figures, shuffle):
    scheme = worlds.scheme(regulation)
    table = worlds.table(scheme, figures, 30)
    rows = list(range(30))
    shuffle.shuffle(rows)
    straight, mixed = score(scheme, table), score(scheme, worlds.rows_of(table, rows))
    assert_rows_equal(straight, rows, mixed)
    assert straight.problems == mixed.problems


@settings(max_examples=25, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_one_officer_alone_scores_as_in_the_batch(regulation, figures):
    """Alone, or with the group where the regulation compares its members."""
    scheme = worlds.scheme(regulation)
    table = worlds.table(scheme, figures, 12)
    together = score(scheme, table)
    for row in range(12):
        alone = not compares(scheme)
        rows = [i for i in range(12) if i == row or not (alone or table.groups[i] != table.groups[row])]
        assert_rows_equal(together, rows, score(scheme, worlds.rows_of(table, rows)))


def assert_rows_equal(scored: Scored, rows: list[int], other: Scored) -> None:
    for name in (
        "applies", "raw", "points", "flags", "group_raw", "group_points", "group_flags", "total", "complete",
        "classes", "class_rule", "veto", "cap", "steps",
    ):  # fmt: skip
        np.testing.assert_array_equal(getattr(scored, name)[rows], getattr(other, name), err_msg=name)


@settings(max_examples=60, deadline=None)
@given(regulation=seeds, figures=seeds, more=st.integers(1, 5))
def test_doing_more_of_a_positive_criterion_never_loses_points(regulation, figures, more):
    scheme = worlds.only_rewards(worlds.scheme(regulation))
    table = worlds.table(scheme, figures, 60, whole=1)
    before = score(scheme, table)
    for figure in (*worlds.COUNTS, *worlds.RATIOS):
        after = score(scheme, worlds.with_more(table, figure, more))
        both = before.complete & after.complete
        assert (after.points[both] >= before.points[both]).all()
        assert (after.total[both] >= before.total[both]).all()


@settings(max_examples=60, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_a_month_is_rolled_up_as_by_hand(regulation, figures):
    scheme = worlds.scheme(regulation)
    parts = worlds.parts(figures, 60, 5, len(scheme.classes))
    assert_rolled_up(scheme, PeriodKind.MONTH, parts)


def assert_rolled_up(scheme, level: PeriodKind, parts: Parts) -> Scored:
    codes = [*(name.code for name in scheme.classes), ""]
    size = len(parts.subjects)
    month = Period.parse("2025-03")
    scored = roll_up(scheme, level, month, parts, (scheme.forms[0].code,) * size, ("khoi-1",) * size)
    for row in range(size):
        weeks = [
            (int(parts.total[row, at]), codes[int(parts.classes[row, at])])
            if parts.present[row, at]
            else None
            for at in range(len(parts.periods))
        ]
        expected = naive_standing.roll_up_one(scheme, level, weeks)
        assert bool(scored.complete[row]) == (expected is not None)
        assert (int(scored.total[row]), codes[int(scored.classes[row])]) == (expected or (0, ""))
    return scored
