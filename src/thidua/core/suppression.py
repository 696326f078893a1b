"""Small cells of public tables: which numbers stay out, so that nobody can work out a count of a few people.

A **cell** is the finest count (one unit, one figure, one month). An **entry** is what a page may print: a cell, or
a sum of cells (a cluster, a quarter, the year so far). Everything ever printed, in any table of any issue, is one
system of equations over the cells. An entry below the threshold is not printed; further entries are left out until,
for every small count, there are **other tables** of whole, non-negative counts which agree with all that is printed
and in which that count is not small. Such a table is a proof: `verify` checks it by adding up and knows nothing of
how it was found.

Exact whole numbers and fractions throughout; nothing here looks at a clock or a page.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Cell = Hashable
Key = Hashable
THRESHOLD = 10  # promise N4


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be printed: the sum of these cells. `cost` says how much readers miss it."""

    key: Key
    cells: frozenset[Cell]
    cost: int = 1


@dataclass(frozen=True, slots=True)
class Release:
    """What is decided.

    Attributes:
        small: entries left out because they count too few; further: those left out to protect them.
        exposed: entries that nothing left out now can protect, because of what was printed before.
        proofs: small count → a table of all its cells that agrees with everything printed and hides it.
    """

    small: frozenset[Key]
    further: frozenset[Key]
    exposed: frozenset[Key] = frozenset()
    proofs: Mapping[Key, Mapping[Cell, int]] = field(default_factory=dict)

    @property
    def hidden(self) -> frozenset[Key]:
        return self.small | self.further


def release(
    cells: Mapping[Cell, int],
    entries: Sequence[Entry],
    printed: Iterable[frozenset[Cell]] = (),
    *,
    threshold: int = THRESHOLD,
) -> Release:
    """Choose what to leave out of a new table.

    Args:
        cells: the true counts, of this and of every earlier table.
        entries: what the new table would print.
        printed: sums that earlier tables printed and that cannot be called back.
    """
    before = list(printed)
    small = {entry.key for entry in entries if _sum(cells, entry.cells) < threshold}
    secrets = _secrets(cells, entries, threshold)
    further: set[Key] = set()

    def found(hidden: set[Key]) -> dict[Key, dict[Cell, int] | None]:
        shown = [*before, *(entry.cells for entry in entries if entry.key not in hidden)]
        return {key: _other_table(cells, shown, form, threshold) for key, form in secrets.items()}

    proofs = found(small)
    spare = sorted((e for e in entries if e.key not in small), key=lambda e: (e.cost, _sum(cells, e.cells)))
    while spare and any(proof is None for proof in proofs.values()):
        open_cells = frozenset().union(*(secrets[key] for key, proof in proofs.items() if proof is None))
        entry = _next(spare, open_cells, entries, small | further)
        spare.remove(entry)
        further.add(entry.key)
        proofs = found(small | further)
    for entry in sorted((e for e in entries if e.key in further), key=lambda e: -e.cost):
        without = found(small | further - {entry.key})
        if {k for k, proof in without.items() if proof is None} <= {
            k for k, p in proofs.items() if p is None
        }:
            further.remove(entry.key)
            proofs = without
    return Release(
        frozenset(small),
        frozenset(further),
        frozenset(key for key, proof in proofs.items() if proof is None),
        {key: proof for key, proof in proofs.items() if proof is not None},
    )


def verify(
    cells: Mapping[Cell, int],
    entries: Sequence[Entry],
    printed: Iterable[frozenset[Cell]],
    made: Release,
    *,
    threshold: int = THRESHOLD,
) -> list[str]:
    """What is wrong with a release, whoever made it; empty when every small count has a proof that holds."""
    shown = [*printed, *(entry.cells for entry in entries if entry.key not in made.hidden)]
    wrong = [f"printed though small: {e.key}" for e in entries if e.key not in made.hidden
             and sum(cells[c] for c in e.cells) < threshold]  # fmt: skip
    for key, form in _secrets(cells, entries, threshold).items():
        proof = made.proofs.get(key)
        if proof is None:
            wrong.append(f"without proof: {key}")
        elif set(proof) != set(cells) or any(type(n) is not int or n < 0 for n in proof.values()):
            wrong.append(f"not a table of counts: {key}")
        elif any(sum(proof[c] for c in s) != sum(cells[c] for c in s) for s in shown):
            wrong.append(f"disagrees with what is printed: {key}")
        elif sum(proof[c] for c in form) < threshold:
            wrong.append(f"does not hide the count: {key}")
    return wrong


def could_be(cells: Mapping[Cell, int], shown: Iterable[frozenset[Cell]], cell: Cell, least: int) -> bool:
    """Whether another table of counts agrees with everything shown and has at least so many in that cell."""
    return _other_table(cells, list(shown), frozenset({cell}), least) is not None


