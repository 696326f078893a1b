"""A working reads as sentences with the numbers filled in, each with its clause."""

from __future__ import annotations

from fractions import Fraction

from tests.core.score.build import NA, criterion, group, scheme, table
from thidua.core.score.engine import score
from thidua.core.score.explain import Working, explain
from thidua.core.score.lines import lines
from thidua.core.score.scheme import (
    Bounds,
    ClassCap,
    Events,
    FigureIn,
    FigureKind,
    FigureUse,
    Mark,
    NotApplicable,
    Scheme,
    Share,
    Tier,
    Tiers,
    YesNo,
)
from thidua.office.condition import span
from thidua.office.reason import sentences

USES = tuple(
    FigureUse(code, title, kind)
    for code, title, kind in (
        ("buoi", "Buổi tuyên truyền", FigureKind.COUNT),
        ("ho-so", "Hồ sơ đúng hạn", FigureKind.RATIO),
        ("bao-cao", "Báo cáo", FigureKind.YES_NO),
        ("cham", "Điểm chấm", FigureKind.MARK),
    )
)


def working(rule: Scheme, figures: dict[str, object], targets: dict[str, int] | None = None) -> Working:
    filled = table({"lim-xanh": figures}, targets)
    kept = lines(rule, filled, score(rule, filled))
    rows = [{name: kept[name][at] for name in kept} for at in range(len(kept["kind"]))]
    return explain(rule, "bieu", rows)


def told(rule: Scheme, figures: dict[str, object], targets: dict[str, int] | None = None) -> list[str]:
    """The sentences without the narrow spaces of percentages."""
    return [text.replace("\u00a0", " ") for text in sentences(working(rule, figures, targets))]


def test_a_ratio_times_its_maximum() -> None:
    rule = scheme(group("g", criterion("a", Share("ho-so"), 25)), figures=USES)
    assert told(rule, {"ho-so": (18, 20)}) == [
        "g: 22,50 điểm (Điều 2)",
        "  a: 18/20 × 25 điểm = 22,50 điểm (Điều 1)",
        "Tổng: 22,50 điểm",
        "Xếp loại: Tốt",
        "  vì tổng điểm từ 9 trở lên (Điều 3)",
    ]


def test_one_of_one_is_not_the_number_one() -> None:
    tiers = (Tier(Bounds(Fraction(9, 10)), 5_000), Tier(Bounds(), 0))
    rule = scheme(
        group("g", criterion("a", Share("ho-so"), 10), criterion("b", Tiers("ho-so", tiers), 5)), figures=USES
    )
    assert told(rule, {"ho-so": (1, 1)})[1:3] == [
        "  a: 1/1 × 10 điểm = 10,00 điểm (Điều 1)",
        "  b: 1/1 (100 %) → từ 90 % trở lên: 5,00 điểm (Điều 1)",
    ]


def test_a_cap_is_said_with_its_number() -> None:
    rule = scheme(group("g", criterion("a", Events("buoi", 2000), 10)), figures=USES)
    assert told(rule, {"buoi": 7})[1] == "  a: 7 lần × 2 điểm = 14,00 điểm; giữ ở mức tối đa 10 điểm (Điều 1)"


def test_a_target_that_was_passed_is_reached_and_not_multiplied() -> None:
    rule = scheme(group("g", criterion("a", Share("buoi", of_target=True), 15)), figures=USES)
    assert told(rule, {"buoi": 5}, {"buoi": 4})[1] == "  a: 5/4, đạt chỉ tiêu → 15,00 điểm (Điều 1)"
    assert told(rule, {"buoi": 3}, {"buoi": 4})[1] == "  a: 3/4 × 15 điểm = 11,25 điểm (Điều 1)"


