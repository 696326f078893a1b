"""What would have changed the place: small cases by hand, and any regulation against trying every value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.score import worlds
from tests.core.score.build import criterion, group, scheme, table
from thidua.core.nudge import Nudge, nudges
from thidua.core.number import Rounding
from thidua.core.period import containing
from thidua.core.score.engine import score
from thidua.core.score.scheme import (
    Bounds,
    Events,
    FigureIn,
    FigureKind,
    FigureUse,
    Relative,
    Share,
    SubjectKind,
    TieBreak,
    Tier,
    Tiers,
    Veto,
)
from thidua.core.standing import stand
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import load

seeds = st.integers(0, 2**32 - 1)
FIGURES = (
    FigureUse("buoi", "Buổi tuyên truyền", FigureKind.COUNT, "buổi"),
    FigureUse("ho-so", "Hồ sơ đúng hạn", FigureKind.RATIO, "hồ sơ"),
    FigureUse("ky-luat", "Kỷ luật", FigureKind.YES_NO),
)
RULES = scheme(
    group("a", criterion("buoi", Events("buoi", 1000), 5), criterion("ho-so", Share("ho-so"), 5)),
    figures=FIGURES,
    form={"vetoes": (Veto(FigureIn("ky-luat", Bounds(Fraction(1))), "khong-dat", "Điều 4"),)},
)
UNITS = {
    "an": {"buoi": 3, "ho-so": (8, 10), "ky-luat": 0},  # 7 points
    "binh": {"buoi": 5, "ho-so": (9, 10), "ky-luat": 0},  # 9.5 points
    "chi": {"buoi": 1, "ho-so": (9, 10), "ky-luat": 0},  # 5.5 points
}


def told(rules, figures, subject: str = "an") -> dict[tuple[str, bool], Nudge]:
    return {(n.figure, n.searched > 0): n for n in nudges(rules, figures, subject)}


def test_two_more_sessions_give_the_better_class():
    found = told(RULES, table(UNITS))["buoi", True]
    assert (found.change, found.before.level, found.after.level) == (2000, 1, 0)
    assert (found.before.total, found.after.total) == (7000, 9000)
    assert (found.numerator, found.denominator, found.exhaustive) == (3000, 1000, True)


def test_an_input_that_cannot_change_anything_says_how_far_it_was_tried():
    found = told(RULES, table(UNITS))["ho-so", True]
    assert (found.change, found.searched, found.exhaustive) == (0, 2000, True)
    assert found.after == found.before


def test_a_yes_that_brings_a_veto_is_found():
    found = told(RULES, table(UNITS))["ky-luat", True]
    assert (found.change, found.after.level, found.after.place) == (1000, 2, 2)
    assert ("ky-luat", False) not in told(RULES, table(UNITS))


def test_who_has_no_result_yet_is_told_nothing():
    assert nudges(RULES, table(UNITS | {"an": {"buoi": 3, "ho-so": None, "ky-luat": 0}}), "an") == ()


def test_officers_are_told_about_their_class_only():
    rules = replace(RULES, subject=SubjectKind.OFFICER)
    found = told(rules, table(UNITS))
    assert {n.after.place for n in found.values()} == {0}
    assert found["buoi", True].change == 2000


def test_twelve_thousand_million_dong_are_searched_to_the_last_dong():
    figures = (FigureUse("tien", "Tiền", FigureKind.AMOUNT, "đồng"),)
    rules = scheme(
        group("a", criterion("tien", Share("tien", of_target=True), 10)),
        figures=figures,
        rounding=Rounding.FLOOR,
        places=0,
    )
    amounts = table({"an": {"tien": 7_000_000_000}}, targets={"tien": 12_000_000_001})
    found = told(rules, amounts)["tien", True]
    assert found.change == 3_800_000_001 * 1000  # nine tenths of the target, rounded up to the next đồng
    assert (found.after.level, found.exhaustive) == (0, False)


def test_catching_up_with_the_leader_counts_what_it_takes_from_the_others():
    figures = (
        FigureUse("buoi", "Buổi", FigureKind.COUNT, "buổi"),
        FigureUse("khac", "Khác", FigureKind.COUNT),
    )
    rules = scheme(
        group("a", criterion("buoi", Relative("buoi"), 10), criterion("khac", Events("khac", 1000), 10)),
        figures=figures,
    )
    units = table(
        {"an": {"buoi": 11, "khac": 0}, "binh": {"buoi": 20, "khac": 0}, "chi": {"buoi": 10, "khac": 1}},
        targets={"buoi": 10},
    )
    # an has 5.5, binh 10, chi 6: one more session draws level with chi, and 21 would take the lead
    assert told(rules, units)["buoi", True].change == 1000
    assert_as_by_trying(rules, units, "an")
    assert_as_by_trying(rules, units, "binh")


def test_next_to_nothing_is_tried_as_well_as_nothing():
    tiers = Tiers(
        "tien",
        (
            Tier(Bounds(None, True, Fraction(0), True), 0),
            Tier(Bounds(Fraction(0), False, Fraction(5), True), 9000),
            Tier(Bounds(Fraction(5), False, None, True), 0),
        ),
    )
    rules = scheme(
        group("a", criterion("tien", tiers, 10)),
        figures=(FigureUse("tien", "Tiền", FigureKind.AMOUNT, "đồng"),),
    )
    amounts = table({"an": {"tien": 12_000_000_000}})
    assert told(rules, amounts)["tien", False].change == (5 - 12_000_000_000) * 1000


# --- Against trying every value ---


def outcome(rules, figures, row: int) -> tuple[bool, int, int]:
    scored = score(rules, figures)
    standing = stand(rules, scored, figures)
    return bool(scored.complete[row]), int(scored.classes[row]), int(standing.place[row])


def with_value(figures, row: int, column: int, value: int):
    numerator = figures.numerator.copy()
    numerator[row, column] = value
    return replace(figures, numerator=numerator)


def assert_as_by_trying(rules, figures, subject: str, one_by_one: int = 40) -> int:
    """Every answer is right; where all values were tried there is no smaller one. How many answers there were."""
    row = figures.subjects.index(subject)
    before = outcome(rules, figures, row)
    found = nudges(rules, figures, subject)
    assert bool(found) <= before[0]
    for nudge in found:
        column, start = figures.column(nudge.figure), nudge.numerator
        assert (nudge.before.complete, nudge.before.level, nudge.before.place) == before
        step = int(np.sign(nudge.searched)) * step_of(rules, nudge.figure)
        until = nudge.change or nudge.searched
        tried = range(step, until + step, step) if nudge.exhaustive else [until - step, until]
        for change in tried if abs(until // step) < one_by_one else [step, until - step, until]:
            after = outcome(rules, with_value(figures, row, column, start + change), row)
            moved = after[0] and after != before and change != 0
            assert moved == (nudge.change != 0 and change == until), (nudge, change, after)
            if moved:
                assert after == (True, nudge.after.level, nudge.after.place)
    return sum(1 for nudge in found if nudge.change)


def step_of(rules, figure: str) -> int:
    if "@" not in figure:
        return 1000
    code = figure.partition("@")[0]
    steps = [
        c.method.step for f in rules.forms for c in f.criteria if c.method.figure == code and c.method.step
    ]
    return max(steps, default=500)


def with_tie_breaks(rules, seed: int):
    rng = Random(seed)
    codes = [*worlds.COUNTS, *worlds.RATIOS, *(g.code for g in rules.forms[0].groups)]
    chosen = rng.sample(codes, rng.randint(0, 2))
    return replace(
        rules, forms=rules.forms[:1], tie_breaks=tuple(TieBreak(c, rng.random() < 0.5) for c in chosen)
    )


@settings(max_examples=25, deadline=None)
@given(regulation=seeds, figures=seeds)
def test_any_regulation_is_answered_as_by_trying(regulation, figures):
    rules = with_tie_breaks(worlds.scheme(regulation), regulation)
    given_table = worlds.table(rules, figures, 12, whole=0.98)
    standing = score(rules, given_table)
    whole = np.flatnonzero(standing.complete)
    if len(whole):
        assert_as_by_trying(rules, given_table, given_table.subjects[int(whole[figures % len(whole)])])


@pytest.mark.parametrize("code", scheme_codes())
@settings(max_examples=1, deadline=None)
@given(figures=seeds)
def test_every_shipped_regulation_is_answered_as_by_trying(code, figures):
    rules = load(scheme_text(code), code).scheme
    assert rules is not None
    period = containing(date(2025, 3, 6), rules.period)
    given_table = worlds.table(rules, figures, 12, whole=1.0, period=period)
    for row in np.flatnonzero(score(rules, given_table).complete)[:1]:
        assert_as_by_trying(rules, given_table, given_table.subjects[int(row)], one_by_one=3)