def _secrets(
    cells: Mapping[Cell, int], entries: Sequence[Entry], threshold: int
) -> dict[Key, frozenset[Cell]]:
    """Every count below the threshold: each cell, and each entry that would be a sum of few."""
    found: dict[Key, frozenset[Cell]] = {
        ("cell", cell): frozenset({cell}) for cell, count in cells.items() if count < threshold
    }
    found |= {entry.key: entry.cells for entry in entries if _sum(cells, entry.cells) < threshold}
    return found


def _sum(cells: Mapping[Cell, int], form: Iterable[Cell]) -> int:
    return sum(cells[cell] for cell in form)


def _next(
    spare: Sequence[Entry], wanted: frozenset[Cell], entries: Sequence[Entry], hidden: set[Key]
) -> Entry:
    """The cheapest entry that touches what is exposed or shares a printed sum with it; else the cheapest of all."""
    sums = [entry.cells for entry in entries if entry.key not in hidden and entry.cells & wanted]
    near = (e for e in spare if e.cells & wanted or any(e.cells & cells for cells in sums))
    return next(near, spare[0])


def _other_table(
    cells: Mapping[Cell, int], shown: Sequence[frozenset[Cell]], form: frozenset[Cell], threshold: int
) -> dict[Cell, int] | None:
    """Whole counts that agree with everything shown and make `form` as large as it can be; None if still small."""
    names = list(cells)
    place = {cell: number for number, cell in enumerate(names)}
    rows = [[Fraction(cell in part) for cell in names] for part in dict.fromkeys(shown)]
    goal = [Fraction(cell in form) for cell in names]
    start = [Fraction(cells[cell]) for cell in names]
    cap = Fraction(sum(cells.values()) + len(names) * max(threshold, THRESHOLD))
    best = _largest(rows, goal, start, cap)
    if any(value.denominator != 1 for value in best):
        return None  # not a table of counts; treated as exposed, which only leaves more out
    table = {cell: int(best[place[cell]]) for cell in names}
    return table if _sum(table, form) >= threshold else None


def _largest(
    rows: list[list[Fraction]], goal: list[Fraction], start: list[Fraction], cap: Fraction
) -> list[Fraction]:
    """Maximise goal·x over x ≥ 0 with rows·x = rows·start and Σx ≤ cap: the simplex method in exact fractions.

    The steps follow R. G. Bland's rule (1977), so that they end. Artificial variables carry the first basis.
    """
    width = len(goal)
    totals = [sum((a * x for a, x in zip(row, start, strict=True)), Fraction(0)) for row in rows]
    table = [[*row, Fraction(0), total] for row, total in zip(rows, totals, strict=True)]
    table.append([*[Fraction(1)] * width, Fraction(1), cap])
    basis: list[int] = [-1] * len(rows) + [width]
    first = [sum((row[n] for row in table[:-1]), Fraction(0)) for n in range(width + 2)]
    _climb(table, basis, first)
    for number, held in enumerate(basis):
        if held == -1:  # a row that the others imply, or one whose artificial variable can leave at zero
            column = next((n for n in range(width + 1) if table[number][n] != 0), None)
            if column is not None:
                _pivot(table, basis, number, column, [])
    kept = [number for number, held in enumerate(basis) if held != -1]
    table, basis = [table[number] for number in kept], [basis[number] for number in kept]
    second = [*goal, Fraction(0), Fraction(0)]
    for row, held in zip(table, basis, strict=True):
        if second[held]:
            factor = second[held]
            second = [a - factor * b for a, b in zip(second, row, strict=True)]
    _climb(table, basis, second)
    found = [Fraction(0)] * (width + 1)
    for row, held in zip(table, basis, strict=True):
        found[held] = row[-1]
    return found[:width]


def _climb(table: list[list[Fraction]], basis: list[int], goal: list[Fraction]) -> None:
    while (column := next((n for n, gain in enumerate(goal[:-1]) if gain > 0), None)) is not None:
        steps = [
            (row[-1] / row[column], basis[number], number)
            for number, row in enumerate(table)
            if row[column] > 0
        ]
        if not steps:
            return
        _pivot(table, basis, min(steps)[2], column, goal)


def _pivot(
    table: list[list[Fraction]], basis: list[int], number: int, column: int, goal: list[Fraction]
) -> None:
    lead = table[number][column]
    table[number] = [value / lead for value in table[number]]
    row = table[number]
    for other, values in enumerate(table):
        if other != number and values[column]:
            factor = values[column]
            table[other] = [a - factor * b for a, b in zip(values, row, strict=True)]
    if goal and goal[column]:
        factor = goal[column]
        goal[:] = [a - factor * b for a, b in zip(goal, row, strict=True)]
    basis[number] = column
