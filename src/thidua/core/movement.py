"""Promises that add up, and a signed text that cannot be changed without being seen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
