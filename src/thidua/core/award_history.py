"""The paper history of awards beside the register: line by line the same, new, different, or not sure whose it is.

Nothing is guessed: where two people could be meant, or nobody is known, people choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.problem import NOWHERE, Where
from thidua.core.text import fold


class Match(StrEnum):
    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of an old list, as printed. `collective` when the name is a unit's."""

    line: int
    name: str
    form: str
    year: int
    number: str
    decided_on: date
    authority: str
    reason: str
    unit: str = ""
    post: str = ""
    collective: bool = False
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class HeldSubject:
    """Somebody or some unit of the directory, with the names of all units where she ever served."""

    code: str
    name: str
    collective: bool
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldAward:
    code: str
    subject: str
    form: str
    year: int
    number: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Attributes:
    subject: code of who is meant, "" while nobody is sure.
    candidates: who could be meant.
    award: code of the award in the register that it is, or that differs.
    differences: (what, as in the register, as on paper).
    """

    line: HistoryLine
    match: Match
    subject: str = ""
    candidates: tuple[HeldSubject, ...] = ()
    award: str = ""
    differences: tuple[tuple[str, str, str], ...] = ()


def reconcile(
    lines: Iterable[HistoryLine], held: Sequence[HeldSubject], awards: Sequence[HeldAward],
    chosen: Mapping[int, str] | None = None,
) -> tuple[Reconciled, ...]:  # fmt: skip
    """Every line beside what is held.

    Args:
        chosen: line → code of who is meant, where people have said so.
    """
    by_name: dict[tuple[bool, str], list[HeldSubject]] = {}
    for item in held:
        by_name.setdefault((item.collective, fold(item.name)), []).append(item)
    by_code = {item.code: item for item in held}
    by_award: dict[tuple[str, str, int], HeldAward] = {(a.subject, a.form, a.year): a for a in awards}
    found, seen = [], set(by_award)
    for line in lines:
        said = (chosen or {}).get(line.line, "")
        who = [by_code[said]] if said in by_code else _meant(line, by_name)
        if len(who) != 1:
            match = Match.AMBIGUOUS if who else Match.UNKNOWN
            found.append(Reconciled(line, match, candidates=tuple(who)))
            continue
        key = (who[0].code, line.form, line.year)
        there = by_award.get(key)
        if there is None:
            match = Match.SAME if key in seen else Match.NEW  # the same line twice on paper
            seen.add(key)
            found.append(Reconciled(line, match, who[0].code, tuple(who)))
            continue
        differences = _differences(line, there)
        match = Match.DIFFERS if differences else Match.SAME
        found.append(Reconciled(line, match, who[0].code, tuple(who), there.code, differences))
    return tuple(found)


def _meant(line: HistoryLine, by_name: Mapping[tuple[bool, str], list[HeldSubject]]) -> list[HeldSubject]:
    """Who bears that name; of several those who ever served in the unit that is printed."""
    named = by_name.get((line.collective, fold(line.name)), [])
    if len(named) < 2 or not line.unit:
        return named
    printed = fold(line.unit)
    there = [h for h in named if any(fold(unit) in printed or printed in fold(unit) for unit in h.units)]
    return there or named


def _differences(line: HistoryLine, there: HeldAward) -> tuple[tuple[str, str, str], ...]:
    pairs = (
        ("number", there.number, line.number),
        (
            "decided_on",
            there.decided_on.isoformat() if there.decided_on else "",
            line.decided_on.isoformat(),
        ),
    )
    return tuple((what, here, paper) for what, here, paper in pairs if fold(here) != fold(paper))


@dataclass(frozen=True, slots=True)
class Twin:
    """Two entries of the directory that may be one person: the same name, and units or years in common."""

    first: HeldSubject
    second: HeldSubject
    why: str


def twins(held: Iterable[HeldSubject]) -> tuple[Twin, ...]:
    """Entries with the same name without accents that share a unit; a suggestion, never a decision."""
    by_name: dict[str, list[HeldSubject]] = {}
    for item in held:
        if not item.collective:
            by_name.setdefault(fold(item.name), []).append(item)
    found = []
    for rows in by_name.values():
        for place, first in enumerate(rows):
            for second in rows[place + 1 :]:
                shared = sorted(set(first.units) & set(second.units))
                if shared:
                    found.append(Twin(first, second, shared[0]))
    return tuple(found)
