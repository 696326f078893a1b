"""The chain of the audit log: each line has a digest of its own content, each link covers the line and the link before.

Whoever edits, takes away or slips in a line changes a digest that every later link depends on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from thidua.core.problem import Problem, problem

START = "0" * 64  # stands before the first link


def line_digest(at: datetime, texts: Mapping[str, str]) -> str:
    """SHA-256 of everything a line says; the moment in UTC, texts by name."""
    content = {**texts, "at": at.astimezone(UTC).isoformat(timespec="microseconds")}
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def link_digest(previous: str, digest: str) -> str:
    """SHA-256 of the link before and a line's digest; the database computes the same (store/chain.py)."""
    return sha256(f"{previous}{digest}".encode("ascii")).hexdigest()


# (number of the link, id of its line, previous, sha256, digest the line carries, digest computed now or "" if gone)
Linked = tuple[int, int, str, str, str, str]


def chain_problems(links: Iterable[Linked], heads: Mapping[int, str]) -> Iterator[Problem]:
    """Everything wrong with the links in the order of their numbers, and with heads noted down on earlier days.

    Codes: audit.edited, audit.missing, audit.link-missing, audit.link-forged, audit.head.
    """
    before, last = START, 0
    for number, line, previous, digest_of_link, carried, computed in links:
        if number != last + 1:
            yield problem("audit.link-missing", first=last + 1, last=number - 1)
        elif computed and (previous != before or digest_of_link != link_digest(previous, carried)):
            yield problem("audit.link-forged", number=number, line=line)
        if not computed:
            yield problem("audit.missing", number=number, line=line)
        elif computed != carried:
            yield problem("audit.edited", number=number, line=line)
        if number in heads and heads[number] != digest_of_link:
            yield problem("audit.head", number=number)
        before, last = digest_of_link, number
    for number in sorted(heads):
        if number > last:
            yield problem("audit.link-missing", first=last + 1, last=number)
            break
