"""What the readers of one scheme share while they read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from thidua.core.period import PeriodKind
from thidua.core.score.scheme import FigureKind, FigureUse
from thidua.rules.fields import Findings, nearest
from thidua.rules.text import Node, Scalar


@dataclass(slots=True)
class Context:
    """Declared so far, and what is being used.

    Attributes:
        figures: declared figures by code.
        used: codes of figures that something reads.
        partial: paths of groups and forms of which some member could not be read, so that sums mean nothing.
        assessors, decides: the columns of every mark and the one that counts.
    """

    findings: Findings
    period: PeriodKind
    classes: tuple[str, ...] = ()
    code: str = ""  # of this scheme
    beside: dict[str, str] = field(
        default_factory=dict
    )  # texts of other schemes by code; they go before packaged ones
    counting: tuple[str, ...] = ()  # the classes that count, best first: the ladder that steps move along
    figures: dict[str, FigureUse] = field(default_factory=dict)
    figure_nodes: dict[str, Node] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    assessors: tuple[str, ...] = ()
    decides: str = ""

    def figure(self, node: Scalar, kinds: tuple[FigureKind, ...] = ()) -> FigureUse | None:
        """The declared figure of this name, checked to be of one of `kinds` (() is any)."""
        self.used.add(node.text)
        use = self.figures.get(node.text)
        if use is None:
            self.findings.add(
                "scheme.figure-unknown", node, figure=node.text, suggestion=nearest(node.text, self.figures)
            )
        elif kinds and use.kind not in kinds:
            wanted = ", ".join(kind.value for kind in kinds)
            self.findings.add(
                "scheme.figure-kind-wrong", node, figure=node.text, kind=use.kind, wanted=wanted
            )
        return use

    def class_code(self, node: Scalar | None) -> str:
        """A class of the scale, or a problem."""
        if node is None:
            return ""
        if node.text not in self.classes:
            self.findings.add(
                "scheme.class-unknown", node, value=node.text, suggestion=nearest(node.text, self.classes)
            )
        return node.text
