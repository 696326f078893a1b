"""What is rewarded that should not be: sheer volume of enforcement, size, silence, and doing less."""

from __future__ import annotations

import re

import numpy as np

from thidua.core.lab.batch import Batch
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Law, conditions_of, figures_of, level
from thidua.core.lab.sweep import Sweep
from thidua.core.number import MILLI
from thidua.core.score.scheme import Events, FigureKind, FigureUse
from thidua.core.score.table import State
from thidua.core.text import fold

# Arrests, fines, cases, seizures: whole words of a title without accents (promise N8).
ENFORCEMENT = re.compile(
    r"\b(bat giu|bat duoc|so vu bat|vi pham bi phat|xu phat|tien phat|lap bien ban|khoi to|vu an|chuyen an|"
    r"kham pha|triet pha|triet xoa|thu giu|doi tuong|arrests?|fines?|seizures?)\b"
)
NOTABLE = 50  # a fiftieth of the whole scale
PLENTY = 20  # upheld complaints, reopened cases: as bad as it gets


def incentives(ground: Ground, sweeps: tuple[Sweep, ...]) -> Answer:
    """Exact: every figure is asked what more, less and nothing of it is worth."""
    scale = max(ground.form.maximum - ground.form.minimum, 1)
    found: list[Effect] = []
    for figure in dict.fromkeys(s.law.figure for s in sweeps):
        one = next(s for s in sweeps if s.law.figure == figure)
        if one.use.enforcement:
            found.append(_enforcement(ground, one))
        elif ENFORCEMENT.search(fold(one.title + " " + one.use.title)) and one.span > 0:
            found.append(_effect("incentive.unmarked", Gravity.FAULT, one.span, one))
        found += _shape(ground, one, scale)
    found.sort(key=lambda f: (list(Gravity).index(f.gravity), -f.number.value))
    if not found:
        return Answer(Part.INCENTIVE, (Effect("incentive.none", Gravity.SOUND, Number(0)),))
    bars = tuple(Bar(f.title, f.number) for f in found if f.number.measure is Measure.POINTS)
    return Answer(Part.INCENTIVE, tuple(found), Bars(bars[:10]))


def _effect(code: str, gravity: Gravity, points: int, sweep: Sweep, **values: str | int | Number) -> Effect:
    criterion = sweep.criteria[0]
    return Effect(
        code, gravity, Number(points), sweep.law.figure, sweep.title, criterion.clause,
        {"unit": sweep.use.unit, "figure": sweep.use.title, **values},
    )  # fmt: skip


# --- Enforcement ------------------------------------------------------------------------------------------


def _enforcement(ground: Ground, sweep: Sweep) -> Effect:
    """Volume earns; does the paired quality figure take it back when quality is at its worst?"""
    use = sweep.use
    pair = next((u for u in ground.scheme.figures if u.code == use.paired_with), None)
    if pair is None:
        return _effect("incentive.no-pair", Gravity.FAULT, sweep.span, sweep)
    read = {c.method.figure for c in ground.form.criteria}
    read |= {leaf.figure for condition in conditions_of(ground.form) for leaf in figures_of(condition)}
    if pair.code not in read:
        return _effect("incentive.pair-unread", Gravity.FAULT, sweep.span, sweep, pair=pair.title)
    kept = _kept(ground, sweep, pair)
    if kept > 0:
        return _effect("incentive.pair-weak", Gravity.FAULT, kept, sweep, pair=pair.title)
    return _effect(
        "incentive.paired", Gravity.CAUTION, sweep.span, sweep, pair=pair.title, why=use.justification
    )


def _kept(ground: Ground, sweep: Sweep, pair: FigureUse) -> int:
    """Points of plenty of enforcement with the worst quality, above none of it with the best."""
    row, at, other = ground.middle, sweep.law.column, ground.reference.column(pair.code)
    batch = Batch.of(ground.reference, 4)
    batch.numerator[:2, row, at] = 0
    batch.numerator[2:, row, at] = int(sweep.x[int(np.argmax(sweep.total))])
    batch.state[:, row, other] = State.PRESENT
    under = int(batch.denominator[0, row, other])
    most = under if pair.kind in (FigureKind.RATIO, FigureKind.YES_NO) else PLENTY * MILLI
    batch.numerator[:, row, other] = [0, most, 0, most]
    total = ground.run(batch).total[:, row]
    return int(total[2:].min() - total[:2].max())


# --- The shape of a figure's points -----------------------------------------------------------------------


def _shape(ground: Ground, sweep: Sweep, scale: int) -> list[Effect]:
    found: list[Effect] = []
    counted = sweep.use.kind in (FigureKind.COUNT, FigureKind.AMOUNT)
    rises, falls = bool((sweep.gains > 0).any()), bool((sweep.gains < 0).any())
    if rises and falls:
        loss = int((np.maximum.accumulate(sweep.total) - sweep.total).max())
        found.append(_effect("incentive.more-loses", Gravity.CAUTION, loss, sweep))
    if counted and falls and not rises:
        one = int(sweep.total[0] - sweep.total[1])
        rewarded = any(c.maximum > 0 for c in sweep.criteria)
        if rewarded:
            found.append(_effect("incentive.zero-full", Gravity.CAUTION, sweep.span, sweep, one=Number(one)))
        elif one > 0:
            found.append(_effect("incentive.zero-pays", Gravity.NOTE, one, sweep))
    if counted and rises and not sweep.target and isinstance(sweep.criteria[0].method, Events):
        gap = _size_gap(ground, sweep.law)
        if gap * NOTABLE >= scale:
            found.append(_effect("incentive.volume", Gravity.CAUTION, gap, sweep))
    return found


def _size_gap(ground: Ground, law: Law) -> int:
    """What a unit of 100 people gets more than one of 10 that works just as well."""
    batch = Batch.of(ground.reference, 2)
    for copy, heads in enumerate((10.0, 100.0)):
        over, under, target = level(law, np.zeros(1), np.array([heads]))
        batch.numerator[copy, ground.middle, law.column] = over[0]
        batch.denominator[copy, ground.middle, law.column] = under[0]
        batch.target[copy, ground.middle, law.column] = target[0]
    total = ground.run(batch).total[:, ground.middle]
    return int(total[1] - total[0])
