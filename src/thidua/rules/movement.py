"""Occasions on which rounds of emulation are held, read from YAML: a day of every year, and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thidua.core.problem import Problem
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings


@dataclass(frozen=True, slots=True)
class Occasion:
    code: str
    title: str
    day: int
    month: int
    source: str

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


def load(text: str, source: str = "") -> tuple[tuple[Occasion, ...], tuple[Problem, ...]]:
    """Read `occasions:` → code → day, title, source, in the order of the year. Codes: occasion.day-unreadable."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    found: list[Occasion] = []
    if root is not None:
        top = Fields(root, findings)
        top.text("title")
        for code, node in top.members("occasions"):
            fields = Fields(node, findings)
            title, day, whence = fields.text("title"), fields.text("day"), fields.text("source")
            fields.close()
            read = re.fullmatch(r"(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])", day)
            if read is None:
                findings.add("occasion.day-unreadable", code, value=day)
            else:
                found.append(Occasion(code.text, title, int(read[1]), int(read[2]), whence))
        top.close()
    return tuple(sorted(found, key=lambda one: (one.month, one.day))), tuple(findings.problems)
