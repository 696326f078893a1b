"""For an administrator: whether the machine does its daily work, and whether there is room for it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from thidua.actions.daily import daily_last
from thidua.store import job as desk_of_jobs
from thidua.web.today.desk import Desk

LITTLE = 10  # per cent of a disk left: somebody should look


def health(desk: Desk) -> dict[str, Any] | None:
    """Worker, last daily work, room on the disk and size of the database. One question."""
    if not desk.viewer.administers:
        return None
    disk = shutil.disk_usage(settings.HOME)
    last = daily_last()
    return {
        "worker": desk_of_jobs.worker_seen(),
        "still": settings.DEMO,  # a demonstration stands still on a day and has no daily work
        "daily": last,
        "daily_late": last is None or last < localdate() - timedelta(days=1),
        "free": disk.free,
        "percent": disk.free * 100 // disk.total,
        "little": disk.free * 100 < disk.total * LITTLE,
        "database": _database_size(),
    }


def _database_size() -> int:
    size = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(size[connection.vendor])
        return int(cursor.fetchone()[0])
