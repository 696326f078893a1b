"""How many votes and how many members a council needs; shares are of *all* members, not of the ballots cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from thidua.core.law.provision import LawBook, Provision

HEROES = ("anh-hung-luc-luong-vu-trang", "anh-hung-lao-dong")


@dataclass(frozen=True, slots=True)
class Threshold:
    """Attributes:
    needed: votes, or members present, that are enough.
    members: all members, whoever is absent.
    body: "bo-tinh" or "cap-trinh": whose council the law means; "" where it does not say.
    """

    needed: int
    members: int
    share: Fraction
    body: str
    provision: Provision

    def met(self, count: int) -> bool:
        return count >= self.needed


def votes_needed(title: str, members: int, on: date, law: LawBook) -> Threshold | None:
    """Yes votes for a title or form; None where no text that was read asks for a vote.

    Nine members and 80 % are eight votes (7.2 rounded up); seven are not enough even when only seven came.
    """
    provision = law.of(title, "votes", on)
    return _of(provision, members) if provision else None


def quorum(title: str, members: int, on: date, law: LawBook) -> Threshold | None:
    """Members who must attend the session that considers this title."""
    rules = law.on(on)
    usual = rules.get("council.quorum")
    hero = rules.get("council.quorum-hero") if law.family(title) in HEROES else None
    known = [_of(provision, members) for provision in (usual, hero) if provision]
    return max(known, key=lambda threshold: threshold.needed, default=None)


def secret(on: date, law: LawBook) -> Provision | None:
    """What the regime says about the ballot being secret; its `word` is "secret" or "open"."""
    return law.on(on).get("council.secret")


def _of(provision: Provision, members: int) -> Threshold:
    if members < 1:
        raise ValueError(members)
    return Threshold(ceil(provision.share * members), members, provision.share, provision.word, provision)
