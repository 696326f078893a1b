"""Each question of the laboratory against a small world whose answer can be worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from math import pi, sqrt

import pytest

from tests.core.score.build import criterion, group, scheme, table
from thidua.core.lab import interval
from thidua.core.lab.effect import Gravity, Measure, Number, Part
from thidua.core.lab.reviewer import LENIENCY
from thidua.core.lab.sheet import impact_sheet
from thidua.core.lab.stability import reweighted
from thidua.core.score.engine import score
from thidua.core.score.scheme import (
    Bounds,
    Combine,
    Empty,
    Events,
    FigureKind,
    FigureUse,
    Mark,
    NotApplicable,
    Share,
    SubjectKind,
    Tier,
    Tiers,
    YesNo,
)

USES = (
    FigureUse("a", "Hồ sơ đúng hạn", FigureKind.RATIO),
    FigureUse("b", "Diễn đàn", FigureKind.RATIO),
    FigureUse("co", "Báo cáo", FigureKind.YES_NO),
    FigureUse("viec", "Việc", FigureKind.COUNT, "việc"),
    FigureUse("diem", "Điểm chấm", FigureKind.MARK),
)


def rules(*criteria, **more):
    return scheme(*(group(f"nhom-{c.code}", c) for c in criteria), **{"figures": USES} | more)


def ask(part: Part, rule, data=None, worlds: int = 60, **more):
    return impact_sheet(rule, data=data, worlds=worlds, **more).answer(part)


def codes(answer) -> list[str]:
    return [effect.code for effect in answer.effects]


def tier(points: int, low=None, high=None) -> Tier:
    return Tier(Bounds(low, True, high, False), points * 1000)


# --- Cliffs -----------------------------------------------------------------------------------------------

BANDS = (tier(0, None, Fraction(1, 2)), tier(4, Fraction(1, 2), Fraction(9, 10)), tier(10, Fraction(9, 10)))


def test_a_tier_table_jumps_exactly_at_its_bounds():
    (jump,) = ask(Part.CLIFF, rules(criterion("a", Tiers("a", BANDS)))).effects
    assert jump.number == Number(6_000)  # from 4 to 10 at 90 %
    assert jump.values["at"] == Number(90_000, Measure.COUNT)
    assert jump.values["jumps"] == Number(2_000, Measure.COUNT)
    assert jump.values["usual"] == Number(0)  # between the jumps nothing is gained
    assert jump.gravity is Gravity.FAULT


@pytest.mark.parametrize("method", [Share("a"), Share("viec", of_target=True), Events("viec", 500)])
def test_a_slope_is_no_cliff(method):
    assert codes(ask(Part.CLIFF, rules(criterion("c", method)))) == ["cliff.none"]


# --- The order --------------------------------------------------------------------------------------------


def test_the_criterion_in_which_units_differ_decides_every_pair():
    data = table(
        {"an": {"co": 1, "a": (9, 10)}, "binh": {"co": 1, "a": (5, 10)}, "chi": {"co": 1, "a": (1, 10)}}
    )
    big = {name: {"co": 1, "a": (top * 1000, 10_000)} for name, top in (("an", 9), ("binh", 5), ("chi", 1))}
    answer = ask(
        Part.WEIGHT, rules(criterion("co", YesNo("co", 10_000)), criterion("a", Share("a"))), table(big)
    )
    assert [bar.number.value for bar in answer.picture.bars] == [1000, 0]
    assert set(codes(answer)) >= {"weight.top", "weight.always-full"}
    assert len(data.subjects) == 3


def test_who_was_first_stays_first_as_often_as_the_binomial_law_says():
    """An: 3 of 4 and no report, 7.5 points. Bình: 0 of 4 and a report, 5. An falls below 5 with 0 or 1 of 4."""
    rule = rules(criterion("a", Share("a")), criterion("co", YesNo("co", 5_000), 5))
    data = table({"an": {"a": (3, 4), "co": 0}, "binh": {"a": (0, 4), "co": 1}})
    (found,) = ask(Part.BEST, rule, data, worlds=2000).effects
    expected = 1000 * (1 - 13 / 256)
    assert found.number.low <= expected <= found.number.high


def test_small_units_stand_at_both_ends_when_all_are_equally_good():
    (found,) = ask(
        Part.LUCK, rules(criterion("a", Share("a")), criterion("b", Share("b"))), worlds=300
    ).effects
    assert found.code == "luck.small-at-ends"
    assert found.number.low > 1000
    assert found.values["spread"].value > 2 * found.values["spread_large"].value


def test_units_of_one_size_are_not_asked_about_size():
    data = table({name: {"a": (top, 10)} for name, top in (("an", 9), ("binh", 8), ("chi", 7))})
    assert ask(Part.LUCK, rules(criterion("a", Share("a"))), data).skipped == "one-size"


def test_the_winner_changes_where_arithmetic_says():
    """An 6.2 + 5.0 = 11.2, Bình 5.0 + 6.3 = 11.3. The first maximum up, or the second down, by a tenth turns it."""
    rule = rules(criterion("a", Share("a")), criterion("b", Share("b")))
    data = table({"an": {"a": (62, 100), "b": (50, 100)}, "binh": {"a": (50, 100), "b": (63, 100)}})
    answer = ask(Part.STABILITY, rule, data)
    assert [bar.number for bar in answer.picture.bars] == [Number(500, Measure.SHARE)] * 2
    assert answer.effects[0].code == "stability.moves"


def test_the_same_factor_for_every_maximum_changes_no_order():
    rule = rules(
        criterion("a", Share("a")), criterion("b", Tiers("b", BANDS)), criterion("co", YesNo("co", 5_000), 5)
    )
    data = table(
        {name: {"a": (n, 10), "b": (10 - n, 10), "co": n % 2} for name, n in (("an", 9), ("binh", 4))}
    )
    factors = dict.fromkeys(("a", "b", "co"), Fraction(11, 10))
    assert (score(reweighted(rule, "bieu", factors), data).total * 10 == score(rule, data).total * 11).all()


# --- Ways out ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "gain", "gravity"),
    [(NotApplicable.RESCALE, 8_500, Gravity.CAUTION), (NotApplicable.FULL, 10_000, Gravity.FAULT)],
)
def test_a_unit_that_did_nothing_gains_what_the_policy_gives(policy, gain, gravity):
    """The other criterion of the group stands at its usual 8.5 of 10."""
    one = criterion("a", Share("a", empty=Empty.NOT_APPLICABLE), not_applicable=policy)
    rule = scheme(group("nhom", one, criterion("b", Share("b"))), figures=USES)
    (found,) = ask(Part.LOOPHOLE, rule).effects
    # At 85 % of 30 cases a unit has 25.5 of 30, and the group scales its 8.5 of 10 to 17 of 20.
    assert found.number == Number(gain)
    assert found.gravity is gravity


def test_without_a_policy_there_is_no_way_out():
    assert codes(ask(Part.LOOPHOLE, rules(criterion("a", Share("a"))))) == ["loophole.none"]


# --- Reviewers --------------------------------------------------------------------------------------------


def test_the_higher_of_two_marks_is_too_high_by_what_two_normal_errors_give():
    """E[max] of two independent errors of σ is σ/√π; the top of the scale cuts a little off."""
    marks = tuple(
        criterion(f"m{i}", Mark("diem", ("mot", "hai"), "mot", combine=Combine.HIGHEST), 100)
        for i in range(1)
    )
    (found,) = ask(Part.REVIEWER, rules(*marks), worlds=400).effects
    sigma = LENIENCY * 100_000 * sqrt(1 + 0.25)
    assert 0.75 * sigma / sqrt(pi) < found.number.value < 1.02 * sigma / sqrt(pi)
    assert abs(found.values["mean"].value) < found.number.value / 3
    assert found.gravity in (Gravity.CAUTION, Gravity.FAULT)


def test_one_reviewer_is_not_combined():
    assert ask(Part.REVIEWER, rules(criterion("m", Mark("diem", ("mot",), "mot")))).skipped == "one-assessor"


# --- Incentives -------------------------------------------------------------------------------------------


def fines(pair: str = "", each: int = 1000):
    return FigureUse("xu-phat", "Số vụ xử phạt", FigureKind.COUNT, "vụ", pair != "", pair, "lý do")


COMPLAINTS = FigureUse("khieu-nai", "Khiếu nại đúng", FigureKind.COUNT, "vụ")


def test_fines_that_are_not_declared_are_found_by_their_title():
    rule = rules(criterion("phat", Events("xu-phat", 1000)), figures=(fines(), COMPLAINTS))
    found = ask(Part.INCENTIVE, rule).effects[0]
    assert (found.code, found.gravity, found.number) == ("incentive.unmarked", Gravity.FAULT, Number(10_000))


def test_a_quality_figure_that_is_only_named_does_not_hold_the_volume():
    rule = rules(criterion("phat", Events("xu-phat", 1000)), figures=(fines("khieu-nai"), COMPLAINTS))
    found = ask(Part.INCENTIVE, rule).effects[0]
    assert (found.code, found.number) == ("incentive.pair-unread", Number(10_000))


@pytest.mark.parametrize(
    ("each", "code"), [(-100, "incentive.pair-weak"), (-1000, "incentive.paired")], ids=["light", "heavy"]
)
def test_a_quality_figure_must_weigh_as_much_as_the_volume(each: int, code: str):
    """Ten fines earn ten points; twenty upheld complaints cost two, or ten."""
    quality = criterion("kn", Events("khieu-nai", each), 0, minimum=-10_000)
    held = group("tru", quality, minimum=-10_000)
    rule = scheme(
        group("phat", criterion("phat", Events("xu-phat", 1000))), held,
        figures=(fines("khieu-nai"), COMPLAINTS), form={"minimum": -10_000},
    )  # fmt: skip
    found = next(e for e in ask(Part.INCENTIVE, rule).effects if e.of == "xu-phat")
    assert found.code == code
    if code == "incentive.pair-weak":
        assert found.number == Number(8_000)


def test_a_figure_whose_zero_is_best_pays_for_silence():
    bands = (tier(10, None, 1), tier(5, 1, 3), tier(0, 3))
    found = ask(Part.INCENTIVE, rules(criterion("viec", Tiers("viec", bands)))).effects[0]
    assert (found.code, found.number, found.values["one"]) == (
        "incentive.zero-full",
        Number(10_000),
        Number(5_000),
    )


def test_doing_more_that_earns_less_is_told():
    bands = (tier(0, None, 3), tier(10, 3, 6), tier(4, 6))
    found = ask(Part.INCENTIVE, rules(criterion("viec", Tiers("viec", bands)))).effects[0]
    assert (found.code, found.number) == ("incentive.more-loses", Number(6_000))


# --- Duplicates -------------------------------------------------------------------------------------------


def test_the_same_result_in_two_schemes_is_found_by_its_title():
    mine = rules(criterion("a", Share("a")))
    other = rules(criterion("x", Share("x"), 20), code="khac", title="Khác",
                  figures=(FigureUse("x", "Hồ sơ đúng hạn", FigureKind.RATIO),))  # fmt: skip
    (found,) = ask(Part.DUPLICATE, mine, others=[other]).effects
    assert (found.number, found.values["there"], found.values["other"]) == (
        Number(10_000),
        Number(20_000),
        "Khác",
    )


def test_two_lines_that_read_one_figure_are_told():
    answer = ask(Part.DUPLICATE, rules(criterion("a", Share("a")), criterion("c", Tiers("a", BANDS))))
    assert codes(answer) == ["duplicate.lines"]


# --- Together ---------------------------------------------------------------------------------------------


def test_officers_are_never_drawn_from_their_own_figures():
    rule = rules(criterion("a", Share("a")), subject=SubjectKind.OFFICER)
    data = table({"an": {"a": (9, 10)}, "binh": {"a": (5, 10)}})
    assert impact_sheet(rule, data=data, worlds=20).synthetic


def test_units_without_complete_figures_are_left_out_and_counted():
    data = table({"an": {"a": (9, 10)}, "binh": {"a": None}, "chi": {"a": (5, 10)}})
    sheet = impact_sheet(rules(criterion("a", Share("a"))), data=data, worlds=20)
    assert (sheet.units, sheet.left_out, sheet.synthetic) == (2, 1, False)


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"), [(8, 10, 490, 943), (0, 20, 0, 161), (0, 0, 0, 1000)]
)
def test_shares_carry_the_wilson_interval(hits: int, trials: int, low: int, high: int):
    found = interval.share(hits, trials)
    assert (found.low, found.high) == (low, high)


def test_one_more_is_worth_what_the_method_says():
    """A target of ten, the usual unit at ten: one more adds nothing. Half a point per event up to ten points."""
    rule = rules(
        criterion("a", Share("viec", of_target=True)), criterion("b", Events("b", 500)),
        figures=(*USES[:1], FigureUse("b", "Mô hình", FigureKind.COUNT), *USES[3:]),
    )  # fmt: skip
    told = {gain.title: gain for gain in ask(Part.CLIFF, rule).worths}
    assert told["a"].usual == told["a"].full == Number(10_000, Measure.COUNT)
    assert told["a"].gain == Number(0)
    assert (told["b"].gain, told["b"].full) == (Number(500), Number(20_000, Measure.COUNT))


def test_a_criterion_that_alone_makes_the_order_has_correlation_one():
    answer = ask(Part.WEIGHT, rules(criterion("a", Share("a"))))
    assert answer.picture.bars[0].beside.value == 1000
