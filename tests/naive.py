"""A second, deliberately naive evaluator: one subject, plain dicts, fractions and loops.

It was written from the words of `core/score/scheme.py` and shares no code with the engine, not even the rounding.
Where both agree over thousands of generated cases, a mistake would have to be made twice in the same way.
Numbers are thousandths, as fractions; a figure is None (absent), "n/a", or a `Value`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from thidua.core.score import scheme as words


@dataclass
class Value:
    """A figure as it stood. `number` is its value (a ratio's quotient), None for a ratio over nothing."""

    number: Fraction | None
    target: Fraction | None = None
    parts: tuple[int, int] = (0, 0)


@dataclass
class Result:
    complete: bool = True
    points: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)
    total: Fraction = Fraction(0)
    class_code: str = ""
    missing: set = field(default_factory=set)


def rounded(number, places, mode):
    """To `places` decimals of a point; the number is in thousandths."""
    unit = 10 ** (3 - places)
    scaled = Fraction(number) / unit
    low = math.floor(scaled)
    rest = scaled - low
    up = {
        "floor": False,
        "ceil": rest > 0,
        "half-up": rest >= Fraction(1, 2),
        "half-away": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and scaled > 0),
        "half-even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and low % 2 != 0),
    }[str(mode)]
    return Fraction((low + (1 if up else 0)) * unit)


def hold(number, low, high):
    return max(min(number, high), low)


def inside(number, bounds):
    if bounds.low is not None:
        if number < bounds.low:
            return False
        if number == bounds.low and not bounds.low_closed:
            return False
    if bounds.high is not None:
        if number > bounds.high:
            return False
        if number == bounds.high and not bounds.high_closed:
            return False
    return True


# --- Conditions: True, False, or None for "not known" -----------------------------------------------------


def ask(condition, world):  # noqa: C901 — one flat list of the cases
    if condition is None:
        return True
    name = type(condition).__name__
    if name == "FigureIn":
        value = world["figures"].get(condition.figure)
        if value is None:
            return {"problem": None, "holds": True, "fails": False}[str(condition.absent)]
        if value == "n/a" or value.number is None:
            return {"problem": None, "holds": True, "fails": False}[str(condition.not_applicable)]
        return inside(value.number, condition.bounds)
    if name == "PointsIn":
        if not world["known"]:
            return None
        return inside(world["points"][condition.of] / 1000, condition.bounds)
    if name == "CriteriaIn":
        if not world["known"]:
            return None
        bad = 0
        for maximum, points in world["counted"]:
            if str(condition.counted) == "zero" and points == 0:
                bad += 1
            if str(condition.counted) == "below-half" and points < maximum / 2:
                bad += 1
        if condition.share:
            return inside(Fraction(bad, len(world["counted"])) if world["counted"] else 0, condition.bounds)
        return inside(bad, condition.bounds)
    if name == "PartsIn":
        return inside(sum(1 for part in world["parts"] if part in condition.classes), condition.bounds)
    answers = [ask(inner, world) for inner in condition.conditions]
    if name == "AllOf":
        return False if False in answers else None if None in answers else True
    some = True if True in answers else None if None in answers else False
    if name == "AnyOf":
        return some
    assert name == "NoneOf"
    return None if some is None else not some


def open_figures(condition, world):
    """Figures that leave a condition open."""
    if condition is None:
        return set()
    if type(condition).__name__ == "FigureIn":
        return {condition.figure} if ask(condition, world) is None else set()
    found = set()
    for inner in getattr(condition, "conditions", ()):
        found |= open_figures(inner, world)
    return found


# --- One criterion ----------------------------------------------------------------------------------------


