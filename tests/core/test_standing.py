"""Places, ties, quotas, distinctions and what moved."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.core.score.build import NA, criterion, group, scheme, table
from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.engine import score
from thidua.core.score.scheme import (
    Bounds,
    Distinction,
    Events,
    FigureKind,
    FigureUse,
    PointsIn,
    Quota,
    QuotaStep,
    SubjectKind,
    TieBreak,
)
from thidua.core.standing import Limit, Move, StandingRow, moved, stand, standing_rows

RULES = scheme(group("a", criterion("buoi", Events("buoi", 1000))))
WITH_TIE_BREAK = replace(
    RULES,
    figures=(*RULES.figures, FigureUse("sai", "Số liệu sai", FigureKind.COUNT)),
    tie_breaks=(TieBreak("sai", highest_first=False),),
)


def placed(rules, figures):
    standing = stand(rules, score(rules, figures), figures)
    return dict(
        zip(figures.subjects, zip(standing.place.tolist(), standing.tied.tolist(), strict=True), strict=True)
    )


def test_places_are_inside_each_group_and_ties_share_and_are_flagged():
    figures = table(
        {"a": {"buoi": 5}, "b": {"buoi": 7}, "c": {"buoi": 5}, "d": {"buoi": 4}, "e": {"buoi": 1}},
        groups=("xa", "xa", "xa", "xa", "phong"),
    )
    assert placed(RULES, figures) == {
        "a": (2, True),
        "b": (1, False),
        "c": (2, True),
        "d": (4, False),
        "e": (1, False),
    }


def test_an_incomplete_subject_has_no_place_and_takes_none_from_others():
    figures = table({"thieu": {"buoi": None}, "khong": {"buoi": 0}})
    assert placed(RULES, figures) == {"thieu": (0, False), "khong": (1, False)}


def test_a_tie_break_orders_equals():
    figures = table({"a": {"buoi": 5, "sai": 2}, "b": {"buoi": 5, "sai": 0}, "c": {"buoi": 6, "sai": 9}})
    assert placed(WITH_TIE_BREAK, figures) == {"a": (3, False), "b": (2, False), "c": (1, False)}


def test_a_tie_break_that_somebody_lacks_leaves_the_tie_to_people():
    figures = table({"a": {"buoi": 5, "sai": NA}, "b": {"buoi": 5, "sai": 0}, "c": {"buoi": 5, "sai": 3}})
    assert placed(WITH_TIE_BREAK, figures) == {"a": (1, True), "b": (1, True), "c": (1, True)}


def test_officers_get_no_place():
    officers = replace(RULES, subject=SubjectKind.OFFICER)
    assert placed(officers, table({"an": {"buoi": 5}, "binh": {"buoi": 3}})) == {
        "an": (0, False),
        "binh": (0, False),
    }


NESTED = Quota(
    code="chien-si",
    title="Định mức",
    clause="Điều 6",
    level=PeriodKind.WEEK,
    excluded=("khong-dat",),
    collective_class="loai-tap-the",
    steps=(
        QuotaStep("hai-loai", "eligible", (("1", Fraction(79, 100)), ("2", Fraction(1, 2)))),
        QuotaStep("tot", "hai-loai", (("", Fraction(1, 2)),), rounding=Rounding.HALF_AWAY),
        QuotaStep("dat", "hai-loai", minus=("tot",)),
    ),
    limits=(("tot", "tot"), ("dat", "dat")),
)


def quotas(own: dict):
    rules = replace(RULES, quotas=(NESTED,))
    figures = table({f"cs-{i}": {"buoi": points} for i, points in enumerate([10, 9, 9, 6, 6, 5, 1, None])})
    figures = replace(figures, group_figures=own)
    return stand(rules, score(rules, figures), figures)


def test_a_quota_takes_its_share_from_the_collectives_own_class():
    (result,) = quotas({("khoi", "loai-tap-the"): 1000}).quotas
    assert (result.headcount, result.eligible, result.collective_class) == (8, 6, "1")
    assert result.steps == (("hai-loai", 4), ("tot", 2), ("dat", 2))  # 79 % of 6 is 4.74, floored
    assert result.limits == (Limit("tot", 2, 3), Limit("dat", 2, 3))
    assert [limit.over for limit in result.limits] == [1, 1]


def test_a_quota_without_the_collectives_class_is_a_problem_not_a_guess():
    standing = quotas({})
    assert [problem.code for problem in standing.problems] == ["standing.collective-class-missing"]
    assert (standing.quotas[0].steps, standing.quotas[0].limits) == ((), ())
    standing = quotas({("khoi", "loai-tap-the"): 3000})
    assert [problem.code for problem in standing.problems] == ["standing.collective-class-without-share"]


def amounts(*steps: QuotaStep, exempt: str = "", own: dict | None = None):
    quota = replace(NESTED, steps=steps, collective_class="", limits=(), exempt_figure=exempt)
    rules = replace(RULES, quotas=(quota,))
    figures = table({f"cs-{i}": {"buoi": points} for i, points in enumerate([10, 9, 9, 6, 6, 5, 1, None])})
    return stand(rules, score(rules, figures), replace(figures, group_figures=own or {}))


def test_a_quota_may_be_a_share_of_those_who_hold_another_class_after_everybody_is_rated():
    fifth = QuotaStep("xuat-sac", "class:dat", (("", Fraction(1, 5)),), rounding=Rounding.CEIL)
    assert amounts(fifth).quotas[0].steps == (("xuat-sac", 1),)  # 20 % of the three who hold "đạt"


def test_a_quota_may_be_a_fixed_number_or_rest_on_a_figure_of_the_group():
    steps = (
        QuotaStep("co-dinh", "", fixed=2),
        QuotaStep("bien-che", "group-figure:bien-che", (("", Fraction(1, 10)),)),
    )
    (result,) = amounts(*steps, own={("khoi", "bien-che"): 67_000}).quotas
    assert result.steps == (("co-dinh", 2), ("bien-che", 6))
    standing = amounts(*steps)
    assert [found.code for found in standing.problems] == ["standing.group-figure-missing"]
    assert standing.quotas[0].steps == ()


def test_a_quota_is_not_applied_to_a_group_that_is_exempt_and_that_is_said():
    step = QuotaStep("co-dinh", "", fixed=2)
    (result,) = amounts(step, exempt="mien", own={("khoi", "mien"): 1000}).quotas
    assert (result.exempt, result.steps) == (True, ())
    (result,) = amounts(step, exempt="mien").quotas
    assert (result.exempt, result.steps) == (False, (("co-dinh", 2),))


FLAG = Distinction("co", "Cờ thi đua", "Điều 7", PeriodKind.WEEK, 2, PointsIn("", Bounds(Fraction(5))))


def proposed(points: list):
    rules = replace(RULES, distinctions=(FLAG,))
    figures = table({f"dv-{i}": {"buoi": value} for i, value in enumerate(points)})
    (result,) = stand(rules, score(rules, figures), figures).distinctions
    return result.subjects, result.needs_people


def test_a_distinction_is_proposed_to_the_first_who_meet_its_condition():
    assert proposed([4, 7, 9, 6]) == (("dv-2", "dv-1"), False)
    assert proposed([4, 7, 3, None]) == (("dv-1",), False)
    assert proposed([4, 4]) == ((), False)


def test_a_tie_across_the_border_lists_everybody_and_asks_people():
    assert proposed([9, 7, 7, 7, 6]) == (("dv-0", "dv-1", "dv-2", "dv-3"), True)
    assert proposed([9, 9, 7]) == (("dv-0", "dv-1"), False)


def test_what_moved_lists_only_those_who_differ_and_who_came_or_went():
    before = table({"a": {"buoi": 5}, "b": {"buoi": 7}, "c": {"buoi": 1}, "di": {"buoi": 0}})
    after = table({"a": {"buoi": 8}, "b": {"buoi": 7}, "c": {"buoi": 1}, "den": {"buoi": 0}})
    old, new = (standing_rows(RULES, stand(RULES, score(RULES, t), t)) for t in (before, after))
    assert moved(old, old) == ()
    assert moved(reversed(old), new) == (
        Move(
            "a",
            StandingRow("a", "khoi", 5000, 2, "dat", True, False),
            StandingRow("a", "khoi", 8000, 1, "dat", True, False),
        ),
        Move(
            "b",
            StandingRow("b", "khoi", 7000, 1, "dat", True, False),
            StandingRow("b", "khoi", 7000, 2, "dat", True, False),
        ),
        Move("den", None, StandingRow("den", "khoi", 0, 4, "khong-dat", True, False)),
        Move("di", StandingRow("di", "khoi", 0, 4, "khong-dat", True, False), None),
    )
