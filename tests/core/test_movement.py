from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figure import Aim, Direction, FigureDefinition
from thidua.core.movement import (
    Fulfilment,
    Promise,
    RoundStage,
    Span,
    compact_digest,
    measurable,
    outcome,
    overlaps,
    promisable,
    reconcile,
    serves,
    stages,
    vague,
)  # fmt: skip
from thidua.core.score.scheme import FigureKind

PROMISES = [Promise("xa-a", "buoi-tuyen-truyen", "2025", 52_000), Promise("xa-b", "ngay-cong", "2025", 8_000)]


def test_children_that_do_not_add_up_are_said() -> None:
    found = reconcile(100_000, {"xa-a": 60_000, "xa-b": 25_000, "xa-c": 25_000})
    assert (found.parent, found.children_sum, found.difference, found.adds_up) == (
        100_000,
        110_000,
        10_000,
        False,
    )
    assert found.by_child == (("xa-a", 60_000), ("xa-b", 25_000), ("xa-c", 25_000))
    assert reconcile(100_000, {"xa-a": 60_000, "xa-b": 40_000}).adds_up


@given(st.integers(0, 10**9), st.dictionaries(st.text(min_size=1), st.integers(0, 10**9)))
def test_difference_is_what_is_missing(parent: int, children: dict[str, int]) -> None:
    found = reconcile(parent, children)
    assert found.parent + found.difference == sum(value for _, value in found.by_child)


@given(st.permutations(PROMISES))
def test_digest_does_not_depend_on_the_order_of_targets(promises: list[Promise]) -> None:
    assert compact_digest("Giao ước", promises) == compact_digest("Giao ước", PROMISES)


def test_digest_changes_with_any_word_or_number() -> None:
    signed = compact_digest("Giao ước", PROMISES)
    changed = [
        compact_digest("Giao ước.", PROMISES),
        compact_digest("Giao ước", PROMISES[:1]),
        compact_digest("Giao ước", [PROMISES[0], Promise("xa-b", "ngay-cong", "2025", 8_001)]),
        compact_digest("Giao ước", [PROMISES[0], Promise("xa-b", "ngay-cong", "2024", 8_000)]),
    ]
    assert signed not in changed
    assert len(set(changed)) == 4


def test_measure_without_a_number_cannot_be_checked() -> None:
    assert not measurable("Tăng cường, đẩy mạnh tuyên truyền")
    assert measurable("Ít nhất 2 buổi mỗi tháng")


def test_a_word_where_a_number_belongs_is_named() -> None:
    assert vague("Nâng cao chất lượng") == "nang cao"
    assert vague("hàng trăm buổi") == "hang tram"
    assert vague("120 buổi") == ""


def test_nobody_promises_arrests_and_something_in_a_compact_serves() -> None:
    def figure(aim: Aim | None) -> FigureDefinition:
        return FigureDefinition(
            "x", "X", FigureKind.COUNT, "vụ", "1", date(2025, 1, 1), direction=Direction.MORE, aim=aim
        )

    assert not promisable(figure(Aim.ENFORCEMENT))
    assert promisable(figure(Aim.ORDER))
    assert not serves([figure(Aim.ORDER), figure(None)])
    assert serves([figure(Aim.ORDER), figure(Aim.SERVICE)])


def test_nothing_measured_is_neither_met_nor_missed() -> None:
    assert outcome(10, None, Direction.MORE) is Fulfilment.UNMEASURED
    assert outcome(10, 10, Direction.LESS) is Fulfilment.MET
    assert (outcome(10, 11, Direction.MORE), outcome(10, 9, Direction.MORE)) == (
        Fulfilment.EXCEEDED,
        Fulfilment.MISSED,
    )
    assert (outcome(10, 11, Direction.LESS), outcome(10, 9, Direction.LESS)) == (
        Fulfilment.MISSED,
        Fulfilment.EXCEEDED,
    )


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_rounds_overlap_each_other_or_neither(a: date, b: date, c: date, d: date) -> None:
    one, two = Span("a", min(a, b), max(a, b)), Span("b", min(c, d), max(c, d))
    assert bool(overlaps(one, [two])) == bool(overlaps(two, [one]))
    assert bool(overlaps(one, [two])) == bool(
        max(one.first, two.first) <= min(one.last or date.max, two.last or date.max)
    )


def test_a_later_stage_vouches_for_no_earlier_one() -> None:
    shown = dict(stages({RoundStage.DRAFTED: True, RoundStage.RUNNING: True}))
    assert (shown[RoundStage.APPROVED], shown[RoundStage.RUNNING]) == (False, True)
    assert list(shown) == list(RoundStage)
