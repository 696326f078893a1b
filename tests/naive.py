"""A second, deliberately naive evaluator: one subject, plain dicts, fractions and loops.

It was written from the words of `core/score/scheme.py` and shares no code with the engine, not even the rounding.
Where both agree over thousands of generated cases, a mistake would have to be made twice in the same way.
Numbers are thousandths, as fractions; a figure is None (absent), "n/a", or a `Value`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from tests.naive_condition import ask, hold, inside, open_figures, rounded, whole
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
    steps: list = field(default_factory=list)


# --- One criterion ----------------------------------------------------------------------------------------


def method_points(criterion, value, peers):  # noqa: C901
    """The method's exact result, "empty" when there is nothing to divide by, or "fault"."""
    method = criterion.method
    name = type(method).__name__
    if value.number is None:
        return "empty"
    if getattr(method, "of_target", False) or name == "Relative":
        if value.target is None:
            return "empty"
        compared = value.number / value.target
    else:
        compared = value.number
    if name == "Events":
        if method.per:
            return whole(value.number * 1000 / method.per, method.rounding) * method.each
        return value.number * method.each
    if name == "Share":
        points = criterion.maximum * compared
        return points if method.beyond else min(points, criterion.maximum)
    if name == "Tiers":
        if method.place:
            compared = place_of(compared, method, peers)
        for tier in method.tiers:
            if inside(compared, tier.bounds):
                return Fraction(tier.points)
        return "fault"
    if name == "YesNo":
        return {0: Fraction(method.no), 1: Fraction(method.yes)}.get(value.number, "fault")
    if name == "Relative":
        if compared <= 1:
            return criterion.maximum * method.at_target * compared
        best = max(ratios_to_target(method.figure, peers))
        return criterion.maximum * (method.at_target + (1 - method.at_target) * (compared - 1) / (best - 1))
    assert name == "Mark"
    return value.number * 1000


def place_of(value, method, peers):
    """1 + how many of the group are strictly better, among those whose form places the figure this way."""
    better = 0
    for form, figures in peers:
        alike = [
            c.method
            for g in form.groups
            for c in g.criteria
            if isinstance(c.method, words.Tiers)
            and c.method.figure == method.figure
            and c.method.place == method.place
            and c.method.of_target == method.of_target
        ]
        theirs = figures.get(method.figure)
        if not alike or not isinstance(theirs, Value) or theirs.number is None:
            continue
        if method.of_target and not theirs.target:
            continue
        number = theirs.number / theirs.target if method.of_target else theirs.number
        better += number > value if str(method.place) == "high" else number < value
    return 1 + better


def ratios_to_target(figure, peers):
    """value / target of everybody in the group whose form measures the figure against the leader."""
    for form, figures in peers:
        measured = [c for g in form.groups for c in g.criteria if isinstance(c.method, words.Relative)]
        value = figures.get(figure)
        if figure not in [c.method.figure for c in measured] or not isinstance(value, Value):
            continue
        if value.number is not None and value.target:
            yield value.number / value.target


