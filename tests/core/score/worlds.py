"""Random figures for random regulations, from a seed; and the same figures as the naive evaluator reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from tests.core.score.regulations import COUNTS as COUNTS
from tests.core.score.regulations import RATIOS as RATIOS
from tests.core.score.regulations import WEEK
from tests.core.score.regulations import scheme as scheme
from tests.naive import Value
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.rows import columns
from thidua.core.score.scheme import (
    Bounds,
    Criterion,
    Events,
    FigureKind,
    FigureUse,
    Mark,
    Relative,
    Scheme,
    Share,
    Tier,
    Tiers,
)
from thidua.core.score.table import FigureTable, Parts, Scored, State


def columns_of(scheme: Scheme) -> tuple[tuple[str, FigureUse], ...]:
    """The columns that a table for the scheme has."""
    uses = {use.code: use for use in scheme.figures}
    return tuple((name, uses[name.partition("@")[0]]) for name in columns(scheme))


def table(scheme: Scheme, seed: int, size: int, whole: float = 0.97, period: Period = WEEK) -> FigureTable:
    """Figures for `size` subjects; `whole` is the share of cells that are neither absent nor not applicable."""
    rng = np.random.default_rng(seed)
    found = columns_of(scheme)
    shape = (size, len(found))
    state = rng.choice(
        [State.PRESENT, State.ABSENT, State.NOT_APPLICABLE],
        p=[whole, (1 - whole) / 3, (1 - whole) * 2 / 3],
        size=shape,
    ).astype(np.int8)
    nobody = rng.random(size) < (0.1 if whole < 1 else 0)
    state[nobody] = np.where(state[nobody] == State.PRESENT, State.ABSENT, state[nobody])
    over, under = np.zeros(shape, dtype=np.int64), np.full(shape, 1000, dtype=np.int64)
    for at, (_, use) in enumerate(found):
        over[:, at], under[:, at] = _values(rng, use, size, _most(scheme, use.code))
    target = rng.choice([0, 1000, 3000, 7000, 950], p=[0.1, 0.2, 0.3, 0.3, 0.1], size=shape).astype(np.int64)
    return FigureTable(
        period=period,
        subjects=tuple(f"dv-{i:05d}" for i in range(size)),
        forms=tuple(rng.choice([f.code for f in scheme.forms], size=size).tolist()),
        groups=tuple(rng.choice(["khoi-1", "khoi-2", "khoi-3"], size=size).tolist()),
        figures=tuple(code for code, _ in found),
        state=state,
        numerator=over,
        denominator=under,
        target=target,
    )


def _most(scheme: Scheme, figure: str) -> int:
    """The highest mark that some criterion takes."""
    maxima = [
        c.maximum
        for f in scheme.forms
        for c in f.criteria
        if isinstance(c.method, Mark) and c.method.figure == figure
    ]
    return min(maxima, default=0)


def _values(rng, use: FigureUse, size: int, most: int):
    thousand = np.full(size, 1000, dtype=np.int64)
    match use.kind:
        case FigureKind.RATIO:
            under = rng.choice([0, 1, 3, 7, 20, 100], p=[0.02, 0.1, 0.2, 0.2, 0.3, 0.18], size=size)
            good = rng.choice([0.5, 0.9, 1.0], size=size)
            over = np.maximum(rng.binomial(under, good), np.where(rng.random(size) < 0.4, under, 0))
            return over * 1000, under * 1000
        case FigureKind.YES_NO:
            return (rng.random(size) < 0.6) * 1000, thousand
        case FigureKind.MARK:
            steps = np.round(rng.beta(6, 1, size) * (most // 250)).astype(np.int64)
            wrong = np.where(rng.random(size) < 0.01, rng.choice([-250, 99_000, 130], size=size), 0)
            return steps * 250 + wrong, thousand
        case FigureKind.CLASS:
            wrong = rng.random(size) < 0.01
            return np.where(wrong, 99, rng.choice(use.values, size=size)) * 1000, thousand
        case FigureKind.AMOUNT:
            near = 12_000_000_000_000 + rng.integers(-3, 3, size) * 1000
            return np.where(rng.random(size) < 0.5, near, rng.integers(0, 9_000_000, size)), thousand
    return rng.integers(0, 12, size) * 1000, thousand


def figures_of(table: FigureTable, row: int) -> dict:
    """One subject's figures as the naive evaluator reads them."""
    found = {}
    for at, code in enumerate(table.figures):
        if table.state[row, at] == State.ABSENT:
            found[code] = None
        elif table.state[row, at] == State.NOT_APPLICABLE:
            found[code] = "n/a"
        else:
            over, under = int(table.numerator[row, at]), int(table.denominator[row, at])
            target = int(table.target[row, at])
            found[code] = Value(
                Fraction(over, under) if under else None, Fraction(target, 1000) if target else None
            )
    return found


