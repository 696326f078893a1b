"""Deeds are counted in their own units, shown with evidence, and added up without mixing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.deed import DeedCount, DeedKind, Quantity, check_deed, check_sources, sum_deeds
from thidua.core.figure import DeedSource, FigureDefinition
from thidua.core.number import MILLI
from thidua.core.score.scheme import FigureKind

HARVEST = DeedKind(
    "giup-dan",
    "Giúp dân",
    (
        Quantity("nguoi", "Cán bộ tham gia", "người", required=True),
        Quantity("ngay-cong", "Ngày công", "ngày công", required=True, whole=False),
        Quantity("ho", "Hộ được giúp", "hộ"),
    ),
    evidence=("xác nhận của thôn",),
)
WORKDAYS = FigureDefinition(
    "ngay-cong-giup-dan",
    "Ngày công giúp dân",
    FigureKind.COUNT,
    "ngày công",
    "1",
    date(2025, 1, 1),
    from_deeds=(DeedSource("giup-dan", "ngay-cong"),),
)


def test_fourteen_workdays_by_seven_people_for_three_households_stay_three_numbers() -> None:
    deeds = [DeedCount("giup-dan", {"nguoi": 7_000, "ngay-cong": 14_000, "ho": 3_000})] * 2
    assert sum_deeds([WORKDAYS], deeds) == {"ngay-cong-giup-dan": 28_000}


def test_no_deed_is_a_counted_zero_only_for_figures_made_of_deeds() -> None:
    declared = replace(WORKDAYS, code="ho-so-dung-han", from_deeds=())
    assert sum_deeds([WORKDAYS, declared], []) == {"ngay-cong-giup-dan": 0}


def test_a_figure_in_workdays_cannot_be_fed_with_people() -> None:
    mixed = replace(WORKDAYS, from_deeds=(DeedSource("giup-dan", "nguoi"),))
    assert [p.code for p in check_sources([mixed], [HARVEST])] == ["figure.deed-unit-differs"]
    assert check_sources([WORKDAYS], [HARVEST]) == []


def test_kindness_is_thanked_and_not_counted() -> None:
    kindness = replace(HARVEST, scored=False)
    assert [p.code for p in check_sources([WORKDAYS], [kindness])] == ["figure.deed-not-counted"]


def test_a_figure_fed_by_an_unknown_deed_is_said() -> None:
    assert [p.code for p in check_sources([WORKDAYS], [])] == ["figure.deed-unknown"]


def test_missing_half_person_and_unknown_quantities_are_told_at_once() -> None:
    found = check_deed(HARVEST, {"nguoi": 1_500, "luot": 2_000, "ho": -1_000})
    assert [(p.code, p.where.field) for p in found] == [
        ("deed.quantity-unknown", ""),
        ("deed.quantity-not-whole", "nguoi"),
        ("deed.quantity-missing", "ngay-cong"),
        ("deed.quantity-negative", "ho"),
    ]


def test_half_a_workday_is_a_workday() -> None:
    assert check_deed(HARVEST, {"nguoi": 1_000, "ngay-cong": 500}) == []


def test_evidence_is_asked_for_at_confirmation() -> None:
    values = {"nguoi": 1_000, "ngay-cong": 2_000}
    assert check_deed(HARVEST, values) == []
    assert [p.code for p in check_deed(HARVEST, values, evidence_count=0)] == ["deed.evidence-missing"]
    assert check_deed(HARVEST, values, evidence_count=1) == []


def test_a_deed_that_counts_nothing_is_asked_about() -> None:
    assert [p.code for p in check_deed(HARVEST, {"nguoi": 0, "ngay-cong": 0})] == ["deed.nothing-counted"]


@given(st.lists(st.integers(0, 100), max_size=20), st.randoms())
def test_the_order_of_deeds_does_not_matter(numbers: list[int], random: object) -> None:
    deeds = [DeedCount("giup-dan", {"ngay-cong": n * MILLI}) for n in numbers]
    shuffled = list(deeds)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sum_deeds([WORKDAYS], shuffled) == sum_deeds([WORKDAYS], deeds)
    assert sum_deeds([WORKDAYS], deeds)["ngay-cong-giup-dan"] == sum(numbers) * MILLI
