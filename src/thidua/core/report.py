"""The report of a unit's month goes up the command tree level by level, and comes down only with a reason.

`height` says how far it is: 0 being written, 1 submitted, 1 + k approved by the first k levels. Level 0 is the unit's
own head, level 1 the unit above, and so on; whoever submits stands at level -1.

Whoever moved it up may take that back while the level above has not acted; once it has, only that level can.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

DRAFT = 0
SUBMITTED = 1
APPROVED_FROM = 2
SUBMITTER = -1


class ReportStep(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"  # by the level whose turn it is: down to the level below
    WITHDRAW = "withdraw"  # by the level that moved it up last: back to its own turn


NEEDS_REASON = frozenset({ReportStep.RETURN, ReportStep.WITHDRAW})


def turn_of(height: int, levels: int) -> int | None:
    """The level that is to decide, `SUBMITTER` for a draft, None when every level has approved."""
    return height - 1 if height <= levels else None


def moved_to(step: ReportStep, level: int, height: int, levels: int) -> int | None:
    """The height after this step by that level; None if the level may not take it now."""
    mine = turn_of(height, levels) == level
    if step is ReportStep.SUBMIT:
        return SUBMITTED if mine and level == SUBMITTER else None
    if step is ReportStep.APPROVE:
        return height + 1 if mine and level > SUBMITTER else None
    if step is ReportStep.RETURN:
        return height - 1 if mine and level > SUBMITTER else None
    return height - 1 if height > DRAFT and level == height - 2 else None


def steps_open(level: int, height: int, levels: int) -> tuple[ReportStep, ...]:
    """What that level may do now."""
    return tuple(step for step in ReportStep if moved_to(step, level, height, levels) is not None)


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Whether this person may decide at a level, and whether that is because nobody else is there."""

    allowed: bool
    alone: bool = False


def two_people(person: str, before: str, others: Collection[str]) -> TwoPeople:
    """Who moved a report up does not approve it one level on, unless that level has nobody else.

    Args:
        before: who made the step below.
        others: everybody who may decide at this level.
    """
    if person != before:
        return TwoPeople(True)
    alone = set(others) <= {person}
    return TwoPeople(alone, alone)


class GapKind(StrEnum):
    """What a report lacks when somebody wants to submit it."""

    NOT_OVER = "not-over"  # a week of the month is still running
    MISSING = "missing"
    WARNING = "warning"
    WAITING = "waiting"  # a deed nobody has confirmed
    DIFFERS = "differs"  # confirmed deeds add up to something else than was declared


REFUSED_GAPS = frozenset({GapKind.NOT_OVER})  # these cannot be explained away


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing or doubtful. `key` names it in the form and in what the unit explained."""

    kind: GapKind
    key: str
    sentence: str
    link: str

    @property
    def explainable(self) -> bool:
        return self.kind not in REFUSED_GAPS
