"""The richer words of the language, one sentence each: the leader, combined marks, the best of a group, the ladder."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.core.score.build import NA, criterion, group, scheme, table
from tests.core.score.test_lines import rows_by_subject
from thidua.core.number import Rounding
from thidua.core.score.engine import score
from thidua.core.score.explain import explain
from thidua.core.score.lines import lines
from thidua.core.score.scheme import (
    Bounds,
    ClassCap,
    ClassName,
    ClassRule,
    Combine,
    CriteriaCounted,
    CriteriaIn,
    Empty,
    Events,
    FigureIn,
    Mark,
    NotApplicable,
    PointsIn,
    Relative,
    Share,
    Step,
    Takes,
    Veto,
)
from thidua.core.score.table import Flag
from thidua.core.standing import stand

# --- Relative to the leader ---

LEAD = scheme(group("a", criterion("buoi", Relative("buoi"), not_applicable=NotApplicable.ZERO)))


def points(rules, figures, **more) -> dict[str, int]:
    scored = score(rules, table(figures, **more))
    return dict(zip(scored.subjects, scored.total.tolist(), strict=True))


def test_below_the_target_half_of_the_maximum_is_earned_in_proportion():
    given = points(LEAD, {"nua": {"buoi": 5}, "du": {"buoi": 10}, "khong": {"buoi": 0}}, targets={"buoi": 10})
    assert given == {"nua": 2500, "du": 5000, "khong": 0}


def test_the_best_excess_of_the_group_gets_the_maximum_and_others_their_proportion():
    given = points(
        LEAD, {"nhat": {"buoi": 18}, "nhi": {"buoi": 14}, "du": {"buoi": 10}}, targets={"buoi": 10}
    )
    assert given == {"nhat": 10_000, "nhi": 7500, "du": 5000}


def test_every_group_has_its_own_leader():
    figures = {"a": {"buoi": 40}, "b": {"buoi": 11}, "c": {"buoi": 12}}
    given = points(LEAD, figures, targets={"buoi": 10}, groups=("xa", "phong", "phong"))
    assert given == {"a": 10_000, "b": 7500, "c": 10_000}


def test_one_alone_in_its_group_leads_it_as_soon_as_it_is_beyond_the_target():
    assert points(LEAD, {"mot": {"buoi": 11}}, targets={"buoi": 10}) == {"mot": 10_000}


def test_who_was_not_assigned_the_work_leads_nobody():
    given = points(LEAD, {"khong-giao": {"buoi": NA}, "b": {"buoi": 11}}, targets={"buoi": 10})
    assert given == {"khong-giao": 0, "b": 10_000}


def test_without_a_target_nobody_leads_and_it_is_said():
    scored = score(LEAD, table({"mot": {"buoi": 11}}))
    assert [found.code for found in scored.problems] == ["score.target-missing"]
    rules = scheme(group("a", criterion("buoi", Relative("buoi", empty=Empty.ZERO))))
    assert points(rules, {"mot": {"buoi": 11}}) == {"mot": 0}


def test_the_leader_stands_in_the_lines_so_that_they_can_be_read_alone():
    figures = table({"nhat": {"buoi": 18}, "nhi": {"buoi": 14}, "du": {"buoi": 10}}, targets={"buoi": 10})
    kept = rows_by_subject(lines(LEAD, figures, score(LEAD, figures)))
    (line,) = explain(LEAD, "bieu", kept["nhi"]).total.children[0].children
    (leader,) = line.children
    assert (leader.kind, leader.code) == ("leader", "buoi")
    assert Fraction(leader.numerator, leader.denominator) == Fraction(18, 10)
    assert explain(LEAD, "bieu", kept["du"]).total.children[0].children[0].children == ()


def test_leaders_of_huge_amounts_compare_exactly():
    rules = scheme(group("a", criterion("tien", Relative("tien", Fraction(0)))))
    given = points(
        rules, {"a": {"tien": 12_000_000_000_001}, "b": {"tien": 12_000_000_000_000}}, targets={"tien": 7}
    )
    assert given == {"a": 10_000, "b": 10_000}  # 9,999 999 999 99 rounds to 10
    floored = points(
        replace(rules, rounding=Rounding.FLOOR),
        {"a": {"tien": 12_000_000_000_001}, "b": {"tien": 12_000_000_000_000}},
        targets={"tien": 7},
    )
    assert floored == {"a": 10_000, "b": 9990}


# --- Marks made one ---


def mark(how: Combine, gap: float = 0, decides: str = "") -> Mark:
    return Mark("cham", ("mot", "hai", "ba"), decides, 0, how, int(gap * 1000))


def marked(method: Mark, *marks, last=None):
    columns = dict(zip(("cham@mot", "cham@hai", "cham@ba"), marks, strict=True)) | {"cham@hoi-dong": last}
    return score(scheme(group("a", criterion("cham", method))), table({"an": columns}))


@pytest.mark.parametrize(
    ("how", "total"),
    [(Combine.MEAN, 7670), (Combine.LOWEST, 6000), (Combine.HIGHEST, 9000), (Combine.MEDIAN, 8000)],
)
def test_the_marks_of_several_assessors_are_made_one_as_the_regulation_says(how, total):
    assert marked(mark(how), 8, 6, 9).total.tolist() == [total]


def test_the_median_of_two_is_their_mean():
    assert marked(mark(Combine.MEDIAN), 8, 7, NA).total.tolist() == [7500]


def test_nothing_is_combined_while_one_assessor_has_not_marked():
    scored = marked(mark(Combine.MEAN), 8, None, 9)
    assert [(p.code, p.where.field) for p in scored.problems] == [("score.figure-missing", "an/cham@hai")]


def test_marks_too_far_apart_are_left_to_people():
    scored = marked(mark(Combine.MEAN, gap=2), 8, 5, 7)
    assert [(p.code, p.where.field) for p in scored.problems] == [("score.marks-apart", "an/cham")]
    assert marked(mark(Combine.MEAN, gap=3), 8, 5, 8).total.tolist() == [7000]


def test_who_settles_it_gives_the_mark_only_where_they_are_too_far_apart():
    method = mark(Combine.MEAN, gap=2, decides="hoi-dong")
    assert marked(method, 8, 5, 7, last=6).total.tolist() == [6000]
    assert marked(method, 8, 7, 9, last=1).total.tolist() == [8000]


# --- The best of a group ---


def test_a_group_may_take_only_its_best_criterion():
    rules = scheme(
        group(
            "a",
            criterion("x", Share("x"), 6),
            criterion("y", Share("y"), 4),
            takes=Takes.BEST,
            maximum=6000,
            rescale_to=6000,
        ),
        form={
            "vetoes": (
                Veto(CriteriaIn(CriteriaCounted.ZERO, False, Bounds(Fraction(1))), "khong-dat", "Điều 4"),
            )
        },
    )
    scored = score(rules, table({"x": {"x": (1, 1), "y": (0, 1)}, "y": {"x": (1, 3), "y": (1, 1)}}))
    assert scored.total.tolist() == [6000, 4000]
    assert scored.flags.tolist() == [[0, Flag.NOT_TAKEN], [Flag.NOT_TAKEN, 0]]
    assert scored.veto.tolist() == [-1, -1]  # the alternative that is not taken was not done badly


# --- The ladder ---

CLASSES = (
    ClassName("a", "A"),
    ClassName("b", "B"),
    ClassName("c", "C"),
    ClassName("khong", "Không xếp loại", counts=False),
)


def laddered(*steps: Step, **form):
    return scheme(
        group("a", criterion("x", Events("x", 1000), 3)),
        classes=CLASSES,
        form={
            "rules": (
                _rule("a", PointsIn("", Bounds(Fraction(3)))),
                _rule("b", PointsIn("", Bounds(Fraction(2)))),
                _rule("c", PointsIn("", Bounds(Fraction(1)))),
                _rule("khong", None),
            ),
            "steps": steps,
            **form,
        },
    )


def _rule(code, when):
    return ClassRule(code, when, "Điều 3")


def classed(rules, **figures) -> str:
    scored = score(rules, table({"an": figures}))
    return [*(name.code for name in CLASSES), ""][int(scored.classes[0])]


REPEAT = Step(FigureIn("lap-lai", Bounds(Fraction(1))), 1, "Điều 10", "Vi phạm lặp lại")


def test_steps_that_hold_are_added_and_held_to_the_classes_that_count():
    rules = laddered(REPEAT, replace(REPEAT, steps=2))
    assert classed(rules, x=3, **{"lap-lai": 0}) == "a"
    assert classed(laddered(REPEAT), x=3, **{"lap-lai": 1}) == "b"
    assert classed(rules, x=3, **{"lap-lai": 1}) == "c"
    assert classed(laddered(replace(REPEAT, steps=-1)), x=3, **{"lap-lai": 1}) == "a"


def test_a_class_that_does_not_count_is_not_moved():
    assert classed(laddered(replace(REPEAT, steps=-1)), x=0, **{"lap-lai": 1}) == "khong"


def test_more_aggravating_than_mitigating_moves_by_the_sign_of_their_difference():
    rules = laddered(Step(None, 1, "Điều 10", by_figure="nang", minus_figure="nhe", sign=True))
    assert classed(rules, x=2, nang=3, nhe=1) == "c"
    assert classed(rules, x=2, nang=1, nhe=1) == "b"
    assert classed(rules, x=2, nang=0, nhe=2) == "a"


def test_a_step_may_be_taken_once_for_every_event():
    rules = laddered(Step(None, 1, "Điều 10", by_figure="lan"))
    assert (classed(rules, x=3, lan=1), classed(rules, x=3, lan=2)) == ("b", "c")


def test_a_limit_holds_a_step_back_and_never_moves_who_stood_beyond_it():
    assert classed(laddered(replace(REPEAT, steps=2, floor="b")), x=3, **{"lap-lai": 1}) == "b"
    assert classed(laddered(replace(REPEAT, steps=2, floor="b")), x=1, **{"lap-lai": 1}) == "c"
    assert classed(laddered(replace(REPEAT, steps=-2, ceiling="b")), x=1, **{"lap-lai": 1}) == "b"
    assert classed(laddered(replace(REPEAT, steps=-2, ceiling="b")), x=3, **{"lap-lai": 1}) == "a"


def test_caps_come_after_the_ladder():
    cap = ClassCap(FigureIn("ky-luat", Bounds(Fraction(1))), "b", "Điều 5")
    rules = laddered(replace(REPEAT, steps=-1), caps=(cap,))
    assert classed(rules, x=2, **{"lap-lai": 1, "ky-luat": 1}) == "b"


def test_a_step_whose_figure_is_missing_leaves_the_subject_incomplete():
    rules = laddered(Step(None, 1, "Điều 10", by_figure="lan"))
    scored = score(rules, table({"an": {"x": 3}}))
    assert [(p.code, p.where.field) for p in scored.problems] == [("score.figure-missing", "an/lan")]
    assert (scored.complete.tolist(), scored.steps.tolist()) == ([False], [[0]])


def test_the_working_names_the_step_that_moved_the_class():
    rules, figures = laddered(REPEAT), table({"an": {"x": 3, "lap-lai": 1}})
    kept = rows_by_subject(lines(rules, figures, score(rules, figures)))
    outcome = explain(rules, "bieu", kept["an"]).outcome
    assert [(r.kind, r.clause, r.raw) for r in outcome.children] == [
        ("rule", "Điều 3", 0),
        ("step", "Điều 10", 1),
    ]
    assert (outcome.code, outcome.clause, outcome.flags) == ("b", "Điều 10", Flag.STEPPED)


def test_a_relative_standing_orders_like_its_points():
    figures = table({"a": {"buoi": 18}, "b": {"buoi": 14}}, targets={"buoi": 10})
    assert stand(LEAD, score(LEAD, figures), figures).place.tolist() == [1, 2]