def method_points(criterion, value):  # noqa: C901
    """The method's exact result, "empty" when there is nothing to divide by, or "fault"."""
    method = criterion.method
    name = type(method).__name__
    if value.number is None:
        return "empty"
    if getattr(method, "of_target", False):
        if value.target is None:
            return "empty"
        compared = value.number / value.target
    else:
        compared = value.number
    if name == "Events":
        return value.number * method.each
    if name == "Share":
        points = criterion.maximum * compared
        return points if method.beyond else min(points, criterion.maximum)
    if name == "Tiers":
        for tier in method.tiers:
            if inside(compared, tier.bounds):
                return Fraction(tier.points)
        return "fault"
    if name == "YesNo":
        return {0: Fraction(method.no), 1: Fraction(method.yes)}.get(value.number, "fault")
    assert name == "Mark"
    mark = value.number * 1000
    if not 0 <= mark <= criterion.maximum or (method.step and mark % method.step):
        return "fault"
    return mark


def one_criterion(scheme, criterion, world, result):  # noqa: C901
    """Its points, and what became of it: "scored", "open", or the not-applicable policy."""
    method = criterion.method
    code = f"{method.figure}@{method.decides}" if isinstance(method, words.Mark) else method.figure
    value = world["figures"].get(code)
    if value is None:
        if str(criterion.missing) == "zero":
            return Fraction(0), "scored"
        result.missing.add(code)
        return Fraction(0), "open"
    points = method_points(criterion, value) if value != "n/a" else None
    empty = str(getattr(method, "empty", "problem"))
    if points == "empty" and empty == "not-applicable":
        value = "n/a"
    if value == "n/a":
        policy = str(criterion.not_applicable)
        if policy == "refuse":
            result.missing.add(code)
            return Fraction(0), "open"
        return Fraction(criterion.maximum if policy == "full" else 0), policy
    if points == "empty" and empty != "problem":
        points = Fraction(criterion.maximum if empty == "full" else 0)
    gate = ask(criterion.gate, world)
    if gate is None:
        result.missing |= open_figures(criterion.gate, world)
    if points in ("empty", "fault"):
        result.missing.add(code)
    if gate is None or points in ("empty", "fault"):
        return Fraction(0), "open"
    if gate is False:
        return Fraction(max(criterion.minimum, 0)), "scored"
    points = rounded(points, scheme.places, scheme.rounding)
    return hold(points, criterion.minimum, criterion.maximum), "scored"


# --- One subject ------------------------------------------------------------------------------------------


def score_one(scheme, form_code, figures):
    form = next(f for f in scheme.forms if f.code == form_code)
    result = Result()
    figures = dict(figures)
    for use in scheme.figures:
        value = figures.get(use.code)
        if (
            str(use.kind) == "class"
            and use.values
            and isinstance(value, Value)
            and value.number not in use.values
        ):
            result.missing.add(use.code)  # said even where nothing asks for it
            figures[use.code] = None
    world = {"figures": figures, "points": {}, "counted": [], "known": True, "parts": None}
    fate = {}
    for group in form.groups:
        for criterion in group.criteria:
            points, what = one_criterion(scheme, criterion, world, result)
            result.points[criterion.code] = world["points"][criterion.code] = points
            fate[criterion.code] = what
            if what == "open":
                result.complete = False
            if what in ("scored", "open") and criterion.maximum > 0:
                world["counted"].append((criterion.maximum, points))
    world["known"] = result.complete
    all_known = result.complete
    for group in form.groups:
        points = one_group(scheme, form, group, fate, world, result)
        if points is None:
            all_known = False
            points = Fraction(0)
        result.groups[group.code] = world["points"][group.code] = points
    if form.groups and all_known:
        total = rounded(form.start + sum(result.groups.values()), scheme.places, scheme.rounding)
        result.total = hold(total, form.minimum, form.maximum)
    world["points"][""] = result.total
    world["known"] = all_known
    classify(scheme, form, world, result, all_known)
    return result


