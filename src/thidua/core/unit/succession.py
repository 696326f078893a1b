"""What became of a unit or an area: merge, split, rename, dissolve, regroup, each with a rule per purpose.

Areas use the same records: a commune that was merged is a row that ended and a row that began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from thidua.core.problem import Problem, Where, problem


class SuccessionKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    DISSOLVE = "dissolve"
    REGROUP = "regroup"  # several into several


class Purpose(StrEnum):
    FIGURES = "figures"
    TARGETS = "targets"
    HONOURS = "honours"
    STATUSES = "statuses"
    ELIGIBILITY = "eligibility"


class Carry(StrEnum):
    SUM = "sum"  # the new one has what the old ones had; a split needs declared shares
    KEEP_APART = "keep-apart"  # the old one's stays under its old name, shown beside the new
    INHERIT = "inherit"  # the new one has the same as each old one
    RESET = "reset"  # the new one starts with nothing until a decision says otherwise


# A status or an honour is never carried over silently: where nothing is declared, people must decide.
DEFAULT_RULES: Mapping[Purpose, Carry] = MappingProxyType(
    {
        Purpose.FIGURES: Carry.KEEP_APART,
        Purpose.TARGETS: Carry.RESET,
        Purpose.HONOURS: Carry.RESET,
        Purpose.STATUSES: Carry.RESET,
        Purpose.ELIGIBILITY: Carry.RESET,
    }
)
_BY_DECISION = (Purpose.HONOURS, Purpose.STATUSES, Purpose.ELIGIBILITY)


@dataclass(frozen=True)
class Succession:
    """On `on` (first day of the new order) the `before` became the `after`, by `paper`.

    Attributes:
        rules: purpose → carry, where it differs from `DEFAULT_RULES`.
        shares: before → {after: part}, parts of each `before` adding up to 1; needed to sum over a split.
        decisions: purpose → the paper that lets honours, statuses or eligibility be inherited.
    """

    on: date
    kind: SuccessionKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    paper: str
    rules: Mapping[Purpose, Carry] = field(default_factory=dict)
    shares: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    decisions: Mapping[Purpose, str] = field(default_factory=dict)


def rule(succession: Succession, purpose: Purpose) -> Carry:
    return succession.rules.get(purpose, DEFAULT_RULES[purpose])


def succession_problems(succession: Succession) -> list[Problem]:
    """What a record of succession lacks.

    Codes: succession.shape, succession.same-code, succession.without-paper, succession.shares,
    succession.shares-missing, succession.inherit-without-decision.
    """
    s = succession
    where = Where(field=f"succession.{s.on}.{s.kind}")
    found = []
    if not _SHAPES[s.kind](len(s.before), len(s.after)):
        found.append(
            problem("succession.shape", where, kind=s.kind, before=len(s.before), after=len(s.after))
        )
    codes = [*s.before, *s.after]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        found.append(problem("succession.same-code", where, unit=code))
    if not s.paper.strip():
        found.append(problem("succession.without-paper", where))
    found += _share_problems(s, where)
    for purpose in _BY_DECISION:
        if rule(s, purpose) in (Carry.INHERIT, Carry.SUM) and not s.decisions.get(purpose, "").strip():
            found.append(problem("succession.inherit-without-decision", where, purpose=purpose))
    return found


def _share_problems(s: Succession, where: Where) -> list[Problem]:
    found = []
    for before, parts in sorted(s.shares.items()):
        ends = before in s.before and set(parts) <= set(s.after)
        if not ends or sum(parts.values(), Fraction(0)) != 1 or min(parts.values(), default=Fraction(0)) < 0:
            found.append(problem("succession.shares", where, unit=before, total=sum(parts.values())))
    if rule(s, Purpose.FIGURES) is Carry.SUM and len(s.after) > 1:
        missing = [before for before in s.before if before not in s.shares]
        found += [problem("succession.shares-missing", where, unit=before) for before in missing]
    return found


_SHAPES: Mapping[SuccessionKind, Callable[[int, int], bool]] = {
    SuccessionKind.MERGE: lambda before, after: before >= 2 and after == 1,
    SuccessionKind.SPLIT: lambda before, after: before == 1 and after >= 2,
    SuccessionKind.RENAME: lambda before, after: before == 1 and after == 1,
    SuccessionKind.DISSOLVE: lambda before, after: before >= 1 and after == 0,
    SuccessionKind.REGROUP: lambda before, after: before >= 1 and after >= 1,
}


def successors(code: str, successions: Iterable[Succession], until: date | None = None) -> tuple[str, ...]:
    """What a unit has become, over any number of steps up to `until`; itself when nothing happened.

    Empty when it was dissolved without an heir.
    """
    steps = sorted((s for s in successions if until is None or s.on <= until), key=lambda s: s.on)
    here = {code}
    for step in steps:
        if here & set(step.before):
            here = (here - set(step.before)) | set(step.after)
    return tuple(sorted(here))


def predecessors(code: str, successions: Iterable[Succession], since: date | None = None) -> tuple[str, ...]:
    """The units of `since` (default: the earliest) out of which this one came; itself if it existed then."""
    steps = sorted(
        (s for s in successions if since is None or s.on > since), key=lambda s: s.on, reverse=True
    )
    here = {code}
    for step in steps:
        if here & set(step.after):
            here = (here - set(step.after)) | set(step.before)
    return tuple(sorted(here))


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something unfinished that a unit answers for: a plan item, an open period, a promise, a patronage."""

    code: str
    owner: str
    title: str


def retire_problems(
    unit: str, items: Iterable[OpenItem], assigned: Mapping[str, str], heirs: Iterable[str]
) -> list[Problem]:
    """A unit may end only when each open item has a new owner that exists then.

    Args:
        assigned: item code → code of the unit that takes it over.
        heirs: units in force on the day after.

    Codes: unit.open-item-unassigned, unit.open-item-heir-unknown.
    """
    known = set(heirs) - {unit}
    found = []
    for item in items:
        if item.owner != unit:
            continue
        where = Where(field=f"assigned.{item.code}")
        heir = assigned.get(item.code, "")
        if not heir:
            found.append(problem("unit.open-item-unassigned", where, unit=unit, item=item.title))
        elif heir not in known:
            found.append(problem("unit.open-item-heir-unknown", where, unit=unit, item=item.title, heir=heir))
    return found


def proposed_heir(owner: str, succession: Succession, above: str = "") -> str:
    """Who would naturally take over what `owner` leaves: the only heir, the one with the largest declared share, or,
    where a unit ends without an heir, the one above it. "" where people must choose. A proposal is never an answer.
    """
    if len(succession.after) == 1:
        return succession.after[0]
    if not succession.after:
        return above if above not in succession.before else ""
    shares = succession.shares.get(owner, {})
    best = max(shares.values(), default=Fraction(0))
    first = [after for after, part in shares.items() if part == best]
    return first[0] if len(first) == 1 else ""
