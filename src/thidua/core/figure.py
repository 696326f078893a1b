"""What a figure means, what a qualified number may be, and whether a printed percentage can be true.

Quantities are thousandths (int). A figure is never a bare percentage: a ratio carries what was counted and
out of how many (`core.area` refuses two parts from different territory versions).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.core.number import MILLI, Rounding, divide
from thidua.core.problem import NOWHERE, Problem, Where, problem
from thidua.core.score.scheme import Bounds, FigureKind
from thidua.core.score.table import State


class Qualifier(StrEnum):
    """How a printed number is meant. Only EXACT may be typed; the others are for numbers published."""

    EXACT = "exact"
    ABOVE = "above"  # trên
    NEARLY = "nearly"  # gần
    AT_LEAST = "at-least"  # ít nhất, từ … trở lên
    AT_MOST = "at-most"  # nhiều nhất, không quá
    THOUSANDS = "thousands"  # hàng nghìn
    HUNDREDS = "hundreds"  # hàng trăm

    def bounds(self, value: Fraction | int = 0) -> Bounds:
        """What the true number may be; `value` is the printed one and plays no part in "hàng nghìn"."""
        number = Fraction(value)
        match self:
            case Qualifier.EXACT:
                return Bounds(low=number, high=number)
            case Qualifier.ABOVE:
                return Bounds(low=number, low_closed=False)
            case Qualifier.NEARLY:
                return Bounds(high=number, high_closed=False)
            case Qualifier.AT_LEAST:
                return Bounds(low=number)
            case Qualifier.AT_MOST:
                return Bounds(high=number)
            case Qualifier.THOUSANDS:
                return Bounds(low=Fraction(1000))
            case Qualifier.HUNDREDS:
                return Bounds(low=Fraction(100))


class Direction(StrEnum):
    """Which way is good; charts and questions use it, points never do."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Aim(StrEnum):
    """What a figure is about, where that matters for what may be promised."""

    PREVENTION = "prevention"
    SERVICE = "service"
    ORDER = "order"  # inner order: discipline, training, reports
    ENFORCEMENT = "enforcement"  # arrests, fines, cases: never offered as a target (promise N8)


@dataclass(frozen=True, slots=True)
class DeedSource:
    """One quantity of one kind of deed that is added into a figure."""

    kind: str
    quantity: str


class Bond(StrEnum):
    """How a figure goes with another one of the same subject and period; asked about, never refused."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    TOGETHER = "together"  # one of them zero and the other not is odd


@dataclass(frozen=True, slots=True)
class Relation:
    """`because` is said to whoever typed the odd number: "Mỗi buổi có ít nhất một người nghe." """

    bond: Bond
    other: str
    because: str


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """What is counted, in which unit, since when; one version of it.

    Attributes:
        meaning: the definition in full: what counts and what does not.
        whole: the value (or both parts of a ratio) must be a whole number.
        low, high: thousandths; a value outside is an error. None is unbounded. Nothing may be negative unless
            `low` says so.
        not_above: code of another figure that this one cannot exceed.
        related: figures that usually go with this one, and how.
        numerator_title, denominator_title: what the two parts of a ratio count.
        from_deeds: quantities of deeds that add up to this figure; empty if it is declared.
        aim: what it is about; None where nothing is said.
        of_areas: counts communes out of communes, so both parts must be of one version of the territory.
        people: counts people or their cases (a ratio: what it is out of); small counts stay inside (promise N4).
        inspected: counts what inspections found wrong; what they recorded the unit cannot change.
        source: the paper or article that defines it.
    """

    code: str
    title: str
    kind: FigureKind
    unit: str
    version: str
    first_day: date
    last_day: date | None = None
    meaning: str = ""
    whole: bool = True
    low: int | None = None
    high: int | None = None
    not_above: str = ""
    related: tuple[Relation, ...] = ()
    direction: Direction = Direction.NEITHER
    numerator_title: str = ""
    denominator_title: str = ""
    from_deeds: tuple[DeedSource, ...] = ()
    of_areas: bool = False
    people: bool = False
    inspected: bool = False
    aim: Aim | None = None
    source: str = ""
    line: int = field(default=0, compare=False)

    def in_force(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A value as typed or stored, in thousandths, and where it stands."""

    state: State = State.PRESENT
    numerator: int = 0
    denominator: int = MILLI
    qualifier: Qualifier = Qualifier.EXACT
    where: Where = NOWHERE

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


def check_percent(
    printed: Fraction, places: int, numerator: int | None, denominator: int | None, where: Where = NOWHERE
) -> list[Problem]:
    """Does a printed percentage have its parts, and can they give it?

    Args:
        printed: 97.6 for "97,6 %".
        places: decimals printed.
        numerator, denominator: whole numbers, or None where they were not given.
    """
    text = percent_text(printed, places)
    if denominator is None:
        return [problem("figure.percent-without-parts", where, percent=text)]
    if denominator <= 0:
        return [problem("figure.denominator-zero", where, figure=text)]
    if numerator is None:
        if percent_possible(printed, places, denominator):
            return [problem("figure.percent-without-parts", where, percent=text)]
        return [problem("figure.percent-impossible", where, percent=text, denominator=denominator)]
    if abs(Fraction(100 * numerator, denominator) - printed) * 2 * 10**places > 1:
        return [
            problem(
                "figure.percent-disagrees",
                where,
                percent=text,
                numerator=numerator,
                denominator=denominator,
                right=percent_text(Fraction(100 * numerator, denominator), 2),
            )
        ]
    return []


def percent_possible(printed: Fraction, places: int, denominator: int) -> bool:
    """GRIM test: can some whole k out of `denominator` print as this percentage?

    Source: N. Brown and J. Heathers, "The GRIM Test", Social Psychological and Personality Science, 2017.
    """
    half = Fraction(1, 2 * 10**places)
    low = (printed - half) * denominator / 100
    high = (printed + half) * denominator / 100
    first = -(-low.numerator // low.denominator)  # the smallest whole number not below `low`
    return first <= high


def percent_text(value: Fraction, places: int) -> str:
    """ "97,6 %" with that many decimals."""
    scaled = divide(value.numerator * 10**places, value.denominator, Rounding.HALF_AWAY)
    return f"{_decimal(scaled, places)} %"


def plain(thousandths: int) -> str:
    """Thousandths as text for a problem's values: "1234,5" (no grouping; pages use office.format)."""
    text = _decimal(thousandths, 3)
    return text.rstrip("0").rstrip(",")


def _decimal(scaled: int, places: int) -> str:
    sign = "−" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**places)
    return f"{sign}{whole},{rest:0{places}d}" if places else f"{sign}{whole}"
