"""Channels and languages of outreach, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.problem import Problem
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings


@dataclass(frozen=True, slots=True)
class Ways:
    """Code → title, in the order of the file."""

    channels: Mapping[str, str]
    languages: Mapping[str, str]


def load(text: str, source: str = "") -> tuple[Ways, tuple[Problem, ...]]:
    """Read `channels:` and `languages:`."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    found: dict[str, dict[str, str]] = {"channels": {}, "languages": {}}
    if root is not None:
        top = Fields(root, findings)
        top.text("title")
        for part, titles in found.items():
            for code, node in top.members(part):
                fields = Fields(node, findings)
                titles[code.text] = fields.text("title")
                fields.text("source")
                fields.close()
        top.close()
    return Ways(**found), tuple(findings.problems)
