"""Where outreach came and where it did not, what was given in and given on; counts only, never a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """One confirmed event. `area` is "" where nobody said in which village."""

    area: str
    on: date
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """One village over the days asked about. `last` is the latest event ever seen, None: none."""

    area: str
    count: int
    last: date | None
    channels: tuple[str, ...]
    languages: tuple[str, ...]


def coverage(areas: Sequence[str], events: Iterable[Event], first: date, last: date) -> tuple[Reach, ...]:
    """Every village, those nobody came to first, then the longest not visited. Events elsewhere are left out."""
    held: dict[str, list[Event]] = {area: [] for area in areas}
    for event in events:
        if event.area in held and event.on <= last:
            held[event.area].append(event)
    found = []
    for area, rows in held.items():
        inside = [event for event in rows if event.on >= first]
        found.append(
            Reach(
                area,
                len(inside),
                max((event.on for event in rows), default=None),
                tuple(sorted({one for event in inside for one in event.channels})),
                tuple(sorted({one for event in inside for one in event.languages})),
            )
        )
    order = {area: place for place, area in enumerate(areas)}
    return tuple(sorted(found, key=lambda r: (r.count > 0, r.last or date.min, order[r.area])))


@dataclass(frozen=True, slots=True)
class Held:
    """One sort of thing given in: what came in, what was given on, what must lie in custody (thousandths)."""

    quantity: str
    taken: int
    given: int

    @property
    def balance(self) -> int:
        return self.taken - self.given

    @property
    def impossible(self) -> bool:
        """More given on than was ever taken in: somebody must look."""
        return self.balance < 0


def custody(
    quantities: Sequence[str], taken: Mapping[str, int], given: Mapping[str, int]
) -> tuple[Held, ...]:
    """In − out for each sort that ever moved."""
    rows = (Held(code, taken.get(code, 0), given.get(code, 0)) for code in quantities)
    return tuple(row for row in rows if row.taken or row.given)
