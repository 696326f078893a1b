"""Questions beside a typed figure: what goes with it, last year, and what is usual for this very unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figure import Bond, FigureDefinition, FigureValue, Relation
from thidua.core.figure_check import Beside, check_figures, median, usual
from thidua.core.number import MILLI
from thidua.core.problem import Severity
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

HEARD = FigureDefinition(
    "luot-nghe", "Lượt nghe", FigureKind.COUNT, "lượt", "1", date(2025, 1, 1),
    related=(Relation(Bond.AT_LEAST, "buoi", "Mỗi buổi có ít nhất một người nghe."),),
)  # fmt: skip
HELD = FigureDefinition("buoi", "Buổi", FigureKind.COUNT, "buổi", "1", date(2025, 1, 1))
PAPERS = FigureDefinition("ho-so", "Hồ sơ", FigureKind.RATIO, "hồ sơ", "1", date(2025, 1, 1))


def count(number: int) -> FigureValue:
    return FigureValue(numerator=number * MILLI)


def ratio(numerator: int, denominator: int) -> FigureValue:
    return FigureValue(numerator=numerator * MILLI, denominator=denominator * MILLI)


def told(*values: int, now: int) -> list[str]:
    found = check_figures([HELD], {"buoi": count(now)}, Beside(history={"buoi": [count(v) for v in values]}))
    return [p.code for p in found]


def test_fewer_listeners_than_sessions_is_asked_with_the_reason_of_the_definition() -> None:
    found = check_figures([HEARD, HELD], {"luot-nghe": count(2), "buoi": count(3)})
    assert [(p.code, p.severity, p.values["because"]) for p in found] == [
        ("figure.below-related", Severity.WARNING, "Mỗi buổi có ít nhất một người nghe.")
    ]
    assert check_figures([HEARD, HELD], {"luot-nghe": count(3), "buoi": count(3)}) == []


def test_two_figures_that_go_together_are_both_zero_or_both_not() -> None:
    together = replace(HEARD, related=(Relation(Bond.TOGETHER, "buoi", "Có buổi thì có người nghe."),))
    values = {"luot-nghe": count(0), "buoi": count(3)}
    assert [p.code for p in check_figures([together, HELD], values)] == ["figure.alone"]
    assert check_figures([together, HELD], {"luot-nghe": count(0), "buoi": count(0)}) == []
    absent = {"luot-nghe": count(0), "buoi": FigureValue(State.NOT_APPLICABLE)}
    assert check_figures([together, HELD], absent) == []


def test_a_value_far_from_the_units_own_year_is_asked_with_the_usual_range() -> None:
    assert told(4, 5, 6, 5, 4, 6, now=30) == ["figure.unusual"]
    assert told(4, 5, 6, 5, 4, 6, now=9) == []
    found = check_figures(
        [HELD], {"buoi": count(30)}, Beside(history={"buoi": [count(v) for v in (4, 5, 6, 5, 4, 6)]})
    )
    assert dict(found[0].values) == {
        "figure": "Buổi", "value": "30", "count": "6", "low": "1", "middle": "5", "high": "9",
    }  # fmt: skip


def test_one_wild_month_in_the_past_does_not_make_the_next_one_usual() -> None:
    assert told(4, 5, 600, 5, 4, 6, now=60) == ["figure.unusual"]


def test_five_values_are_too_few_to_call_anything_usual() -> None:
    assert told(5, 5, 5, 5, 5, now=500) == []


def test_a_share_is_held_against_past_shares_and_not_against_numbers_of_dossiers() -> None:
    past = Beside(
        history={
            "ho-so": [ratio(9, 10), ratio(90, 100), ratio(46, 50), ratio(8, 9), ratio(19, 20), ratio(9, 10)]
        }
    )
    assert check_figures([PAPERS], {"ho-so": ratio(900, 1000)}, past) == []
    found = check_figures([PAPERS], {"ho-so": ratio(12, 20)}, past)
    assert [(p.code, p.values["value"], p.values["middle"]) for p in found] == [
        ("figure.unusual", "60,0 %", "90 %")
    ]


def test_last_year_is_asked_about_only_where_the_last_period_says_nothing() -> None:
    year = {"buoi": count(4)}
    found = check_figures([HELD], {"buoi": count(40)}, Beside(year_before=year))
    assert [p.code for p in found] == ["figure.unlike-last-year"]
    both = check_figures([HELD], {"buoi": count(40)}, Beside(previous={"buoi": count(3)}, year_before=year))
    assert [p.code for p in both] == ["figure.jump"]


numbers = st.lists(st.integers(0, 10_000).map(Fraction), min_size=6, max_size=60)


@given(numbers, st.randoms(use_true_random=False))
def test_the_usual_range_does_not_depend_on_order_and_holds_its_middle(
    values: list[Fraction], random
) -> None:  # type: ignore[no-untyped-def]
    found = usual(values, Fraction(3))
    shuffled = list(values)
    random.shuffle(shuffled)
    assert found == usual(shuffled, Fraction(3))
    assert found is not None
    assert found.low <= found.middle <= found.high
    assert found.holds(median(values))


@given(numbers, st.integers(2, 1000))
def test_counting_in_other_units_moves_the_range_with_the_values(values: list[Fraction], times: int) -> None:
    found = usual(values, Fraction(3))
    scaled = usual([v * times for v in values], Fraction(3 * times))
    assert found is not None
    assert scaled is not None
    assert (scaled.low, scaled.high) == (found.low * times, found.high * times)
