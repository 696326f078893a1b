"""Days, times and periods as people type them: 22/11/2026 · 8:30 SA · 14h30 · tuần 9/2025 · tháng 3/2025."""

from __future__ import annotations

import re
from datetime import date, time

from thidua.core.period import Period
from thidua.core.problem import NOWHERE, Problem, Where, problem
from thidua.core.text import fold
from thidua.office.number import clean

_DMY = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SPOKEN = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?: nam |, | )([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2})(?:\s*[:h]\s*([0-9]{2})?)?(?:\s*(?:gio|g)?\s*(sa|ch|am|pm))?")

_WEEK = re.compile(r"(?:tuan|t\.|w)\s*([0-9]{1,2})\s*(?:/|-|nam| )\s*([0-9]{4})")
_MONTH = re.compile(r"(?:thang|t)?\s*([0-9]{1,2})\s*(?:/|-|nam| )\s*([0-9]{4})")
_QUARTER = re.compile(r"(?:quy|q)\s*([1-4]|i{1,3}|iv)\s*(?:/|-|nam| )\s*([0-9]{4})")
_YEAR = re.compile(r"(?:nam )?([0-9]{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

EARLIEST, LATEST = 1900, 2200


def read_day(text: str, where: Where = NOWHERE) -> date | Problem:
    """Read dd/mm/yyyy (also with dots or dashes, in words, or ISO). Never month first."""
    told = clean(text)
    folded = fold(told)
    match = _DMY.fullmatch(told) or _SPOKEN.fullmatch(folded)
    if match:
        number, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(told):
        year, month, number = (int(part) for part in match.groups())
    else:
        code = "date.short-year" if _SHORT_YEAR.fullmatch(told) else "date.not-a-day"
        return problem(code, where, value=told)
    if not EARLIEST <= year <= LATEST:
        return problem("date.year-out-of-range", where, value=told)
    try:
        return date(year, month, number)
    except ValueError:
        month_first = 1 <= number <= 12 < month <= 31
        return problem("date.month-first" if month_first else "date.no-such-day", where, value=told)


def read_time(text: str, where: Where = NOWHERE) -> time | Problem:
    """Read 14:30, 14h30, 14h, 8:30 SA (morning) or 2:15 CH (afternoon)."""
    told = clean(text)
    match = _TIME.fullmatch(fold(told))
    if match is None or not told:
        return problem("date.not-a-time", where, value=told)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return problem("date.not-a-time", where, value=told)
        hour = hour % 12 + (12 if half in ("ch", "pm") else 0)
    if hour > 23 or minute > 59:
        return problem("date.not-a-time", where, value=told)
    return time(hour, minute)


def read_period(text: str, where: Where = NOWHERE) -> Period | Problem:
    """Read a code ("2025-W09", "2025-03", "2025-Q1", "2025") or Vietnamese ("tuần 9/2025", "quý I/2025")."""
    told = clean(text)
    try:
        return Period.parse(told.upper())
    except ValueError:
        pass
    folded = fold(told)
    code = ""
    if match := _WEEK.fullmatch(folded):
        code = f"{match[2]}-W{int(match[1]):02d}"
    elif match := _QUARTER.fullmatch(folded):
        code = f"{match[2]}-Q{_ROMAN.get(match[1]) or match[1]}"
    elif match := _MONTH.fullmatch(folded):
        code = f"{match[2]}-{int(match[1]):02d}"
    elif match := _YEAR.fullmatch(folded):
        code = match[1]
    try:
        return Period.parse(code)
    except ValueError:
        return problem("period.unreadable", where, value=told)
