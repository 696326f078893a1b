"""Promises that add up, and a signed text that cannot be changed without being seen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.figure import Aim, Direction, FigureDefinition
from thidua.core.text import fold


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A superior's target beside what the units below it promised, in thousandths.

    Attributes:
        difference: children − parent; 0 when the cascade adds up.
        by_child: (code of the child, its target), largest first.
    """

    parent: int
    children_sum: int
    difference: int
    by_child: tuple[tuple[str, int], ...]

    @property
    def adds_up(self) -> bool:
        return self.difference == 0


def reconcile(parent_target: int, child_targets: Mapping[str, int]) -> Reconciliation:
    """Put a target and its parts side by side; a difference is reported, never spread or hidden."""
    total = sum(child_targets.values())
    by_child = tuple(sorted(child_targets.items(), key=lambda child: (-child[1], child[0])))
    return Reconciliation(parent_target, total, total - parent_target, by_child)


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """One line of a compact: this subject, this figure, this period, this much (thousandths)."""

    subject: str
    figure: str
    period: str
    value: int


def compact_digest(text: str, targets: Iterable[Promise]) -> str:
    """SHA-256 (hex) of what both sides signed: the text and the targets, whatever order they come in."""
    lines = [[t.subject, t.figure, t.period, t.value] for t in sorted(targets)]
    signed = json.dumps({"targets": lines, "text": text}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(signed.encode()).hexdigest()


def measurable(text: str) -> bool:
    """Whether a promise says how much or by when: without a number it can only be praised, not checked."""
    return bool(re.search(r"\d", text))


_VAGUE = (
    "nhieu", "hang tram", "hang nghin", "hang chuc", "nang cao", "tang cuong", "day manh", "tich cuc", "phan dau",
    "co ban", "tot hon", "day du", "kip thoi", "mot so", "da so",
)  # fmt: skip


def vague(text: str) -> str:
    """The word by which a target says nothing that could be checked ("nâng cao", "hàng trăm"); "" if there is none."""
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    return next((word for word in _VAGUE if f" {word} " in plain), "")


def promisable(definition: FigureDefinition) -> bool:
    """Whether a figure may be promised: nobody promises arrests, fines or cases (promise N8)."""
    return definition.aim is not Aim.ENFORCEMENT and definition.direction is not Direction.NEITHER


def serves(definitions: Iterable[FigureDefinition]) -> bool:
    """Whether something in a compact prevents or serves."""
    return any(one.aim in (Aim.PREVENTION, Aim.SERVICE) for one in definitions)


class Fulfilment(StrEnum):
    MET = "met"
    EXCEEDED = "exceeded"
    MISSED = "missed"
    UNMEASURED = "unmeasured"


def outcome(target: int, actual: int | None, direction: Direction) -> Fulfilment:
    """What became of a target, both in thousandths. Nothing measured is neither met nor missed."""
    if actual is None:
        return Fulfilment.UNMEASURED
    if actual == target:
        return Fulfilment.MET
    better = actual < target if direction is Direction.LESS else actual > target
    return Fulfilment.EXCEEDED if better else Fulfilment.MISSED


@dataclass(frozen=True, slots=True)
class Span:
    """A movement's days; `last` None: not said yet."""

    code: str
    first: date
    last: date | None = None


def overlaps(own: Span, others: Iterable[Span]) -> tuple[str, ...]:
    """Codes of other rounds that run at the same time for a day or more."""
    end = own.last or date.max
    return tuple(
        other.code
        for other in others
        if other.code != own.code and other.first <= end and own.first <= (other.last or date.max)
    )


class RoundStage(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    LAUNCHED = "launched"
    SIGNED = "signed"
    RUNNING = "running"
    SUMMARISED = "summarised"
    REWARDED = "rewarded"
    ARCHIVED = "archived"


def stages(reached: Mapping[RoundStage, bool]) -> Sequence[tuple[RoundStage, bool]]:
    """The way of a movement: every stage with whether it was reached. A later stage vouches for no earlier one."""
    return tuple((stage, reached.get(stage, False)) for stage in RoundStage)
