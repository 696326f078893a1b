"""What the engine promises, one sentence at a time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.score.build import NA, RULES, criterion, group, scheme, table
from thidua.core.number import Rounding
from thidua.core.score.engine import score
from thidua.core.score.scheme import (
    Bounds,
    ClassCap,
    ClassRule,
    CriteriaCounted,
    CriteriaIn,
    Empty,
    Events,
    FigureIn,
    Mark,
    Missing,
    NotApplicable,
    Share,
    Tier,
    Tiers,
    Unknown,
    Veto,
    YesNo,
)
from thidua.core.score.table import Flag


def told(scored) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.field) for problem in scored.problems]


def test_missing_figure_is_reported_not_scored_as_zero():
    rules = scheme(group("a", criterion("buoi", Events("buoi", 1000))))
    scored = score(rules, table({"lim-xanh": {"buoi": None}, "hoa-mo": {"buoi": 0}}))
    assert told(scored) == [("score.figure-missing", "lim-xanh/buoi")]
    assert scored.problems[0].values["figure"] == "Buổi tuyên truyền"
    assert scored.complete.tolist() == [False, True]
    assert scored.classes.tolist() == [-1, 2]


def test_everything_missing_is_said_at_once_vetoes_included():
    veto = Veto(FigureIn("ky-luat", Bounds(Fraction(1))), "khong-dat", "Điều 4")
    rules = scheme(
        group("a", criterion("buoi", Events("buoi", 1000)), criterion("ho-so", Share("ho-so"))),
        form={"vetoes": (veto,)},
    )
    scored = score(rules, table({"lim-xanh": {"khac": 1}}))
    assert told(scored) == [
        ("score.figure-missing", "lim-xanh/buoi"),
        ("score.figure-missing", "lim-xanh/ho-so"),
        ("score.figure-missing", "lim-xanh/ky-luat"),
    ]


def test_what_the_regulation_scores_as_zero_when_unreported_is_marked_so():
    rules = scheme(group("a", criterion("bao-cao", YesNo("bao-cao", 10_000), missing=Missing.ZERO)))
    scored = score(rules, table({"lim-xanh": {"bao-cao": None}}))
    assert (scored.total.tolist(), scored.complete.tolist()) == ([0], [True])
    assert scored.flags.tolist() == [[Flag.MISSING_ZERO]]


@pytest.mark.parametrize(
    ("rounding", "points"), [(Rounding.FLOOR, 6660), (Rounding.HALF_UP, 6670), (Rounding.CEIL, 6670)]
)
def test_a_ratio_gives_its_share_of_the_maximum_rounded_as_named(rounding, points):
    rules = scheme(group("a", criterion("ho-so", Share("ho-so"))), rounding=rounding)
    assert score(rules, table({"lim-xanh": {"ho-so": (2, 3)}})).total.tolist() == [points]


def test_more_than_the_target_is_held_at_the_maximum_and_flagged():
    rules = scheme(group("a", criterion("buoi", Share("buoi", of_target=True))))
    scored = score(rules, table({"lim-xanh": {"buoi": 9}}, targets={"buoi": 6}))
    assert (scored.total.tolist(), scored.flags.tolist()) == ([10_000], [[Flag.CAPPED]])


def test_a_target_that_nobody_set_is_a_problem_unless_the_scheme_says_otherwise():
    figures = table({"lim-xanh": {"buoi": 9}})
    rules = scheme(group("a", criterion("buoi", Share("buoi", of_target=True))))
    assert told(score(rules, figures)) == [("score.target-missing", "lim-xanh/buoi")]
    for empty, points in ((Empty.ZERO, 0), (Empty.FULL, 10_000)):
        rules = scheme(group("a", criterion("buoi", Share("buoi", of_target=True, empty=empty))))
        assert score(rules, figures).total.tolist() == [points]


def test_nothing_of_nothing_is_not_a_share():
    rules = scheme(group("a", criterion("ho-so", Share("ho-so"))))
    assert told(score(rules, table({"lim-xanh": {"ho-so": (0, 0)}}))) == [
        ("score.denominator-zero", "lim-xanh/ho-so")
    ]


def test_bounds_compare_exact_fractions():
    tiers = (
        Tier(Bounds(Fraction(2, 3)), 10_000),
        Tier(Bounds(high=Fraction(2, 3), high_closed=False), 1000),
    )
    rules = scheme(group("a", criterion("dat", Tiers("dat", tiers))))
    figures = table({"vua-du": {"dat": (2, 3)}, "thieu": {"dat": (666_666, 1_000_000)}})
    assert score(rules, figures).total.tolist() == [10_000, 1000]


def test_twelve_thousand_million_dong_compares_exactly():
    amount = 12_000_000_000
    tiers = (Tier(Bounds(Fraction(amount)), 10_000), Tier(Bounds(), 0))
    rules = scheme(group("a", criterion("tien", Tiers("tien", tiers))))
    figures = table({"du": {"tien": amount}, "thieu-mot-dong": {"tien": amount - 1}})
    assert score(rules, figures).total.tolist() == [10_000, 0]


def test_a_value_that_no_tier_holds_is_a_problem():
    rules = scheme(group("a", criterion("dat", Tiers("dat", (Tier(Bounds(Fraction(1)), 1000),)))))
    assert told(score(rules, table({"lim-xanh": {"dat": (1, 2)}}))) == [("score.no-tier", "lim-xanh/dat")]


@pytest.mark.parametrize(
    ("mark", "code"),
    [(2.5, "score.mark-step"), (11, "score.mark-out-of-range"), (-1, "score.mark-out-of-range")],
)
def test_a_mark_off_the_scale_is_refused(mark, code):
    rules = scheme(group("a", criterion("cham", Mark("cham", ("tu", "tren"), "tren", step=1000))))
    scored = score(rules, table({"an": {"cham@tu": 10, "cham@tren": mark}}))
    assert told(scored) == [(code, "an/cham@tren")]


def test_the_deciding_assessor_counts_and_the_self_score_stands_beside():
    rules = scheme(group("a", criterion("cham", Mark("cham", ("tu", "tren"), "tren"))))
    scored = score(
        rules, table({"an": {"cham@tu": 10, "cham@tren": 7}, "binh": {"cham@tu": 9, "cham@tren": None}})
    )
    assert (scored.total.tolist(), scored.complete.tolist()) == ([7000, 0], [True, False])


def test_a_gate_that_does_not_hold_scores_nothing():
    gate = FigureIn("minh-chung", Bounds(Fraction(1)))
    rules = scheme(group("a", criterion("buoi", Events("buoi", 1000), gate=gate)))
    scored = score(rules, table({"co": {"buoi": 4, "minh-chung": 1}, "khong": {"buoi": 4, "minh-chung": 0}}))
    assert (scored.total.tolist(), scored.flags.tolist()) == ([4000, 0], [[0], [Flag.GATED]])


@pytest.mark.parametrize(
    ("policy", "total"),
    [(NotApplicable.FULL, 15_000), (NotApplicable.ZERO, 5000), (NotApplicable.RESCALE, 10_000)],
)
def test_not_applicable_follows_the_policy_of_the_criterion(policy, total):
    rules = scheme(
        group("a", criterion("x", Share("x"), not_applicable=policy), criterion("y", Share("y"))),
    )
    assert score(rules, table({"lim-xanh": {"x": NA, "y": (1, 2)}})).total.tolist() == [total]


def test_a_maximum_that_does_not_apply_is_shared_equally_among_the_named_groups():
    shared = criterion("tiep-dan", Mark("t", ("tren",), "tren"), 4, not_applicable=NotApplicable.REDISTRIBUTE,
                       among=("a", "b"))  # fmt: skip
    rules = scheme(
        group("a", criterion("x", Share("x"), 4)),
        group("b", criterion("y", Share("y"), 6)),
        group("c", shared),
    )
    scored = score(rules, table({"an": {"x": (1, 2), "y": (1, 3), "t@tren": NA}}))
    # 2 points of 4 become 2 × 6/4; 2 points of 6 become 2 × 8/6, rounded once.
    assert scored.group_points.tolist() == [[3000, 2670, 0]]


def test_maxima_that_nobody_is_left_to_carry_leave_the_subject_incomplete():
    rules = scheme(group("a", criterion("x", Share("x"), not_applicable=NotApplicable.RESCALE)))
    scored = score(rules, table({"lim-xanh": {"x": NA}}))
    assert told(scored) == [("score.nothing-applicable", "lim-xanh/a")]
    assert scored.complete.tolist() == [False]


def test_an_undecided_condition_is_asked_only_when_no_earlier_line_decided():
    best, second = RULES[0], ClassRule("dat", FigureIn("z", Bounds()), "Điều 3")
    rules = scheme(group("a", criterion("x", Share("x"))), form={"rules": (best, second)})
    scored = score(rules, table({"cao": {"x": (1, 1)}, "thap": {"x": (0, 1)}}))
    assert told(scored) == [("score.figure-missing", "thap/z")]
    assert scored.classes.tolist() == [0, -1]


def test_a_condition_on_an_absent_figure_may_hold_or_fail_where_the_scheme_says_so():
    for unknown, expected in ((Unknown.HOLDS, 2), (Unknown.FAILS, 0)):
        veto = Veto(FigureIn("y", Bounds(Fraction(1)), absent=unknown), "khong-dat", "Điều 4")
        rules = scheme(group("a", criterion("x", Share("x"))), form={"vetoes": (veto,)})
        assert score(rules, table({"an": {"x": (1, 1)}})).classes.tolist() == [expected]


def test_the_lowest_veto_wins_and_a_cap_only_lowers():
    rules = scheme(
        group("a", criterion("x", Share("x"))),
        form={
            "vetoes": (
                Veto(FigureIn("v", Bounds(Fraction(1))), "dat", "Điều 4"),
                Veto(FigureIn("v", Bounds(Fraction(2))), "khong-dat", "Điều 4"),
            ),
            "caps": (ClassCap(FigureIn("c", Bounds(Fraction(1))), "dat", "Điều 5"),),
        },
    )
    scored = score(
        rules,
        table(
            {
                "khong-gi": {"x": (1, 1), "v": 0, "c": 0},
                "hai-phu-quyet": {"x": (1, 1), "v": 2, "c": 1},
                "bi-chan": {"x": (1, 1), "v": 0, "c": 1},
                "da-thap": {"x": (0, 1), "v": 0, "c": 1},
            }
        ),
    )
    assert scored.classes.tolist() == [0, 2, 1, 2]
    assert scored.veto.tolist() == [-1, 1, -1, -1]
    assert scored.cap.tolist() == [-1, -1, 0, -1]


def test_no_criterion_at_zero_can_be_asked_for():
    veto = Veto(CriteriaIn(CriteriaCounted.ZERO, False, Bounds(Fraction(1))), "khong-dat", "Điều 4")
    rules = scheme(
        group("a", criterion("x", Share("x")), criterion("y", Share("y"), 1)), form={"vetoes": (veto,)}
    )
    scored = score(rules, table({"du": {"x": (1, 1), "y": (1, 1)}, "mot-khong": {"x": (1, 1), "y": (0, 1)}}))
    assert scored.classes.tolist() == [0, 2]


def test_an_unknown_form_is_said_and_nobody_scores():
    rules = scheme(group("a", criterion("x", Share("x"))))
    scored = score(rules, table({"an": {"x": (1, 1)}}, forms=("khac",)))
    assert told(scored) == [("score.form-unknown", "an/khac")]
    assert scored.complete.tolist() == [False]


def test_nobody_to_score_is_an_empty_standing():
    rules = scheme(group("a", criterion("x", Share("x"))))
    scored = score(rules, table({}))
    assert (scored.subjects, scored.total.tolist(), scored.problems) == ((), [], ())
