"""From points to a standing: places, quotas, proposed distinctions, and what moved between two standings.

The system orders and counts; it does not choose. A tie that the tie-breaks leave open is flagged for people, an
exceeded quota is reported, and officers are never given places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from thidua.core.number import MILLI, Int64, divide
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.conditions import Bool
from thidua.core.score.facts import holds
from thidua.core.score.scheme import (
    Distinction,
    PartPoints,
    Quota,
    QuotaStep,
    Scheme,
    SubjectKind,
)
from thidua.core.score.table import FigureTable, Scored, State


@dataclass(frozen=True, slots=True)
class Limit:
    """How many members may hold a class, how many do, and how many are too many."""

    class_code: str
    allowed: int
    actual: int

    @property
    def over(self) -> int:
        return max(0, self.actual - self.allowed)


@dataclass(frozen=True, slots=True)
class QuotaResult:
    """One quota in one group. While a figure of the group is missing there are no steps and no limits.

    Attributes:
        eligible: members that have a class which the quota does not leave out.
        steps: each named amount of the regulation, in its order.
        exempt: the quota is not applied to this group, because the group is said to be exempt.
    """

    quota: str
    group: str
    headcount: int
    eligible: int
    collective_class: str
    steps: tuple[tuple[str, int], ...]
    limits: tuple[Limit, ...]
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class DistinctionResult:
    """Who is proposed in one group, best first; people decide.

    Attributes:
        needs_people: more are listed than the regulation allows, because a tie stands across the border.
    """

    distinction: str
    group: str
    top: int
    subjects: tuple[str, ...]
    needs_people: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Attributes: place: 1 is best inside the subject's group, 0 is no place; tied: shares it with others."""

    scored: Scored
    place: Int64
    tied: NDArray[np.bool_]
    quotas: tuple[QuotaResult, ...] = ()
    distinctions: tuple[DistinctionResult, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One subject of a standing, as it is kept and shown. `total` in thousandths, `place` 0 for none."""

    subject: str
    group: str
    total: int
    place: int
    class_code: str
    complete: bool
    tied: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One subject that differs between two standings; None where it is not on one of them."""

    subject: str
    before: StandingRow | None
    after: StandingRow | None


def stand(scheme: Scheme, scored: Scored, table: FigureTable | None = None) -> Standing:
    """Order the subjects of each group and apply the quotas and distinctions of the scored level.

    Args:
        table: the figures, where tie-breaks, conditions or collective classes need them.
    """
    pointed = _has_points(scheme, scored)
    order = _order(scheme, scored, table, pointed)
    place, tied = _places(order, scored)
    ranked = scored.complete & pointed & (scheme.subject is not SubjectKind.OFFICER)
    level = scored.period.kind
    groups = sorted(set(scored.groups))
    problems: list[Problem] = []
    quotas = [
        _quota(scheme, quota, group, members.get(group, []), table, problems)
        for quota in scheme.quotas
        if quota.level == level
        for members in [_members(scheme, quota, scored)]
        for group in groups
    ]
    distinctions = [
        _distinction(scheme, item, group, scored, order, table)
        for item in scheme.distinctions
        if item.level == level
        for group in groups
    ]
    return Standing(
        scored=scored,
        place=np.where(ranked, place, 0),
        tied=tied & ranked,
        quotas=tuple(quotas),
        distinctions=tuple(distinctions),
        problems=tuple(problems),
    )


def standing_rows(scheme: Scheme, standing: Standing) -> tuple[StandingRow, ...]:
    """The standing as plain rows, in the order of its subjects."""
    scored, codes = standing.scored, [*(name.code for name in scheme.classes), ""]
    columns = zip(
        scored.subjects,
        scored.groups,
        scored.total.tolist(),
        standing.place.tolist(),
        (codes[i] for i in scored.classes.tolist()),
        scored.complete.tolist(),
        standing.tied.tolist(),
        strict=True,
    )
    return tuple(StandingRow(*row) for row in columns)


def moved(before: Iterable[StandingRow], after: Iterable[StandingRow]) -> tuple[Move, ...]:
    """Who differs in total, place, class, completeness, group or tie, or is on one standing only."""
    old = {row.subject: row for row in before}
    new = {row.subject: row for row in after}
    return tuple(
        Move(subject, old.get(subject), new.get(subject))
        for subject in sorted(old.keys() | new.keys())
        if old.get(subject) != new.get(subject)
    )


# --- Places -----------------------------------------------------------------------------------------------


def _has_points(scheme: Scheme, scored: Scored) -> bool:
    if scored.period.kind == scheme.period:
        return bool(scored.criteria)
    rule = scheme.roll_up(scored.period.kind)
    return rule is not None and rule.points is not PartPoints.NONE


def _order(scheme: Scheme, scored: Scored, table: FigureTable | None, pointed: bool) -> Int64:
    """A dense number per subject: smaller is better inside a group, equal is a tie that people must break.

    A tie-break that somebody in the tied set lacks (no figure) is not used for that set: absent is not worst.
    """
    group = _dense(np.array(scored.groups, dtype=object))
    key = np.where(scored.complete, -scored.total if pointed else 0, 0)
    order = _refine(_refine(group, (~scored.complete).astype(np.int64)), key)
    for tie_break in scheme.tie_breaks if pointed else ():
        values, there = _tie_values(scheme, tie_break.of, scored, table)
        lacking = np.zeros(len(order), dtype=np.int64)
        np.maximum.at(lacking, order, (~there).astype(np.int64))
        values = -values if tie_break.highest_first else values
        order = _refine(order, np.where(lacking[order] == 0, values, 0))
    return order


def _tie_values(scheme: Scheme, of: str, scored: Scored, table: FigureTable | None) -> tuple[Int64, Bool]:
    """A number per subject that sorts like the tie-break, and where there is one."""
    # One code often names both a figure and the criterion that scores it; a tie-break then means the figure,
    # for which "fewest wrong numbers first" says what it seems to say (fewest penalty points would not).
    is_figure = any(use.code == of for use in scheme.figures)
    if not is_figure and of in scored.group_codes:
        having = {form.code for form in scheme.forms if of in {g.code for g in form.groups}}
        there = np.array([form in having for form in scored.forms], dtype=np.bool_)
        return scored.group_points[:, scored.group_codes.index(of)], there
    if not is_figure and of in scored.criteria:
        at = scored.criteria.index(of)
        return scored.points[:, at], scored.applies[:, at]
    at = table.column(of) if table is not None else -1
    if table is None or at < 0:
        zero = np.zeros(len(scored.subjects), dtype=np.int64)
        return zero, zero != 0
    there = (table.state[:, at] == State.PRESENT) & (table.denominator[:, at] > 0)
    over, under = table.numerator[:, at], np.where(there, table.denominator[:, at], 1)
    pairs, inverse = np.unique(np.stack([over, under]), axis=1, return_inverse=True)
    fractions = [Fraction(int(a), int(b)) for a, b in pairs.T]
    rank = {value: i for i, value in enumerate(sorted(set(fractions)))}
    return np.array([rank[f] for f in fractions], dtype=np.int64)[inverse], there


def _dense(values: NDArray[np.object_] | Int64) -> Int64:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _refine(order: Int64, key: Int64) -> Int64:
    """Split the sets of equal `order` by `key`; dense numbers again."""
    if not len(order):
        return order
    sorted_rows = np.lexsort((key, order))
    first = np.ones(len(order), dtype=np.bool_)
    a, b = order[sorted_rows], key[sorted_rows]
    first[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    refined = np.empty_like(order)
    refined[sorted_rows] = np.cumsum(first) - 1
    return refined


def _places(order: Int64, scored: Scored) -> tuple[Int64, NDArray[np.bool_]]:
    """1 + the number strictly better inside the group; and whether others share the place."""
    group = _dense(np.array(scored.groups, dtype=object))
    if not len(order):
        return order, order != 0
    better = np.searchsorted(np.sort(order), order, side="left")
    first_of_group = np.full(int(group.max()) + 1, len(order), dtype=np.int64)
    np.minimum.at(first_of_group, group, better)
    size = np.bincount(order)[order]
    return better - first_of_group[group] + 1, (size > 1) & scored.complete


# --- Quotas and distinctions ------------------------------------------------------------------------------


def _members(scheme: Scheme, quota: Quota, scored: Scored) -> dict[str, list[str]]:
    """The classes of each group's members to whom the quota applies; "" for none. One pass over all groups."""
    codes = [*(name.code for name in scheme.classes), ""]
    found: dict[str, list[str]] = {}
    for group, form, level in zip(scored.groups, scored.forms, scored.classes.tolist(), strict=True):
        if quota.role in ("", form):
            found.setdefault(group, []).append(codes[level])
    return found


def _quota(
    scheme: Scheme,
    quota: Quota,
    group: str,
    members: list[str],
    table: FigureTable | None,
    problems: list[Problem],
) -> QuotaResult:
    reported = table.group_figures if table is not None else {}
    result = QuotaResult(
        quota=quota.code,
        group=group,
        headcount=len(members),
        eligible=sum(1 for code in members if code and code not in quota.excluded),
        collective_class="",
        steps=(),
        limits=(),
        # A group about which nothing is said is not exempt: the rule holds until somebody says otherwise.
        exempt=bool(quota.exempt_figure and reported.get((group, quota.exempt_figure))),
    )
    if result.exempt:
        return result
    own, fault = _collective(quota, group, reported)
    known = {"headcount": result.headcount, "eligible": result.eligible}
    known |= {f"class:{name.code}": members.count(name.code) for name in scheme.classes}
    known |= {f"group-figure:{of}": value // MILLI for (g, of), value in reported.items() if g == group}
    amounts = None if fault else _amounts(quota.steps, known, own)
    if isinstance(amounts, str) or fault:
        code = fault or str(amounts)
        problems.append(problem(code, Where(field=f"{group}/{quota.code}"), group=group, quota=quota.title))
        return replace(result, collective_class=own)
    assert amounts is not None
    return replace(
        result,
        collective_class=own,
        steps=tuple((step.name, amounts[step.name]) for step in quota.steps),
        limits=tuple(Limit(code, amounts[step], members.count(code)) for code, step in quota.limits),
    )


def _collective(quota: Quota, group: str, reported: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """The collective's own class as written in the quota ("1", "2" …), and the problem code if unknown."""
    if not quota.collective_class:
        return "", ""
    value = reported.get((group, quota.collective_class))
    if value is None or value % MILLI:
        return "", "standing.collective-class-missing"
    return str(value // MILLI), ""


def _amounts(steps: Iterable[QuotaStep], known: dict[str, int], own: str) -> dict[str, int] | str:
    """The named amounts, each from the ones before it; or the problem that leaves one open."""
    for step in steps:
        if step.fixed is None and step.base not in known:
            assert step.base.startswith("group-figure:"), f"{step.base} is no amount"
            return "standing.group-figure-missing"
        amount = known[step.base] if step.fixed is None else step.fixed
        if step.percents and step.fixed is None:
            shares: Mapping[str, Fraction] = dict(step.percents)
            share = shares.get(own, shares.get(""))
            if share is None:
                return "standing.collective-class-without-share"
            amount = divide(amount * share.numerator, share.denominator, step.rounding)
        known[step.name] = max(0, amount - sum(known[name] for name in step.minus))
    return known


def _distinction(
    scheme: Scheme,
    distinction: Distinction,
    group: str,
    scored: Scored,
    order: Int64,
    table: FigureTable | None,
) -> DistinctionResult:
    meets = scored.complete & holds(scheme, distinction.when, scored, table)
    rows = [i for i in np.flatnonzero(meets).tolist() if scored.groups[i] == group]
    if not distinction.top:
        everybody = tuple(sorted(scored.subjects[i] for i in rows))
        return DistinctionResult(distinction.code, group, len(rows), everybody, needs_people=False)
    rows.sort(key=lambda i: (int(order[i]), scored.subjects[i]))
    listed = rows[: distinction.top]
    if listed and len(rows) > len(listed):
        listed += [i for i in rows[len(listed) :] if order[i] == order[listed[-1]]]
    return DistinctionResult(
        distinction=distinction.code,
        group=group,
        top=distinction.top,
        subjects=tuple(scored.subjects[i] for i in listed),
        needs_people=len(listed) > distinction.top,
    )
