"""What was done to a thing, for the piece `parts/history.html` beside it."""

from __future__ import annotations

from thidua.store import access
from thidua.store.models import AuditLine

MOST = 20


def history(subject: str, most: int = MOST) -> list[AuditLine]:
    """The last lines about "deed:…", "movement:…", "compact:…" or "figure:unit/period/code", newest first.

    Only for a view that opened the thing through its own door. In its template:
    `{% include "parts/history.html" with lines=history %}`.
    """
    return list(access.history(subject)[:most])
