"""Samples: the same seed draws the same, order never matters, and every unit has its turn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.inspection import digest_of, draw, lot, seed_of

POPULATIONS = st.dictionaries(
    st.sampled_from(["xa-a", "xa-b", "xa-c"]), st.lists(st.text("abc", min_size=1, max_size=3), max_size=12)
)


@given(POPULATIONS, st.integers(0, 40), st.text(max_size=6))
def test_a_sample_is_part_of_the_list_and_nothing_stands_twice(
    population: dict[str, list[str]], size: int, seed: str
) -> None:
    sample = draw(population, size, seed)
    total = sum(len(set(keys)) for keys in population.values())
    assert len(sample) == len(set(sample)) == min(size, total)
    assert all(key in population[unit] for unit, key in sample)


@given(POPULATIONS, st.integers(1, 20), st.text(max_size=6))
def test_the_order_of_the_list_never_matters(population: dict[str, list[str]], size: int, seed: str) -> None:
    turned = {unit: keys[::-1] for unit, keys in reversed(population.items())}
    assert draw(population, size, seed) == draw(turned, size, seed)
    assert digest_of(population) == digest_of(turned)


@given(POPULATIONS, st.integers(1, 20), st.text(max_size=6))
def test_no_unit_is_looked_at_twice_more_than_another_that_has_something_left(
    population: dict[str, list[str]], size: int, seed: str
) -> None:
    drawn = [unit for unit, _ in draw(population, size, seed)]
    for unit, keys in population.items():
        for other in population:
            if drawn.count(unit) < len(set(keys)):
                assert drawn.count(other) <= drawn.count(unit) + 1


@given(POPULATIONS, st.integers(1, 20), st.text(max_size=6))
def test_a_larger_sample_begins_with_the_smaller_one(
    population: dict[str, list[str]], size: int, seed: str
) -> None:
    assert draw(population, size + 3, seed)[:size] == draw(population, size, seed)


def test_a_lot_can_be_drawn_again_with_any_tool() -> None:
    """printf '000000000042|xa-a|k1' | sha256sum: 97d1…; k2 of xa-a: cdce…; k3 of xa-b: 9136…"""
    seed = "000000000042"
    assert lot(seed, "xa-a", "k1")[:4] == "97d1"
    drawn = draw({"xa-a": ["k1", "k2"], "xa-b": ["k3"]}, 3, seed)
    assert drawn == (("xa-b", "k3"), ("xa-a", "k1"), ("xa-a", "k2"))


def test_a_seed_is_twelve_digits_that_follow_from_the_moment() -> None:
    assert seed_of("ca-minh-hoa|2026-01|2026-02-02T08:00:00+07:00") == seed_of(
        "ca-minh-hoa|2026-01|2026-02-02T08:00:00+07:00"
    )
    assert len(seed_of("x")) == 12
    assert seed_of("x") != seed_of("y")
