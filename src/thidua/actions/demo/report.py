"""What a finished demonstration tells: the last standing of every level, proposals, chain heads, accounts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit of a standing; `total` in thousandths, `place` 0 for none."""

    name: str
    place: int
    tied: bool
    total: int
    complete: bool
    class_title: str


@dataclass(frozen=True, slots=True)
class ReportGroup:
    title: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    title: str
    group: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`heads` are (movement, number of closes, manifest SHA-256); `accounts` are (user name, name, post)."""

    period: str
    groups: tuple[ReportGroup, ...]
    officers_title: str
    officer_classes: tuple[tuple[str, int], ...]
    proposals: tuple[Proposal, ...]
    heads: tuple[tuple[str, int, str], ...]
    password: str
    accounts: tuple[tuple[str, str, str], ...]
