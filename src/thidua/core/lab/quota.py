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
            if allowed and not any(_same(allowed, c) for c in curves):
                found += _effects(scheme, quota, own, allowed)
                curves.append(_curve(scheme, quota, own, allowed))
    return Answer(Part.QUOTA, tuple(found), Curves(tuple(curves[:CURVES_MAX])))


def _owns(quota: Quota) -> list[str]:
    """The collective's classes on which the shares depend."""
    if not quota.collective_class:
        return [""]
    return list(dict.fromkeys(key for step in quota.steps for key, _ in step.percents if key)) or [""]


def _allowed(scheme: Scheme, quota: Quota, own: str) -> list[int]:
    """How many of a team of n may have the quota's first class, at index n (0 for n = 0)."""
    results = {r.group: r for r in teams(scheme, quota, own, range(1, LARGEST + 1))}
    code = quota.limits[0][0]
    allowed = [0]
    for size in range(1, LARGEST + 1):
        limits = {limit.class_code: limit.allowed for limit in results[f"{size}"].limits}
        if code not in limits:
            return []
        allowed.append(min(limits[code], size))
    return allowed


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
        for step in quota.steps:
            if step.base.startswith("group-figure:"):
                found[(f"{size}", step.base.removeprefix("group-figure:"))] = size * MILLI
    return found


# --- What to say ------------------------------------------------------------------------------------------


def _effects(scheme: Scheme, quota: Quota, own: str, allowed: list[int]) -> list[Effect]:
    titles = {name.code: name.title for name in scheme.classes}
    small, pooled = TEAMS * allowed[TEAM], allowed[LARGEST]
    barred = max((n for n in range(1, LARGEST + 1) if allowed[n] == 0), default=0)
    values: dict[str, str | int | Number] = {
        "class": titles[quota.limits[0][0]],
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
    if barred:
        gravity = Gravity.FAULT if barred >= 5 else Gravity.CAUTION
        found.append(Effect("quota.barred", gravity, _count(barred), *about, values))
    return found


def _count(number: int) -> Number:
    return Number(number * MILLI, Measure.COUNT)


def _curve(scheme: Scheme, quota: Quota, own: str, allowed: list[int]) -> Curve:
    """Share of a team that may have the class, by size."""
    title = next(name.title for name in scheme.classes if name.code == quota.limits[0][0])
    sizes = range(1, LARGEST + 1)
    return Curve(
        f"{quota.title}|{title}|{own}",
        "",
        tuple(size * MILLI for size in sizes),
        tuple(allowed[size] * 100 * MILLI // size for size in sizes),
    )


def _same(allowed: list[int], curve: Curve) -> bool:
    return curve.y == tuple(allowed[n] * 100 * MILLI // n for n in range(1, LARGEST + 1))
