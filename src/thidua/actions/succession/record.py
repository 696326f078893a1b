"""A succession of units or areas, from a value of the core to a row and back."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.core import unit as core
from thidua.core.unit import Carry, Purpose, Succession, SuccessionKind


def rules_record(succession: Succession) -> dict[str, Any]:
    """The rule of every purpose spelt out, with shares and decisions, as it is kept in a row."""
    rules: dict[str, Any] = {purpose.value: core.rule(succession, purpose).value for purpose in Purpose}
    if succession.shares:
        rules["shares"] = {b: {a: str(s) for a, s in parts.items()} for b, parts in succession.shares.items()}
    if succession.decisions:
        rules["decisions"] = {purpose.value: paper for purpose, paper in succession.decisions.items()}
    return rules


Rules = tuple[dict[Purpose, Carry], dict[str, dict[str, Fraction]], dict[Purpose, str]]


def rules_of(rules: Mapping[str, Any]) -> Rules:
    """And back: what is carried how, shares, decisions."""
    return (
        {purpose: Carry(rules[purpose]) for purpose in Purpose if purpose in rules},
        {b: {a: Fraction(s) for a, s in parts.items()} for b, parts in rules.get("shares", {}).items()},
        {Purpose(purpose): paper for purpose, paper in rules.get("decisions", {}).items()},
    )


def succession_record(rows: Any, members: Any, succession: Succession, remark: str) -> Any:
    """Write a succession of units or of areas."""
    row = rows.objects.create(
        on=succession.on,
        kind=succession.kind,
        paper=succession.paper,
        rules=rules_record(succession),
        note=remark,
    )
    row.before.set(members.objects.filter(code__in=succession.before))
    row.after.set(members.objects.filter(code__in=succession.after))
    return row


def succession_of(row: Any) -> Succession:
    """A succession of units or areas as a value of the core, to carry figures and targets over it."""
    before = tuple(unit.code for unit in row.before.all())
    after = tuple(unit.code for unit in row.after.all())
    return Succession(row.on, SuccessionKind(row.kind), before, after, row.paper, *rules_of(row.rules))
