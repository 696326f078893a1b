"""What the way of combining two reviewers does, when one is more lenient than the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from thidua.core.lab import interval
from thidua.core.lab.batch import Batch, Outcome
from thidua.core.lab.effect import Answer, Bar, Bars, Effect, Gravity, Measure, Number, Part
from thidua.core.lab.ground import Ground
from thidua.core.lab.law import Floats, Law, stepped
from thidua.core.number import MILLI
from thidua.core.score.scheme import Combine, Criterion, Mark, Scheme

LENIENCY = 0.08  # of the maximum: how far reviewers differ from each other, one standard deviation
RULES = (Combine.HIGHEST, Combine.MEAN, Combine.LOWEST)


def reviewers(ground: Ground) -> Answer:
    """Each unit has reviewers of its own, each with a leniency of its own; the same marks, combined by each rule."""
    marked = [c for c in ground.form.criteria if isinstance(c.method, Mark)]
    if not marked:
        return Answer(Part.REVIEWER, skipped="no-marks")
    if max(len(c.method.assessors) for c in marked if isinstance(c.method, Mark)) < 2:
        return Answer(Part.REVIEWER, skipped="one-assessor")
    rng = ground.rng(Part.REVIEWER)
    truth = ground.truths(ground.worlds, rng)
    seen = truth.repeated(1)
    lenient = rng.standard_normal((*seen.state.shape[:2], 8))  # one per seat of the reviewers' table
    for law in ground.laws:
        if law.maximum:
            _review(law, seen, lenient[:, :, _seat(ground, law)], rng)
    true = ground.run(truth)
    results = {rule: _result(ground, seen, true, rule) for rule in RULES}
    stated = {c.method.combine for c in marked if isinstance(c.method, Mark)}
    bars = tuple(Bar(f"reviewer.{rule}", first) for rule, (_, first) in results.items())
    up, first = results[Combine.HIGHEST]
    mean_up, mean_first = results[Combine.MEAN]
    gravity = Gravity.NOTE
    if Combine.HIGHEST in stated:
        gravity = Gravity.FAULT if up.value > 0 and first.value < mean_first.value else Gravity.CAUTION
    found = Effect(
        "reviewer.highest",
        gravity,
        up,
        values={
            "first": first,
            "mean": mean_up,
            "mean_first": mean_first,
            "stated": " ".join(sorted(f"reviewer.{rule}" for rule in stated)),
            "leniency": Number(round(LENIENCY * MILLI), Measure.SHARE),
        },
    )
    return Answer(Part.REVIEWER, (found,), Bars(bars))


def _seat(ground: Ground, law: Law) -> int:
    base, _, assessor = law.figure.partition("@")
    for criterion in ground.form.criteria:
        if isinstance(criterion.method, Mark) and criterion.method.figure == base:
            return criterion.method.assessors.index(assessor) % 8
    return 0


def _review(law: Law, seen: Batch, lenient: Floats, rng: np.random.Generator) -> None:
    at = law.column
    noise = rng.standard_normal(lenient.shape) * 0.5
    marks = seen.numerator[:, :, at] + (lenient + noise) * LENIENCY * law.maximum
    seen.numerator[:, :, at] = stepped(marks, law)


def _result(ground: Ground, seen: Batch, true: Outcome, rule: Combine) -> tuple[Number, Number]:
    """Points above the true total, and how often the truly best comes first."""
    out = seen.run(combined(ground.scheme, rule))
    up = (out.total - true.total).mean(axis=1)
    chosen = np.argmax(true.total, axis=1)
    first = out.place[np.arange(len(chosen)), chosen] == 1
    return interval.mean(up, Measure.POINTS), interval.share(int(first.sum()), len(first))


def combined(scheme: Scheme, rule: Combine) -> Scheme:
    """The scheme with every mark of several reviewers combined by this rule."""

    def other(criterion: Criterion) -> Criterion:
        method = criterion.method
        if not isinstance(method, Mark) or len(method.assessors) < 2:
            return criterion
        return replace(criterion, method=replace(method, combine=rule, gap=0, step=0))

    forms = tuple(
        replace(form, groups=tuple(replace(g, criteria=tuple(map(other, g.criteria))) for g in form.groups))
        for form in scheme.forms
    )
    return replace(scheme, forms=forms)
