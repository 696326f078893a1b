"""Who leads each group in a figure measured against its target, and who has which place in it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from thidua.core.number import MILLI, Int64, product
from thidua.core.score.conditions import Bool, Column, Leader, Placing
from thidua.core.score.scheme import Criterion, Place, Relative, Scheme, Tiers
from thidua.core.score.table import FigureTable, State


def compares(scheme: Scheme) -> bool:
    """Whether somebody's points depend on others: such a scheme is scored with whole groups in the table."""
    return any(
        isinstance(c.method, Relative) or (isinstance(c.method, Tiers) and c.method.place is not None)
        for form in scheme.forms
        for c in form.criteria
    )


def places(scheme: Scheme) -> bool:
    """Whether somebody's points depend on how many others are better."""
    return any(
        isinstance(c.method, Tiers) and c.method.place is not None
        for form in scheme.forms
        for c in form.criteria
    )


class Leaders:
    """The leaders and the places of a table's groups, figure by figure, each worked out once."""

    def __init__(self, scheme: Scheme, table: FigureTable) -> None:
        self.scheme, self.table = scheme, table
        self.found: dict[str, Leader] = {}
        self.placed: dict[tuple[str, bool, Place | None], Placing] = {}
        self.numbered: Int64 | None = None

    @property
    def groups(self) -> Int64:
        """The number of each row's group."""
        if self.numbered is None:
            number: dict[str, int] = {}
            each = (number.setdefault(name, len(number)) for name in self.table.groups)
            self.numbered = np.fromiter(each, dtype=np.int64, count=len(self.table.groups))
        return self.numbered

    def __call__(self, figure: str) -> Leader:
        if figure not in self.found:
            self.found[figure] = _leader(self.scheme, self.table, figure, self.groups)
        return self.found[figure]

    def placing(self, method: Tiers) -> Placing:
        """Places by the method's figure among those whose form places it in the same way."""
        way = method.figure, method.of_target, method.place
        if way not in self.placed:
            self.placed[way] = _placing(self.scheme, self.table, method, self.groups)
        return self.placed[way]


def _leader(scheme: Scheme, table: FigureTable, figure: str, group: Int64) -> Leader:
    """The best of each group among those whose form measures this figure against the leader.

    Who has no figure, or no target, leads nobody. A gate is not asked: what was done was done.
    """
    size = len(table.subjects)
    column = _column(table, figure)
    if column is None:
        return Leader(np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.int64))
    asked = _asked(
        table, (form.code for form in scheme.forms if any(_measures(c, figure) for c in form.criteria))
    )
    there = asked & (column.state == State.PRESENT) & (column.denominator > 0) & (column.target > 0)
    over, under = against_target(column, there)
    best = _best(group[there], over[there], under[there], int(group.max(initial=-1)) + 1)
    return Leader(best[0][group], best[1][group])


def _placing(scheme: Scheme, table: FigureTable, method: Tiers, group: Int64) -> Placing:
    """1 + how many of the group are strictly better; equals share a place, whoever has no value has none."""
    size = len(table.subjects)
    place, out_of, sharing = (np.zeros(size, dtype=np.int64) for _ in range(3))
    column = _column(table, method.figure)
    if column is None:
        return Placing(place, out_of, sharing)
    asked = _asked(
        table, (form.code for form in scheme.forms if any(_placed(c, method) for c in form.criteria))
    )
    there = asked & (column.state == State.PRESENT) & (column.denominator > 0)
    there &= (column.target > 0) if method.of_target else True
    rows = np.flatnonzero(there)
    rank = _ranks(method, column, there)[rows]
    order = np.lexsort((-rank if method.place is Place.HIGH else rank, group[rows]))
    rows, rank, mine = rows[order], rank[order], group[rows][order]
    first = _starts(mine)
    tied = first | _starts(rank)
    at = np.arange(len(rows))
    start, head = (np.maximum.accumulate(np.where(new, at, 0)) for new in (first, tied))
    place[rows] = head - start + 1
    out_of[rows] = np.bincount(mine, minlength=1)[mine]
    sharing[rows] = np.bincount(np.cumsum(tied), minlength=1)[np.cumsum(tied)]
    return Placing(place, out_of, sharing)


def _starts(values: Int64) -> Bool:
    """Where a run of equal neighbours begins."""
    new: Bool = np.r_[np.ones(min(len(values), 1), dtype=np.bool_), values[1:] != values[:-1]]
    return new


def _ranks(method: Tiers, column: Column, there: Bool) -> Int64:
    """A whole number for each value, greater for greater values and equal for equal ones, exactly."""
    if method.of_target:
        over, under = against_target(column, there)
    else:
        over, under = np.where(there, column.numerator, 0), np.where(there, column.denominator, 1)
    if over.dtype != object and (under[there] == MILLI).all():
        return over
    pairs = list(zip(over.tolist(), under.tolist(), strict=True))
    values = {pair: Fraction(*pair) for pair in set(pairs)}
    number = {value: at for at, value in enumerate(sorted(set(values.values())))}
    return np.array([number[values[pair]] for pair in pairs], dtype=np.int64)


def _column(table: FigureTable, figure: str) -> Column | None:
    at = table.column(figure)
    if at < 0:
        return None
    return Column(table.state[:, at], table.numerator[:, at], table.denominator[:, at], table.target[:, at])


def _asked(table: FigureTable, forms: Iterable[str]) -> Bool:
    """Rows of these forms."""
    wanted = set(forms)
    if set(table.forms) <= wanted:
        return np.ones(len(table.forms), dtype=np.bool_)
    return np.fromiter((form in wanted for form in table.forms), dtype=np.bool_, count=len(table.forms))


def _measures(criterion: Criterion, figure: str) -> bool:
    return isinstance(criterion.method, Relative) and criterion.method.figure == figure


def _placed(criterion: Criterion, like: Tiers) -> bool:
    method = criterion.method
    if not isinstance(method, Tiers):
        return False
    return (method.figure, method.of_target, method.place) == (like.figure, like.of_target, like.place)


def against_target(column: Column, there: Bool) -> tuple[Int64, Int64]:
    """value / target in lowest terms; 0/1 where it is not there."""
    over = product(np.where(there, column.numerator, 0), MILLI)
    under = product(np.where(there, column.denominator, 1), np.where(there, column.target, 1))
    if over.dtype == object or under.dtype == object:
        over, under = over.astype(object), under.astype(object)
    common = np.gcd(over, under)
    return over // common, under // common


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
