"""What a unit gains by having a figure declared not assigned, or by having no target."""

from __future__ import annotations

import numpy as np

from thidua.core.lab import interval
from thidua.core.lab.batch import Batch
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Law
from thidua.core.number import MILLI, Int64
from thidua.core.score.scheme import Criterion, Empty, Mark, NotApplicable
from thidua.core.score.table import State

WORLDS = 30
BARS_MAX = 12


def loopholes(ground: Ground) -> Answer:
    """For each way out: points of a unit that did nothing, exact; and how many ordinary units would gain."""
    found = []
    for law in ground.laws:
        criterion = _criterion(ground, law)
        if criterion is None:
            continue
        if criterion.not_applicable is not NotApplicable.REFUSE:
            found.append(_way_out(ground, law, criterion, "loophole.not-assigned"))
        if law.target and getattr(criterion.method, "empty", Empty.PROBLEM) is not Empty.PROBLEM:
            found.append(_way_out(ground, law, criterion, "loophole.no-target"))
    told = sorted((f for f in found if f.number.value > 0), key=lambda f: -f.number.value)
    if not told:
        return Answer(Part.LOOPHOLE, (Effect("loophole.none", Gravity.SOUND, Number(0)),))
    bars = tuple(
        Bar(f.title, f.number, f.values["usual"] if isinstance(f.values["usual"], Number) else None)
        for f in told[:BARS_MAX]
        if f.code == "loophole.not-assigned"
    ) or tuple(Bar(f.title, f.number) for f in told[:BARS_MAX])
    return Answer(Part.LOOPHOLE, tuple(told), Bars(bars))


def _criterion(ground: Ground, law: Law) -> Criterion | None:
    """The first criterion whose deciding column this is."""
    for criterion in ground.form.criteria:
        method = criterion.method
        decides = f"{method.figure}@{method.decides}" if isinstance(method, Mark) else method.figure
        if decides == law.figure:
            return criterion
    return None


def _way_out(ground: Ground, law: Law, criterion: Criterion, code: str) -> Effect:
    row, at = ground.middle, law.column
    batch = Batch.of(
        ground.reference, 4
    )  # as it is · did nothing · way out · the same for a unit that did nothing
    nothing = _nothing(ground, law)
    batch.numerator[1, row, at] = batch.numerator[3, row, at] = nothing
    for copy in (2, 3):
        _declare(batch, code, copy, row, at)
    out = ground.run(batch)
    total, place = out.total[:, row], out.place[:, row]
    gain, usual = int(total[3] - total[1]), int(total[2] - total[0])
    if not out.complete[3, row]:
        gain = usual = 0
    gravity = Gravity.NOTE
    if gain > 0:
        full = criterion.not_applicable is NotApplicable.FULL or code == "loophole.no-target"
        gravity = Gravity.FAULT if full and gain >= criterion.maximum > 0 else Gravity.CAUTION
    return Effect(
        code,
        gravity,
        Number(gain),
        law.figure,
        criterion.title,
        criterion.clause,
        {
            "usual": Number(usual),
            "places": Number(int(place[1] - place[3]) * MILLI, Measure.PLACES),
            "maximum": Number(criterion.maximum),
            "policy": str(criterion.not_applicable),
            "gainers": _gainers(ground, code, at),
        },
    )


def _declare(batch: Batch, code: str, copy: int, row: int | slice | Int64, at: int) -> None:
    if code == "loophole.no-target":
        batch.target[copy, row, at] = 0
    else:
        batch.state[copy, row, at] = State.NOT_APPLICABLE


def _nothing(ground: Ground, law: Law) -> int:
    """The value that a unit has which did nothing: of 0 and the most, the one that is worth less."""
    batch = Batch.of(ground.reference, 2)
    under = int(batch.denominator[0, ground.middle, law.column])
    most = under if not law.maximum else law.maximum
    if law.rising:
        return 0
    batch.numerator[0, ground.middle, law.column] = 0
    batch.numerator[1, ground.middle, law.column] = 10 * most
    total = ground.run(batch).total[:, ground.middle]
    return 0 if total[0] <= total[1] else 10 * most


def _gainers(ground: Ground, code: str, at: int) -> Number:
    """Share of units that would stand higher by it, each alone in its world."""
    rng = ground.rng(Part.LOOPHOLE)
    units = len(ground.table.subjects)
    worlds = max(1, min(WORLDS, ground.worlds, 20_000 // (units * units))) if ground.synthetic else 1
    truth = ground.truths(worlds, rng)
    base = ground.strayed(truth, rng) if ground.synthetic else truth
    before = ground.run(base)
    asked = ground.asked(20_000)
    batch = base.repeated(len(asked))
    copy, who = np.arange(worlds * len(asked)), np.tile(asked, worlds)
    if code == "loophole.no-target":
        batch.target[copy, who, at] = 0
    else:
        batch.state[copy, who, at] = State.NOT_APPLICABLE
    after = ground.run(batch)
    gains = (
        after.total[copy, who] > np.repeat(before.total, len(asked), axis=0)[copy, who]
    ) & after.complete[copy, who]
    if ground.synthetic or len(asked) < units:
        return interval.share(int(gains.sum()), len(gains))
    return Number(int(gains.sum()) * MILLI // len(gains), Measure.SHARE)
