"""Kinds of deed, read from YAML: what is counted in which unit, what evidence is shown, who may read."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.deed import DeedKind, Privacy, Quantity
from thidua.core.problem import Problem, errors
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import Node, Scalar


@dataclass(frozen=True, slots=True)
class Loaded:
    """Kinds that are sound, and every problem of the text. With any error, use none of them."""

    kinds: tuple[DeedKind, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return not errors(self.problems)


def load(text: str, source: str = "") -> Loaded:
    """Read `deeds:` → code → kind."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return Loaded((), tuple(findings.problems))
    top = Fields(root, findings)
    kinds = tuple(_kind(code, node, findings) for code, node in top.members("deeds"))
    top.close()
    return Loaded(kinds, tuple(findings.problems))


def _kind(code: Scalar, node: Node, findings: Findings) -> DeedKind:
    fields = Fields(node, findings)
    kind = DeedKind(
        code=code.text,
        title=fields.text("title"),
        quantities=tuple(_quantity(name, value, findings) for name, value in fields.members("quantities")),
        meaning=fields.text("meaning"),
        evidence=tuple(word.text for word in fields.words("evidence", required=False)),
        privacy=fields.choice("privacy", Privacy) or Privacy.RESTRICTED,
        two_people=fields.flag("two-people"),
        scored=fields.flag("scored", default=True),
        never=fields.text("never", required=False),
        source=fields.text("source"),
        line=code.line,
    )
    fields.close()
    return kind


def _quantity(code: Scalar, node: Node, findings: Findings) -> Quantity:
    fields = Fields(node, findings)
    quantity = Quantity(
        code.text,
        fields.text("title"),
        fields.text("unit"),
        required=fields.flag("required"),
        whole=fields.flag("whole", default=True),
    )
    fields.close()
    return quantity
