"""What is checked the moment a figure is typed: what cannot be true, and what a person should look at again.

A question never refuses. It says in numbers what the value was held against: the target, the deeds recorded, a
figure that goes with it, the last period, the same period last year, and what is usual for this very unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from thidua.core.figure import Bond, FigureDefinition, FigureValue, Qualifier, percent_text, plain
from thidua.core.number import MILLI, Rounding, divide
from thidua.core.problem import Problem, Severity, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

FAR_ABOVE_TARGET = 2  # times the target: beyond it we ask whether the figure or the target is wrong
JUMP = 3  # times the last period, up or down
JUMP_FROM = 10 * MILLI  # below this, a jump is chance and not worth a question
USUAL_FROM = 6  # past values without which nothing can be called usual
USUAL_SPREADS = 4  # median absolute deviations on either side of the median
USUAL_LEAST = 3 * MILLI  # a count that differs by less is not worth a question, however steady the unit is
USUAL_LEAST_SHARE = Fraction(1, 10)  # the same for a ratio: ten percentage points

Values = Mapping[str, FigureValue]
_ADDS = (FigureKind.COUNT, FigureKind.AMOUNT)
_ODD = {
    Bond.AT_LEAST: "figure.below-related",
    Bond.AT_MOST: "figure.above-related",
    Bond.TOGETHER: "figure.alone",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What the figures of one subject and period are held against; by figure code, in thousandths.

    Attributes:
        previous: of the period before. year_before: of the same period a year earlier.
        history: of the past twelve months, in any order, without this period.
        deeds: what confirmed deeds add up to (`core.deed.sum_deeds`).
    """

    previous: Values = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    deeds: Mapping[str, int] = field(default_factory=dict)
    year_before: Values = field(default_factory=dict)
    history: Mapping[str, Sequence[FigureValue]] = field(default_factory=dict)


def check_figures(
    definitions: Iterable[FigureDefinition], values: Values, beside: Beside | None = None
) -> list[Problem]:
    """Everything worth saying about one subject's figures of one period, at once.

    Returns:
        Errors (the value cannot be true or is not allowed) and warnings (a person should look).
    """
    known = {d.code: d for d in definitions}
    found: list[Problem] = []
    for code, value in values.items():
        definition = known.get(code)
        if definition is None:
            found.append(problem("figure.unknown", value.where, figure=code))
        elif value.state is State.PRESENT:
            faults = list(_faults(definition, value))
            found += faults
            if not faults:
                found += _not_above(definition, value, known, values)
                found += _related(definition, value, known, values)
                found += _questions(definition, value, beside or Beside())
    return found


def _faults(definition: FigureDefinition, value: FigureValue) -> Iterator[Problem]:
    """What cannot be true of this value alone."""
    where, title = value.where, definition.title
    if value.qualifier is not Qualifier.EXACT:
        yield problem("figure.vague", where, figure=title)
    if definition.kind is FigureKind.RATIO:
        if value.denominator <= 0:
            yield problem("figure.denominator-zero", where, figure=title)
            return
        if value.numerator > value.denominator:
            yield problem(
                "figure.numerator-above-denominator",
                where,
                figure=title,
                numerator=plain(value.numerator),
                denominator=plain(value.denominator),
            )
    elif value.denominator != MILLI:
        yield problem("figure.not-a-ratio", where, figure=title)
        return
    if definition.kind is FigureKind.YES_NO and value.numerator not in (0, MILLI):
        yield problem("figure.not-yes-no", where, figure=title)
    if definition.whole and (value.numerator % MILLI or value.denominator % MILLI):
        yield problem("figure.not-whole", where, figure=title, unit=definition.unit)
    low = 0 if definition.low is None else definition.low
    if value.numerator < low:
        code = "figure.negative" if low == 0 else "figure.too-low"
        yield problem(code, where, figure=title, value=plain(value.numerator), bound=plain(low))
    if definition.high is not None and value.numerator > definition.high:
        bound = plain(definition.high)
        yield problem("figure.too-high", where, figure=title, value=plain(value.numerator), bound=bound)


# --- Beside other figures of the same period --------------------------------------------------------------


def _not_above(
    definition: FigureDefinition, value: FigureValue, known: Mapping[str, FigureDefinition], values: Values
) -> Iterator[Problem]:
    other = _present(values.get(definition.not_above))
    if other is not None and value.fraction > other.fraction:
        yield problem(
            "figure.above-other",
            value.where,
            figure=definition.title,
            value=plain(value.numerator),
            other=_title(known, definition.not_above),
            other_value=plain(other.numerator),
        )


def _related(
    definition: FigureDefinition, value: FigureValue, known: Mapping[str, FigureDefinition], values: Values
) -> Iterator[Problem]:
    for relation in definition.related:
        other = _present(values.get(relation.other))
        if other is not None and _odd(relation.bond, value.numerator, other.numerator):
            yield problem(
                _ODD[relation.bond],
                value.where,
                Severity.WARNING,
                figure=definition.title,
                value=plain(value.numerator),
                other=_title(known, relation.other),
                other_value=plain(other.numerator),
                because=relation.because,
            )