def test_the_tier_that_held_is_named_with_its_bounds() -> None:
    tiers = (
        Tier(Bounds(Fraction(9, 10)), 10_000),
        Tier(Bounds(Fraction(1, 2), high=Fraction(9, 10), high_closed=False), 5_000),
        Tier(Bounds(high=Fraction(1, 2), high_closed=False), 0),
    )
    rule = scheme(group("g", criterion("a", Tiers("ho-so", tiers))), figures=USES)
    assert (
        told(rule, {"ho-so": (2, 3)})[1] == "  a: 2/3 (66,67 %) → từ 50 % đến dưới 90 %: 5,00 điểm (Điều 1)"
    )


def test_yes_no_and_marks_with_the_self_score_beside() -> None:
    rule = scheme(
        group(
            "g",
            criterion("a", YesNo("bao-cao", 5_000), 5),
            criterion("b", Mark("cham", ("tu-cham", "chi-huy"), "chi-huy"), 10),
        ),
        figures=USES,
    )
    assert told(rule, {"bao-cao": 1, "cham@tu-cham": 9, "cham@chi-huy": 7})[1:3] == [
        "  a: có → 5,00 điểm (Điều 1)",
        "  b: chi-huy chấm 7,00 điểm (tu-cham chấm 9,00 điểm) (Điều 1)",
    ]


def test_a_missing_figure_is_said_and_gives_no_class() -> None:
    rule = scheme(group("g", criterion("a", Share("ho-so"))), figures=USES)
    said = told(rule, {"ho-so": None})
    assert said[1] == "  a: chưa có số liệu nên chưa tính được (Điều 1)"
    assert said[-1] == "Chưa đủ số liệu để tính."


def test_not_applicable_says_where_its_points_went() -> None:
    shared = criterion(
        "a", Events("buoi", 1000), 4, not_applicable=NotApplicable.REDISTRIBUTE, among=("h", "k")
    )
    rule = scheme(
        group("g", shared),
        group("h", criterion("b", YesNo("bao-cao", 6_000), 6)),
        group("k", criterion("c", Share("ho-so"), 6)),
        figures=USES,
    )
    said = told(rule, {"buoi": NA, "bao-cao": 1, "ho-so": (1, 2)})
    assert said[1] == "  a: không áp dụng: 4 điểm chia đều cho các nhóm còn lại (Điều 1)"
    assert said[2] == "h: 6,00 × 4/3 = 8,00 điểm, tối đa 8 (Điều 2)"


def test_a_class_cap_says_what_bit_and_with_which_figure() -> None:
    many = FigureIn("buoi", Bounds(Fraction(2)))
    rule = scheme(
        group("g", criterion("a", Share("ho-so"))),
        figures=USES,
        form={"caps": (ClassCap(many, "dat", "Điều 4", "Có từ hai buổi"),)},
    )
    assert told(rule, {"ho-so": (1, 1), "buoi": 2})[-1] == (
        "  không quá “Đạt”: Có từ hai buổi; vì “Buổi tuyên truyền” từ 2 trở lên [Buổi tuyên truyền: 2] (Điều 4)"
    )


def test_english_on_request() -> None:
    rule = scheme(group("g", criterion("a", Share("ho-so"), 25)), figures=USES)
    assert (
        sentences(working(rule, {"ho-so": (18, 20)}), "en")[1]
        == "  a: 18/20 × 25 points = 22,50 points (Điều 1)"
    )


def test_bounds_say_which_side_is_in() -> None:
    one, two = Fraction(1), Fraction(2)
    assert span(Bounds(one)) == "từ 1 trở lên"
    assert span(Bounds(one, low_closed=False)) == "trên 1"
    assert span(Bounds(high=one)) == "không quá 1"
    assert span(Bounds(high=one, high_closed=False)) == "dưới 1"
    assert span(Bounds(one, True, two, False)) == "từ 1 đến dưới 2"
    assert span(Bounds(one, False, two, True)) == "trên 1 đến 2"
    assert span(Bounds(one, True, one, True)) == "bằng 1"
    assert span(Bounds()) == "bất kỳ"
