"""Passing data go when their term is over (promise N7); records stay.

Terms stand in rules/data/retention.yaml, each with its reason; here is only how each kind is found. The audit log,
figures, deeds, awards and the vault have no term and no function here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from thidua.actions.audit import Kind, note
from thidua.core.retention import Retention
from thidua.rules.catalogue import retention_terms
from thidua.store import job as desk
from thidua.store.models import Draft, Job, MailChoice, Notice, SyncRecord

UPLOAD_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of one kind went."""

    term: Retention
    count: int


@transaction.atomic
def retention_enforce(*, by: str, at: datetime) -> tuple[Erased, ...]:
    """Erase what is over; one line in the log says how much of what, never whose."""
    erased = tuple(Erased(term, ERASERS[term.code](term.before(at))) for term in retention_terms())
    told = ", ".join(f"{one.term.title.lower()}: {one.count}" for one in erased if one.count)
    if told:
        note(
            by=by, at=at, action="daily-erase", subject="retention", kind=Kind.SYSTEM,
            sentence=f"Xóa dữ liệu tạm đã quá hạn lưu ({told}).",
        )  # fmt: skip
    return erased


def _sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def _devices(before: datetime) -> int:
    """Address and browser of a sign-in whose session is gone: of those who never came again."""
    living = Session.objects.filter(expire_date__gte=before).values("session_key")
    return UserSession.objects.exclude(session_key__in=living).delete()[0]


def _drafts(before: datetime) -> int:
    return Draft.objects.filter(at__lt=before).delete()[0]


def _uploads(before: datetime) -> int:
    """Files that were looked at and not brought in, and photos of which only some pieces came."""
    folder, gone = Path(settings.HOME) / "waiting", 0
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.stat().st_mtime < (before - UPLOAD_KEPT).timestamp():
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _sync_records(before: datetime) -> int:
    """The devices' own keys; the figures, deeds and photos they became stay, and so does every choice people made."""
    return SyncRecord.objects.filter(received_at__lt=before, conflict__isnull=True).delete()[0]


def _attempts(before: datetime) -> int:
    """Counters against guessing, and whatever else stands in the shared cache with a day on which it ends."""
    table = connection.ops.quote_name(str(cache._table))  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        end = connection.ops.adapt_datetimefield_value(before.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [end])  # noqa: S608 - a name from the settings
        return cursor.rowcount


def _notices_read(before: datetime) -> int:
    return Notice.objects.filter(read_at__lt=before).delete()[0]


def _notices_unread(before: datetime) -> int:
    return Notice.objects.filter(read_at__isnull=True, at__lt=before).delete()[0]


def _jobs(before: datetime) -> int:
    """The job, the file it made, and its place in the queue."""
    over = list(Job.objects.filter(finished_at__lt=before).values_list("pk", flat=True))
    for pk in over:
        desk.remove(pk)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return Job.objects.filter(pk__in=over).delete()[0]


def _mail(before: datetime) -> int:
    return MailChoice.objects.filter(account__is_active=False).delete()[0]


ERASERS: dict[str, Callable[[datetime], int]] = {
    "session": _sessions,
    "device": _devices,
    "attempt": _attempts,
    "notice-read": _notices_read,
    "notice-unread": _notices_unread,
    "job": _jobs,
    "mail": _mail,
    "draft": _drafts,
    "upload": _uploads,
    "sync": _sync_records,
}