def _odd(bond: Bond, mine: int, its: int) -> bool:
    match bond:
        case Bond.AT_LEAST:
            return mine < its
        case Bond.AT_MOST:
            return mine > its
        case Bond.TOGETHER:
            return (mine == 0) != (its == 0)


def _present(value: FigureValue | None) -> FigureValue | None:
    return value if value is not None and value.state is State.PRESENT and value.denominator > 0 else None


def _title(known: Mapping[str, FigureDefinition], code: str) -> str:
    return known[code].title if code in known else code


# --- Beside the target, the deeds and the past ------------------------------------------------------------


def _questions(definition: FigureDefinition, value: FigureValue, beside: Beside) -> Iterator[Problem]:
    """Likely slips: asked, never refused."""
    code, title, where = definition.code, definition.title, value.where
    now = value.numerator
    if code in beside.deeds and beside.deeds[code] != now:
        told = plain(beside.deeds[code])
        yield _ask("figure.deeds-disagree", definition, value, deeds=told)
    if definition.kind in _ADDS:
        target = beside.targets.get(code, 0)
        if target > 0 and now > FAR_ABOVE_TARGET * target:
            yield problem(
                "figure.far-above-target",
                where,
                Severity.WARNING,
                figure=title,
                value=plain(now),
                target=plain(target),
            )
    unusual = _unusual(definition, value, beside.history.get(code, ()))
    if unusual is not None:
        yield unusual
        return  # the past says it once
    if definition.kind in _ADDS:
        before, year = _present(beside.previous.get(code)), _present(beside.year_before.get(code))
        if before is not None and _jumped(now, before.numerator):
            yield _ask("figure.jump", definition, value, previous=plain(before.numerator))
        elif year is not None and _jumped(now, year.numerator):
            yield _ask("figure.unlike-last-year", definition, value, previous=plain(year.numerator))


def _ask(code: str, definition: FigureDefinition, value: FigureValue, **values: str) -> Problem:
    told = plain(value.numerator)
    return problem(code, value.where, Severity.WARNING, figure=definition.title, value=told, **values)


def _jumped(now: int, before: int) -> bool:
    return max(now, before) >= JUMP_FROM and before > 0 and (now > JUMP * before or now * JUMP < before)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a unit: the middle of its past values and how far they lie around it."""

    count: int
    middle: Fraction
    low: Fraction
    high: Fraction

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


def usual(values: Sequence[Fraction | int], least: Fraction) -> Usual | None:
    """Median, and four median absolute deviations on either side; one wild value in the past moves neither.

    Source: F. R. Hampel, "The Influence Curve and its Role in Robust Estimation", JASA, 1974.

    Args:
        least: the range is never narrower than this on either side.

    Returns:
        None where there are too few values to call anything usual.
    """
    if len(values) < USUAL_FROM:
        return None
    middle = median(values)
    # In units of 1/denominator the distances of whole numbers are whole too, and sort as fast as they can.
    apart = [v * middle.denominator - middle.numerator for v in values]
    spread = max(USUAL_SPREADS * median([max(gap, -gap) for gap in apart]) / middle.denominator, least)
    return Usual(len(values), middle, max(middle - spread, Fraction(0)), middle + spread)


def median(values: Sequence[Fraction | int]) -> Fraction:
    ordered: list[Fraction | int] = sorted(values)
    half = len(values) // 2
    return Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half]) / 2


def usual_of(definition: FigureDefinition, history: Sequence[FigureValue]) -> Usual | None:
    """The usual range of a figure: of its thousandths, or of the share where it is a ratio."""
    past = [value for value in history if _present(value) is not None]
    if definition.kind is FigureKind.RATIO:
        return usual([value.fraction for value in past], USUAL_LEAST_SHARE)
    if definition.kind not in _ADDS:
        return None
    numbers = [value.numerator for value in past]
    half = median(numbers) / 2 if numbers else Fraction(0)
    return usual(numbers, max(Fraction(USUAL_LEAST), half))


def _unusual(
    definition: FigureDefinition, value: FigureValue, history: Sequence[FigureValue]
) -> Problem | None:
    range_ = usual_of(definition, history)
    share = definition.kind is FigureKind.RATIO
    if range_ is None or range_.holds(value.fraction if share else Fraction(value.numerator)):
        return None
    return problem(
        "figure.unusual",
        value.where,
        Severity.WARNING,
        figure=definition.title,
        value=percent_text(100 * value.fraction, 1) if share else plain(value.numerator),
        count=range_.count,
        **usual_words(range_, share),
    )


def usual_words(range_: Usual, share: bool) -> dict[str, str]:
    """The range as a sentence wants it, rounded outwards to what can be counted."""
    if share:
        edges = {"low": range_.low, "middle": range_.middle, "high": min(range_.high, Fraction(1))}
        return {name: percent_text(100 * edge, 0) for name, edge in edges.items()}
    return {
        "low": _whole(range_.low, Rounding.CEIL),
        "middle": _whole(range_.middle, Rounding.HALF_UP),
        "high": _whole(range_.high, Rounding.FLOOR),
    }


def _whole(thousandths: Fraction, rounding: Rounding) -> str:
    return str(divide(thousandths.numerator, thousandths.denominator * MILLI, rounding))
