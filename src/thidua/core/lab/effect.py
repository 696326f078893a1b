"""What the laboratory says: effects with a number each, and the data of their pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """The questions of an impact sheet, in the order in which they are printed."""

    CLIFF = "cliff"  # where one more unit of result makes a jump
    PEER = "peer"  # what one unit's result does to the points of the others
    WEIGHT = "weight"  # which criteria decide the order
    BEST = "best"  # how often the truly best comes first
    LUCK = "luck"  # who stands at the ends by chance
    PADDING = "padding"  # what a padded figure earns
    LOOPHOLE = "loophole"  # what "not assigned" and "no target" earn
    REVIEWER = "reviewer"  # what the way of combining two reviewers does
    QUOTA = "quota"  # what rounding does to small teams
    STABILITY = "stability"  # whether the winner depends on the exact maxima
    INCENTIVE = "incentive"  # what is rewarded that should not be
    DUPLICATE = "duplicate"  # the same result rewarded twice


class Gravity(StrEnum):
    FAULT = "fault"  # to be mended before signing
    CAUTION = "caution"  # to be weighed
    NOTE = "note"  # good to know
    SOUND = "sound"  # looked for and not found


class Measure(StrEnum):
    """How a number is read; the number itself is always in thousandths."""

    POINTS = "points"
    SHARE = "share"
    COUNT = "count"
    PLACES = "places"
    TIMES = "times"
    PLAIN = "plain"  # without a unit, such as a correlation


@dataclass(frozen=True, slots=True)
class Number:
    """Thousandths, with the 95 % interval where it was drawn; exact where there is no interval."""

    value: int
    measure: Measure = Measure.POINTS
    low: int | None = None
    high: int | None = None

    @property
    def exact(self) -> bool:
        return self.low is None


@dataclass(frozen=True, slots=True)
class Effect:
    """One statement.

    Attributes:
        code: which sentence says it (`office.lab`).
        of, title, clause: the criterion or figure it is about, as the scheme names it; "" for the whole scheme.
        values: what else the sentence needs.
    """

    code: str
    gravity: Gravity
    number: Number
    of: str = ""
    title: str = ""
    clause: str = ""
    values: Mapping[str, str | int | Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Curve:
    """A line over values of one figure; `jumps` are (value, points before, points from there on)."""

    name: str
    unit: str
    x: tuple[int, ...]
    y: tuple[int, ...]
    jumps: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """`name` is a title from the scheme, or a code such as "luck.small-first" that `office.lab` says in words."""

    name: str
    number: Number
    second: Number | None = None  # drawn beside it, lighter
    beside: Number | None = None  # written behind the bar


@dataclass(frozen=True, slots=True)
class Curves:
    """Small pictures beside each other, one per figure."""

    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Named bars with their intervals."""

    bars: tuple[Bar, ...]


Picture = Curves | Bars


@dataclass(frozen=True, slots=True)
class Gain:
    """What one more unit of a figure is worth to a usual unit.

    Attributes:
        gain: points for one more at the usual value.
        full: from this value on more adds nothing; None when that is not reached.
    """

    title: str
    unit: str
    usual: Number
    gain: Number
    full: Number | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered; `skipped` says why it was not asked ("" when it was)."""

    part: Part
    effects: tuple[Effect, ...] = ()
    picture: Picture | None = None
    skipped: str = ""
    worths: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The impact sheet of one form of a scheme.

    Attributes:
        units: how many units were compared; left_out: those of the data without complete figures.
        synthetic: drawn from the scheme itself; False when past figures were used.
        worlds: how many times chance was drawn for each number with an interval.
    """

    scheme: str
    form: str
    synthetic: bool
    units: int
    left_out: int
    worlds: int
    seed: int
    periods: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        return tuple(found for answer in self.answers for found in answer.effects)

    def answer(self, part: Part) -> Answer:
        return next(answer for answer in self.answers if answer.part is part)
