"""The register of reasoning: which function answers for which title over which days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thidua.core.law.question import Question
from thidua.core.law.verdict import Ground

Function = Callable[[Question], Ground]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Attributes:
    for_units: it answers for units; else for persons.
    """

    family: str
    since: date
    until: date | None
    for_units: bool
    function: Function


_ALL: dict[tuple[str, bool], list[Reasoning]] = {}


def reasons(
    *families: str, since: date, until: date | None = None, units: bool = False
) -> Callable[[Function], Function]:
    """This function reasons about these titles from `since` to `until`; the article stands in its docstring."""

    def register(function: Function) -> Function:
        for family in families:
            known = _ALL.setdefault((family, units), [])
            assert all(since > (r.until or date.max) or (until or date.max) < r.since for r in known), family
            known.append(Reasoning(family, since, until, units, function))
        return function

    return register


def reasoning(family: str, units: bool, on: date) -> Function | None:
    """The function that answers for a family on a day; None where no text of the conditions was read."""
    known = _ALL.get((family, units), [])
    return next((r.function for r in known if r.since <= on and (r.until is None or on <= r.until)), None)


def reasonings() -> tuple[Reasoning, ...]:
    return tuple(r for known in _ALL.values() for r in known)
