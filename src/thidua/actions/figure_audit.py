"""What was written about figures, as people read it: titles, days and values, before → after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from thidua.actions.audit import audit
from thidua.actions.definition import figure_definition
from thidua.core.period import Period
from thidua.core.score.table import State
from thidua.office.format import period_within, value
from thidua.store.access import Viewer
from thidua.store.models import Figure

SAID_MAX = 12  # figures named in one sentence; the rest are counted


def figures_note(*, by: Viewer, at: datetime, rows: Iterable[Figure], reason: str) -> None:
    """One line per subject and period for these new records."""

    def place(row: Figure) -> tuple[int, int, str]:
        return row.unit_id or 0, row.person_id or 0, row.period

    for _, group in groupby(sorted(rows, key=place), place):
        _note(by, at, "figures-record", "Nhập {count} số liệu", list(group), reason)


def figure_note(*, by: Viewer, at: datetime, row: Figure) -> None:
    """The line of one correction; its subject is the very figure, so that it shows beside it."""
    _note(by, at, "figure-correct", "Sửa số liệu", [row], row.reason)


def figure_subject(row: Figure) -> str:
    """What the lines of one figure's corrections are about."""
    subject = row.unit or row.person
    return f"figure:{subject.code if subject else ''}/{row.period}/{row.figure}"


def _note(by: Viewer, at: datetime, action: str, did: str, rows: Sequence[Figure], reason: str) -> None:
    first = rows[0]
    subject = first.unit or first.person
    assert subject is not None
    said = [change(row) for row in rows[:SAID_MAX]]
    more = f" và {len(rows) - SAID_MAX} số liệu khác" if len(rows) > SAID_MAX else ""
    because = f" Lý do: {reason.removesuffix('.')}." if reason else ""
    audit(
        by=by, at=at, action=action, unit=first.unit, about=first.person,
        subject=figure_subject(first) if action == "figure-correct" else _subject(first),
        sentence=f"{did.format(count=len(rows))} {period_within(Period.parse(first.period))} của {subject.name}:"
        f" {'; '.join(said)}{more}.{because}",
    )  # fmt: skip


def _subject(row: Figure) -> str:
    return f"unit:{row.unit.code}" if row.unit else f"person:{row.person.code if row.person else ''}"


def change(row: Figure) -> str:
    """ "Buổi tuyên truyền: 3", or "Buổi tuyên truyền: 2 → 3" where another value stood before."""
    definition = figure_definition(row.figure, Period.parse(row.period).end)
    title = definition.title if definition else row.figure

    def written(one: Figure) -> str:
        if definition is None:
            return "—"
        return value(definition.kind, State(one.state), one.numerator, one.denominator)

    return (
        f"{title}: {written(row.replaces)} → {written(row)}" if row.replaces else f"{title}: {written(row)}"
    )
