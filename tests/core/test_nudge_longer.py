"""What would have changed a month: small cases by hand, and any roll-up against trying every total and class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.sentences import packaged
from tests.core.score.build import RULES, criterion, group, scheme
from thidua.core.nudge.longer import Longer, longer
from thidua.core.number import MILLI, Rounding
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.engine import roll_up
from thidua.core.score.scheme import Events, PartPoints, RollUp, SubjectKind
from thidua.core.score.table import Parts
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_codes

seeds = st.integers(0, 2**32 - 1)
MONTH = Period.parse("2025-03")
WEEKS = tuple(Period.parse(f"2025-W{number}") for number in (10, 11, 12, 13))
MEAN = scheme(
    group("a", criterion("buoi", Events("buoi", 1000), 10)),
    roll_ups=(RollUp(PeriodKind.MONTH, PeriodKind.WEEK, PartPoints.MEAN, RULES, "Điều 4"),),
)


def parts(
    totals: dict[str, tuple[int | None, ...]], classes: dict[str, tuple[int, ...]] | None = None
) -> Parts:
    """Points of each week; None where the subject had no result."""
    rows = list(totals.values())
    level = [(classes or {}).get(name, (0,) * len(WEEKS)) for name in totals]
    return Parts(
        WEEKS,
        tuple(totals),
        np.array([[points is not None for points in row] for row in rows]),
        np.array([[(points or 0) * MILLI for points in row] for row in rows], dtype=np.int64),
        np.array(level, dtype=np.int64),
    )


def asked(rules, of: Parts, subject: str = "an", period: Period = MONTH) -> Longer:
    size = len(of.subjects)
    return longer(rules, period, of, (rules.forms[0].code,) * size, ("cum",) * size, subject)


def test_a_mean_says_what_it_lacks_and_what_the_weeks_lack_together():
    up, down = asked(MEAN, parts({"an": (9, 9, 8, 9), "binh": (5, 5, 5, 6)})).gaps
    assert (up.before.total, up.change, up.over_parts) == (8750, 250, 980)  # 35.98 / 4 = 8.995, half up
    assert (up.before.level, up.after.level, up.after.place) == (1, 0, 1)
    assert (down.change, down.after.place, down.after.level) == (-3510, 2, 1)


def test_an_exact_mean_needs_the_whole_sum():
    rules = replace(MEAN, rounding=Rounding.FLOOR)
    assert asked(rules, parts({"an": (9, 9, 8, 9)})).gaps[0].over_parts == 1000


def test_a_week_without_result_is_not_counted_with():
    up, _ = asked(MEAN, parts({"an": (9, None, 8, None)})).gaps
    assert (up.before.total, up.over_parts) == (8500, 990)


def test_who_has_no_week_is_told_nothing():
    assert asked(MEAN, parts({"an": (None,) * 4, "binh": (9,) * 4})) == Longer()


def test_a_week_of_another_class_changes_the_month_of_an_officer():
    rules = packaged("e29-thang").scheme
    assert rules is not None
    found = asked(
        rules, parts({"an": (0,) * 4}, {"an": (0, 1, 1, 1)})
    )  # one week of class 1, three of class 2
    better = found.swaps[0]
    assert (better.periods, better.was, better.instead) == (WEEKS[1:], 1, 0)
    assert (better.before.level, better.after.level, better.after.place) == (1, 0, 0)
    assert found.gaps == ()


# --- Against trying everything ---


def outcome(rules, period: Period, of: Parts, row: int, total: int | None = None) -> tuple[bool, int, int]:
    size = len(of.subjects)
    forms, groups = (rules.forms[0].code,) * size, ("cum",) * size
    changed = of
    if total is not None:
        sums = of.total.copy()
        there = np.flatnonzero(of.present[row])
        sums[row] = 0
        sums[row, there if rules.roll_up(period.kind).points is PartPoints.MEAN else there[:1]] = total
        changed = replace(of, total=sums)
    scored = roll_up(rules, period.kind, period, changed, forms, groups)
    standing = stand(rules, scored)
    return bool(scored.complete[row]), int(scored.classes[row]), int(standing.place[row])


def mean_of(rules, period: Period, of: Parts, row: int) -> int:
    size = len(of.subjects)
    forms = (rules.forms[0].code,) * size
    return int(roll_up(rules, period.kind, period, of, forms, ("cum",) * size).total[row])


def assert_as_by_trying(rules, period: Period, of: Parts) -> None:
    row, rule = 0, rules.roll_up(period.kind)
    before = outcome(rules, period, of, row)
    found = asked(rules, of, of.subjects[row], period)
    if not before[0]:
        assert found == Longer()
        return
    unit, form = 10 ** (3 - rules.places), rules.forms[0]
    if rule.points is not PartPoints.NONE:
        times = int(of.present[row].sum()) if rule.points is PartPoints.SUM else 1
        own = mean_of(rules, period, of, row)
        for sign, end in ((1, form.maximum * times), (-1, form.minimum * times)):
            said = next((gap for gap in found.gaps if gap.change * sign > 0), None)
            totals = range(own + sign * unit, end + sign, sign * unit)
            changes = (t for t in totals if outcome(rules, period, of, row, t) != before)
            first = next(changes, None)
            assert (said and own + said.change) == first
            if said is not None and rule.points is PartPoints.MEAN:
                assert_smallest_sum(rules, period, of, row, said.over_parts, own + said.change, sign * unit)
    assert_every_class(rules, period, of, row, before, found)


def assert_smallest_sum(rules, period, of, row, change, wanted, step) -> None:
    """That much more over the parts reaches the wanted total, and one step less does not."""
    for by, reached in ((change, True), (change - step, False)):
        sums = of.total.copy()
        sums[row, np.flatnonzero(of.present[row])[0]] += by
        total = mean_of(rules, period, replace(of, total=sums), row)
        assert (total >= wanted if step > 0 else total <= wanted) == reached


def assert_every_class(rules, period, of, row, before, found) -> None:
    """A part that some class changes is named with one that does; a part that is not named changes nothing."""
    told = {(p, swap.instead): swap for swap in found.swaps for p in swap.periods}
    for at in np.flatnonzero(of.present[row]).tolist():
        moving = set()
        for level, name in enumerate(rules.classes):
            if name.counts and level != of.classes[row, at]:
                classes = of.classes.copy()
                classes[row, at] = level
                after = outcome(rules, period, replace(of, classes=classes), row)
                if after != before:
                    moving.add(level)
                if (of.periods[at], level) in told:
                    rank = told[of.periods[at], level].after
                    assert (rank.complete, rank.level, rank.place) == after != before
        named = {level for part, level in told if part == of.periods[at]}
        assert named <= moving
        assert bool(named) == bool(moving)


def drawn(rules, period: Period, seed: int, size: int = 6) -> Parts:
    rng = Random(seed)
    rule, form = rules.roll_up(period.kind), rules.forms[0]
    below = tuple(period.parts(rule.of))
    unit = 10 ** (3 - rules.places)
    top = max(form.maximum // unit, 1)
    low = form.minimum // unit
    shape = (size, len(below))
    around = rng.randint(low, top)
    totals = [[min(top, max(low, around + rng.randint(-9, 9))) * unit for _ in below] for _ in range(size)]
    return Parts(
        below,
        tuple(f"don-vi-{i}" for i in range(size)),
        np.array([rng.random() < 0.9 for _ in range(size * len(below))]).reshape(shape),
        np.array(totals, dtype=np.int64),
        np.array(
            [rng.choice([-1, *range(len(rules.classes))]) for _ in range(size * len(below))], dtype=np.int64
        ).reshape(shape),
    )


SHIPPED = [
    (code, rule.level)
    for code in scheme_codes()
    for loaded in [packaged(code).scheme]
    if loaded is not None
    for rule in loaded.roll_ups
]


@pytest.mark.parametrize(("code", "level"), SHIPPED)
@settings(max_examples=4, deadline=None)
@given(seed=seeds)
def test_every_shipped_roll_up_is_answered_as_by_trying(code, level, seed):
    rules = packaged(code).scheme
    assert rules is not None
    period = containing(date(2025, 3, 6), level)
    rules = replace(rules, places=min(rules.places, 1))  # fewer totals to try, the same rule
    assert_as_by_trying(rules, period, drawn(rules, period, seed))


@settings(max_examples=12, deadline=None)
@given(
    seed=seeds,
    points=st.sampled_from([PartPoints.MEAN, PartPoints.SUM]),
    rounding=st.sampled_from(list(Rounding)),
    subject=st.sampled_from([SubjectKind.UNIT, SubjectKind.OFFICER]),
)
def test_means_and_sums_are_answered_as_by_trying(seed, points, rounding, subject):
    rule = replace(MEAN.roll_ups[0], points=points)
    rules = replace(MEAN, places=1, rounding=rounding, subject=subject, roll_ups=(rule,))
    assert_as_by_trying(rules, MONTH, drawn(rules, MONTH, seed))
