"""Who leads each group in a figure measured against its target, for the method relative to the leader."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from thidua.core.number import MILLI, Int64, product
from thidua.core.score.conditions import Bool, Column, Leader
from thidua.core.score.scheme import Relative, Scheme
from thidua.core.score.table import FigureTable, State


def compares(scheme: Scheme) -> bool:
    """Whether somebody's points depend on others: such a scheme is scored with whole groups in the table."""
    return any(isinstance(c.method, Relative) for form in scheme.forms for c in form.criteria)


class Leaders:
    """The leaders of a table's groups, figure by figure, each worked out once."""

    def __init__(self, scheme: Scheme, table: FigureTable) -> None:
        self.scheme, self.table = scheme, table
        self.found: dict[str, Leader] = {}
        self.groups: Int64 | None = None

    def __call__(self, figure: str) -> Leader:
        if self.groups is None:
            number: dict[str, int] = {}
            each = (number.setdefault(name, len(number)) for name in self.table.groups)
            self.groups = np.fromiter(each, dtype=np.int64, count=len(self.table.groups))
        if figure not in self.found:
            self.found[figure] = _leader(self.scheme, self.table, figure, self.groups)
        return self.found[figure]


def _leader(scheme: Scheme, table: FigureTable, figure: str, group: Int64) -> Leader:
    """The best of each group among those whose form measures this figure against the leader.

    Who has no figure, or no target, leads nobody. A gate is not asked: what was done was done.
    """
    size = len(table.subjects)
    at = table.column(figure)
    if at < 0:
        return Leader(np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.int64))
    measured = {form.code for form in scheme.forms if _measures(form.criteria, figure)}
    asked = np.full(size, bool(measured))
    if set(table.forms) - measured:
        asked = np.fromiter((form in measured for form in table.forms), dtype=np.bool_, count=size)
    column = Column(table.state[:, at], table.numerator[:, at], table.denominator[:, at], table.target[:, at])
    there = asked & (column.state == State.PRESENT) & (column.denominator > 0) & (column.target > 0)
    over, under = against_target(column, there)
    best = _best(group[there], over[there], under[there], int(group.max(initial=-1)) + 1)
    return Leader(best[0][group], best[1][group])


def against_target(column: Column, there: Bool) -> tuple[Int64, Int64]:
    """value / target in lowest terms; 0/1 where it is not there."""
    over = product(np.where(there, column.numerator, 0), MILLI)
    under = product(np.where(there, column.denominator, 1), np.where(there, column.target, 1))
    if over.dtype == object or under.dtype == object:
        over, under = over.astype(object), under.astype(object)
    common = np.gcd(over, under)
    return over // common, under // common


def _measures(criteria: tuple[object, ...], figure: str) -> bool:
    methods = (getattr(criterion, "method", None) for criterion in criteria)
    return any(isinstance(method, Relative) and method.figure == figure for method in methods)


def _best(group: Int64, over: Int64, under: Int64, groups: int) -> tuple[Int64, Int64]:
    """The greatest fraction of each group: neighbours meet, the better one goes on, until one is left."""
    order = np.argsort(group, kind="stable")
    group, over, under = group[order], over[order], under[order]
    while len(group) > 1 and (group[1:] == group[:-1]).any():
        first = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
        within = np.arange(len(group)) - np.repeat(first, np.diff(np.r_[first, len(group)]))
        stays = np.flatnonzero(within % 2 == 0)
        other = np.minimum(stays + 1, len(group) - 1)
        meets = (group[other] == group[stays]) & (other != stays)
        beaten = meets & (product(over[other], under[stays]) > product(over[stays], under[other])).astype(
            bool
        )
        winner = np.where(beaten, other, stays)
        group, over, under = group[stays], over[winner], under[winner]
    best_over, best_under = np.zeros(groups, dtype=over.dtype), np.ones(groups, dtype=over.dtype)
    best_over[group], best_under[group] = over, under
    return best_over, best_under


def relative(method: Relative, maximum: int, own: tuple[Int64, Int64], best: Leader) -> tuple[Int64, Int64]:
    """Points of everybody as an exact fraction (numerator, denominator), from value / target of each.

    Args:
        own: value / target of each row; best: the leader of its group, at least as good.
    """
    share: Fraction = method.at_target
    over, under = own
    beyond = (over > under).astype(bool)
    lead_over = np.where(beyond, best.numerator, 2)
    lead_under = np.where(beyond, best.denominator, 1)
    # max × (p/q + (q − p)/q × (a − b)/b ÷ (A − B)/B), for a/b against the leader's A/B and p/q at the target
    lead = product(lead_over - lead_under, under)
    excess = product(over - under, lead_under)
    at, rest = share.numerator, share.denominator - share.numerator
    above = product(product(lead, at) + product(excess, rest), maximum)  # both below 2⁶²: the sum fits
    below = product(over, share.numerator, maximum)
    points = np.where(beyond, above, below)
    return points, np.where(beyond, product(lead, share.denominator), product(under, share.denominator))
