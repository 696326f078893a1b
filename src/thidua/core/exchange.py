"""Values as another system sends them: DHIS2's data value sets, which many neighbours already produce.

A set is a list of {dataElement, orgUnit, period, value}; periods are written 2025W10, 202503, 2025Q1, 2025. A ratio,
which that form does not know, is written "41/43"; "n/a" is not applicable.
docs.dhis2.org, Web API, Data values.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

NOT_APPLICABLE = "n/a"
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,3})?", re.ASCII)
_PERIODS = (
    (re.compile(r"(\d{4})W(\d{1,2})", re.ASCII), "{0}-W{1:0>2}"),
    (re.compile(r"(\d{4})(\d{2})", re.ASCII), "{0}-{1}"),
    (re.compile(r"(\d{4})Q([1-4])", re.ASCII), "{0}-Q{1}"),
    (re.compile(r"(\d{4})", re.ASCII), "{0}"),
)


def read_period(text: str) -> Period | None:
    """ "202503" → 2025-03; None for anything else."""
    for pattern, form in _PERIODS:
        if match := pattern.fullmatch(text):
            try:
                return Period.parse(form.format(*match.groups()))
            except ValueError:
                return None
    return None


def write_period(period: Period) -> str:
    """The inverse of `read_period`."""
    match period.kind:
        case PeriodKind.MONTH:
            return period.code.replace("-", "")
        case PeriodKind.WEEK:
            return f"{period.code[:4]}W{int(period.code[-2:])}"
        case PeriodKind.QUARTER:
            return period.code.replace("-", "")
    return period.code


def thousandths(text: str) -> int | None:
    """Exact thousandths of a plain decimal number; None where it is none or has more places."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return int(Decimal(text) * MILLI)
    except InvalidOperation:
        return None


def read_value(definition: FigureDefinition, text: str, where: Where) -> FigureValue | Problem:
    """A value for that figure. Code: exchange.value-unreadable."""
    wrong = problem("exchange.value-unreadable", where, value=text[:60], figure=definition.title)
    text = text.strip()
    if text.lower() == NOT_APPLICABLE:
        return FigureValue(State.NOT_APPLICABLE, where=where)
    if definition.kind is FigureKind.RATIO:
        top, slash, bottom = text.partition("/")
        parts = thousandths(top.strip()), thousandths(bottom.strip())
        if not slash or parts[0] is None or not parts[1] or parts[1] < 0:
            return wrong
        return FigureValue(numerator=parts[0], denominator=parts[1], where=where)
    if definition.kind is FigureKind.YES_NO:
        known = {"true": MILLI, "1": MILLI, "false": 0, "0": 0}.get(text.lower())
        return wrong if known is None else FigureValue(numerator=known, where=where)
    number = thousandths(text)
    return wrong if number is None else FigureValue(numerator=number, where=where)


def write_value(kind: FigureKind, state: int, numerator: int, denominator: int) -> str:
    """The inverse of `read_value`."""
    if state == State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if kind is FigureKind.YES_NO:
        return "true" if numerator else "false"
    if kind is FigureKind.RATIO:
        return f"{_plain(numerator)}/{_plain(denominator)}"
    return _plain(numerator)


def _plain(value: int) -> str:
    sign, whole, rest = "-" if value < 0 else "", *divmod(abs(value), MILLI)
    return f"{sign}{whole}" + (f".{rest:03}".rstrip("0") if rest else "")
