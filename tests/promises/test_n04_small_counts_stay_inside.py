"""Promise N4 under attack: everything printed, over all months, sums and issues, gives no small count away."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.suppression import THRESHOLD, Entry, Release, could_be, release, verify

Form = frozenset


def attack(sums: dict[Form, int], cells: list) -> dict:
    """What a reader with pencil and paper finds: exact bounds of every cell.

    Elimination in fractions gives every combination of printed sums that speaks of few cells; then bounds are
    carried from sum to sum until nothing moves. Written without a look at how numbers were left out.
    """
    low = dict.fromkeys(cells, Fraction(0))
    high = {cell: Fraction(10**9) for cell in cells}
    lines = [({cell: Fraction(1) for cell in form}, Fraction(total)) for form, total in sums.items()]
    lines += reduced(lines, cells)
    lines += [
        ({c: a.get(c, 0) - b.get(c, 0) for c in {*a, *b}}, x - y)
        for (a, x), (b, y) in product(lines, lines)
        if a is not b and len(set(a) ^ set(b)) <= 3
    ]
    moved = True
    while moved:
        moved = False
        for line, total in lines:
            line = {cell: factor for cell, factor in line.items() if factor}
            for cell, factor in line.items():
                least = sum(f * (low[c] if f > 0 else high[c]) for c, f in line.items() if c != cell)
                most = sum(f * (high[c] if f > 0 else low[c]) for c, f in line.items() if c != cell)
                bounds = sorted(((total - least) / factor, (total - most) / factor))
                if bounds[0] > low[cell]:
                    low[cell], moved = bounds[0], True
                if bounds[1] < high[cell]:
                    high[cell], moved = bounds[1], True
    return {cell: (low[cell], high[cell]) for cell in cells}


def reduced(lines: list, cells: list) -> list:
    """Gauss and Jordan: what each printed sum says once the others are known."""
    rows = [[line.get(cell, Fraction(0)) for cell in cells] + [total] for line, total in lines]
    done = 0
    for column in range(len(cells)):
        lead = next((n for n in range(done, len(rows)) if rows[n][column]), None)
        if lead is None:
            continue
        rows[done], rows[lead] = rows[lead], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for n, row in enumerate(rows):
            if n != done and row[column]:
                rows[n] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return [({c: v for c, v in zip(cells, row, strict=False) if v}, row[-1]) for row in rows if any(row[:-1])]


def month_entries(units: int, month: int) -> list[Entry]:
    """What an issue prints: the month and the year so far of each unit and of all, and at its end the quarter."""
    spans = [("month", [month]), ("year", list(range(month + 1)))]
    if month % 3 == 2:
        spans.append(("quarter", [month - 2, month - 1, month]))
    found = []
    for name, months in spans:
        for unit in range(units):
            found.append(
                Entry((name, month, unit), Form((unit, m) for m in months), 2 if name == "month" else 1)
            )
        found.append(Entry((name, month, "all"), Form((u, m) for u in range(units) for m in months), 9))
    return list({entry.cells: entry for entry in reversed(found)}.values())[::-1]


def publish(counts: list[list[int]]) -> tuple[dict[Form, int], list[Release]]:
    """Issue after issue; what one has printed the next cannot call back."""
    printed: dict[Form, int] = {}
    made = []
    for month in range(len(counts)):
        cells = {(u, m): counts[m][u] for m in range(month + 1) for u in range(len(counts[0]))}
        entries = month_entries(len(counts[0]), month)
        decided = release(cells, entries, printed)
        assert decided.exposed == frozenset()
        assert verify(cells, entries, printed, decided) == []
        for entry in entries:
            if entry.key not in decided.hidden:
                printed[entry.cells] = sum(cells[cell] for cell in entry.cells)
        made.append(decided)
    return printed, made


TABLES = st.integers(2, 4).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(0, 9) | st.integers(10, 60), min_size=units, max_size=units),
        min_size=1,
        max_size=4,
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_nothing_printed_in_any_issue_gives_a_small_count_away(counts: list[list[int]]) -> None:
    printed, _ = publish(counts)
    cells = [(u, m) for m in range(len(counts)) for u in range(len(counts[0]))]
    found = attack(printed, cells)
    for unit, month in cells:
        if counts[month][unit] < THRESHOLD:
            least, most = found[unit, month]
            assert least < most, (unit, month)
            assert most >= THRESHOLD, (unit, month, most)
    assert all(total >= THRESHOLD for total in printed.values())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(10, 500), min_size=2, max_size=5))
def test_a_table_without_small_counts_is_printed_whole(counts: list[int]) -> None:
    _, (made,) = publish([counts])
    assert made.hidden == frozenset()


def test_one_small_cell_takes_a_second_one_with_it_or_the_total_would_give_it_away() -> None:
    _, (made,) = publish([[4, 20, 30]])
    assert made.small == {("month", 0, 0)}
    assert made.further == {("month", 0, 1)}  # the cheaper of two, and not the total


def test_a_total_printed_last_month_cannot_betray_this_month() -> None:
    """January 20, February 4: the year so far would be 24, and 24 − 20 is the secret."""
    printed, made = publish([[20, 50], [4, 60]])
    assert Form({(0, 0), (0, 1)}) not in printed
    assert ("month", 1, 0) in made[1].small


def test_a_count_that_is_only_known_to_be_small_is_still_a_secret_given_away() -> None:
    """4 + 5 = 9 of two hidden cells would tell that both are below ten."""
    _, (made,) = publish([[4, 5]])
    assert ("month", 0, "all") in made.hidden


@pytest.mark.parametrize("change", ["table", "sum", "small", "missing"])
def test_the_verifier_refuses_a_proof_that_does_not_hold(change: str) -> None:
    cells = {"a": 4, "b": 20, "c": 30}
    entries = [*(Entry(name, Form({name})) for name in cells), Entry("all", Form(cells), 9)]
    made = release(cells, entries)
    assert verify(cells, entries, [], made) == []
    proofs = {key: dict(proof) for key, proof in made.proofs.items()}
    key = next(iter(proofs))
    if change == "table":
        proofs[key]["a"] = -1
    elif change == "sum":
        proofs[key]["c"] += 1
    elif change == "small":
        proofs[key] = dict(cells)
    else:
        del proofs[key]
    assert verify(cells, entries, [], Release(made.small, made.further, proofs=proofs)) != []


def test_the_verifier_refuses_a_small_count_that_is_printed() -> None:
    cells = {"a": 4}
    assert verify(cells, [Entry("a", Form({"a"}))], [], Release(frozenset(), frozenset())) != []


def test_a_part_of_a_ratio_that_could_only_be_one_number_is_known_to_be_told() -> None:
    cells = {"a": 3, "b": 12}
    assert not could_be(cells, [Form({"a"})], "a", 4)
    assert not could_be(cells, [Form({"a", "b"}), Form({"b"})], "a", 4)
    assert could_be(cells, [Form({"a", "b"})], "a", 4)


def test_what_was_printed_before_and_betrays_a_count_is_said() -> None:
    cells = {"a": 4, "b": 20}
    made = release(cells, [Entry("b", Form({"b"}))], [Form({"a", "b"}), Form({"b"})])
    assert made.exposed == {("cell", "a")}
