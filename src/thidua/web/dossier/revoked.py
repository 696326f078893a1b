"""What was cancelled, what still rests on it, and the money to recover: for whoever keeps those records."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Award, Reliance

MOST = 40
OPEN = Reliance.Outcome.OPEN


def revoked(viewer: Viewer, year: int | None = None) -> dict[str, Any] | None:
    """Cancelled awards on which something still rests, and every cancelled one of that year. Three questions."""
    waits = Exists(Reliance.objects.filter(revoked=OuterRef("pk"), outcome=OPEN))
    lines = [_line(award) for award in access.revoked_awards(viewer).filter(waits | Q(year=year))[:MOST]]
    if not lines:
        return None
    return {
        "lines": lines,
        "open": sum(len(line["open"]) for line in lines),
        "money": sum(line["money"] for line in lines),
    }


def _line(award: Award) -> dict[str, Any]:
    """Settled things are counted, open ones named; `money` is what nobody has recovered or let go yet."""
    held = list(award.reliances.all())
    waiting = [row for row in held if row.outcome == OPEN]
    return {
        "award": award,
        "open": waiting,
        "settled": len(held) - len(waiting),
        "money": sum(row.money or 0 for row in waiting),
    }
