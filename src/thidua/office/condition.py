"""Conditions and bounds of a scheme as people say them: "từ 90 % đến dưới 100 %", "tổng điểm từ 90 trở lên"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from thidua.core.number import MILLI, Rounding, divide
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    Condition,
    CriteriaCounted,
    CriteriaIn,
    FigureIn,
    NoneOf,
    PartsIn,
    PointsIn,
)
from thidua.office import format as written
from thidua.office.language import Lang, speaks

_WORDS = {
    "any": ("bất kỳ", "anything"),
    "exactly": ("bằng {0}", "exactly {0}"),
    "from": ("từ {0} trở lên", "{0} or more"),
    "over": ("trên {0}", "more than {0}"),
    "to": ("không quá {0}", "at most {0}"),
    "under": ("dưới {0}", "less than {0}"),
    "lower": ("từ {0}", "from {0}"),
    "upper": ("đến {0}", "to {0}"),
    "upper-open": ("đến dưới {0}", "to less than {0}"),
    "total": ("tổng điểm", "the total"),
    "points-of": ("điểm “{0}”", "points of “{0}”"),
    "figure": ("“{0}”", "“{0}”"),
    "zero": ("số tiêu chí bị 0 điểm", "criteria that scored 0"),
    "below-half": ("số tiêu chí dưới một nửa điểm", "criteria below half of their points"),
    "share": ("tỷ lệ {0}", "the share of {0}"),
    "parts": ("số kỳ xếp loại {0}", "periods of class {0}"),
    "no-class": ("chưa xếp loại", "none"),
    "and": (" và ", " and "),
    "or": (" hoặc ", " or "),
    "none": ("không có trường hợp: {0}", "none of: {0}"),
}


def _say(lang: Lang, key: str, *values: object) -> str:
    return _WORDS[key][lang == "en"].format(*values)


def number(value: Fraction, as_percent: bool = False) -> str:
    """A bound: exact when it has at most three decimals, else rounded for reading."""
    if as_percent:
        return written.percent(value)
    return written.number(divide(value.numerator * MILLI, value.denominator, Rounding.HALF_AWAY))


@speaks
def span(bounds: Bounds, as_percent: bool = False, lang: Lang = "vi") -> str:
    """Both sides said in words; "từ … trở lên" includes the bound, "trên" and "dưới" do not."""
    low = None if bounds.low is None else number(bounds.low, as_percent)
    high = None if bounds.high is None else number(bounds.high, as_percent)
    if low is not None and bounds.low == bounds.high:
        return _say(lang, "exactly", low)
    if low is None and high is None:
        return _say(lang, "any")
    if high is None:
        return _say(lang, "from" if bounds.low_closed else "over", low)
    if low is None:
        return _say(lang, "to" if bounds.high_closed else "under", high)
    start = _say(lang, "lower" if bounds.low_closed else "over", low)
    return f"{start} {_say(lang, 'upper' if bounds.high_closed else 'upper-open', high)}"


@dataclass(frozen=True, slots=True)
class Named:
    """What codes are called: figures, groups, criteria and classes; a code without a title stands as it is.

    Attributes:
        shares: figures whose bounds are percentages.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    shares: frozenset[str] = frozenset()

    def of(self, code: str) -> str:
        return self.titles.get(code) or code


NOBODY_NAMED = Named()


@speaks
def condition_text(condition: Condition, lang: Lang = "vi", named: Named = NOBODY_NAMED) -> str:
    """A condition as one clause; parts of an all/any are joined by "và", "hoặc"."""
    match condition:
        case FigureIn(figure=figure, bounds=bounds):
            return f"{_say(lang, 'figure', named.of(figure))} {span(bounds, figure in named.shares, lang)}"
        case PointsIn(of=of, bounds=bounds):
            subject = _say(lang, "points-of", named.of(of)) if of else _say(lang, "total")
            return f"{subject} {span(bounds, lang=lang)}"
        case CriteriaIn(counted=counted, share=share, bounds=bounds):
            subject = _say(lang, "zero" if counted is CriteriaCounted.ZERO else "below-half")
            subject = _say(lang, "share", subject) if share else subject
            return f"{subject} {span(bounds, share, lang)}"
        case PartsIn(classes=classes, bounds=bounds):
            names = ", ".join(named.of(c) or _say(lang, "no-class") for c in classes)
            return f"{_say(lang, 'parts', names)} {span(bounds, lang=lang)}"
        case AllOf(conditions=conditions):
            return _say(lang, "and").join(_inner(c, lang, named) for c in conditions)
        case AnyOf(conditions=conditions):
            return _say(lang, "or").join(_inner(c, lang, named) for c in conditions)
        case NoneOf(conditions=conditions):
            return _say(lang, "none", "; ".join(condition_text(c, lang, named) for c in conditions))


def _inner(condition: Condition, lang: Lang, named: Named) -> str:
    text = condition_text(condition, lang, named)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) and len(condition.conditions) > 1 else text
