"""The command tree of a day, in one question whatever its depth and width. Nothing is kept: what holds is read now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db import connection

from thidua.core.unit import LinkKind

Codes = frozenset[str]


class Way(StrEnum):
    """How a walk goes on from where it starts; units that no longer exist stand where they last stood."""

    DOWN = "down"  # all below
    HEIR = "heir"  # first to the units these came from, whose files their heirs open; then all below
    UP = "up"  # all superiors


def walk(day: date, starts: Mapping[str, tuple[Way, Codes]]) -> dict[str, Codes]:
    """Several walks at once: name → the units that are reached, with those where it started (not on the way up)."""
    rows = [(name, way.value, code) for name, (way, codes) in starts.items() for code in sorted(codes)]
    found: dict[str, set[str]] = {name: set() for name in starts}
    for name, code in _reached(day, rows):
        found[name].add(code)
    return {
        name: frozenset(found[name] - codes if way is Way.UP else found[name] | codes)
        for name, (way, codes) in starts.items()
    }


def below(codes: Codes, day: date) -> Codes:
    """These units and all under them by command, as of that day."""
    return walk(day, {"": (Way.DOWN, codes)})[""]


def above_all(codes: Codes, day: date) -> Codes:
    """All superiors by command, as of that day."""
    return walk(day, {"": (Way.UP, codes)})[""]


def _reached(day: date, starts: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    if not starts:
        return
    given: dict[str, Any] = {f"v{n}": value for n, value in enumerate(chain.from_iterable(starts))}
    given |= {"day": connection.ops.adapt_datefield_value(day), "command": LinkKind.COMMAND.value}
    places = ", ".join(f"(%(v{n})s, %(v{n + 1})s, %(v{n + 2})s)" for n in range(0, 3 * len(starts), 3))
    with connection.cursor() as cursor:
        cursor.execute(_WALK % {"starts": places}, given)
        yield from cursor.fetchall()


_IN_FORCE = "link.first_day <= %%(day)s AND (link.last_day IS NULL OR link.last_day >= %%(day)s)"
# Two constants and places for values: nothing that anybody typed becomes part of the text. `kind || ''` keeps SQLite
# from looking links up by their kind, which all of them share, instead of by the unit: a country's walk took seconds.
_WALK = f"""
WITH RECURSIVE
start(name, way, unit) AS (
    SELECT given.column1, given.column2, unit.id
    FROM (VALUES %(starts)s) AS given JOIN store_unit unit ON unit.code = given.column3
),
past(name, way, unit) AS (
    SELECT name, way, unit FROM start WHERE way <> 'up'
    UNION
    SELECT past.name, past.way, was.unit_id
    FROM past
    JOIN store_unitsuccession_after became ON became.unit_id = past.unit
    JOIN store_unitsuccession succession ON succession.id = became.unitsuccession_id
    JOIN store_unitsuccession_before was ON was.unitsuccession_id = succession.id
    WHERE past.way = 'heir' AND succession."on" <= %%(day)s
),
down(name, unit) AS (
    SELECT name, unit FROM past
    UNION
    SELECT down.name, link.child_id
    FROM down
    JOIN store_unitlink link ON link.parent_id = down.unit AND link.kind || '' = %%(command)s
    JOIN store_unit child ON child.id = link.child_id
    WHERE {_IN_FORCE} OR (child.last_day < %%(day)s AND link.last_day = child.last_day)
),
up(name, unit) AS (
    SELECT name, unit FROM start WHERE way = 'up'
    UNION
    SELECT up.name, link.parent_id
    FROM up JOIN store_unitlink link ON link.child_id = up.unit AND link.kind || '' = %%(command)s
    WHERE {_IN_FORCE}
)
SELECT down.name, unit.code FROM down JOIN store_unit unit ON unit.id = down.unit
UNION ALL
SELECT up.name, unit.code FROM up JOIN store_unit unit ON unit.id = up.unit
"""  # noqa: S608
