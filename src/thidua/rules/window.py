"""When a month takes figures: the packaged rules, read from YAML."""

from __future__ import annotations

from thidua.core.problem import Problem
from thidua.core.window import WindowRule, check_window_rule
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings


def load(text: str, source: str = "") -> tuple[tuple[WindowRule, ...], tuple[Problem, ...]]:
    """Read `windows:` → code → rule, in the order written."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return (), tuple(findings.problems)
    top = Fields(root, findings)
    rules = []
    for _, node in top.members("windows"):
        fields = Fields(node, findings)
        numbers = {name: fields.integer(name) for name in ("opens", "due", "late", "soon")}
        first, last = fields.day("first_day"), fields.day("last_day", required=False)
        paper = fields.text("source")
        fields.close()
        if first is not None and None not in numbers.values():
            rules.append(
                WindowRule(**{k: v for k, v in numbers.items() if v is not None},
                           first_day=first, last_day=last, source=paper)
            )  # fmt: skip
    top.close()
    for rule in rules:
        findings.problems += check_window_rule(rule)
    return tuple(rules), tuple(findings.problems)
