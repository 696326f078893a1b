"""Drafts: kept while somebody types, given back on any device, dropped once saved.

A draft is no record: it says nothing to anybody but its writer, so it leaves no audit line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import allow
from thidua.store.access import Viewer
from thidua.store.models import Draft

CELLS_MAX = 2_000  # a year of sixty figures has 720


@transaction.atomic
def draft_keep(
    *, by: Viewer, at: datetime, page: str, cells: Mapping[str, str], seen: int = 0
) -> Draft | None:
    """Keep these unsaved cells instead of what was kept before; no cells, no draft.

    Args:
        seen: number of the newest record the page knew; a draft that is continued keeps its first one.

    Raises:
        Refused: "access.no-person" for nobody's session; "draft.too-large".
    """
    allow(by.account is not None, "access.no-person")
    allow(len(cells) <= CELLS_MAX, "draft.too-large", limit=CELLS_MAX)
    mine = Draft.objects.filter(account=by.account)
    if not cells:
        mine.filter(page=page).delete()
        return None
    row, made = mine.get_or_create(
        account=by.account, page=page, defaults={"cells": dict(cells), "seen": seen, "at": at}
    )
    if not made:
        row.cells, row.at = dict(cells), at
        row.save()
    return row


def draft_drop(*, by: Viewer, at: datetime, page: str) -> bool:
    """Give up what was typed; whether there was anything."""
    return draft_keep(by=by, at=at, page=page, cells={}) is not None
