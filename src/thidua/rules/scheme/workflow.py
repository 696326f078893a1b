"""What people do and when: the dated calendar of the regulation and the choices it leaves to them."""

from __future__ import annotations

import re
from datetime import date

from thidua.core.score.scheme import Choice, WorkStep
from thidua.rules.fields import Fields
from thidua.rules.scheme.context import Context

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_LEAP_YEAR = 2024  # 29/02 is a day of the calendar too


def read_calendar(fields: Fields) -> tuple[WorkStep, ...]:
    """Dated steps of the work; each has a last day or a number of working days."""
    found: list[WorkStep] = []
    for code, node in fields.members("calendar", required=False):
        inner = Fields(node, fields.findings)
        title, clause = inner.text("title"), inner.clause(code.text)
        first, last = _month_day(inner, "from"), _month_day(inner, "to")
        working = inner.integer("working-days", required=False)
        if not inner.has("to") and not inner.has("working-days"):
            fields.findings.add("scheme.calendar-without-end", node, step=code.text)
        if working is not None and working < 1:
            fields.findings.add("rule.integer-expected", node, value=working)
        inner.close()
        found.append(WorkStep(code.text, title, clause, first, last, working or 0, code.line))
    return tuple(found)


def read_choices(fields: Fields, context: Context) -> tuple[Choice, ...]:
    """Votes and choices among the formally eligible: recorded by people, never computed."""
    found: list[Choice] = []
    for code, node in fields.members("choices", required=False):
        inner = Fields(node, context.findings)
        title, clause = inner.text("title"), inner.clause(code.text)
        among = tuple(context.class_code(word) for word in inner.words("among"))
        inner.close()
        found.append(Choice(code.text, title, clause, among, code.line))
    return tuple(found)


def _month_day(fields: Fields, key: str) -> str:
    """A day of every year, "10/12" or "31/3", as "12-10"."""
    node = fields.scalar(key, required=False)
    if node is None:
        return ""
    match = _DAY.fullmatch(node.text)
    try:
        day = date(_LEAP_YEAR, int(match[2]), int(match[1])) if match else None
    except ValueError:
        day = None
    if day is None:
        fields.findings.add("scheme.calendar-day", node, value=node.text)
        return ""
    return f"{day:%m-%d}"
