"""Holidays and swapped days, read from YAML."""

from __future__ import annotations

from thidua.core.problem import Problem
from thidua.core.workday import SpecialDay, WorkCalendar
from thidua.rules import text as yaml_text
from thidua.rules.fields import Fields, Findings


def load(text: str, source: str = "") -> tuple[WorkCalendar, tuple[Problem, ...]]:
    """Read `years:` and `days:` → day → what it is."""
    root, told = yaml_text.read(text, source)
    findings = Findings(source)
    findings.problems += told
    if root is None:
        return WorkCalendar(), tuple(findings.problems)
    top = Fields(root, findings)
    years = frozenset(int(word.text) for word in top.words("years") if word.text.isdecimal())
    days = []
    for key, node in top.members("days"):
        fields = Fields(node, findings)
        day = yaml_text.day(key.text)
        if day is None or day.year not in years:
            findings.add("rule.day-expected", key, value=key.text)
            continue
        title, paper = fields.text("title"), fields.text("source")
        days.append(
            SpecialDay(
                day, title, paper, works=fields.flag("works"), certain=fields.flag("certain", default=True)
            )
        )
        fields.close()
    top.close()
    return WorkCalendar({special.day: special for special in days}, years), tuple(findings.problems)
