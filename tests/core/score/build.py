"""Small regulations and figures written by hand, for tests that read as sentences."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np

from thidua.core.number import Rounding
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import (
    Bounds,
    ClassName,
    ClassRule,
    Criterion,
    FigureKind,
    FigureUse,
    Form,
    Group,
    PointsIn,
    Scheme,
    Source,
    SubjectKind,
)
from thidua.core.score.table import FigureTable, State

NA = "không áp dụng"
CLASSES = (ClassName("tot", "Tốt"), ClassName("dat", "Đạt"), ClassName("khong-dat", "Không đạt"))
RULES = (
    ClassRule("tot", PointsIn("", Bounds(Fraction(9))), "Điều 3"),
    ClassRule("dat", PointsIn("", Bounds(Fraction(5))), "Điều 3"),
    ClassRule("khong-dat", None, "Điều 3"),
)


def criterion(code: str, method, maximum: float = 10, **more) -> Criterion:
    """Maxima in points."""
    return Criterion(code, code, "Điều 1", method, int(maximum * 1000), **more)


def group(code: str, *criteria: Criterion, **more) -> Group:
    whole = sum(c.maximum for c in criteria)
    values = {"maximum": whole, "minimum": 0, "rescale_to": whole} | more
    return Group(code, code, "Điều 2", criteria=criteria, **values)


def scheme(*groups: Group, form: dict | None = None, **more) -> Scheme:
    """One form "bieu" with these groups, two places, half up."""
    whole = sum(g.maximum for g in groups)
    bieu = Form(**{"code": "bieu", "title": "Biểu", "clause": "", "groups": groups, "rules": RULES} |
                {"maximum": whole} | (form or {}))  # fmt: skip
    values = {
        "code": "thu",
        "title": "Thử",
        "source": Source("", "", None),
        "subject": SubjectKind.UNIT,
        "period": PeriodKind.WEEK,
        "first_day": date(2025, 1, 1),
        "last_day": None,
        "places": 2,
        "rounding": Rounding.HALF_UP,
        "classes": CLASSES,
        "figures": (FigureUse("buoi", "Buổi tuyên truyền", FigureKind.COUNT, "buổi"),),
        "forms": (bieu,),
    }
    return Scheme(**values | more)


def table(figures: dict[str, dict], targets: dict[str, int] | None = None, **more) -> FigureTable:
    """subject → figure → a number, a (numerator, denominator), NA, or None for absent."""
    subjects = tuple(figures)
    columns = tuple(dict.fromkeys(code for values in figures.values() for code in values))
    shape = (len(subjects), len(columns))
    state = np.zeros(shape, dtype=np.int8)
    over, under = np.zeros(shape, dtype=np.int64), np.full(shape, 1000, dtype=np.int64)
    target = np.zeros(shape, dtype=np.int64)
    for row, values in enumerate(figures.values()):
        for code, value in values.items():
            at = columns.index(code)
            target[row, at] = (targets or {}).get(code, 0) * 1000
            if value == NA:
                state[row, at] = State.NOT_APPLICABLE
            elif value is not None:
                state[row, at] = State.PRESENT
                top, bottom = value if isinstance(value, tuple) else (value, 1)
                over[row, at], under[row, at] = int(Fraction(str(top)) * 1000), bottom * 1000
    values = {
        "period": Period.parse("2025-W09"),
        "forms": ("bieu",) * len(subjects),
        "groups": ("khoi",) * len(subjects),
    }
    return FigureTable(
        subjects=subjects, figures=columns, state=state, numerator=over, denominator=under, target=target,
        **values | more,
    )  # fmt: skip
