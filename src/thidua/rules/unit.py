"""Reads kinds of unit and territory and the table of abbreviations (`rules/data/units.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.problem import Problem
from thidua.core.text import fold
from thidua.core.unit import AreaKind, Level, LinkKind, UnitKind
from thidua.rules.fields import Fields, Findings, nearest
from thidua.rules.text import Node, Scalar, read


@dataclass(frozen=True)
class Kinds:
    """Everything units.yaml says."""

    units: Mapping[str, UnitKind]
    areas: Mapping[str, AreaKind]
    abbreviations: Mapping[str, str]


def load(text: str, source: str = "") -> tuple[Kinds | None, tuple[Problem, ...]]:
    """Read the kinds; None as soon as one problem stops the work.

    Codes of its own: unit.kind-parent-unknown, unit.abbreviation-not-folded.
    """
    node, problems = read(text, source)
    if node is None:
        return None, problems
    findings = Findings(source)
    findings.problems += problems
    top = Fields(node, findings)
    top.text("title")
    named: list[Scalar] = []
    units = {name.text: _unit_kind(name, value, findings, named) for name, value in top.members("units")}
    areas = {name.text: _area_kind(name, value, findings) for name, value in top.members("areas")}
    short = {name.text: _abbreviation(name, value, findings) for name, value in top.members("abbreviations")}
    top.close()
    for parent in named:
        if parent.text not in units:
            suggestion = nearest(parent.text, units)
            findings.add("unit.kind-parent-unknown", parent, parent=parent.text, suggestion=suggestion)
    if findings.problems:
        return None, tuple(findings.problems)
    return Kinds(units, areas, short), ()


def _unit_kind(name: Scalar, node: Node, findings: Findings, named: list[Scalar]) -> UnitKind:
    """One kind; the parents it names are added to `named`, to be checked when all kinds are known."""
    f = Fields(node, findings)
    parents: dict[LinkKind, tuple[str, ...]] = {}
    if under := f.fields("parents", required=False):
        for kind in LinkKind:
            if under.has(kind.value):
                words = under.words(kind.value)
                parents[kind] = tuple(word.text for word in words)
                named += words
        under.close(*LinkKind)
    made = UnitKind(
        name.text,
        f.text("title"),
        f.choice("level", Level) or Level.BELOW,
        tuple(word.text for word in f.words("search", required=False)),
        parents,
        f.day("first_day", required=False),
        f.day("last_day", required=False),
        f.text("source", required=False),
    )
    f.close()
    return made


def _area_kind(name: Scalar, node: Node, findings: Findings) -> AreaKind:
    f = Fields(node, findings)
    made = AreaKind(
        name.text,
        f.text("title"),
        f.choice("level", Level) or Level.BELOW,
        f.day("first_day", required=False),
        f.day("last_day", required=False),
        f.text("source", required=False),
    )
    f.close()
    return made


def _abbreviation(name: Scalar, node: Node, findings: Findings) -> str:
    if fold(name.text) != name.text:
        findings.add("unit.abbreviation-not-folded", name, word=name.text, suggestion=fold(name.text))
    if isinstance(node, Scalar) and node.text:
        return node.text
    findings.add("rule.text-expected", node, key=name.text)
    return ""
