"""One line per action: who did what to what, as a sentence an official can read aloud."""

from __future__ import annotations

from datetime import datetime

from thidua.core.problem import Refused
from thidua.store.access import Viewer
from thidua.store.models import AuditLine, Person


def audit(*, by: Viewer, at: datetime, action: str, subject: str, sentence: str) -> AuditLine:
    return note(by=by, at=at, action=action, subject=subject, sentence=sentence)


def note(*, by: Viewer | Person | str, at: datetime, action: str, subject: str, sentence: str) -> AuditLine:
    """The same for whoever acts without signing in: a person, or the name of whoever sets the place up.

    What was done by rights that somebody lent says so: "…, thay Nguyễn Thị An."
    """
    if isinstance(by, Viewer) and by.behalf is not None:
        sentence = f"{sentence.removesuffix('.')}, thay {by.behalf.name}."
    account = by.account.username if isinstance(by, Viewer) and by.account else ""
    name = by if isinstance(by, str) else by.name
    return AuditLine.objects.create(
        at=at, by=name, account=account, action=action, subject=subject, sentence=sentence
    )


def acting(by: Viewer) -> Person:
    """The person who acts; every record names one, and every action begins with this, in her own name.

    Raises:
        Refused: "access.no-person" for an account that belongs to nobody.
    """
    if by.person is None:
        raise Refused("access.no-person")
    by.in_own_name()
    return by.person


def allow(allowed: bool, code: str, /, **values: object) -> None:
    """Go on only if allowed.

    Raises:
        Refused: with that code otherwise.
    """
    if not allowed:
        raise Refused(code, **values)
