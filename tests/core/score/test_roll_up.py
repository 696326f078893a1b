"""Weeks into a month: only complete weeks count, and none at all is said."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from tests.core.score.build import CLASSES, criterion, group, scheme, table
from thidua.core.period import Period, PeriodKind
from thidua.core.score.engine import roll_up, score
from thidua.core.score.scheme import (
    AllOf,
    Bounds,
    ClassRule,
    FigureIn,
    FigureKind,
    FigureUse,
    PartPoints,
    PartsIn,
    RollUp,
    Share,
)
from thidua.core.score.table import Parts

MONTH = Period.parse("2025-03")
NONE = Bounds(Fraction(0), high=Fraction(0))
TWICE = Bounds(Fraction(2))
RULES = (
    ClassRule("tot", AllOf((PartsIn(("tot",), TWICE), PartsIn(("khong-dat",), NONE))), "Dòng 1"),
    ClassRule("dat", AllOf((PartsIn(("tot", "dat"), TWICE), PartsIn(("khong-dat",), NONE))), "Dòng 2"),
    ClassRule("khong-dat", None, "Dòng 3"),
)


def month(points: PartPoints, weeks: dict[str, list[tuple[int, str] | None]]):
    """subject → (points, class) of each week, None where the week has no complete result."""
    roll = RollUp(PeriodKind.MONTH, PeriodKind.WEEK, points, RULES, "Điều 6")
    rules = scheme(group("a", criterion("x", Share("x"))), roll_ups=(roll,))
    order = [name.code for name in CLASSES] + [""]
    given = [[week or (99, "tot") for week in row] for row in weeks.values()]
    parts = Parts(
        periods=MONTH.parts(PeriodKind.WEEK),
        subjects=tuple(weeks),
        present=np.array([[week is not None for week in row] for row in weeks.values()]),
        total=np.array([[p * 1000 for p, _ in row] for row in given]),
        classes=np.array([[order.index(c) if c else -1 for _, c in row] for row in given]),
    )
    return roll_up(rules, PeriodKind.MONTH, MONTH, parts, ("bieu",) * len(weeks), ("khoi",) * len(weeks))


def test_a_week_without_a_complete_result_does_not_count_towards_the_mean():
    scored = month(PartPoints.MEAN, {"an": [(9, "tot"), None, (8, "dat"), (8, "dat")]})
    assert scored.total.tolist() == [8330]


def test_the_first_line_that_holds_over_the_weeks_gives_the_class():
    scored = month(
        PartPoints.NONE,
        {
            "an": [(0, "tot"), (0, "tot"), (0, "dat"), (0, "")],
            "binh": [(0, "tot"), (0, "dat"), None, None],
            "chi": [(0, "tot"), (0, "tot"), (0, "tot"), (0, "khong-dat")],
        },
    )
    assert (scored.classes.tolist(), scored.class_rule.tolist()) == ([0, 1, 2], [0, 1, 2])
    assert scored.total.tolist() == [0, 0, 0]


def test_somebody_without_any_result_is_said_and_has_no_class():
    scored = month(PartPoints.SUM, {"an": [None] * 4, "binh": [(1, "dat")] * 4})
    assert [(p.code, p.where.field) for p in scored.problems] == [("score.parts-missing", "an")]
    assert (scored.complete.tolist(), scored.classes.tolist()) == ([False, True], [-1, 1])
    assert scored.total.tolist() == [0, 4000]


def test_a_class_that_the_scheme_does_not_know_is_reported_not_passed_over():
    by_class = (
        ClassRule("tot", FigureIn("loai", Bounds(Fraction(1), high=Fraction(1))), ""),
        ClassRule("dat", FigureIn("loai", Bounds(Fraction(2), high=Fraction(2))), ""),
    )
    rules = scheme(
        form={"rules": by_class}, figures=(FigureUse("loai", "Loại", FigureKind.CLASS, values=(1, 2)),)
    )
    scored = score(rules, table({"an": {"loai": 2}, "binh": {"loai": 7}}))
    assert [(p.code, p.where.field) for p in scored.problems] == [("score.class-not-allowed", "binh/loai")]
    assert (scored.complete.tolist(), scored.classes.tolist()) == ([True, False], [1, -1])
