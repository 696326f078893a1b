"""The register of reasoning: which function answers for which title over which days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thidua.core.award import Category
from thidua.core.law.question import Question
from thidua.core.law.verdict import Ground

Function = Callable[[Question], Ground]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Attributes:
    of: for whom it answers.
    """

    family: str
    since: date
    until: date | None
    of: Category
    function: Function


_ALL: dict[tuple[str, Category], list[Reasoning]] = {}


def reasons(
    *families: str, since: date, until: date | None = None, of: Category = Category.INDIVIDUAL
) -> Callable[[Function], Function]:
    """This function reasons about these titles from `since` to `until`; the article stands in its docstring."""

    def register(function: Function) -> Function:
        for family in families:
            known = _ALL.setdefault((family, of), [])
            assert all(since > (r.until or date.max) or (until or date.max) < r.since for r in known), family
            known.append(Reasoning(family, since, until, of, function))
        return function

    return register


def reasoning(family: str, of: Category, on: date) -> Function | None:
    """The function that answers for a family on a day; None where no text of the conditions was read."""
    known = _ALL.get((family, of), [])
    return next((r.function for r in known if r.since <= on and (r.until is None or on <= r.until)), None)


def reasonings() -> tuple[Reasoning, ...]:
    return tuple(r for known in _ALL.values() for r in known)
