"""How many may be given: a share of something, where a regime or an overlay sets one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.core.law.provision import LawBook, Provision


@dataclass(frozen=True, slots=True)
class Allowed:
    """Attributes:
    most: the whole number; `exact` before rounding, which no text explains (`rounding`).
    base: what it is a share of: "base-titles", "headcount" or "units".
    """

    most: int
    exact: Fraction
    base: str
    provision: Provision
    rounding: Provision


def quota_of(title: str, on: date, law: LawBook) -> Provision | None:
    """The provision that sets a share for a title; an overlay may set it for one title of a family."""
    rules = law.on(on)
    found = rules.get(f"{title}.quota") or rules.get(f"{law.family(title)}.quota")
    return found if found and found.value is not None else None


def allowed(title: str, count: int, on: date, law: LawBook) -> Allowed | None:
    """The most that may be given when the base counts `count`; None where there is no quota."""
    provision, rounding = quota_of(title, on, law), law.on(on)["quota.rounding"]
    if provision is None:
        return None
    exact = provision.share * count
    return Allowed(exact.numerator // exact.denominator, exact, provision.word, provision, rounding)
