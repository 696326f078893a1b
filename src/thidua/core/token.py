"""What a program may be allowed to do, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from thidua.core.problem import Problem, Where, problem

DAYS_MAX = 366


class Scope(StrEnum):
    """One thing a token opens; writing never follows from reading."""

    DIRECTORY_READ = "directory:read"
    DIRECTORY_WRITE = "directory:write"
    DEEDS_READ = "deeds:read"
    DEEDS_WRITE = "deeds:write"
    FIGURES_READ = "figures:read"
    FIGURES_WRITE = "figures:write"
    STANDINGS_READ = "standings:read"


def token_problems(name: str, scopes: Iterable[str], last_day: date, today: date) -> list[Problem]:
    """Codes: token.name-missing, token.no-scope, token.scope-unknown, token.last-day-past, token.too-long."""
    found = []
    given = list(scopes)
    if not name.strip():
        found.append(problem("token.name-missing", Where(field="name")))
    if not given:
        found.append(problem("token.no-scope", Where(field="scopes")))
    found += [
        problem("token.scope-unknown", Where(field="scopes"), scope=scope)
        for scope in given
        if scope not in set(Scope)
    ]
    if last_day < today:
        found.append(problem("token.last-day-past", Where(field="last_day")))
    elif (last_day - today).days > DAYS_MAX:
        found.append(problem("token.too-long", Where(field="last_day"), days=DAYS_MAX))
    return found
