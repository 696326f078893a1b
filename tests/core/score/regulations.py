"""Random regulations from a seed, using every word of the language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from thidua.core.number import Rounding
from thidua.core.period import Period, PeriodKind
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
    Place,
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
            Events(
                rng.choice([*COUNTS, AMOUNT]),
                rng.choice([-2500, -500, 333, 1000]),
                rng.choice([0, 0, 2000, 5000, 700]),
                rng.choice(list(Rounding)),
            ),
            Share(figure, rng.random() < 0.5, rng.random() < 0.2, empty=empty),
            Tiers(figure, tiers, rng.random() < 0.3, empty=empty),
            placed(rng, maximum, empty),
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


def placed(rng: Random, maximum: int, empty: Empty) -> Tiers:
    """Points by the place in the group; now and then a place that no tier holds."""
    whole = tuple(
        Tier(bounds(rng, (Fraction(1), Fraction(2), Fraction(4))), rng.randint(0, maximum))
        for _ in range(rng.randint(1, 3))
    )
    rest = (Tier(Bounds(), 0),) if rng.random() < 0.8 else ()
    figure = rng.choice([*COUNTS, *RATIOS, AMOUNT])
    return Tiers(figure, (*whole, *rest), rng.random() < 0.3, empty, rng.choice(list(Place)))


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
    silence = rng.choice(["", "c", "khong"])
    return Form(
        code, code, "", tuple(groups), tuple(rules), tuple(vetoes), tuple(caps), start, most, 0, steps=steps,
        unreported_class=silence, unreported_clause="Điều 8" if silence else "",
    )  # fmt: skip


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
