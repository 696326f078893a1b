"""A published figure with its marks, and what a finding is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from thidua.core.figure import Qualifier

Number = int | Fraction | str | date


class FindingKind(StrEnum):
    CONTRADICTION = "contradiction"  # cannot all be true of one day
    QUESTION = "question"  # cannot be judged as printed
    NOTE = "note"  # how the number must be read
    HOLDS = "holds"  # checked, and it agrees


@dataclass(frozen=True)
class Published:
    """One printed number and what it is about.

    Attributes:
        value: as printed; percent as 97.6, not 0.976. `places` is the number of decimals printed.
        numerator, denominator: k of n where both were printed.
        as_of: the day the number speaks of, if the text says so; `published_on` the day it was printed.
        topic, definition: figures of one topic with different definitions cannot be compared.
        set: the whole that was counted; `within` a larger whole that the text may have meant.
        listed: which printed part is the size of a list drawn from `set`: "numerator" or "denominator". If it
            is the denominator, the numerator is how many have left the list again.
        list_title: what that list is called.
        meaning: "good" or "bad"; two lists of opposite meaning should not share members on one day.
        covers: figure whose remaining list this number should cover.
        change_of: figure whose change in percent this is.
        part_of: total it is a part of: code of a figure, or a name of its own where no total was printed.
        pooled: unlike things counted together in one rate.
        covers_to: last day of the span it claims to cover.
    """

    code: str
    indicator: str
    value: Fraction
    measure: str
    places: int = 0
    qualifier: Qualifier = Qualifier.EXACT
    numerator: int | None = None
    denominator: int | None = None
    subject: str = ""
    as_of: date | None = None
    published_on: date | None = None
    topic: str = ""
    definition: str = ""
    set: str = ""
    within: str = ""
    listed: str = ""
    list_title: str = ""
    meaning: str = ""
    covers: str = ""
    change_of: str = ""
    part_of: str = ""
    pooled: tuple[str, ...] = ()
    covers_to: date | None = None
    award: str = ""
    recipients: tuple[str, ...] = ()
    cluster: str = ""

    @property
    def is_percent(self) -> bool:
        return self.measure == "%"


@dataclass(frozen=True)
class Finding:
    """One thing the figures say together. `code` picks the sentence, `numbers` fill it in.

    Attributes:
        figures: codes of the published figures it rests on, in the order the sentence names them.
        numbers: computed values; `names` are texts such as the indicators compared.
    """

    code: str
    kind: FindingKind
    figures: tuple[str, ...]
    numbers: Mapping[str, Number] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", MappingProxyType(dict(self.numbers)))
