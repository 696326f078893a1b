"""Where the communes of a province lie on its tile map: rows of codes, "." for a tile that stays empty."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.problem import Problem
from thidua.rules.fields import Fields, Findings
from thidua.rules.text import read

Rows = tuple[tuple[str, ...], ...]


def load(text: str, source: str = "") -> tuple[Mapping[str, Rows] | None, tuple[Problem, ...]]:
    """Read `layouts:` → code of the province → `rows`. A province without rows is laid out in order of its codes."""
    node, problems = read(text, source)
    if node is None:
        return None, problems
    findings = Findings(source)
    findings.problems += problems
    top = Fields(node, findings)
    top.text("title")
    layouts: dict[str, Rows] = {}
    for name, given in top.members("layouts"):
        layout = Fields(given, findings)
        layouts[name.text] = tuple(tuple(row.text.split()) for row in layout.words("rows"))
        layout.close()
    top.close()
    return (None, tuple(findings.problems)) if findings.problems else (layouts, ())
