"""The papers by which authorities decide, each kept once however many awards it names."""

from __future__ import annotations

from datetime import date, datetime

from thidua.core.text import visible, words
from thidua.store.access import Viewer
from thidua.store.models import Decision

CODE_MAX = 120


def decision_keep(
    *, by: Viewer | str, at: datetime, number: str, decided_on: date, authority: str,
    kind: Decision.Kind = Decision.Kind.AWARD,
) -> Decision:  # fmt: skip
    """The decision of that number, day and authority; written down the first time it is named."""
    number, authority = visible(number).strip()[:80], visible(authority).strip()[:200]
    row, _ = Decision.objects.get_or_create(
        number=number,
        decided_on=decided_on,
        authority=authority,
        defaults={
            "code": _code(number, decided_on),
            "kind": kind,
            "recorded_by": None if isinstance(by, str) else by.person,
            "recorded_at": at,
        },
    )
    return row


def _code(number: str, decided_on: date) -> str:
    """ "21/QĐ-CAT", 12/01/2026 → "21-qd-cat-2026-01-12"; two authorities may use the same number on one day."""
    stem = "-".join([*(word for word in words(number) if word.isalnum()), f"{decided_on:%Y-%m-%d}"])[:110]
    taken = Decision.objects.filter(code__startswith=stem).count()
    return f"{stem}-{taken + 1}" if taken else stem
