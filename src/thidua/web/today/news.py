"""What is new: periods closed, and closed ones that changed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from thidua.store.models import Close
from thidua.web.today.desk import Desk

MOST = 4
NEW = timedelta(days=35)  # a month and the days in which it is closed


def _closes(desk: Desk) -> QuerySet[Close]:
    since = datetime.combine(desk.viewer.day - NEW, time.min, tzinfo=get_current_timezone())
    rows = Close.objects.filter(period__movement__in=desk.compared, at__gte=since)
    return rows.select_related("period__movement").order_by("-at")


def reopened(desk: Desk) -> dict[str, Any] | None:
    rows = list(_closes(desk).filter(version__gt=1)[:MOST]) if desk.compared else []
    return {"rows": rows} if rows else None


def closes(desk: Desk) -> dict[str, Any] | None:
    rows = list(_closes(desk).filter(version=1)[:MOST]) if desk.compared else []
    return {"rows": rows} if rows else None
