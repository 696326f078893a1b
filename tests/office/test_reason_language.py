"""The richer words of the language read aloud: the leader, combined marks, the best of a group, the ladder."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.score.build import criterion, group, scheme, table
from tests.core.score.test_lines import rows_by_subject
from thidua.core.score.engine import score
from thidua.core.score.explain import explain
from thidua.core.score.lines import lines
from thidua.core.score.scheme import (
    Bounds,
    Combine,
    Events,
    FigureIn,
    FigureKind,
    FigureUse,
    Mark,
    Place,
    Relative,
    Scheme,
    Share,
    Step,
    Takes,
    Tier,
    Tiers,
)
from thidua.office.reason import sentences

USES = tuple(
    FigureUse(code, title, kind)
    for code, title, kind in (
        ("buoi", "Buổi tuyên truyền", FigureKind.COUNT),
        ("lap-lai", "Vi phạm lặp lại", FigureKind.COUNT),
        ("cham", "Điểm chấm", FigureKind.MARK),
        ("x", "Mô hình", FigureKind.RATIO),
        ("y", "Sáng kiến", FigureKind.RATIO),
    )
)


def told(rule: Scheme, figures: dict[str, dict], subject: str, targets: dict[str, int] | None = None):
    """The sentences about one subject without the narrow spaces of percentages."""
    filled = table(figures, targets)
    kept = rows_by_subject(lines(rule, filled, score(rule, filled)))[subject]
    return [text.strip().replace("\u00a0", " ") for text in sentences(explain(rule, "bieu", kept))]


LEAD = scheme(group("g", criterion("a", Relative("buoi"))), figures=USES)
UNITS = {"nhat": {"buoi": 18}, "nhi": {"buoi": 14}, "thieu": {"buoi": 5}}


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("thieu", "a: 5/10 × 50 % × 10 điểm = 2,50 điểm (Điều 1)"),
        (
            "nhi",
            "a: 14/10, vượt chỉ tiêu 40 %; đơn vị dẫn đầu vượt 80 % → "
            "(50 % + 50 % × 40 % : 80 %) × 10 điểm = 7,50 điểm (Điều 1)",
        ),
    ],
)
def test_what_was_earned_beside_the_leader(subject, expected) -> None:
    assert told(LEAD, UNITS, subject, {"buoi": 10})[1] == expected


def test_for_every_so_many_is_counted_in_whole_times() -> None:
    use = FigureUse("buoi", "Buổi tuyên truyền", FigureKind.COUNT, "buổi")
    rule = scheme(group("g", criterion("a", Events("buoi", 1000, 5000))), figures=(use,))
    expected = "a: 12 buổi, cứ 5 buổi 1 điểm → 2 × 1 = 2,00 điểm (Điều 1)"
    assert told(rule, {"an": {"buoi": 12}}, "an")[1] == expected


PLACED = scheme(
    group(
        "g",
        criterion(
            "a", Tiers("x", (Tier(Bounds(high=Fraction(2)), 8000), Tier(Bounds(), 0)), place=Place.HIGH)
        ),
    ),
    figures=USES,
)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("nhi", "a: 9/10 (90 %) → 2 nơi cùng hạng 2 trong 4: 8,00 điểm (Điều 1)"),
        ("bet", "a: 1/2 (50 %) → hạng 4 trong 4: 0,00 điểm (Điều 1)"),
    ],
)
def test_the_place_in_the_group_is_said_with_how_many_share_it(subject, expected) -> None:
    units = {"nhat": {"x": (10, 10)}, "nhi": {"x": (9, 10)}, "ba": {"x": (18, 20)}, "bet": {"x": (1, 2)}}
    assert told(PLACED, units, subject)[1] == expected


def panel(*marks, last=None, gap: int = 2000):
    rule = scheme(
        group("g", criterion("a", Mark("cham", ("mot", "hai"), "hoi-dong", 0, Combine.MEAN, gap))),
        figures=USES,
    )
    mot, hai = marks
    return told(rule, {"an": {"cham@mot": mot, "cham@hai": hai, "cham@hoi-dong": last}}, "an")[1]


def test_marks_made_one_name_every_assessor() -> None:
    assert (
        panel(8, 7)
        == "a: trung bình các điểm chấm: 7,50 điểm (mot chấm 8,00 điểm, hai chấm 7,00 điểm) (Điều 1)"
    )


def test_marks_too_far_apart_ask_for_people_or_name_who_decided() -> None:
    assert panel(8, 5) == (
        "a: các điểm chấm chênh nhau quá 2 điểm, cần người có thẩm quyền quyết định "
        "(mot chấm 8,00 điểm, hai chấm 5,00 điểm) (Điều 1)"
    )
    assert panel(8, 5, last=6) == (
        "a: các điểm chấm chênh nhau quá 2 điểm nên hoi-dong quyết định: 6,00 điểm "
        "(mot chấm 8,00 điểm, hai chấm 5,00 điểm, hoi-dong chấm 6,00 điểm) (Điều 1)"
    )


def test_the_alternative_that_is_not_counted_says_so() -> None:
    best = group(
        "g", criterion("a", Share("x")), criterion("b", Share("y")), takes=Takes.BEST, maximum=10_000
    )
    assert told(scheme(best, figures=USES), {"an": {"x": (1, 2), "y": (4, 4)}}, "an")[:3] == [
        "g: lấy mức cao nhất trong nhóm; 10,00 điểm (Điều 2)",
        "a: 1/2 × 10 điểm = 5,00 điểm; không tính: nhóm chỉ lấy mức cao nhất (Điều 1)",
        "b: 4/4 × 10 điểm = 10,00 điểm (Điều 1)",
    ]


def test_a_step_of_the_ladder_is_told_between_the_rule_and_the_class() -> None:
    step = Step(FigureIn("lap-lai", Bounds(Fraction(1))), 1, "Điều 10", "Tái phạm")
    rule = scheme(group("g", criterion("a", Events("buoi", 1000))), figures=USES, form={"steps": (step,)})
    assert told(rule, {"an": {"buoi": 10, "lap-lai": 2}}, "an")[3:] == [
        "Xếp loại: Đạt",
        "vì tổng điểm từ 9 trở lên (Điều 3)",
        "hạ 1 bậc: Tái phạm; vì “Vi phạm lặp lại” từ 1 trở lên [Vi phạm lặp lại: 2] (Điều 10)",
    ]
