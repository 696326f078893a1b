"""Figures that are the result of another scheme: its standing rows in, figure rows out.

The department's plan feeds the department's points, training feeds the title, the members feed their collective.
Which rows belong to whom is the directory's to say; this only reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.rows import FigureRow, Written
from thidua.core.score.scheme import FedAs, FedBy, Feed, FigureUse, Scheme
from thidua.core.score.table import State


class _Result(Protocol):
    """What is read of a row of a standing; `core.standing.StandingRow` is one."""

    @property
    def subject(self) -> str: ...
    @property
    def total(self) -> int: ...
    @property
    def place(self) -> int: ...
    @property
    def class_code(self) -> str: ...
    @property
    def complete(self) -> bool: ...


def fed_rows(
    use: FigureUse,
    source: Scheme,
    standing: Iterable[_Result],
    related: Mapping[str, Sequence[str]],
    period: Period,
) -> tuple[list[FigureRow], list[Problem]]:
    """One figure row for every subject that the figure is wanted for.

    Args:
        use: a figure with a feed.
        source: the scheme that the feed names; its classes are numbered best first.
        standing: rows of that scheme's standing.
        related: for each subject that wants the figure, the subjects of `standing` that are read for it: itself
            (OWN), its members, its collective, its superior.
        period: to which the figure belongs in the scheme that reads it.

    A result that is missing or incomplete leaves the figure absent and is a problem ("feed.result-missing"):
    a share or a mean is not taken of those who happen to have one.
    """
    feed = use.feed
    assert feed is not None, f"{use.code} is not fed"
    rows = {row.subject: row for row in standing}
    made, problems = [], []
    for subject, read in related.items():
        _refuse_many(feed, read)
        lacking = [name for name in read if name not in rows or not _there(feed, rows[name])]
        if lacking or (not read and (feed.of is not FedBy.MEMBERS or feed.what is FedAs.POINTS)):
            problems.append(_missing(use, subject, lacking or [subject]))
            made.append(FigureRow(subject, use.code, period.code, State.ABSENT, written=Written.EMPTY))
            continue
        over, under, written = _value(feed, source, [rows[name] for name in read])
        made.append(FigureRow(subject, use.code, period.code, State.PRESENT, over, under, written=written))
    return made, problems


def _refuse_many(feed: Feed, read: Sequence[str]) -> None:
    one = feed.what in (FedAs.CLASS, FedAs.PLACE) or feed.of is not FedBy.MEMBERS
    assert not one or len(read) <= 1, "the result of one subject is read, not of several"


def _there(feed: Feed, row: _Result) -> bool:
    """Whether the row has what is read of it; officers, for one, have no place."""
    return row.complete and (feed.what is not FedAs.PLACE or row.place > 0)


def _missing(use: FigureUse, subject: str, lacking: Sequence[str]) -> Problem:
    where = Where(field=f"{subject}/{use.code}")
    assert use.feed is not None
    return problem(
        "feed.result-missing",
        where,
        subject=subject,
        figure=use.title,
        scheme=use.feed.scheme,
        lacking=", ".join(lacking),
    )


def _value(feed: Feed, source: Scheme, rows: Sequence[_Result]) -> tuple[int, int, Written]:
    """Thousandths over thousandths, and how it would be written."""
    counting = [name.code for name in source.classes if name.counts]
    if feed.what is FedAs.POINTS:
        return sum(row.total for row in rows), MILLI * len(rows), Written.NUMBER
    if feed.what is FedAs.PLACE:
        return rows[0].place * MILLI, MILLI, Written.NUMBER
    if feed.what is FedAs.CLASS:
        code = rows[0].class_code
        number = counting.index(code) + 1 if code in counting else 0  # 0: rated, and left without a rank
        return number * MILLI, MILLI, Written.CLASS
    held = sum(row.class_code in feed.classes for row in rows) * MILLI
    if feed.what is FedAs.COUNT:
        return held, MILLI, Written.NUMBER
    out_of = sum(row.class_code in counting or row.class_code in feed.classes for row in rows) * MILLI
    return held, out_of, Written.RATIO
