"""Whether the audit log is as it was written: each line against its digest, each link against the one before.

Once a day the head of the chain is noted down in a file of the home and can be copied elsewhere; who makes the whole
chain anew, or cuts its end off, no longer fits the heads of the days before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from django.conf import settings

from thidua.core.audit import START, Linked, chain_problems
from thidua.core.problem import Problem, problem
from thidua.store.models import AuditLine, AuditLink

BATCH = 5000
SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class Verified:
    """How many lines were read, the number and digest of the last link, and what is wrong."""

    lines: int
    number: int
    head: str
    problems: tuple[Problem, ...]


def audit_verify(*, number: int | None = None, head: str = "") -> Verified:
    """Read the whole log; writes nothing.

    Args:
        number, head: a link noted down elsewhere, which must still be there.
    """
    heads = heads_noted()
    if number is not None:
        heads[number] = head
    found = list(islice(chain_problems(_links(), heads), SHOWN_MAX))
    linked = AuditLink.objects.values("line")
    for pk in (
        AuditLine.objects.exclude(pk__in=linked).order_by("pk").values_list("pk", flat=True)[:SHOWN_MAX]
    ):
        found.append(problem("audit.slipped-in", line=pk))
    last = AuditLink.objects.order_by("-number").first()
    return Verified(
        AuditLine.objects.count(), last.number if last else 0, last.sha256 if last else START, tuple(found)
    )


def _links() -> Iterator[Linked]:
    after = 0
    while batch := list(AuditLink.objects.filter(number__gt=after).order_by("number")[:BATCH]):
        lines = AuditLine.objects.in_bulk([link.line for link in batch])
        for link in batch:
            line = lines.get(link.line)
            carried, computed = (line.digest, line.content_digest) if line else ("", "")
            yield link.number, link.line, link.previous, link.sha256, carried, computed
        after = batch[-1].number


def _file() -> Path:
    return Path(settings.HOME) / "audit-heads"


def heads_noted() -> dict[int, str]:
    """number → digest, as noted down on earlier days."""
    try:
        rows = [line.split() for line in _file().read_text(encoding="ascii").splitlines()]
    except OSError:
        return {}
    return {int(row[1]): row[2] for row in rows if len(row) == 3 and row[1].isdecimal()}


def head_note(*, day: date) -> str:
    """Add today's head to the file: "2025-03-10 1234 <SHA-256>"; returns the line, "" for an empty log."""
    last = AuditLink.objects.order_by("-number").first()
    if last is None:
        return ""
    line = f"{day} {last.number} {last.sha256}"
    with _file().open("a", encoding="ascii") as file:
        file.write(f"{line}\n")
    return line
