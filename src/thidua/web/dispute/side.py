"""One subject's result in several closes of a period, side by side; read from the vault alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thidua.core.period import Period
from thidua.core.score.explain import Reason, explain
from thidua.office import reason as told
from thidua.store.models import Close, Dispute, MovementPeriod
from thidua.web.standing.board import class_tag
from thidua.web.standing.snapshot import Snapshot, closed, preview

CLASS = "phan-loai"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of a working that can be disputed."""

    code: str
    title: str
    clause: str
    points: int
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one close says of the subject. `points` and `words` are those of the disputed criterion."""

    version: int
    at: datetime
    reason: str
    total: int | None
    place: int
    class_title: str
    points: int | None
    words: str


def criteria_of(period: MovementPeriod, subject: str) -> list[Criterion]:
    """The criteria of the subject's working as the period stands.

    Raises:
        Refused: a frozen period cannot be computed.
    """
    last = Close.objects.filter(period=period).order_by("-version").first()
    held = closed(last) if last and period.state == MovementPeriod.State.CLOSED else preview(period)
    found = [
        Criterion(
            line.code,
            line.title,
            line.clause,
            line.points,
            tuple(f.code for f in line.children if f.kind == "figure"),
        )
        for line in _criteria(held, subject, period)
    ]
    if found or subject not in held.forms:
        return found
    figures = tuple(use.code for use in held.scheme.figures)
    return [
        Criterion(CLASS, _("Phân loại của kỳ"), "", 0, figures)
    ]  # a regulation without points only classes


def sides(row: Dispute) -> list[Side]:
    """The disputed close and the latest one after it; only the first while nothing was corrected."""
    closes = list(
        Close.objects.filter(period=row.period, version__gte=max(1, row.version)).order_by("version")
    )
    wanted = closes[:1] + closes[1:][-1:]
    subject = row.person.code if row.person else row.unit.code
    return [side for close in wanted if (side := _side(close, subject, row.criterion)) is not None]


def _side(close: Close, subject: str, criterion: str) -> Side | None:
    held = closed(close)
    mine = next((row for row in held.rows if row.subject == subject), None)
    if mine is None:
        return None
    line = next((r for r in _criteria(held, subject, close.period) if r.code == criterion), None)
    return Side(
        version=close.version,
        at=close.at,
        reason=close.reason,
        total=mine.total if mine.complete else None,
        place=mine.place,
        class_title=class_tag(held.scheme, mine.class_code)["title"],
        points=line.points if line else None,
        words=_words(line) if line else "",
    )


def _words(line: Reason) -> str:
    """How the points came about, without the title that stands beside it."""
    return told.sentence(line).removeprefix(f"{line.title}: ")


def _criteria(held: Snapshot, subject: str, period: MovementPeriod) -> Iterator[Reason]:
    if subject not in held.forms:
        return
    working = explain(held.scheme, held.forms[subject], held.lines(subject), Period.parse(period.code).kind)
    stack = list(working.total.children) if working.total else []
    while stack:
        line = stack.pop(0)
        if line.kind == "criterion":
            yield line
        elif line.kind == "group":
            stack = [*line.children, *stack]
