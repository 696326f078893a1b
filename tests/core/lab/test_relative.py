"""The rule that measures against the leader: its known faults are found, unaided, at their closed-form values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.core.score.build import criterion, group, scheme, table
from thidua.core.lab.effect import Gravity, Part
from thidua.core.lab.sheet import impact_sheet
from thidua.core.score.scheme import Empty, FigureKind, FigureUse, NotApplicable, Relative, Share

MAXIMUM = 10_000
HALF = Fraction(1, 2)


def rule(**more):
    relative = criterion(
        "buoi", Relative("buoi", HALF, Empty.NOT_APPLICABLE), 10, not_applicable=NotApplicable.RESCALE
    )
    share = criterion("dung-han", Share("dung-han"), 10)
    figures = (
        FigureUse("buoi", "Buổi tuyên truyền", FigureKind.COUNT, "buổi"),
        FigureUse("dung-han", "Hồ sơ đúng hạn", FigureKind.RATIO),
    )
    return scheme(group("a", relative), group("b", share), figures=figures, **more)


@pytest.fixture(scope="module")
def sheet():
    return impact_sheet(rule(), seed=7, worlds=60)


def one(sheet, part, code):
    return next(f for f in sheet.answer(part).effects if f.code == code)


def points(excess: Fraction, best: Fraction) -> Fraction:
    """The rule as printed, in points of 10."""
    return 10 * (HALF + HALF * excess / best)


def test_the_jump_at_the_target_is_half_of_the_maximum_when_nobody_else_is_beyond(sheet):
    jump = one(sheet, Part.CLIFF, "cliff.at-target")
    assert jump.number.value == MAXIMUM // 2
    assert jump.number.exact
    assert jump.values["at"].value == 10_001  # the first thousandth of a session beyond the target of ten
    assert (jump.values["before"].value, jump.values["after"].value) == (13_500, 18_500)  # with 8.5 elsewhere
    assert jump.gravity is Gravity.FAULT
    assert jump.values["alone"] == "yes"


def test_one_unit_that_does_more_takes_points_from_all_who_are_beyond_their_target(sheet):
    """Eleven units at 81.25 % … 118.75 % of the target; the one in the middle goes to twice the best."""
    found = one(sheet, Part.PEER, "peer.leader")
    excess = [Fraction(375, 10_000) * step for step in range(1, 6)]  # the five above the middle
    best, new = excess[-1], 2 * (1 + excess[-1]) - 1
    losses = [points(e, best) - points(e, new) for e in excess]
    assert abs(found.number.value - sum(losses) * 1000 / 10) <= 10  # ten others; each rounded to a hundredth
    assert abs(found.values["most"].value - losses[-1] * 1000) <= 10
    assert found.values["losers"].value == 500
    assert found.gravity is Gravity.FAULT


def test_a_unit_with_a_tiny_target_becomes_leader(sheet):
    """One session beyond a target of ten is worth 7.67; one beyond a target of one is worth everything."""
    found = one(sheet, Part.PEER, "peer.tiny-target")
    best = Fraction(1875, 10_000)
    assert found.number.value == MAXIMUM - round(points(Fraction(1, 10), best) * 100) * 10
    assert found.values["lost"].value > 0
    assert found.gravity is Gravity.FAULT


def test_a_rule_without_leader_has_no_effect_between_units():
    plain = scheme(
        group("a", criterion("dung-han", Share("dung-han"), 10)),
        figures=(FigureUse("dung-han", "Hồ sơ đúng hạn", FigureKind.RATIO),),
    )
    answer = impact_sheet(plain, worlds=20).answer(Part.PEER)
    assert [f.code for f in answer.effects] == ["peer.none"]
    assert answer.effects[0].gravity is Gravity.SOUND


def test_padding_by_the_leader_costs_the_others_exactly_what_the_rule_says():
    """Past figures: An 12, Bình 11, Chi 10 of 10. Padding by a tenth: An 13.2, Bình 12.1, Chi 11."""
    data = table(
        {
            "an": {"buoi": 12, "dung-han": (9, 10)},
            "binh": {"buoi": 11, "dung-han": (9, 10)},
            "chi": {"buoi": 10, "dung-han": (9, 10)},
        },
        targets={"buoi": 10},
    )
    found = one(impact_sheet(rule(), data=data, worlds=20), Part.PADDING, "padding.earns")
    # An stays at 10 and Bình falls from 7.5 to 6.56; Bình gains 2.5 and An falls to 9.76; Chi gains 2.5.
    lost = [(750 - 656) / 2, (1000 - 976) / 2, 0]
    assert found.of == "buoi"
    assert found.number.value == round((0 + 1 + 1) * 1000 / 3)  # Bình passes An, Chi comes up to Bình
    assert found.number.exact
    assert found.values["others"].value == round(sum(lost) * 10 / 3)


def test_the_same_seed_gives_the_same_sheet_and_another_does_not_change_what_is_exact():
    again, other = (impact_sheet(rule(), seed=seed, worlds=60) for seed in (7, 8))
    assert again == impact_sheet(rule(), seed=7, worlds=60)
    for part in (Part.CLIFF, Part.PEER):
        assert again.answer(part) == other.answer(part)
    assert again.answer(Part.BEST) != other.answer(Part.BEST)


def test_figures_in_which_nobody_was_beyond_a_target_do_not_hide_the_fault():
    """Three units at or below their target: the effect is asked on made-up units, and said so."""
    figures = {who: {"buoi": n, "dung-han": (9, 10)} for who, n in (("an", 10), ("binh", 9), ("chi", 8))}
    answer = impact_sheet(rule(), data=table(figures, targets={"buoi": 10}), worlds=20).answer(Part.PEER)
    assert {f.code for f in answer.effects} == {"peer.leader", "peer.tiny-target"}
    assert {f.values["drawn"] for f in answer.effects} == {"yes"}
