"""What the law makes of every dossier on an agenda, beside which the council weighs it; nothing is decided by it."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.actions.eligibility import verdicts_of
from thidua.core.law.verdict import Verdict
from thidua.store.models import CouncilItem, CouncilSession, Person, Unit


def session_verdicts(session: CouncilSession, items: Iterable[CouncilItem]) -> dict[int, Verdict]:
    """Item → verdict under the law of the session's day; one reading of facts for each title and year."""
    groups: dict[tuple[str, int], list[CouncilItem]] = {}
    for item in items:
        if item.award.person or item.award.unit:
            groups.setdefault((item.award.form, item.award.year), []).append(item)
    found: dict[int, Verdict] = {}
    for (form, year), held in groups.items():
        verdicts = verdicts_of([_subject(item) for item in held], form, session.on, year)
        found |= {item.pk: verdicts.of(_subject(item)) for item in held}
    return found


def _subject(item: CouncilItem) -> Person | Unit:
    subject = item.award.person or item.award.unit
    assert subject is not None
    return subject
