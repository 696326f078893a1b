"""The second half of the naive evaluator: longer periods, places, quotas and figures fed by another scheme."""

from __future__ import annotations

from fractions import Fraction

from tests.naive_condition import ask, rounded


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


def quota_amounts(quota, classes, own, reported=None):
    """`classes` are the members' class codes ("" for none), `reported` figures of the group: name → amount."""
    amounts = {
        "headcount": len(classes),
        "eligible": len([c for c in classes if c != "" and c not in quota.excluded]),
    }
    for step in quota.steps:
        if step.fixed is not None:
            amount = Fraction(step.fixed)
        elif step.base.startswith("class:"):
            amount = Fraction(len([c for c in classes if c == step.base[len("class:") :]]))
        elif step.base.startswith("group-figure:"):
            amount = Fraction(reported[step.base[len("group-figure:") :]])
        else:
            amount = Fraction(amounts[step.base])
        for wanted, percent in step.percents if step.fixed is None else ():
            if wanted in (own, ""):
                amount = rounded(amount * percent * 1000, 0, step.rounding) / 1000
                break
        for other in step.minus:
            amount -= amounts[other]
        amounts[step.name] = max(0, amount)
    return amounts
