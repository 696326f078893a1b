"""Which criteria decide the order, and which never do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from thidua.core.lab import interval
from thidua.core.lab.batch import Outcome
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Floats
from thidua.core.number import MILLI, Int64
from thidua.core.score.scheme import Criterion

BARS_MAX = 16
WORLDS = 100  # pairs within a world are many; more worlds hardly narrow the interval
UNITS_MAX = 90  # units that are compared in pairs, evenly chosen
HEAVY = 1.5  # decides so many times more (or, inverted, less) than its share of the maximum says


def weights(ground: Ground) -> Answer:
    """A pair of units is decided by a criterion when, without its points, their order would be another."""
    rng = ground.rng(Part.WEIGHT)
    truth = ground.truths(min(ground.copies, WORLDS), rng)
    whole_out = ground.run(ground.strayed(truth, rng))
    rows = ground.asked(UNITS_MAX * len(ground.table.subjects))
    out = replace(whole_out, points=whole_out.points[:, rows], total=whole_out.total[:, rows],
                  complete=whole_out.complete[:, rows])  # fmt: skip
    decided = _decided([ground.table.groups[i] for i in rows], out)  # [copy, criterion], shares of pairs
    if not decided.size:
        return Answer(Part.WEIGHT, skipped="no-pairs")
    whole = sum(c.maximum for c in ground.form.criteria if c.maximum > 0) or 1
    found, bars = [], []
    order_of_total = _ranks(out.total)
    for criterion in ground.form.criteria:
        at = out.criteria.index(criterion.code)
        share = interval.mean(decided[:, at] * MILLI, Measure.SHARE)
        nominal = Number(max(criterion.maximum, 0) * MILLI // whole, Measure.SHARE)
        bars.append(Bar(criterion.title, share, nominal, _correlation(out.points[:, :, at], order_of_total)))
        if effect := _remark(criterion, out, at, share, nominal):
            found.append(effect)
    order = sorted(range(len(bars)), key=lambda i: -bars[i].number.value)
    found.insert(0, _top(ground, order, bars))
    return Answer(Part.WEIGHT, tuple(found), Bars(tuple(bars[i] for i in order[:BARS_MAX])))


def _decided(of: list[str], out: Outcome) -> NDArray[np.float64]:
    groups = np.array(of, dtype=object)
    number = len(groups)
    one, two = np.triu_indices(number, 1)
    same = groups[one] == groups[two]
    one, two = one[same], two[same]
    if not one.size:
        return np.zeros((0, len(out.criteria)))
    gap = out.total[:, one] - out.total[:, two]
    apart = gap != 0
    pairs = np.maximum(apart.sum(axis=1), 1)
    shares = np.zeros((len(out.total), len(out.criteria)))
    for at in range(len(out.criteria)):
        own = out.points[:, one, at] - out.points[:, two, at]
        changes = apart & (np.sign(gap - own) != np.sign(gap))
        shares[:, at] = changes.sum(axis=1) / pairs
    return shares


def _ranks(values: Int64) -> Floats:
    """Mean ranks inside each copy; equals share theirs."""
    below = (values[:, None, :] < values[:, :, None]).sum(axis=2)
    equal = (values[:, None, :] == values[:, :, None]).sum(axis=2)
    ranks: Floats = below + (equal - 1) / 2.0
    centred: Floats = ranks - ranks.mean(axis=1, keepdims=True)
    return centred


def _correlation(points: Int64, total: Floats) -> Number:
    """Spearman's: how far the order by this criterion is the order by the total; 0 where all are equal."""
    own = _ranks(points)
    spread = np.sqrt((own**2).sum(axis=1) * (total**2).sum(axis=1))
    rho = np.where(spread > 0, (own * total).sum(axis=1) / np.where(spread > 0, spread, 1.0), 0.0)
    return interval.mean(rho * MILLI, Measure.PLAIN)


def _remark(criterion: Criterion, out: Outcome, at: int, share: Number, nominal: Number) -> Effect | None:
    points = out.points[:, :, at][out.complete]
    about = (criterion.code, criterion.title, criterion.clause)
    values: dict[str, str | int | Number] = {"nominal": nominal}
    if criterion.maximum > 0 and (points == criterion.maximum).all():
        return Effect("weight.always-full", Gravity.CAUTION, share, *about, values)
    if (points == 0).all():
        return Effect("weight.never-scores", Gravity.CAUTION, share, *about, values)
    if points.size and (points == points.flat[0]).all():
        return Effect("weight.same-for-all", Gravity.CAUTION, share, *about, values)
    low, high = share.low or 0, share.high or 0
    if nominal.value and low > HEAVY * nominal.value and share.value > 200:
        return Effect("weight.heavier", Gravity.CAUTION, share, *about, values)
    if nominal.value >= 50 and high * 4 < nominal.value:
        return Effect("weight.lighter", Gravity.NOTE, share, *about, values)
    return None


def _top(ground: Ground, order: list[int], bars: list[Bar]) -> Effect:
    criteria = ground.form.criteria
    first = criteria[order[0]]
    second = criteria[order[1]].title if len(order) > 1 else ""
    nominal = bars[order[0]].second or Number(0, Measure.SHARE)
    return Effect(
        "weight.top",
        Gravity.NOTE,
        bars[order[0]].number,
        first.code,
        first.title,
        first.clause,
        {"second": second, "nominal": nominal},
    )