def one_mark(criterion, figures):
    """The mark that counts (None or "n/a" like any figure), the columns it waits for, and the wrong ones."""
    method = criterion.method
    names = [f"{method.figure}@{a}" for a in method.assessors]
    last = f"{method.figure}@{method.decides}"

    def wrong(name):
        value = figures.get(name)
        if not isinstance(value, Value):
            return False
        mark = value.number * 1000
        return not 0 <= mark <= criterion.maximum or (method.step and mark % method.step)

    if str(method.combine) == "decides":
        return figures.get(last), {last}, {last} if wrong(last) else set()
    values = [figures.get(name) for name in names]
    if all(value == "n/a" for value in values) or (last in names and figures.get(last) == "n/a"):
        return "n/a", set(names), set()
    bad = {name for name in [*names, *([last] if method.decides else [])] if wrong(name)}
    marks = sorted(value.number for value in values if isinstance(value, Value))
    far = method.gap and marks and (marks[-1] - marks[0]) * 1000 > method.gap
    settles = figures.get(last) if method.decides and last not in names else None
    if far and not isinstance(settles, Value):
        bad.add(method.figure)
    awaited = {name for name, value in zip(names, values, strict=True) if value is None}
    if awaited:
        return None, awaited, bad
    if far and isinstance(settles, Value):
        return settles, awaited, bad
    middle = [marks[(len(marks) - 1) // 2], marks[len(marks) // 2]]
    number = {
        "mean": sum(marks) / len(marks),
        "lowest": marks[0],
        "highest": marks[-1],
        "median": sum(middle) / 2,
    }[str(method.combine)]
    return Value(number), awaited, bad


def one_criterion(scheme, criterion, world, result):  # noqa: C901
    """Its points, and what became of it: "scored", "open", or the not-applicable policy."""
    method = criterion.method
    code = method.figure
    value, awaited, bad = world["figures"].get(code), {code}, set()
    if isinstance(method, words.Mark):
        value, awaited, bad = one_mark(criterion, world["figures"])
        code = f"{method.figure}@{method.decides}" if str(method.combine) == "decides" else method.figure
    result.missing |= bad
    if value is None:
        if str(criterion.missing) == "zero":
            return Fraction(0), "open" if bad else "scored"
        result.missing |= awaited
        return Fraction(0), "open"
    points = method_points(criterion, value, world["peers"]) if value != "n/a" else None
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
    if bad or gate is None or points in ("empty", "fault"):
        return Fraction(0), "open"
    if gate is False:
        return Fraction(max(criterion.minimum, 0)), "scored"
    points = rounded(points, scheme.places, scheme.rounding)
    return hold(points, criterion.minimum, criterion.maximum), "scored"


# --- One subject ------------------------------------------------------------------------------------------


def score_one(scheme, form_code, figures, peers=()):  # noqa: C901
    """`peers` are (form code, figures) of everybody in the subject's group, itself included."""
    form = next(f for f in scheme.forms if f.code == form_code)
    result = Result()
    figures = dict(figures)
    fed = {use.code for use in scheme.figures if use.feed}
    reported = [v for name, v in figures.items() if name.split("@")[0] not in fed and isinstance(v, Value)]
    if form.unreported_class and not reported:
        result.class_code = form.unreported_class
        result.groups = {group.code: 0 for group in form.groups}
        result.points = {c.code: 0 for group in form.groups for c in group.criteria}
        return result
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
    forms = {form.code: form for form in scheme.forms}
    world = {"figures": figures, "points": {}, "counted": [], "known": True, "parts": None}
    world["peers"] = [(forms[code], theirs) for code, theirs in peers or [(form_code, figures)]]
    fate = {}
    for group in form.groups:
        for criterion in group.criteria:
            points, what = one_criterion(scheme, criterion, world, result)
            result.points[criterion.code] = world["points"][criterion.code] = points
            fate[criterion.code] = what
            if what == "open":
                result.complete = False
        asked = [best_of(group, result.points, fate)] if str(group.takes) == "best" else group.criteria
        for criterion in asked:
            if criterion and fate[criterion.code] in ("scored", "open") and criterion.maximum > 0:
                world["counted"].append((criterion.maximum, result.points[criterion.code]))
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
    best = str(group.takes) == "best"
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
    taken = [best_of(group, result.points, fate)] if best else group.criteria
    points = Fraction(sum(result.points[c.code] for c in taken if c))
    if left > 0:
        maxima = [c.maximum for c in group.criteria]
        worth = group.rescale_to if dropped else max(maxima) if best else sum(maxima)
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
    maxima = [c.maximum for c in group.criteria if fate[c.code] not in ("rescale", "redistribute")]
    return max(maxima, default=0) if str(group.takes) == "best" else sum(maxima)


def best_of(group, points, fate):
    """The first of the criteria with the most points; None when nothing is left to choose from."""
    left = [c for c in group.criteria if fate[c.code] not in ("rescale", "redistribute", "open")]
    return next((c for c in left if points[c.code] == max(points[o.code] for o in left)), None)


def classify(scheme, form, world, result, points_known):  # noqa: C901
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
    code, sure = climb(scheme, form, code if known else "", world, result)
    known = known and sure
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
    if not known:
        result.steps = []


def climb(scheme, form, code, world, result):  # noqa: C901
    """The class after the ladder, and whether every step could be answered."""
    ladder = [name.code for name in scheme.classes if name.counts]
    sure, moves, floors, ceilings = True, [], [], []
    for step in form.steps:
        holds = ask(step.when, world)
        moves.append(0)
        if holds is None:
            result.missing |= open_figures(step.when, world)
            sure = False
        if not holds:
            continue
        times = Fraction(1)
        if step.by_figure:
            times = Fraction(0)
            for figure, sign in ((step.by_figure, 1), (step.minus_figure, -1)):
                value = world["figures"].get(figure)
                if figure and value is None:
                    result.missing.add(figure)
                    sure = False
                if isinstance(value, Value) and value.number is not None:
                    times += sign * value.number
            if step.sign and times:
                times = times / abs(times)
        moves[-1] = step.steps * math.trunc(times)
        if moves[-1] > 0 and step.floor:
            floors.append(ladder.index(step.floor))
        if moves[-1] < 0 and step.ceiling:
            ceilings.append(ladder.index(step.ceiling))
    if code not in ladder:
        return code, sure
    result.steps = moves
    here = ladder.index(code)
    there = here + sum(moves)
    if there > here:
        there = max(here, min([there, *floors]))
    if there < here:
        there = min(here, max([there, *ceilings]))
    return ladder[max(0, min(there, len(ladder) - 1))], sure
