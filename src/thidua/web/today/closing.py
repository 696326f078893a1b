"""For whoever owns a movement: which periods are over, who has not reported, and what can be frozen or closed."""

from __future__ import annotations

from typing import Any

from thidua.store.models import Unit
from thidua.web.standing.board import brief, tick
from thidua.web.today.desk import MOST, Desk


def late(desk: Desk) -> dict[str, Any] | None:
    """Who has not reported, of how many, over all open weeks that are over; worst first."""
    owing: dict[int, list[str]] = {}
    units: set[int] = set()
    for row, shortfall in desk.shortfall.items():
        if row.state != "open":
            continue
        units |= set(shortfall)
        for unit, (missing, _asked) in shortfall.items():
            if missing:
                owing.setdefault(unit, []).append(row.code)
    if not owing:
        return None
    named = {
        pk: (code, name)
        for pk, code, name in Unit.objects.filter(pk__in=owing).values_list("pk", "code", "name")
    }
    worst = sorted(owing, key=lambda unit: (-len(owing[unit]), named[unit][1]))[:MOST]
    rows = [
        {"code": named[unit][0], "name": brief(named[unit][1]), "weeks": sorted(owing[unit])}
        for unit in worst
    ]
    return {"rows": rows, "count": len(owing), "of": len(units), "more": len(owing) - len(rows)}


def to_close(desk: Desk) -> dict[str, Any] | None:
    """By movement: each period with how many have reported everything, and whether it waits for nobody any more."""
    movements: dict[str, dict[str, Any]] = {}
    for row in desk.over:
        held = movements.setdefault(row.movement.code, {"movement": row.movement, "periods": [], "ready": 0})
        shortfall = desk.shortfall.get(row)
        done = sum(not missing for missing, _asked in shortfall.values()) if shortfall else None
        of = len(shortfall) if shortfall else None
        ready = done is not None and done == of
        held["periods"].append(
            {"period": row, "tick": tick(row.code), "done": done, "of": of, "ready": ready}
        )
        held["ready"] += ready
    return {"rows": list(movements.values()), "count": len(desk.over)} if movements else None
