"""The rows kept of a period, and the working read back from them: every total adds up from its own lines."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive
from tests.core.score import worlds
from thidua.core.period import Period, PeriodKind
from thidua.core.score.engine import roll_up, score
from thidua.core.score.explain import Reason, explain
from thidua.core.score.lines import LINE_COLUMNS, lines
from thidua.core.score.scheme import PartPoints
from thidua.core.score.table import Flag, State

seeds = st.integers(0, 2**32 - 1)


def rows_by_subject(columns) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for values in zip(*(columns[name] for name in LINE_COLUMNS), strict=True):
        found[values[0]].append(dict(zip(LINE_COLUMNS, values, strict=True)))
    return found


@settings(max_examples=60, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_every_total_adds_up_from_its_own_working(regulation, figures):
    scheme = worlds.scheme(regulation)
    assert_adds_up(scheme, worlds.table(scheme, figures, 25))


def assert_adds_up(scheme, table) -> None:
    """From the rows alone: criteria make their group, groups the total; the class is the one that was given."""
    scored = score(scheme, table)
    kept = rows_by_subject(lines(scheme, table, scored))
    assert tuple(kept) == table.subjects
    codes = [*(name.code for name in scheme.classes), ""]
    for row, subject in enumerate(table.subjects):
        working = explain(scheme, table.forms[row], reversed(kept[subject]))
        assert working.complete == bool(scored.complete[row])
        assert working.outcome.code == codes[int(scored.classes[row])]
        if working.total is None:
            assert not scheme.form(table.forms[row]).groups
            continue
        for group in working.total.children:
            counted = [line.points for line in group.children if not line.flags & Flag.NOT_TAKEN]
            assert sum(counted) == group.raw
            assert group_points(scheme, group) == group.points
        assert working.start + sum(group.points for group in working.total.children) == working.total.raw
        if working.total.state is State.PRESENT and not working.total.flags & Flag.MISSING:
            total = naive.rounded(working.total.raw, scheme.places, scheme.rounding)
            total = naive.hold(total, working.total.minimum, working.total.maximum)
            assert total == working.total.points == int(scored.total[row])


def group_points(scheme, group: Reason) -> int:
    """What the line of a group says its points should be."""
    if group.flags & Flag.MISSING:
        return 0
    if group.flags & Flag.GATED:
        return max(group.minimum, 0)
    scaled = naive.Fraction(group.raw * group.numerator, group.denominator)
    rounded = naive.rounded(scaled, scheme.places, scheme.rounding)
    return naive.hold(rounded, group.minimum, group.target)


@settings(max_examples=40, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_a_class_opens_to_the_line_the_veto_and_the_cap_that_made_it(regulation, figures):
    scheme = worlds.scheme(regulation)
    table = worlds.table(scheme, figures, 25)
    scored = score(scheme, table)
    kept = rows_by_subject(lines(scheme, table, scored))
    for row, subject in enumerate(table.subjects):
        form = scheme.form(table.forms[row])
        made = {
            (kind, str(index) if kind == "step" else listed[index].code, listed[index].when)
            for kind, listed, index in (
                *(("step", form.steps, at) for at in np.flatnonzero(scored.steps[row]).tolist()),
                ("rule", form.rules, int(scored.class_rule[row])),
                ("veto", form.vetoes, int(scored.veto[row])),
                ("cap", form.caps, int(scored.cap[row])),
            )
            if index >= 0
        }
        if (
            scored.complete[row]
            and scored.classes[row] >= 0
            and scored.class_rule[row] < 0
            and scored.veto[row] < 0
        ):
            made = {("silent", form.unreported_class, None)}
        outcome = explain(scheme, form.code, kept[subject]).outcome
        assert {(reason.kind, reason.code, reason.condition) for reason in outcome.children} == made
        for reason in outcome.children:
            for figure in reason.children:
                assert_as_it_stood(table, row, figure)


def assert_as_it_stood(table, row: int, figure: Reason) -> None:
    at = table.column(figure.figure)
    assert figure.state == table.state[row, at]
    if figure.state is not State.ABSENT:
        assert (figure.numerator, figure.denominator, figure.target) == (
            table.numerator[row, at],
            table.denominator[row, at],
            table.target[row, at],
        )


@settings(max_examples=30, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_a_month_opens_to_its_weeks(regulation, figures):
    scheme = worlds.scheme(regulation)
    parts = worlds.parts(figures, 20, 5, len(scheme.classes))
    month = Period.parse("2025-03")
    form = scheme.forms[0].code
    scored = roll_up(scheme, PeriodKind.MONTH, month, parts, (form,) * 20, ("khoi-1",) * 20)
    kept = rows_by_subject(lines(scheme, None, scored, parts))
    rule = scheme.roll_up(PeriodKind.MONTH)
    for row, subject in enumerate(parts.subjects):
        working = explain(scheme, form, kept[subject], PeriodKind.MONTH)
        weeks = [reason for reason in working.outcome.children if reason.kind == "part"]
        assert [week.code for week in weeks] == [period.code for period in parts.periods]
        there = [week.points for week in weeks if week.state is State.PRESENT]
        assert working.complete == bool(there)
        if rule.points is PartPoints.NONE:
            assert working.total is None
        elif rule.points is PartPoints.SUM:
            assert working.total.points == sum(there)
        elif there:
            mean = naive.Fraction(sum(there), len(there))
            assert working.total.points == naive.rounded(mean, scheme.places, scheme.rounding)
        assert working.outcome.points == scored.classes[row]
