"""The sum that goes with a title or form: a coefficient times the base salary of the day of the decision.

The decree says "rounded up to tens of thousands of dong", published tables print the exact product: both are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from thidua.core.law.provision import LawBook, Provision


class Recipient(StrEnum):
    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Reward:
    """Dong, exactly and as the decree rounds it.

    Attributes:
        at_most: the law gives an upper bound only.
        provisions: coefficient, base salary, rounding (and the rule for households).
    """

    exact: Fraction
    rounded: int
    coefficient: Fraction
    base_salary: int
    at_most: bool
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Won:
    """A title (or form) won, for the years `since` to `until`, with its sum."""

    code: str
    is_title: bool
    since: int
    until: int
    reward: Reward


@dataclass(frozen=True, slots=True)
class Payment:
    """Attributes:
    provision: why it is paid, or why not.
    higher: the title of the same years that is paid instead, or "".
    """

    won: Won
    paid: bool
    provision: Provision | None
    higher: str = ""


def reward(title: str, recipient: Recipient, on: date, law: LawBook) -> Reward | None:
    """The sum on the day of the decision; None where no coefficient was read for that day."""
    household = recipient is Recipient.HOUSEHOLD
    whom = Recipient.INDIVIDUAL if household else recipient
    rules = law.on(on)
    share, base = law.of(title, f"money-{whom}", on), rules.get("money.base-salary")
    rounding, more = rules.get("money.rounding"), rules.get("money.household") if household else None
    if share is None or base is None or rounding is None or (household and more is None):
        return None
    coefficient = share.share * (more.share if more else 1)
    exact = coefficient * base.number
    rounded = ceil(exact / rounding.number) * rounding.number
    used = tuple(p for p in (share, base, rounding, more) if p)
    return Reward(exact, rounded, coefficient, base.number, share.word == "at-most", used)


def payable(won: Sequence[Won], on: date, law: LawBook) -> tuple[Payment, ...]:
    """What is paid of all that one recipient won: of titles for the same years only the highest, forms each."""
    rules = law.on(on)
    highest, each = rules.get("money.highest-only"), rules.get("money.each-form")
    top: dict[tuple[int, int], int] = {}  # years → place of the highest title
    for place, item in enumerate(won):
        years = item.since, item.until
        if item.is_title and (years not in top or item.reward.exact > won[top[years]].reward.exact):
            top[years] = place
    payments = []
    for place, item in enumerate(won):
        first = top[item.since, item.until] if item.is_title else place
        why = highest if item.is_title else each
        payments.append(Payment(item, first == place, why, "" if first == place else won[first].code))
    return tuple(payments)
