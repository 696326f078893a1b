"""Done once a day: reminders, overdue disputes, letters, terms of keeping, the head of the log, statistics."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django_tasks import task

from thidua.actions.audit_verify import head_note
from thidua.actions.dispute import disputes_overdue
from thidua.actions.notice_mail import mail_digest
from thidua.actions.report_remind import reports_remind
from thidua.actions.retention import retention_enforce
from thidua.store.clock import now

log = logging.getLogger(__name__)
BY = "Máy chủ, việc hằng ngày"


@dataclass(frozen=True, slots=True)
class Done:
    """One part of the day's work: how much, or that it failed (its traceback is in the log)."""

    code: str
    count: int
    failed: bool = False


def daily_run(*, by: str, at: datetime) -> tuple[Done, ...]:
    """All of it; what fails does not keep the rest from being done."""
    parts: dict[str, Callable[[], int]] = {
        "reminders": lambda: reports_remind(by=None, at=at),
        "disputes": lambda: disputes_overdue(by=None, at=at),
        "letters": mail_digest,
        "erased": lambda: sum(one.count for one in retention_enforce(by=by, at=at)),
        "head": lambda: bool(head_note(day=at.date())),
        "statistics": _statistics,
    }
    done = []
    for code, part in parts.items():
        try:
            done.append(Done(code, int(part())))
        except Exception:
            log.exception("daily work: %s failed", code)
            done.append(Done(code, 0, failed=True))
    return tuple(done)


@task()
def daily_task() -> None:
    """The same from the queue; a worker puts it there once a day."""
    daily_run(by=BY, at=now())


def daily_claim(*, day: str) -> bool:
    """Whether this process is the first of the place to begin the work of that day."""
    marks = Path(settings.HOME) / "daily"
    marks.mkdir(parents=True, exist_ok=True)
    for old in sorted(marks.iterdir())[:-30]:
        old.unlink(missing_ok=True)
    try:
        (marks / day).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def daily_last() -> date | None:
    """The day whose work some process of this place began last; None: of no day so far."""
    marks = Path(settings.HOME) / "daily"
    days = sorted(mark.name for mark in marks.iterdir()) if marks.is_dir() else []
    return date.fromisoformat(days[-1]) if days else None


def _statistics() -> int:
    """Without them the database guesses, and guesses wrong (docs/decisions/0003)."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")
    return 1
