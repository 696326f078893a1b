"""What rounding does to small teams: exact, from the quota's own steps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from thidua.core.lab.effect import Answer, Curve, Curves, Effect, Gravity, Measure, Number, Part
from thidua.core.number import MILLI
from thidua.core.period import containing
from thidua.core.score.scheme import Quota, Scheme
from thidua.core.score.table import FigureTable, Scored, State
from thidua.core.standing import QuotaResult, stand

TEAM, TEAMS = 6, 10  # ten teams of six against one of sixty
LARGEST = TEAM * TEAMS
CURVES_MAX = 4


def quotas(scheme: Scheme) -> Answer:
    """For teams of 1 to 60 in which everybody deserves the class: how many may have it."""
    if not scheme.quotas:
        return Answer(Part.QUOTA, skipped="no-quota")
    found: list[Effect] = []
    curves: list[Curve] = []
    for quota in scheme.quotas:
        for own in _owns(quota):
            allowed = _allowed(scheme, quota, own)
            if any(allowed) and not any(_same(allowed, c) for c in curves):
                found += _effects(scheme, quota, own, allowed)
                curves.append(_curve(scheme, quota, own, allowed))
    return Answer(Part.QUOTA, tuple(found), Curves(tuple(curves[:CURVES_MAX])))


def _owns(quota: Quota) -> list[str]:
    """The collective's classes on which the shares depend."""
    if not quota.collective_class:
        return [""]
    return list(dict.fromkeys(key for step in quota.steps for key, _ in step.percents if key)) or [""]


def _allowed(scheme: Scheme, quota: Quota, own: str) -> list[int]:
    """How many of a team of n may have what the quota is about, at index n (0 for n = 0); [] when not known."""
    results = {r.group: dict(r.steps) for r in teams(scheme, quota, own, range(1, LARGEST + 1))}
    step = quota.limits[0][1] if quota.limits else quota.steps[-1].name
    if any(step not in steps for steps in results.values()):
        return []
    return [0, *(min(results[f"{size}"][step], size) for size in range(1, LARGEST + 1))]


def _about(scheme: Scheme, quota: Quota) -> str:
    """The class that is limited; a quota that limits none is about its own title."""
    titles = {name.code: name.title for name in scheme.classes}
    return titles[quota.limits[0][0]] if quota.limits else quota.title


def teams(scheme: Scheme, quota: Quota, own: str, sizes: range) -> tuple[QuotaResult, ...]:
    """The quota's amounts in teams of these sizes where everybody holds the class that it is counted from."""
    level = _class_counted(scheme, quota)
    groups = tuple(f"{size}" for size in sizes for _ in range(size))
    form = quota.role or scheme.forms[0].code
    period = containing(scheme.first_day, quota.level)
    number, nothing = len(groups), np.zeros((len(groups), 0), dtype=np.int64)
    zero, none = np.zeros(number, dtype=np.int64), np.full(number, -1, dtype=np.int64)
    subjects = tuple(f"{i}" for i in range(number))
    scored = Scored(
        period=period, subjects=subjects, forms=(form,) * number, groups=groups, criteria=(), group_codes=(),
        applies=nothing.astype(np.bool_), raw=nothing, points=nothing, flags=nothing, group_raw=nothing,
        group_points=nothing, group_flags=nothing, total=zero, complete=np.ones(number, dtype=np.bool_),
        classes=np.full(number, level, dtype=np.int64), class_rule=none, veto=none, cap=none,
    )  # fmt: skip
    table = FigureTable(
        period, subjects, scored.forms, groups, (), np.full((number, 0), State.PRESENT, np.int8), nothing,
        nothing, nothing, _group_figures(quota, own, sizes),
    )  # fmt: skip
    asked = replace(scheme, quotas=(quota,), distinctions=(), tie_breaks=())
    return stand(asked, scored, table).quotas


def _class_counted(scheme: Scheme, quota: Quota) -> int:
    codes = [name.code for name in scheme.classes]
    for step in quota.steps:
        if step.base.startswith("class:"):
            return codes.index(step.base.removeprefix("class:"))
    return next(i for i, name in enumerate(scheme.classes) if name.counts and name.code not in quota.excluded)


def _group_figures(quota: Quota, own: str, sizes: range) -> dict[tuple[str, str], int]:
    found = {}
    for size in sizes:
        if quota.collective_class:
            found[(f"{size}", quota.collective_class)] = int(own or 1) * MILLI
        if quota.exempt_figure:
            found[(f"{size}", quota.exempt_figure)] = 0
        for step in quota.steps:
            if step.base.startswith("group-figure:"):
                found[(f"{size}", step.base.removeprefix("group-figure:"))] = size * MILLI
    return found


# --- What to say ------------------------------------------------------------------------------------------


def _effects(scheme: Scheme, quota: Quota, own: str, allowed: list[int]) -> list[Effect]:
    small, pooled = TEAMS * allowed[TEAM], allowed[LARGEST]
    barred = max((n for n in range(1, LARGEST + 1) if allowed[n] == 0), default=0)
    values: dict[str, str | int | Number] = {
        "class": _about(scheme, quota),
        "own": own,
        "small": _count(small),
        "pooled": _count(pooled),
        "team": _count(allowed[TEAM]),
        "people": _count(LARGEST),
        "barred": _count(barred),
    }
    about = (quota.code, quota.title, quota.clause)
    lost = _count(pooled - small)
    found = []
    if not pooled:
        return []
    if small < pooled:
        gravity = Gravity.FAULT if (pooled - small) * 10 >= pooled else Gravity.CAUTION
        found.append(Effect("quota.small-lose", gravity, lost, *about, values))
    elif small > pooled:
        found.append(Effect("quota.small-win", Gravity.CAUTION, lost, *about, values))
    else:
        found.append(Effect("quota.even", Gravity.SOUND, lost, *about, values))
    if barred > 1:  # a team of one is nobody else's business
        gravity = Gravity.FAULT if barred >= 5 else Gravity.CAUTION
        found.append(Effect("quota.barred", gravity, _count(barred), *about, values))
    return found


def _count(number: int) -> Number:
    return Number(number * MILLI, Measure.COUNT)


def _curve(scheme: Scheme, quota: Quota, own: str, allowed: list[int]) -> Curve:
    """Share of a team that may have the class, by size."""
    sizes = range(1, LARGEST + 1)
    return Curve(
        f"{quota.title}|{_about(scheme, quota)}|{own}",
        "",
        tuple(size * MILLI for size in sizes),
        tuple(allowed[size] * 100 * MILLI // size for size in sizes),
    )


def _same(allowed: list[int], curve: Curve) -> bool:
    return curve.y == tuple(allowed[n] * 100 * MILLI // n for n in range(1, LARGEST + 1))
