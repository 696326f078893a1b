"""A council weighs and recommends; it does not decide (law 06/2022, Article 90.4). What its votes come to.

Shares are of all members (core.law.council), not of those who came or of papers in the box: seven of nine are not 80 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.award import AwardForm, AwardLevel
from thidua.core.problem import Problem, Where, problem

ROUNDS = 2  # at most; then whoever chairs decides, by name and with a reason


class Office(StrEnum):
    """Who sits on a council. All but the clerk are members and vote."""

    CHAIR = "chair"
    VICE = "vice"
    STANDING = "standing"
    MEMBER = "member"
    CLERK = "clerk"  # helps and writes; no member


VOTING = frozenset({Office.CHAIR, Office.VICE, Office.STANDING, Office.MEMBER})
RUNS = frozenset({Office.CHAIR, Office.VICE, Office.STANDING, Office.CLERK})  # who moves a session on
CHAIRS = frozenset({Office.CHAIR, Office.VICE})


class Advice(StrEnum):
    """What the votes come to for one dossier."""

    OPEN = "open"  # not voted on yet
    RECOMMENDED = "recommended"
    SHORT = "short"  # too few votes
    NO_PLACE = "no-place"  # enough votes, but others had more and the places are taken
    AGAIN = "again"  # tied for the last place: a second round
    CHAIR = "chair"  # tied again: the chair's vote


_LEVELS = (
    AwardLevel.UNIT, AwardLevel.MINISTRY, AwardLevel.PRIME_MINISTER, AwardLevel.GOVERNMENT, AwardLevel.STATE,
)  # fmt: skip


def title_rank(forms: Sequence[AwardForm], code: str) -> tuple[int, int]:
    """Sorts from low titles to high, the order in which a council votes; the catalogue lists the high ones first."""
    level = next((_LEVELS.index(form.level) for form in forms if form.code == code), 0)
    codes = list(dict.fromkeys(form.code for form in forms))
    return (level, -codes.index(code) if code in codes else 0)


def majority(members: int) -> int:
    """Where no text asks for a share: more than half of all members."""
    return members // 2 + 1


def two_thirds(members: int) -> int:
    """How many must be there, where no text says otherwise."""
    return -(-members * 2 // 3)


@dataclass(frozen=True, slots=True)
class Poll:
    """One round's count.

    Attributes:
        yes: item → papers in favour; only the items of that round.
    """

    yes: Mapping[str, int]


def advise(
    items: Iterable[str], polls: Sequence[Poll], needed: int, places: int | None = None, rounds: int = ROUNDS
) -> dict[str, Advice]:
    """What the rounds of one title come to, item by item.

    Enough votes come first. Where more have them than there are places, the places go from the highest vote downward;
    a tie for the last goes to another round among those who are tied, and after the last round to the chair.
    """
    advice = dict.fromkeys(items, Advice.OPEN)
    for number, poll in enumerate(polls, 1):
        taken = sum(found is Advice.RECOMMENDED for found in advice.values() if places is not None)
        free = None if places is None else max(places - taken, 0)
        advice |= _round(poll.yes, needed, free, Advice.AGAIN if number < rounds else Advice.CHAIR)
    return advice


def _round(yes: Mapping[str, int], needed: int, free: int | None, tied: Advice) -> dict[str, Advice]:
    enough = {item: votes for item, votes in yes.items() if votes >= needed}
    advice = {item: Advice.RECOMMENDED if item in enough else Advice.SHORT for item in yes}
    if free is None or len(enough) <= free:
        return advice
    last = sorted(enough.values(), reverse=True)[free - 1] if free else max(enough.values()) + 1
    above = sum(votes > last for votes in enough.values())
    at_last = [item for item, votes in enough.items() if votes == last]
    for item, votes in enough.items():
        if votes < last:
            advice[item] = Advice.NO_PLACE
        elif votes == last and above + len(at_last) > free:
            advice[item] = tied
    return advice


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the council on the day of a session.

    Attributes:
        present: None while nobody has said.
        letter: whether an absent member gave written views.
    """

    person: str
    office: Office
    present: bool | None
    letter: bool = False


def voting(seats: Iterable[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.office in VOTING]


def sitting_problems(seats: Sequence[Seat], needed: int) -> list[Problem]:
    """Why this council cannot vote now; `needed` members must be there.

    Codes: council.attendance-open, council.no-quorum, council.no-chair.
    """
    members = voting(seats)
    found = []
    unknown = sum(seat.present is None for seat in members)
    if unknown:
        found.append(problem("council.attendance-open", Where(field="attendance"), count=unknown))
    present = sum(seat.present is True for seat in members)
    if present < needed:
        where = Where(field="attendance")
        found.append(
            problem("council.no-quorum", where, present=present, members=len(members), needed=needed)
        )
    if not any(seat.present and seat.office in CHAIRS for seat in members):
        found.append(problem("council.no-chair", Where(field="attendance")))
    return found
