"""Inspection samples: drawn by lot from a printed seed, checked one by one, answered by the unit first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

REPLY_TERM = 3  # working days in which the inspected unit may reply
SAMPLE_MAX = 60


class InspectionState(StrEnum):
    DRAWN = "drawn"  # the inspector checks; nobody else reads
    GIVEN = "given"  # the inspected units read their own and may reply
    CONCLUDED = "concluded"  # those above read; what was wrong is in the figures


class Found(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    NO_EVIDENCE = "no-evidence"


def seed_of(text: str) -> str:
    """Twelve digits that follow from a text nobody chose for their sake."""
    return str(int(sha256(text.encode()).hexdigest(), 16) % 10**12).zfill(12)


def draw(population: Mapping[str, Sequence[str]], size: int, seed: str) -> tuple[tuple[str, str], ...]:
    """(unit, key) of the sample: the units take turns, each by lot, so that small ones are looked at as well.

    The lot of a key is the SHA-256 of "seed|unit|key": anybody can draw the same sample again with any tool.
    """
    ranked: list[tuple[int, str, str, str]] = []
    for unit, keys in population.items():
        order = sorted((lot(seed, unit, key), key) for key in set(keys))
        ranked += [(turn, drawn, unit, key) for turn, (drawn, key) in enumerate(order)]
    return tuple((unit, key) for _, _, unit, key in sorted(ranked)[:size])


def lot(seed: str, unit: str, key: str) -> str:
    return sha256(f"{seed}|{unit}|{key}".encode()).hexdigest()


def digest_of(population: Mapping[str, Sequence[str]]) -> str:
    """The sum of the whole list, so that a later draw can tell whether the list was the same."""
    lines = sorted(f"{unit}|{key}" for unit, keys in population.items() for key in set(keys))
    return sha256("\n".join(lines).encode()).hexdigest()
