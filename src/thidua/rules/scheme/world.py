"""Is there a result that no line of a decision list holds, or a line that nothing can reach?

Every condition cuts its quantity into finitely many cells. A search over one value per cell, cut short as
soon as the answers are known, finds a counter-example or shows that there is none. Quantities are taken as
independent, so a hole may be reported that other rules would exclude; it never misses one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    Condition,
    CriteriaIn,
    FigureIn,
    FigureKind,
    FigureUse,
    NoneOf,
    PartsIn,
    PointsIn,
    Unknown,
)
from thidua.rules.scheme.arithmetic import INTEGER_KINDS, written
from thidua.rules.scheme.bounds import holds, probes
from thidua.rules.scheme.condition import atoms

ABSENT, NOT_APPLICABLE = "absent", "not-applicable"
SEARCH_MAX = 60_000  # steps after which the answer is "not known"
PARTS_MAX = 8_000  # ways to spread the parts of a period over the classes
Key = tuple[str, ...]
Cell = Fraction | str | tuple[tuple[frozenset[str], int], ...]
World = dict[Key, Cell]


@dataclass(frozen=True, slots=True)
class Ranges:
    """What can occur: points by name ("" is the total), number of criteria and of parts, figures, classes."""

    points: Mapping[str, tuple[Fraction, Fraction]]
    criteria: int
    figures: Mapping[str, FigureUse]
    parts: int = 0
    classes: tuple[str, ...] = ()


class TooManyError(Exception):
    """The search was given up; nothing is known."""


def find_world(
    true: Condition | None, false: Sequence[Condition], ranges: Ranges, listed: Sequence[Condition] = ()
) -> World | None:
    """A combination of values where `true` holds and none of `false` does; None when there is none.

    Args:
        listed: further conditions of the same table, whose policies for absent figures count too.

    Raises:
        TooManyError: more combinations than `SEARCH_MAX`.
    """
    every = [*([true] if true is not None else []), *false]
    domains = _domains([*every, *listed], ranges)
    budget = [SEARCH_MAX]

    def search(world: World) -> World | None:
        budget[0] -= 1
        if budget[0] < 0:
            raise TooManyError
        open_condition: Condition | None = None
        for wanted, condition in [(True, true), *((False, c) for c in false)]:
            if condition is None:
                continue
            answer = evaluate(condition, world)
            if answer is (not wanted):
                return None
            if answer is None and open_condition is None:
                open_condition = condition
        if open_condition is None:
            return world
        key = next(k for atom in atoms(open_condition) if (k := key_of(atom)) not in world)
        for cell in domains[key]:
            found = search({**world, key: cell})
            if found is not None:
                return found
        return None

    return search({})


def describe(world: World) -> str:
    """The example in the words of the scheme: "total = 96, criteria zero = 1"."""
    said: list[str] = []
    for key, cell in world.items():
        if isinstance(cell, tuple):
            said += [
                f"parts {'/'.join(sorted(c or 'unclassed' for c in names))} = {count}"
                for names, count in cell
            ]
        else:
            value = cell if isinstance(cell, str) else written(cell)
            said.append(f"{' '.join(key)} = {value}")
    return ", ".join(said)


def key_of(atom: FigureIn | PointsIn | CriteriaIn | PartsIn) -> Key:
    """The quantity a leaf asks about."""
    if isinstance(atom, FigureIn):
        return ("figure", atom.figure)
    if isinstance(atom, PointsIn):
        return ("points", atom.of or "total")
    if isinstance(atom, CriteriaIn):
        return ("criteria", atom.counted.value, "share" if atom.share else "count")
    return ("parts",)


def evaluate(condition: Condition, world: World) -> bool | None:
    """Whether it holds; None while a quantity that matters has no value yet."""
    if isinstance(condition, AllOf):
        return _all([evaluate(inner, world) for inner in condition.conditions])
    if isinstance(condition, AnyOf):
        return _not(_all([_not(evaluate(inner, world)) for inner in condition.conditions]))
    if isinstance(condition, NoneOf):
        return _all([_not(evaluate(inner, world)) for inner in condition.conditions])
    cell = world.get(key_of(condition))
    if cell is None:
        return None
    if isinstance(cell, tuple):
        named = set(condition.classes) if isinstance(condition, PartsIn) else set()
        return holds(condition.bounds, Fraction(sum(count for names, count in cell if names <= named)))
    if isinstance(cell, str):
        return isinstance(condition, FigureIn) and _unknown(condition, cell) is Unknown.HOLDS
    return holds(condition.bounds, cell)


def _unknown(condition: FigureIn, cell: str) -> Unknown:
    return condition.absent if cell == ABSENT else condition.not_applicable


def _all(answers: list[bool | None]) -> bool | None:
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _domains(conditions: Sequence[Condition], ranges: Ranges) -> dict[Key, list[Cell]]:
    leaves: dict[Key, list[FigureIn | PointsIn | CriteriaIn | PartsIn]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            leaves.setdefault(key_of(atom), []).append(atom)
    domains: dict[Key, list[Cell]] = {}
    for key, found in leaves.items():
        bounds = [atom.bounds for atom in found]
        if key[0] == "parts":
            domains[key] = list(_spreads([a for a in found if isinstance(a, PartsIn)], ranges))
        elif key[0] == "points":
            low, high = ranges.points.get("" if key[1] == "total" else key[1], (Fraction(0), Fraction(100)))
            domains[key] = [*probes(bounds, low, high)]
        elif key[0] == "criteria":
            whole = key[2] == "count"
            high = Fraction(ranges.criteria if whole else 1)
            domains[key] = [*probes(bounds, Fraction(0), high, whole)]
        else:
            figures = [a for a in found if isinstance(a, FigureIn)]
            domains[key] = _figure_cells(ranges.figures.get(key[1]), bounds, figures)
    return domains


def _figure_cells(use: FigureUse | None, bounds: list[Bounds], leaves: list[FigureIn]) -> list[Cell]:
    cells: list[Cell]
    if use is not None and use.kind is FigureKind.YES_NO:
        cells = [Fraction(0), Fraction(1)]
    elif use is not None and use.values:
        cells = [Fraction(value) for value in use.values]
    else:
        if use is not None and use.kind is FigureKind.RATIO:
            bounds = [*bounds, Bounds(high=Fraction(1))]  # examples below 100 % come before those above
        cells = [*probes(bounds, Fraction(0), None, use is not None and use.kind in INTEGER_KINDS)]
    if all(leaf.absent is not Unknown.PROBLEM for leaf in leaves):
        cells.append(ABSENT)
    if all(leaf.not_applicable is not Unknown.PROBLEM for leaf in leaves):
        cells.append(NOT_APPLICABLE)
    return cells


def _spreads(leaves: list[PartsIn], ranges: Ranges) -> Iterator[Cell]:
    """Every way to spread the parts over the classes, as far as the leaves tell these apart."""
    alike: dict[tuple[bool, ...], set[str]] = {}
    for code in (*ranges.classes, ""):
        alike.setdefault(tuple(code in leaf.classes for leaf in leaves), set()).add(code)
    kinds = [frozenset(codes) for seen, codes in alike.items() if any(seen)]
    if (ranges.parts + 1) ** len(kinds) > PARTS_MAX * 40:
        raise TooManyError
    for counts in product(range(ranges.parts + 1), repeat=len(kinds)):
        if sum(counts) <= ranges.parts:
            yield tuple(zip(kinds, counts, strict=True))
