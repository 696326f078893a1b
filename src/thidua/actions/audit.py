"""One line per action, and per sensitive look: who did what to what, as a sentence an official can read aloud.

Whatever writes calls `audit` (or `note`, where nobody is signed in) inside its transaction. A page that opens what is
sensitive (an officer's record, restricted evidence, an export of everything, the dispute of another unit) calls
`read_note`; the same reader, thing and day make one line.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256

from thidua.core.problem import Refused
from thidua.core.text import fold
from thidua.store.access import Viewer
from thidua.store.models import AuditLine, Person, Unit

Kind = AuditLine.Kind
SUBJECT_MAX, NAME_MAX = 160, 120
_QUOTED = re.compile("“[^”]*”")
# First word of an action → the lines that whoever runs the place may read, because they hold nobody's work.
_KINDS = {
    "account": Kind.ACCOUNT, "delegation": Kind.ACCOUNT, "mail": Kind.ACCOUNT, "password": Kind.ACCOUNT,
    "post": Kind.ACCOUNT, "session": Kind.ACCOUNT, "token": Kind.ACCOUNT,
    "backup": Kind.SYSTEM, "daily": Kind.SYSTEM, "directory": Kind.SYSTEM, "published": Kind.SYSTEM,
}  # fmt: skip


def audit(
    *,
    by: Viewer,
    at: datetime,
    action: str,
    subject: str,
    sentence: str,
    unit: Unit | None = None,
    about: Person | None = None,
) -> AuditLine:
    """Write a line for what somebody signed in has just done; see `note`."""
    return note(by=by, at=at, action=action, subject=subject, sentence=sentence, unit=unit, about=about)


def note(
    *,
    by: Viewer | Person | str,
    at: datetime,
    action: str,
    subject: str,
    sentence: str,
    unit: Unit | None = None,
    about: Person | None = None,
    kind: AuditLine.Kind | None = None,
) -> AuditLine:
    """Write a line. What was done by rights that somebody lent says so: "…, thay Nguyễn Thị An."

    Args:
        by: who acts; without signing in a person, or the name of whoever sets the place up.
        subject: what it was done to, as "noun:code"; "unit:…" and "person:…" fill in `unit` and `about`.
        unit: whose affair it is: its heads and those above may read the line. Else the unit of whoever acts.
        about: the person it was done to, who may read the line.
    """
    line = _line(by, at, action, subject, sentence, unit, about, kind)
    line.save(force_insert=True)
    return line


def _line(
    by: Viewer | Person | str,
    at: datetime,
    action: str,
    subject: str,
    sentence: str,
    unit: Unit | None,
    about: Person | None,
    kind: AuditLine.Kind | None,
    once: str | None = None,
) -> AuditLine:
    noun, _, code = subject.partition(":")
    viewer = by if isinstance(by, Viewer) else None
    if viewer and viewer.behalf is not None:
        sentence = f"{sentence.removesuffix('.')}, thay {viewer.behalf.name}."
    person = viewer.person if viewer else by if isinstance(by, Person) else None
    posts = viewer.posts or viewer.offices if viewer else ()
    own = posts[0].unit if posts else ""
    name = (by if isinstance(by, str) else by.name)[:NAME_MAX]
    line = AuditLine(
        at=at,
        by=name,
        by_code=person.code if person else "",
        account=viewer.account.username if viewer and viewer.account else "",
        kind=kind or _KINDS.get(action.partition("-")[0], Kind.CONTENT),
        action=action,
        subject=subject[:SUBJECT_MAX],
        unit=unit.code if unit else code if noun == "unit" else own,
        about=about.code if about else code if noun == "person" else "",
        sentence=sentence,
        search=fold(f"{name} {_spoken(sentence)}"),
        once=once,
    )
    line.digest = line.content_digest
    return line


def _spoken(sentence: str) -> str:
    """What may be searched: what the program says, not what somebody wrote freely (promise N10)."""
    return _QUOTED.sub("", sentence).partition("Lý do:")[0]


def read_note(
    *,
    by: Viewer,
    at: datetime,
    action: str,
    subject: str,
    sentence: str,
    unit: Unit | None = None,
    about: Person | None = None,
) -> None:
    """Note that somebody looked at something sensitive, once a day; nobody is noted for looking at herself.

    Args:
        action: what was looked at, e.g. "person-read", "evidence-read", "dispute-read".
        sentence: e.g. "Xem hồ sơ thi đua của Nguyễn Thị An."; the others as in `note`.
    """
    watched = about.code if about else subject.removeprefix("person:")
    if by.person is not None and by.person.code == watched:
        return
    reader = by.person.code if by.person else by.account.username if by.account else ""
    once = sha256(f"{reader}|{action}|{subject}|{at.date()}".encode()).hexdigest()
    if AuditLine.objects.filter(once=once).exists():
        return
    line = _line(by, at, action, subject, sentence, unit, about, Kind.READ, once)
    AuditLine.objects.bulk_create([line], ignore_conflicts=True)  # another click may have been quicker


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
