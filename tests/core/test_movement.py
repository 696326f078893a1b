from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.movement import Promise, compact_digest, measurable, reconcile

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
