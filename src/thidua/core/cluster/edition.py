"""How far a cluster's year has come, who checks whom, and who leads next; all of it follows from what is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.core.unit import Role

REPRESENTS = frozenset({Role.HEAD, Role.DEPUTY, Role.EMULATION})


class ClusterStage(StrEnum):
    """What a year has reached; each follows the one before."""

    PLANNED = "planned"
    COMPACT = "compact"  # every member signed
    REVIEWED = "reviewed"  # every quarter that is due was reviewed
    REPORTED = "reported"  # every member reported and the consolidated report is issued
    CONFERENCE = "conference"  # opened, on its day
    VOTED = "voted"  # proposals decided by the vote
    HANDED_OVER = "handed-over"  # both leads signed


@dataclass(frozen=True, slots=True)
class ClusterYear:
    """What is recorded of one year. Sets hold codes of units.

    Attributes:
        quarters: quarters that are over and due for a review; `reviewed`: those that were reviewed.
        reported: members whose report is filed; `excused`: the consolidated report was issued without the others,
            and says why.
        handed: units that signed the hand-over, of those that must (`leads`).
    """

    members: Sequence[str]
    signed: frozenset[str] = frozenset()
    quarters: frozenset[int] = frozenset()
    reviewed: frozenset[int] = frozenset()
    reported: frozenset[str] = frozenset()
    issued: bool = False
    excused: bool = False
    opened: bool = False
    voted: bool = False
    leads: frozenset[str] = frozenset()
    handed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage, whether it is reached, how much of how many, and which members or quarters are missing."""

    stage: ClusterStage
    reached: bool
    done: int
    of: int
    missing: tuple[str, ...] = ()


def milestones(year: ClusterYear) -> tuple[Milestone, ...]:
    """Every stage after the first, in order. One may be behind while a later one is reached: it is said, not hidden."""
    members = tuple(year.members)

    def of_members(stage: ClusterStage, done: frozenset[str], also: bool = True) -> Milestone:
        missing = tuple(code for code in members if code not in done)
        return Milestone(
            stage, bool(members) and not missing and also, len(members) - len(missing), len(members), missing
        )

    def flag(stage: ClusterStage, reached: bool) -> Milestone:
        return Milestone(stage, reached, int(reached), 1)

    late = tuple(str(quarter) for quarter in sorted(year.quarters - year.reviewed))
    reviewed = Milestone(
        ClusterStage.REVIEWED, not late, len(year.quarters) - len(late), len(year.quarters), late
    )
    reported = of_members(ClusterStage.REPORTED, year.reported, year.issued)
    if year.issued and year.excused:
        reported = Milestone(reported.stage, True, reported.done, reported.of, reported.missing)
    unsigned = tuple(sorted(year.leads - year.handed))
    handed = Milestone(
        ClusterStage.HANDED_OVER,
        bool(year.leads) and not unsigned,
        len(year.leads & year.handed),
        max(1, len(year.leads)),
        unsigned,
    )
    return (
        of_members(ClusterStage.COMPACT, year.signed),
        reviewed,
        reported,
        flag(ClusterStage.CONFERENCE, year.opened),
        flag(ClusterStage.VOTED, year.voted),
        handed,
    )


def stage_of(year: ClusterYear) -> ClusterStage:
    """The furthest stage that was reached."""
    reached = [held.stage for held in milestones(year) if held.reached and held.of]
    return reached[-1] if reached else ClusterStage.PLANNED


def check_ring(members: Sequence[str], quarter: int) -> tuple[tuple[str, str], ...]:
    """Kiểm tra chéo: (who checks, who is checked). Nobody checks itself, everybody is checked once, and over the
    quarters of a year by others each time (while there are enough of them)."""
    count = len(members)
    if count < 2:
        return ()
    step = 1 + (quarter - 1) % (count - 1)
    return tuple((members[n], members[(n + step) % count]) for n in range(count))


def next_lead(members: Sequence[str], led: Mapping[str, int], deputy: str = "") -> str:
    """Who would lead next by turns: the deputy if it has not led for longest, else the first who has not.

    Args:
        led: member → the last year in which it led; a member that never led is not in it.

    Returns:
        a proposal for people to decide; "" without members.
    """
    if not members:
        return ""
    longest = min(led.get(code, 0) for code in members)
    waiting = [code for code in members if led.get(code, 0) == longest]
    return deputy if deputy in waiting else waiting[0]


def quorum(members: int) -> int:
    """More than half of all members."""
    return members // 2 + 1


def carried(yes: int, voters: int) -> bool:
    """Enough said yes: more than half of all who might vote on it, whether they came or not."""
    return 2 * yes > voters


def month_end_after(day: date, year: int) -> date:
    """The end of the same month in another year: 29/02/2028 → 28/02/2029."""
    first = date(year + day.month // 12, day.month % 12 + 1, 1)
    return first - timedelta(days=1)
