"""Random regulations and random figures, from a seed; and the same figures as the naive evaluator reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import numpy as np

from tests.naive import Value
from thidua.core.number import Rounding
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.rows import columns
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    ClassCap,
    ClassName,
    ClassRule,
    Combine,
    CriteriaCounted,
    CriteriaIn,
    Criterion,
    Empty,
    Events,
    FigureIn,
    FigureKind,
    FigureUse,
    Form,
    Group,
    Mark,
    Missing,
    NoneOf,
    NotApplicable,
    PartPoints,
    PartsIn,
    PointsIn,
    Relative,
    RollUp,
    Scheme,
    Share,
    Source,
    Step,
    SubjectKind,
    Takes,
    Tier,
    Tiers,
    Unknown,
    Veto,
    YesNo,
)
from thidua.core.score.table import FigureTable, Parts, Scored, State

WEEK = Period.parse("2025-W09")
COUNTS, RATIOS, YES_NOS, MARKS = (
    ("dem-1", "dem-2"),
    ("ty-le-1", "ty-le-2"),
    ("co-khong",),
    ("cham", "cham-chung"),
)
AMOUNT = "so-tien"
ASSESSORS = ("tu-cham", "cap-tren")
PANEL = ("mot", "hai", "ba")
CLASSES = ("a", "b", "c", "khong")


def bounds(rng: Random, values: tuple[Fraction, ...]) -> Bounds:
    low = rng.choice([None, *values])
    high = rng.choice([None, *(v for v in values if low is None or v >= low)])
    return Bounds(low, rng.random() < 0.5, high, rng.random() < 0.5)


def figure_in(rng: Random) -> FigureIn:
    figure = rng.choice([*COUNTS, *RATIOS, *YES_NOS, AMOUNT])
    values = {
        AMOUNT: (Fraction(1), Fraction(12_000_000_000), Fraction(12_345_678_901, 7)),
        **dict.fromkeys(RATIOS, (Fraction(1, 3), Fraction(2, 3), Fraction(95, 100), Fraction(1))),
    }.get(figure, (Fraction(0), Fraction(1), Fraction(3), Fraction(7)))
    unknown = tuple(Unknown)
    return FigureIn(figure, bounds(rng, values), rng.choice(unknown), rng.choice(unknown))


def condition(rng: Random, leaves, depth: int = 2):
    if depth == 0 or rng.random() < 0.5:
        return rng.choice(leaves)(rng)
    parts = tuple(condition(rng, leaves, depth - 1) for _ in range(rng.randint(1, 3)))
    return rng.choice([AllOf, AnyOf, NoneOf])(parts)


def method(rng: Random, maximum: int):
    tiers = tuple(
        Tier(bounds(rng, (Fraction(1, 3), Fraction(2, 3), Fraction(1), Fraction(5))), rng.randint(0, maximum))
        for _ in range(rng.randint(1, 3))
    )
    if rng.random() < 0.7:
        tiers += (Tier(Bounds(), 0),)
    figure, empty = rng.choice([*COUNTS, *RATIOS]), rng.choice(list(Empty))
    return rng.choice(
        [
            Events(rng.choice([*COUNTS, AMOUNT]), rng.choice([-2500, -500, 333, 1000])),
            Share(figure, rng.random() < 0.5, rng.random() < 0.2, empty=empty),
            Tiers(figure, tiers, rng.random() < 0.3, empty=empty),
            YesNo(YES_NOS[0], rng.randint(0, maximum), rng.choice([0, 100])),
            Mark(MARKS[0], ASSESSORS, rng.choice(ASSESSORS), rng.choice([0, 250, 500])),
            Relative(
                rng.choice([*COUNTS, *RATIOS, AMOUNT]),
                rng.choice([Fraction(1, 2), Fraction(2, 3), Fraction(0), Fraction(1)]),
                empty,
            ),
            panel(rng),
        ]
    )


def panel(rng: Random) -> Mark:
    """Marks of several assessors made one, with or without somebody to settle what is too far apart."""
    assessors = tuple(rng.sample(PANEL, rng.randint(1, 3)))
    decides = rng.choice(["", assessors[0], "hoi-dong"])
    how = rng.choice([combine for combine in Combine if combine is not Combine.DECIDES])
    return Mark(MARKS[1], assessors, decides, rng.choice([0, 250]), how, rng.choice([0, 500, 2000]))


def criterion(rng: Random, code: str, groups: tuple[str, ...]) -> Criterion:
    maximum = rng.choice([0, 1000, 1250, 2500, 4000, 10000])
    policy = rng.choice(list(NotApplicable))
    among = tuple(rng.sample(groups, rng.randint(1, len(groups)))) if policy == "redistribute" else ()
    return Criterion(
        code,
        code.upper(),
        "Điều 1",
        method(rng, maximum),
        maximum,
        rng.choice([0, 0, -5000]) if not maximum else rng.choice([0, 0, 0, 500]),
        rng.choice([Missing.PROBLEM, Missing.ZERO, Missing.ZERO]),
        policy,
        among,
        condition(rng, [figure_in], 1) if rng.random() < 0.25 else None,
    )


def form(rng: Random, code: str) -> Form:
    names = tuple(f"n{i}" for i in range(rng.randint(1, 4)))
    groups, number = [], 0
    for name in names:
        criteria = []
        for _ in range(rng.randint(1, 3)):
            criteria.append(criterion(rng, f"c{number}", names))
            number += 1
        whole = sum(c.maximum for c in criteria)
        maximum = rng.choice([whole, whole, whole // 2])
        takes = rng.choice([Takes.SUM, Takes.SUM, Takes.SUM, Takes.BEST])
        if takes is Takes.BEST:
            criteria = [without_sharing(c) for c in criteria]
            whole = max(c.maximum for c in criteria)
            maximum = min(maximum, whole)
        gate = condition(rng, [figure_in], 1) if rng.random() < 0.15 else None
        rescale_to = rng.choice([maximum, maximum, whole])
        groups.append(
            Group(
                name,
                name,
                "Điều 2",
                maximum,
                rng.choice([0, -3000]),
                tuple(criteria),
                rescale_to,
                gate,
                takes=takes,
            )
        )
    asked = ["", *names, *(c.code for g in groups for c in g.criteria)]
    leaves = [
        figure_in,
        lambda r: PointsIn(
            r.choice(asked), bounds(r, (Fraction(0), Fraction(1), Fraction(5, 2), Fraction(9)))
        ),
        lambda r: CriteriaIn(
            r.choice(list(CriteriaCounted)),
            r.random() < 0.5,
            bounds(r, (Fraction(0), Fraction(1, 2), Fraction(1))),
        ),
    ]
    rules = [
        ClassRule(rng.choice(CLASSES), condition(rng, leaves), "Điều 3") for _ in range(rng.randint(0, 3))
    ]
    if rng.random() < 0.8:
        rules.append(ClassRule(rng.choice(CLASSES), None, "Điều 3"))
    vetoes = [Veto(condition(rng, leaves), rng.choice(CLASSES), "Điều 4") for _ in range(rng.randint(0, 2))]
    caps = [ClassCap(condition(rng, leaves), rng.choice(CLASSES), "Điều 5") for _ in range(rng.randint(0, 2))]
    start = rng.choice([0, 0, 2000, 10_000])
    most = rng.choice([start + sum(g.maximum for g in groups), 8000])
    steps = tuple(step(rng, leaves) for _ in range(rng.choice([0, 0, 1, 2, 3])))
    return Form(
        code, code, "", tuple(groups), tuple(rules), tuple(vetoes), tuple(caps), start, most, 0, steps=steps
    )


def without_sharing(criterion: Criterion) -> Criterion:
    """Alternatives of which one counts have no maximum of their own to share out."""
    if criterion.not_applicable is not NotApplicable.REDISTRIBUTE:
        return criterion
    return replace(criterion, not_applicable=NotApplicable.RESCALE, among=())


def step(rng: Random, leaves) -> Step:
    by, minus = rng.choice([("", ""), ("", ""), ("dem-1", ""), ("dem-1", "dem-2"), ("ty-le-1", "")])
    return Step(
        condition(rng, leaves) if rng.random() < 0.8 else None,
        rng.choice([-2, -1, 1, 1, 2]),
        "Điều 7",
        floor=rng.choice(["", "", "b", "c"]),
        ceiling=rng.choice(["", "", "a", "b"]),
        by_figure=by,
        minus_figure=minus,
        sign=rng.random() < 0.5,
    )


def scheme(seed: int) -> Scheme:
    rng = Random(seed)
    part_leaves = [
        lambda r: PartsIn(
            tuple(r.sample([*CLASSES, ""], r.randint(1, 3))), bounds(r, (Fraction(0), Fraction(2)))
        ),
        lambda r: PointsIn("", bounds(r, (Fraction(0), Fraction(3), Fraction(8)))),
    ]
    roll_up = RollUp(
        PeriodKind.MONTH,
        PeriodKind.WEEK,
        rng.choice(list(PartPoints)),
        tuple(
            ClassRule(rng.choice(CLASSES), condition(rng, part_leaves), "") for _ in range(rng.randint(0, 3))
        ),
        "Điều 6",
    )
    return Scheme(
        code="ngau-nhien",
        title="Ngẫu nhiên",
        source=Source("", "", None),
        subject=SubjectKind.UNIT,
        period=PeriodKind.WEEK,
        first_day=date(2025, 1, 1),
        last_day=None,
        places=rng.choice([0, 1, 2, 2, 3]),
        rounding=rng.choice(list(Rounding)),
        classes=tuple(ClassName(code, code, code != "khong" or rng.random() < 0.7) for code in CLASSES),
        figures=(
            *(FigureUse(code, code, FigureKind.COUNT) for code in COUNTS),
            *(FigureUse(code, code, FigureKind.RATIO) for code in RATIOS),
            *(FigureUse(code, code, FigureKind.YES_NO) for code in YES_NOS),
            *(FigureUse(code, code, FigureKind.MARK) for code in MARKS),
            FigureUse(AMOUNT, AMOUNT, FigureKind.AMOUNT),
        ),
        forms=tuple(form(rng, f"bieu-{i}") for i in range(rng.randint(1, 3))),
        roll_ups=(roll_up,),
    )  # fmt: skip


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
