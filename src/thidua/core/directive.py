"""Papers and plans as text: clauses recognised, goals nobody carries out, and how much of a plan is last year's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thidua.core.text import fold

LIKE_FROM = 800  # per mille: from here on a plan must say why it says the same again
_ARTICLE = re.compile(r"^Điều\s+(\d+[a-zđ]?)\s*[.:]?\s*(.*)$", re.IGNORECASE)
_SECTION = re.compile(r"^([IVX]+)\s*[.)]\s+(.*)$")
_ITEM = re.compile(r"^(?:Khoản\s+)?(\d{1,2})\s*[.)]\s+(.*)$", re.IGNORECASE)
_POINT = re.compile(r"^(?:Điểm\s+)?([a-zđ])\s*[.)]\s+(.*)$", re.IGNORECASE)


def clauses(text: str) -> tuple[tuple[str, str], ...]:
    """(ref, text) of every clause of a pasted paper, in its order: "Điều 5", "khoản 2 Điều 5", "điểm a khoản 2 Điều 5",
    "mục II". What stands before the first clause belongs to none; a clause that occurs twice keeps its first place.
    """
    found: dict[str, list[str]] = {}
    top = item = here = ""
    for line in (" ".join(raw.split()) for raw in text.splitlines()):
        if not line:
            continue
        if article := _ARTICLE.match(line):
            top, item = f"Điều {article[1]}", ""
            here, rest = top, article[2]
        elif section := _SECTION.match(line):
            top, item = f"mục {section[1]}", ""
            here, rest = top, section[2]
        elif number := _ITEM.match(line):
            item = f"khoản {number[1]} {top}".strip()
            here, rest = item, number[2]
        elif (point := _POINT.match(line)) and (item or top):
            here, rest = f"điểm {point[1].lower()} {item or top}", point[2]
        else:
            rest = line
        if here:
            found.setdefault(here, []).append(rest)
    return tuple((ref[:60], " ".join(part for part in parts if part)) for ref, parts in found.items())


def within(ref: str, whole: str) -> bool:
    """Whether a clause lies in another: "điểm a khoản 2 Điều 5" in "Điều 5"."""
    return ref == whole or ref.endswith(f" {whole}")


def gaps(refs: Sequence[str], cited: Iterable[str]) -> tuple[str, ...]:
    """Clauses that nothing carries out: neither they, nor what contains them, nor anything inside them is cited."""
    said = set(cited)
    return tuple(ref for ref in refs if not any(within(ref, one) or within(one, ref) for one in said))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text stands in an older one.

    Attributes:
        share: per mille of the words of both that are the same and in the same order.
        pieces: the new text in pieces, each with whether it stands in the older one.
    """

    share: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def percent(self) -> int:
        return self.share // 10


def likeness(new: str, old: str) -> Likeness:
    """Compare word by word, without accents and case; an empty text is like nothing."""
    now, before = new.split(), old.split()
    if not now or not before:
        return Likeness(0, ((new, False),) if now else ())
    match = SequenceMatcher(None, [fold(w) for w in before], [fold(w) for w in now], autojunk=False)
    blocks = [block for block in match.get_matching_blocks() if block.size]
    share = 2000 * sum(block.size for block in blocks) // (len(now) + len(before))
    pieces: list[tuple[str, bool]] = []
    place = 0
    for block in blocks:
        if place < block.b:
            pieces.append((" ".join(now[place : block.b]), False))
        pieces.append((" ".join(now[block.b : block.b + block.size]), True))
        place = block.b + block.size
    if place < len(now):
        pieces.append((" ".join(now[place:]), False))
    return Likeness(share, tuple(pieces))


def uncovered(areas: Sequence[str], covered: Iterable[str]) -> tuple[str, ...]:
    """Villages that nobody was given: the whole list when nothing is said of any."""
    have = set(covered)
    return tuple(code for code in areas if code not in have)


@dataclass(frozen=True, slots=True)
class Answers:
    """How proposals fared. Days are those between proposal and answer; the median is a day that occurred."""

    sent: int
    answered: int
    accepted: int
    partly: int
    median_days: int | None

    @property
    def accepted_percent(self) -> int | None:
        """Of those answered, in whole percent rounded down; None while nothing is answered."""
        return self.accepted * 100 // self.answered if self.answered else None


def answers(waits: Iterable[tuple[str, int | None]]) -> Answers:
    """From (accepted | partly | declined | waiting, days until the answer)."""
    rows = list(waits)
    days = sorted(wait for kind, wait in rows if kind != "waiting" and wait is not None)
    kinds = [kind for kind, _ in rows]
    return Answers(
        sent=len(rows),
        answered=len(rows) - kinds.count("waiting"),
        accepted=kinds.count("accepted"),
        partly=kinds.count("partly"),
        median_days=days[(len(days) - 1) // 2] if days else None,
    )
