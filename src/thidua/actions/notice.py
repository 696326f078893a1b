"""Telling people: whoever acts says what happened; who is told, once, finds it in the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from thidua.actions.notice_mail import mail_soon
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Notice, Person


def notice_send(
    *,
    by: Viewer | None,
    at: datetime,
    to: Iterable[Person],
    kind: str,
    subject: str,
    sentence: str,
    link: str,
    waiting: bool = False,
) -> int:
    """Tell these people. An unread notice of the same kind and subject is brought up to date, not repeated.

    Args:
        by: who acts; she is not told of what she does herself. None: nobody, a day came.
        subject: what it is about, as in an audit line ("unit:ca-xa-lim-xanh").
        link: path of the page where the reader sees it and acts.
        waiting: something is asked of the reader.

    Returns:
        how many people were told.
    """
    acting = by.person.pk if by and by.person else None
    people = {person.pk: person for person in to if person.pk != acting}
    for person in people.values():
        Notice.objects.update_or_create(
            to=person,
            kind=kind,
            subject=subject[:160],
            read_at=None,
            defaults={"at": at, "sentence": sentence[:400], "link": link[:300], "waiting": waiting},
        )
    if waiting and people:
        mail_soon(people)
    return len(people)


def notices_read(*, by: Viewer, at: datetime, pk: int | None = None) -> int:
    """Mark one notice read, or all; reading leaves no line in the audit log."""
    rows = access.notices(by).filter(read_at__isnull=True)
    return (rows if pk is None else rows.filter(pk=pk)).update(read_at=at)
