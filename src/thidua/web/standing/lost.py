"""Where points were lost: the criteria that are furthest from their maximum."""

from __future__ import annotations

from thidua.core.score.explain import Reason, Working


def away(reason: Reason) -> int:
    """What is missing to the maximum; of a deduction, what was taken."""
    return max(reason.maximum, 0) - reason.points


def lost_most(working: Working, most: int) -> list[Reason]:
    """At most so many criteria that lost anything, the greatest loss first."""
    if working.total is None:
        return []
    lost = [
        reason
        for group in working.total.children
        for reason in (group.children or (group,))
        if reason.kind == "criterion" and away(reason) > 0
    ]
    return sorted(lost, key=lambda reason: (-away(reason), reason.title))[:most]