def by_group(table: FigureTable) -> dict[str, list]:
    """Form and figures of everybody in each group, as the naive evaluator reads them."""
    found: dict[str, list] = {}
    for row, group in enumerate(table.groups):
        found.setdefault(group, []).append((table.forms[row], figures_of(table, row)))
    return found


def rows_of(table: FigureTable, rows: list[int]) -> FigureTable:
    """The same table with only these subjects, in this order."""
    return replace(
        table,
        subjects=tuple(table.subjects[i] for i in rows),
        forms=tuple(table.forms[i] for i in rows),
        groups=tuple(table.groups[i] for i in rows),
        state=table.state[rows],
        numerator=table.numerator[rows],
        denominator=table.denominator[rows],
        target=table.target[rows],
    )


def with_more(table: FigureTable, figure: str, more: int) -> FigureTable:
    """Everybody did more of it: a higher count, or more of what was due."""
    at = table.column(figure)
    over, under = table.numerator.copy(), table.denominator[:, at]
    ratio = figure in RATIOS
    over[:, at] = np.minimum(over[:, at] + more * 1000, under) if ratio else over[:, at] + more * 1000
    return replace(table, numerator=over)


def only_rewards(scheme: Scheme) -> Scheme:
    """The scheme with nothing in it that takes points for doing more: no penalties, gates or uneven tiers."""

    def plain(criterion: Criterion) -> Criterion:
        method = criterion.method
        if isinstance(method, Events):
            method = replace(method, each=abs(method.each))
        if isinstance(method, Tiers):
            rising = ((Fraction(1), 2), (Fraction(1, 3), 1))
            tiers = [Tier(Bounds(low), criterion.maximum * part // 2) for low, part in rising]
            method = replace(method, tiers=(*tiers, Tier(Bounds(), 0)))
        if isinstance(method, Tiers) and method.place is not None:  # nor does anybody's more move another
            method = replace(method, place=None)
        if isinstance(method, Relative):  # everybody's more is the leader's more too
            method = Share(method.figure, of_target=True, empty=method.empty)
        return replace(criterion, method=method, gate=None)

    forms = []
    for form in scheme.forms:
        groups = tuple(replace(g, gate=None, criteria=tuple(map(plain, g.criteria))) for g in form.groups)
        forms.append(replace(form, groups=groups))
    return replace(scheme, forms=tuple(forms))


def parts(seed: int, size: int, number: int, classes: int) -> Parts:
    """Weeks (or months) of `size` subjects with random totals and classes; some are missing."""
    rng = np.random.default_rng(seed)
    first = containing(date(2025, 3, 6), PeriodKind.WEEK)
    weeks = [containing(first.start + timedelta(weeks=i), PeriodKind.WEEK) for i in range(number)]
    return Parts(
        periods=tuple(weeks),
        subjects=tuple(f"dv-{i:05d}" for i in range(size)),
        present=rng.random((size, number)) < 0.8,
        total=rng.integers(0, 10_000, (size, number)),
        classes=rng.integers(-1, classes, (size, number)),
    )


def better_parts(parts: Parts, seed: int) -> Parts:
    """Mostly the best two classes and high totals, as real weeks are."""
    rng = np.random.default_rng(seed + 1)
    shape = parts.classes.shape
    good = rng.random(shape) < 0.9
    return replace(
        parts,
        classes=np.where(good, rng.integers(0, 2, shape), parts.classes),
        total=np.where(good, rng.integers(8_000, 10_000, shape) * 10, parts.total * 10),
    )


def placed(scored: Scored, forms: tuple[str, ...], groups: tuple[str, ...]) -> Scored:
    return replace(scored, forms=forms, groups=groups)


def group_table(scored: Scored, figures: dict[tuple[str, str], int]) -> FigureTable:
    """A table without figures of subjects: only those of their groups."""
    none = np.zeros((len(scored.subjects), 0), dtype=np.int64)
    return FigureTable(
        scored.period, scored.subjects, scored.forms, scored.groups, (), none.astype(np.int8), none, none, none,
        figures,
    )  # fmt: skip
