"""Definitions of figures, read from YAML: what each counts, in which unit, since when, and its immediate checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.core.figure import Aim, Bond, DeedSource, Direction, FigureDefinition, Relation
from thidua.core.problem import Problem, errors
from thidua.core.score.scheme import FigureKind
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Node, Scalar


@dataclass(frozen=True, slots=True)
class Loaded:
    """Definitions that are sound, and every problem of the text. With any error, use none of them."""

    figures: tuple[FigureDefinition, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return not errors(self.problems)


def load(text: str, source: str = "") -> Loaded:
    """Read `figures:` → code → definition."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return Loaded((), tuple(findings.problems))
    top = Fields(root, findings)
    figures = tuple(_figure(code, node, findings) for code, node in top.members("figures"))
    top.close()
    known = {f.code for f in figures}
    for figure in figures:
        named = [("figure.not-above-unknown", figure.not_above)] if figure.not_above else []
        named += [("figure.related-unknown", relation.other) for relation in figure.related]
        for fault, other in named:
            if other not in known:
                path = f"figures.{figure.code}"
                findings.add(fault, line=figure.line, path=path, figure=figure.title, other=other)
    return Loaded(figures, tuple(findings.problems))


def _figure(code: Scalar, node: Node, findings: Findings) -> FigureDefinition:
    fields = Fields(node, findings)
    kind = fields.choice("kind", FigureKind) or FigureKind.COUNT
    first, version = fields.day("first_day"), fields.text("version")
    definition = FigureDefinition(
        code=code.text,
        title=fields.text("title"),
        kind=kind,
        unit=fields.text("unit", required=kind in (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO)),
        version=version,
        first_day=first or date.max,  # a missing day is reported, so this is never used
        last_day=fields.day("last_day", required=False),
        meaning=fields.text("meaning"),
        whole=fields.flag("whole", default=True),
        low=fields.points("low", required=False),
        high=fields.points("high", required=False),
        not_above=fields.text("not_above", required=False),
        related=tuple(
            relation
            for node in fields.items("related", required=False)
            for relation in _relation(node, findings)
        ),
        direction=fields.choice("direction", Direction, required=False) or Direction.NEITHER,
        numerator_title=fields.text("numerator", required=kind is FigureKind.RATIO),
        denominator_title=fields.text("denominator", required=kind is FigureKind.RATIO),
        from_deeds=tuple(
            source
            for word in fields.words("from_deeds", required=False)
            for source in _source(word, findings)
        ),
        of_areas=fields.flag("of_areas", default=False),
        people=fields.flag("people", default=False),
        inspected=fields.flag("inspected", default=False),
        aim=fields.choice("aim", Aim, required=False),
        source=fields.text("source"),
        line=code.line,
    )
    fields.close()
    return definition


def _relation(node: Node, findings: Findings) -> tuple[Relation, ...]:
    """ "{at-least: buoi-tuyen-truyen, because: …}": one bond, the other figure, and why."""
    fields = Fields(node, findings)
    bonds = [(bond, fields.text(bond.value, required=False)) for bond in Bond if fields.has(bond.value)]
    because = fields.text("because")
    fields.close(*(bond.value for bond in Bond))
    if len(bonds) != 1:
        findings.add("figure.relation-unreadable", node, bonds=", ".join(Bond))
        return ()
    return (Relation(bonds[0][0], bonds[0][1], because),)


def _source(word: Scalar, findings: Findings) -> tuple[DeedSource, ...]:
    """ "giup-dan.ngay-cong"."""
    kind, _, quantity = word.text.partition(".")
    if not kind or not quantity:
        findings.add("deed.source-unreadable", word, value=word.text)
        return ()
    return (DeedSource(kind, quantity),)
