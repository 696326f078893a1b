"""Shapes shared by the API: short texts, codes, exact numbers as text, and problems."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from thidua.core.exchange import thousandths, write_value
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
PeriodCode = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(W\d{2}|\d{2}|Q[1-4]))?$", max_length=8)]
Number = Annotated[
    str, StringConstraints(pattern=r"^-?\d{1,12}(\.\d{1,3})?$"), Field(examples=["12", "12.5"])
]
# No control signs: nobody types them, and PostgreSQL has no place for a NUL.
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=300)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2999, 12, 31), examples=["2025-03-10"])]
PAGE_MAX = 500


class ProblemOut(Schema):
    """One thing wrong, with its place: the line of the list (from 1) and the field."""

    code: str
    sentence: str
    line: int = 0
    field: str = ""
    severity: str = "error"


class RefusalOut(Schema):
    """Why nothing was done; `problems` are all there are."""

    code: str
    sentence: str
    problems: list[ProblemOut] = []


class ValueIn(Schema):
    """A figure's value by its kind: `value` for counts, amounts and classes, both parts for a ratio, `yes` for yes-no.

    Numbers are text with at most three decimal places, so that nothing is rounded on the way.
    """

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    yes: bool | None = None
    not_applicable: bool = False


class ValueOut(ValueIn):
    text: str = Field(description="the value as the exchange writes it: 12.5, 41/43, true, n/a")


def value_in(definition: FigureDefinition, given: ValueIn, where: Where) -> FigureValue | Problem:
    """Codes: figure.ratio-without-parts, figure.not-yes-no, figure.not-a-ratio."""
    if given.not_applicable:
        return FigureValue(State.NOT_APPLICABLE, where=where)
    if definition.kind is FigureKind.RATIO:
        top, bottom = thousandths(given.numerator or ""), thousandths(given.denominator or "")
        if top is None or bottom is None or bottom <= 0:
            return problem(
                "figure.ratio-without-parts", where, figure=definition.title, value=given.value or ""
            )
        return FigureValue(numerator=top, denominator=bottom, where=where)
    if definition.kind is FigureKind.YES_NO:
        if given.yes is None:
            return problem("figure.not-yes-no", where, figure=definition.title, value=given.value or "")
        return FigureValue(numerator=1000 if given.yes else 0, where=where)
    number = thousandths(given.value or "")
    if number is None:
        return problem("figure.not-a-ratio", where, figure=definition.title, value=given.value or "")
    return FigureValue(numerator=number, where=where)


def value_out(kind: FigureKind, state: int, numerator: int, denominator: int) -> ValueOut:
    text = write_value(kind, state, numerator, denominator)
    if state == State.NOT_APPLICABLE:
        return ValueOut(text=text, not_applicable=True)
    if kind is FigureKind.RATIO:
        top, _, bottom = text.partition("/")
        return ValueOut(text=text, numerator=top, denominator=bottom)
    if kind is FigureKind.YES_NO:
        return ValueOut(text=text, yes=bool(numerator))
    return ValueOut(text=text, value=text)
