"""Cancelling an award (Article 93): which awards a violation touches, and what else rested on one that fell.

The system lists; the authority that granted decides (Article 93.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.core.law.eligible import eligible
from thidua.core.law.facts import Honour, SubjectFacts
from thidua.core.law.provision import LawBook, Provision
from thidua.core.law.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Fallen:
    """An award that the changed facts no longer carry.

    Attributes:
        verdict: what the law of its own day says on the facts as they are now.
        money: dong to recover, 0 when no sum is known.
        provision: why it falls.
    """

    honour: Honour
    verdict: Verdict
    money: int
    provision: Provision


def touched(facts: SubjectFacts, acted_on: date) -> tuple[Honour, ...]:
    """Awards whose years of merit hold the day of a violation: each must be considered again (Article 93.1.d)."""
    held = (h for h in facts.honours or () if not h.revoked)
    return tuple(h for h in held if (h.since if h.since is not None else h.year) <= acted_on.year <= h.year)


def cascade(
    facts: SubjectFacts, law: LawBook, on: date, paid: Mapping[tuple[str, int], int] | None = None
) -> tuple[Fallen, ...]:
    """Awards that fall on the facts as they are now, and what rested on them, in the order in which they fall.

    Each held award is asked again on the day it was decided, with the awards that fell before it taken away. Only what
    the law then plainly refuses falls; what people could still choose, or what lacks a paper, stands.

    Args:
        facts: with the changed rating, or with the cancelled award marked `revoked`.
        paid: (code, year) → dong given.
    """
    rules = law.on(on)
    fallen: list[Fallen] = []
    now = facts
    while True:
        found = _next(now, law)
        if found is None:
            return tuple(fallen)
        honour, verdict = found
        money = (paid or {}).get((honour.code, honour.year), 0)
        why = rules["revocation.cascade" if fallen or _any_revoked(facts) else "revocation.violation"]
        fallen.append(Fallen(honour, verdict, money, why))
        now = replace(now, honours=tuple(_revoke(h, honour) for h in now.honours or ()))


def _next(facts: SubjectFacts, law: LawBook) -> tuple[Honour, Verdict] | None:
    """The earliest award of the lowest year that no longer stands."""
    for honour in sorted(facts.honours or (), key=lambda h: (h.year, h.decided_on or date.max)):
        if honour.revoked or honour.decided_on is None:
            continue
        others = tuple(h for h in facts.honours or () if h is not honour)
        verdict = eligible(
            replace(facts, honours=others), honour.code, honour.decided_on, law, year=honour.year
        )
        if verdict.outcome is Outcome.NOT_ELIGIBLE:
            return honour, verdict
    return None


def _revoke(honour: Honour, fallen: Honour) -> Honour:
    return replace(honour, revoked=True) if honour is fallen else honour


def _any_revoked(facts: SubjectFacts) -> bool:
    return any(h.revoked for h in facts.honours or ())
