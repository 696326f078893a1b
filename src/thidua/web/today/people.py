"""People around the reader: who is away and who acts for her; and for an administrator, the accounts she keeps."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from thidua.store import access
from thidua.store.models import Delegation, Job
from thidua.web.today.desk import Desk


def away(desk: Desk) -> dict[str, Any] | None:
    """Rights lent today in the reader's own units: who lends, who acts, until when. One question."""
    viewer = desk.viewer
    rows = Delegation.objects.standing(viewer.day).filter(post__unit__code__in=viewer.own)
    found = list(rows.select_related("post__person", "post__unit", "to").order_by("last_day"))
    return {"rows": found} if found else None


def accounts(desk: Desk) -> dict[str, Any] | None:
    """How many people have an account, how many are shut, and which background work failed. Two questions."""
    viewer = desk.viewer
    if not viewer.administers:
        return None
    counts = access.administered_people(viewer).aggregate(
        people=Count("pk", distinct=True),
        open=Count("account", filter=Q(account__is_active=True), distinct=True),
        shut=Count("account", filter=Q(account__is_active=False), distinct=True),
    )
    return {**counts, "units": len(viewer.administers), "failed": Job.objects.filter(state="failed").count()}
