from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.problem import Refused
from thidua.core.unit import (
    Carry,
    OpenItem,
    Purpose,
    Succession,
    SuccessionKind,
    carried,
    predecessors,
    retire_problems,
    succession_problems,
    successors,
)

DAY = date(2025, 7, 1)
SUM = {Purpose.FIGURES: Carry.SUM}


def merge(before, after, on=DAY, rules=None, **more):
    return Succession(on, SuccessionKind.MERGE, tuple(before), (after,), "NQ số 1", rules or {}, **more)


def split(before, shares, on=DAY, rules=SUM):
    return Succession(on, SuccessionKind.SPLIT, (before,), tuple(shares), "NQ số 2", rules, {before: shares})


def codes(problems):
    return [p.code for p in problems]


def test_successors_and_predecessors_over_several_steps():
    steps = [
        split("moc", {"hoa-mo": Fraction(1, 2), "lim": Fraction(1, 2)}, on=date(2021, 1, 1)),
        merge(["lim", "tre"], "lim-xanh"),
    ]
    assert successors("moc", steps) == ("hoa-mo", "lim-xanh")
    assert successors("moc", steps, until=date(2022, 1, 1)) == ("hoa-mo", "lim")
    assert predecessors("lim-xanh", steps) == ("moc", "tre")
    assert predecessors("lim-xanh", steps, since=date(2022, 1, 1)) == ("lim", "tre")
    assert successors("khong-lien-quan", steps) == ("khong-lien-quan",)


def test_a_dissolved_unit_has_no_successor():
    gone = Succession(DAY, SuccessionKind.DISSOLVE, ("huyen",), (), "Kết luận")
    assert successors("huyen", [gone]) == ()


def test_figures_are_kept_apart_unless_the_paper_says_sum():
    result = carried(Purpose.FIGURES, {"a": 5, "b": 7, "c": 1}, [merge("ab", "ab")])
    assert (result.values, result.apart, result.undecided) == ({"c": 1}, {"a": 5, "b": 7}, ())


def test_a_merger_that_sums_has_the_total_of_its_predecessors():
    assert carried(Purpose.FIGURES, {"a": 5, "b": 7}, [merge("ab", "ab", rules=SUM)]).values == {"ab": 12}


def test_a_split_divides_by_declared_shares_and_loses_nothing_to_rounding():
    thirds = {part: Fraction(1, 3) for part in ("x", "y", "z")}
    assert carried(Purpose.FIGURES, {"a": 1000}, [split("a", thirds)]).values == {
        "x": 334,
        "y": 333,
        "z": 333,
    }


def test_a_split_without_shares_is_refused():
    step = Succession(DAY, SuccessionKind.SPLIT, ("a",), ("x", "y"), "NQ", SUM)
    assert codes(succession_problems(step)) == ["succession.shares-missing"]
    with pytest.raises(Refused) as refused:
        carried(Purpose.FIGURES, {"a": 10}, [step])
    assert refused.value.code == "succession.shares-missing"


@pytest.mark.parametrize("purpose", [Purpose.STATUSES, Purpose.HONOURS, Purpose.ELIGIBILITY])
def test_a_status_or_honour_is_never_inherited_silently(purpose):
    result = carried(purpose, {"a": 1}, [merge("ab", "ab")])
    assert result.values == {}
    assert [(item.before, item.after, item.value) for item in result.undecided] == [("a", ("ab",), 1)]
    declared = merge("ab", "ab", rules={purpose: Carry.INHERIT})
    assert codes(succession_problems(declared)) == ["succession.inherit-without-decision"]
    decided = merge("ab", "ab", rules={purpose: Carry.INHERIT}, decisions={purpose: "QĐ số 9"})
    assert succession_problems(decided) == []
    assert carried(purpose, {"a": 1}, [decided]).values == {"ab": 1}


def test_predecessors_that_differ_cannot_both_be_inherited():
    step = merge("ab", "ab", rules={Purpose.TARGETS: Carry.INHERIT})
    with pytest.raises(Refused) as refused:
        carried(Purpose.TARGETS, {"a": 1, "b": 2}, [step])
    assert refused.value.code == "succession.inherit-conflict"


def test_a_record_says_everything_that_is_wrong_at_once():
    step = Succession(DAY, SuccessionKind.MERGE, ("a",), ("a",), " ", shares={"b": {"a": Fraction(1)}})
    assert codes(succession_problems(step)) == [
        "succession.shape", "succession.same-code", "succession.without-paper", "succession.shares",
    ]  # fmt: skip


def test_no_unit_ends_while_something_is_left_open():
    items = [OpenItem("ke-hoach-1", "huyen", "Kế hoạch 1"), OpenItem("ke-hoach-2", "xa", "Kế hoạch 2")]
    assert codes(retire_problems("huyen", items, {}, ["tinh"])) == ["unit.open-item-unassigned"]
    assert codes(retire_problems("huyen", items, {"ke-hoach-1": "huyen"}, ["huyen"])) == [
        "unit.open-item-heir-unknown"
    ]
    assert retire_problems("huyen", items, {"ke-hoach-1": "tinh"}, ["tinh"]) == []


@st.composite
def histories(draw):
    """A few units with values, then merges and splits of whichever exist, under one way of carrying."""
    values = {f"u{i}": v for i, v in enumerate(draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=6)))}
    alive, steps = list(values), []
    rules = {Purpose.FIGURES: draw(st.sampled_from([Carry.SUM, Carry.KEEP_APART, Carry.RESET]))}
    for number in range(draw(st.integers(0, 8))):
        on = DAY + timedelta(days=number)
        if len(alive) > 1 and draw(st.booleans()):
            before = draw(st.lists(st.sampled_from(alive), min_size=2, unique=True))
            steps.append(merge(before, f"m{number}", on, rules))
            alive = [u for u in alive if u not in before] + [f"m{number}"]
        else:
            before = draw(st.sampled_from(alive))
            weights = draw(st.lists(st.integers(1, 9), min_size=2, max_size=4))
            shares = {f"s{number}-{i}": Fraction(w, sum(weights)) for i, w in enumerate(weights)}
            steps.append(split(before, shares, on, rules))
            alive = [u for u in alive if u != before] + list(shares)
    return values, alive, steps


@given(histories())
def test_totals_are_the_same_after_any_merges_and_splits(history):
    values, alive, steps = history
    result = carried(Purpose.FIGURES, values, steps)
    assert result.total == sum(values.values())
    assert set(result.values) <= set(alive)
    assert all(succession_problems(step) == [] for step in steps)
    assert {heir for unit in values for heir in successors(unit, steps)} == set(alive)
