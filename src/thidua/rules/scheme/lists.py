"""Decision lists: every result gets a class, every line can be reached, vetoes and caps can bite."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from thidua.core.number import MILLI
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    ClassCap,
    ClassRule,
    Condition,
    Form,
    PartPoints,
    PointsIn,
    RollUp,
    Step,
    Veto,
)
from thidua.rules.fields import Findings
from thidua.rules.scheme.arithmetic import overlapping, written
from thidua.rules.scheme.context import Context
from thidua.rules.scheme.world import Ranges, TooManyError, describe, find_world

PARTS = {
    (PeriodKind.MONTH, PeriodKind.WEEK): 5,
    (PeriodKind.QUARTER, PeriodKind.WEEK): 14,
    (PeriodKind.QUARTER, PeriodKind.MONTH): 3,
    (PeriodKind.YEAR, PeriodKind.WEEK): 53,
    (PeriodKind.YEAR, PeriodKind.MONTH): 12,
    (PeriodKind.YEAR, PeriodKind.QUARTER): 4,
}


def check_form_lists(form: Form, context: Context) -> None:
    """The class table, the vetoes and the caps of one form."""
    path = f"forms.{form.code}"
    if not _sound(path, context.findings):
        return
    ranges = _form_ranges(form, context)
    if form.rules:
        check_rules(form.rules, f"{path}.class", ranges, context.findings)
    for number, veto in enumerate(form.vetoes, 1):
        _check_limit(veto, "scheme.veto-never", f"{path}.vetoes.{number}", ranges, context)
    for number, step in enumerate(form.steps, 1):
        _check_step(step, f"{path}.steps.{number}", ranges, context)
    for number, cap in enumerate(form.caps, 1):
        _check_limit(cap, "scheme.cap-never", f"{path}.caps.{number}", ranges, context)


def check_roll_up(roll_up: RollUp, number: int, forms: Sequence[Form], context: Context) -> None:
    """The decision list of a longer period."""
    path = f"roll-ups.{number}"
    if not context.findings.clean(path) or not roll_up.rules:
        return
    parts = PARTS.get((roll_up.level, roll_up.of), 0)
    times = parts if roll_up.points is PartPoints.SUM else 1
    low = min((form.minimum for form in forms), default=0) * times
    high = max((form.maximum for form in forms), default=0) * times
    points = {"": (Fraction(low, MILLI), Fraction(high, MILLI))}
    ranges = Ranges(points, 0, context.figures, parts, context.classes)
    check_rules(roll_up.rules, f"{path}.class", ranges, context.findings)


def check_rules(rules: Sequence[ClassRule], path: str, ranges: Ranges, findings: Findings) -> None:
    """Holes, overlaps and unreachable lines of one decision list."""
    conditions = [rule.when for rule in rules if rule.when is not None]
    earlier: list[Condition] = []
    closed = False
    for number, rule in enumerate(rules, 1):
        here = f"{path}.{number}"
        try:
            reached = not closed and find_world(rule.when, earlier, ranges, conditions) is not None
        except TooManyError:
            reached = True
        if not reached:
            findings.at("scheme.class-rule-never", rule, here, value=rule.code)
        if rule.when is None:
            closed = True
        else:
            earlier.append(rule.when)
    bands = [rule.when.bounds for rule in rules if isinstance(rule.when, PointsIn) and not rule.when.of]
    twice = overlapping(bands) if len(bands) == len(conditions) else None
    if twice is not None:
        first, second = rules[twice[0]], rules[twice[1]]
        findings.at(
            "scheme.class-overlap",
            second,
            path,
            first=first.code,
            second=second.code,
            example=written(twice[2]),
        )
    if not closed:
        _check_hole(rules, path, ranges, findings)


def _check_hole(rules: Sequence[ClassRule], path: str, ranges: Ranges, findings: Findings) -> None:
    conditions = [rule.when for rule in rules if rule.when is not None]
    try:
        hole = find_world(None, conditions, ranges)
        example = describe(hole) if hole is not None else None
    except TooManyError:
        example = "…"
    if example is not None:
        findings.at("scheme.class-hole", rules[0], path, example=example)


def _check_limit(limit: Veto | ClassCap, code: str, path: str, ranges: Ranges, context: Context) -> None:
    best = context.classes[0] if context.classes else ""
    try:
        possible = find_world(limit.when, [], ranges) is not None
    except TooManyError:
        possible = True
    if limit.code == best or not possible:
        context.findings.at(code, limit, path, value=limit.code)


def _check_step(step: Step, path: str, ranges: Ranges, context: Context) -> None:
    """A step along the ladder must be able to hold, and to move some class."""
    ladder = context.counting
    try:
        possible = step.when is None or find_world(step.when, [], ranges) is not None
    except TooManyError:
        possible = True
    both_ways = bool(step.by_figure) and (step.sign or bool(step.minus_figure))
    stuck_down = step.floor == ladder[0] if ladder else True
    stuck_up = step.ceiling == ladder[-1] if ladder else True
    stuck = stuck_down and stuck_up if both_ways else (stuck_down if step.steps > 0 else stuck_up)
    if not possible or stuck or step.steps == 0 or len(ladder) < 2:
        context.findings.at("scheme.ladder-never", step, path)


def _form_ranges(form: Form, context: Context) -> Ranges:
    points = {"": _range(form.minimum, form.maximum)}
    for group in form.groups:
        points[group.code] = _range(group.minimum, group.maximum)
        for criterion in group.criteria:
            points[criterion.code] = _range(criterion.minimum, criterion.maximum)
    scored = sum(1 for criterion in form.criteria if criterion.maximum > 0)
    return Ranges(points, scored, context.figures)


def _range(low: int, high: int) -> tuple[Fraction, Fraction]:
    return Fraction(low, MILLI), Fraction(high, MILLI)


def _sound(path: str, findings: Findings) -> bool:
    """Whether the lists themselves were read without fault (faults of single criteria do not matter here)."""
    return all(findings.clean(f"{path}.{part}") for part in ("class", "vetoes", "caps", "steps"))