def one_group(scheme, form, group, fate, world, result):  # noqa: C901
    """Its points, or None when they cannot be known."""
    bad = any(fate[c.code] == "open" for c in group.criteria)
    left = still_applies(group, fate)
    dropped = sum(c.maximum for c in group.criteria if fate[c.code] == "rescale")
    given_away = sum(c.maximum for c in group.criteria if fate[c.code] == "redistribute")
    received = Fraction(0)
    for other in form.groups:
        for criterion in other.criteria:
            if fate[criterion.code] != "redistribute" or criterion.maximum == 0:
                continue
            takers = [g for g in form.groups if g.code in criterion.among and still_applies(g, fate) > 0]
            if not takers:
                bad = True
            elif group in takers:
                received += Fraction(criterion.maximum, len(takers))
    points = Fraction(sum(result.points[c.code] for c in group.criteria))
    if left > 0:
        worth = group.rescale_to if dropped else sum(c.maximum for c in group.criteria)
        points = points * (worth - given_away + received) / left
    elif dropped:
        bad = True
    points = rounded(points, scheme.places, scheme.rounding)
    limit = Fraction(group.maximum)
    if received != given_away:
        limit = rounded(group.maximum - given_away + received, scheme.places, scheme.rounding)
    points = hold(points, group.minimum, limit)
    gate = ask(group.gate, world)
    if gate is None:
        result.missing |= open_figures(group.gate, world)
        return None
    if gate is False:
        points = Fraction(max(group.minimum, 0))
    return None if bad else points


def still_applies(group, fate):
    return sum(c.maximum for c in group.criteria if fate[c.code] not in ("rescale", "redistribute"))


def classify(scheme, form, world, result, points_known):
    order = [name.code for name in scheme.classes]
    known = points_known
    code = ""
    if points_known:
        for rule in form.rules:
            answer = ask(rule.when, world)
            if answer is None:
                result.missing |= open_figures(rule.when, world)
                known = False
                break
            if answer:
                code = rule.code
                break
    for kind in (form.vetoes, form.caps):
        holding = []
        for ruling in kind:
            answer = ask(ruling.when, world)
            if answer is None:
                result.missing |= open_figures(ruling.when, world)
                known = False
            if answer:
                holding.append(order.index(ruling.code))
        if (holding and kind is form.vetoes) or (holding and code and order.index(code) < max(holding)):
            code = order[max(holding)]
    result.complete = known
    result.class_code = code if known else ""


# --- Longer periods, places, quotas -----------------------------------------------------------------------


def roll_up_one(scheme, level, parts):
    """`parts` are (total, class code) of each sub-period, None where there is no complete result."""
    rule = next(r for r in scheme.roll_ups if r.level == level)
    there = [part for part in parts if part is not None]
    if not there:
        return None
    total = Fraction(sum(points for points, _ in there))
    if str(rule.points) == "mean":
        total = rounded(total / len(there), scheme.places, scheme.rounding)
    if str(rule.points) == "none":
        total = Fraction(0)
    world = {"known": True, "points": {"": total}, "parts": ["" if p is None else p[1] for p in parts]}
    for line in rule.rules:
        if ask(line.when, world):
            return total, line.code
    return total, ""


def places(members):
    """`members` are (subject, key) with the best key lowest: subject → (place, tied)."""
    found = {}
    for subject, key in members:
        better = sum(1 for _, other in members if other < key)
        same = sum(1 for _, other in members if other == key)
        found[subject] = (better + 1, same > 1)
    return found


def quota_amounts(quota, classes, own):
    """`classes` are the members' class codes ("" for none); step name → amount."""
    amounts = {
        "headcount": len(classes),
        "eligible": len([c for c in classes if c != "" and c not in quota.excluded]),
    }
    for step in quota.steps:
        amount = Fraction(amounts[step.base])
        for wanted, percent in step.percents:
            if wanted in (own, ""):
                amount = rounded(amount * percent * 1000, 0, step.rounding) / 1000
                break
        for other in step.minus:
            amount -= amounts[other]
        amounts[step.name] = max(0, amount)
    return amounts
