"""Text as people search for it: without accents, in any case, with the service's abbreviations understood.

Nothing here knows a particular abbreviation; the table comes from `rules/data/units.yaml`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents, đ as d, words apart by one space: "Tà  Tổng" → "ta tong"."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def visible(text: str) -> str:
    """Composed letters, without what a reader cannot see: control signs, and marks that turn the reading round.

    "bien\u202efdp.exe" reads as if it ended in pdf. Line ends stay.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c)[0] != "C").strip()


def is_code(text: str) -> bool:
    """A plain code: small letters, digits and single hyphens. Codes name folders and addresses, so nothing else."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text, re.ASCII) is not None


def words(text: str) -> tuple[str, ...]:
    """Folded words; signs between them fall away."""
    return tuple(_WORD.findall(fold(text)))


def initials(text: str) -> str:
    """First letters of the words, folded: "Chiến sĩ thi đua" → "cstd"."""
    return "".join(word[0] for word in words(text))


def search_text(parts: Iterable[str], abbreviations: Mapping[str, str]) -> str:
    """What a record is found by: its folded words, and in long form what its names abbreviate in capitals.

    Only capitals count as abbreviations here, so that xã Mù Cả is not taken for "mù công an".
    """
    found: list[str] = []
    for part in parts:
        found += words(part)
        for word in re.findall(r"[^\W\d_]+", part):
            if word.isupper() and (long := abbreviations.get(fold(word))):
                found += words(long)
    return " ".join(found)


def alternatives(query: str, abbreviations: Mapping[str, str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each word of a query the sets of words that answer it: itself, or all words of its long form.

    "ca mù" → ((("ca",), ("cong", "an")), (("mu",),)).
    """
    return tuple(
        ((word,), words(abbreviations[word])) if word in abbreviations else ((word,),)
        for word in words(query)
    )


def matches(search: str, query: str, abbreviations: Mapping[str, str]) -> bool:
    """Whether every word of the query, or its long form, begins a word of `search` (a `search_text`)."""
    return matcher(query, abbreviations)(search)


def matcher(query: str, abbreviations: Mapping[str, str]) -> Callable[[str], bool]:
    """`matches` for one query and many texts."""
    asked = alternatives(query, abbreviations)

    def begins(search: str) -> bool:
        spaced = f" {search}"
        return all(
            any(all(f" {word}" in spaced for word in option) for option in options) for options in asked
        )

    return begins


def mark(lines: Iterable[str]) -> str:
    """Eight signs by which two readers see that they hold the same words: "3F9A-07C1"."""
    told = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8].upper()
    return f"{told[:4]}-{told[4:]}"
