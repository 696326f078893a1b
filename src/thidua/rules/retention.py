"""Terms of keeping, read from YAML."""

from __future__ import annotations

from thidua.core.problem import Problem
from thidua.core.retention import Retention
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings


def load(text: str, source: str = "") -> tuple[tuple[Retention, ...], tuple[Problem, ...]]:
    """Read `kinds:` → code → term."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return (), tuple(findings.problems)
    top = Fields(root, findings)
    top.text("title")
    terms = []
    for code, node in top.members("kinds"):
        fields = Fields(node, findings)
        title, since, reason = fields.text("title"), fields.text("since"), fields.text("reason")
        months = fields.integer("months")
        fields.close()
        if months is not None:
            terms.append(Retention(code.text, title, months, since, reason))
    top.close()
    return tuple(terms), tuple(findings.problems)
