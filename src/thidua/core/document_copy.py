"""Passages copied from older papers ("văn mẫu"), found by runs of words that both have.

Numbers and figure ids count as one word "#", so that last month's sentence with this month's number is still last
month's sentence. Order, accents and case do not matter beyond what `core.text.words` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thidua.core.text import words

RUN = 5  # words in a row that are compared
WORDS_MIN = 10  # a shorter passage is a turn of phrase, not a copy
SHARE_MIN = 60  # percent of a passage's runs that stand in one older paper
_NUMBER = re.compile(r"\[[^\]]*\]|\d[\d.,/]*")


@dataclass(frozen=True, slots=True)
class Copied:
    """One passage (its place among the lines of the text), where it comes from, and how much of it."""

    line: int
    origin: str
    percent: int


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of `RUN` words of a text."""
    held = words(_NUMBER.sub(" 0 ", text))
    return frozenset(held[n : n + RUN] for n in range(len(held) - RUN + 1))


def copied(text: str, papers: Mapping[str, str], own: Collection[str] = ()) -> tuple[Copied, ...]:
    """The passages of a text of which most stands in one older paper; of several papers the one with most of it.

    Args:
        papers: origin → its text.
        own: lines that the program drew by itself and nobody copied.
    """
    known = {origin: runs(paper) for origin, paper in papers.items()}
    found = []
    for number, line in enumerate(text.splitlines()):
        have = runs(line)
        if line.strip() in own or len(have) + RUN - 1 < WORDS_MIN:
            continue
        shares = {origin: 100 * len(have & paper) // len(have) for origin, paper in known.items()}
        best = max(shares, key=lambda origin: (shares[origin], origin), default=None)
        if best is not None and shares[best] >= SHARE_MIN:
            found.append(Copied(number, best, shares[best]))
    return tuple(found)
