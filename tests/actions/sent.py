"""What a device sends, in the fewest words."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from tests.factories import WEEK, World, at
from thidua.actions.sync import Answer, SentDeed, SentFigure, sync_take
from thidua.actions.sync_resolve import conflict_resolve
from thidua.core.figure import FigureValue
from thidua.store.models import Person, SyncConflict

CODE = "buoi-tuyen-truyen"
KEYS = (f"{number:032x}" for number in count(1))


def number(value: int) -> FigureValue:
    return FigureValue(numerator=value * 1000)


def sent(w: World, value: int, base: int | None = None, **changed: object) -> SentFigure:
    made = SentFigure(
        key=next(KEYS),
        made_at=at(hour=6),
        unit=w.lim_xanh,
        figure=CODE,
        period=WEEK.code,
        base=None if base is None else number(base),
        value=number(value),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def take(w: World, record: SentFigure | SentDeed, by: Person | None = None) -> Answer:
    return sync_take(by=w.see(by or w.clerk), at=at(), sent=record)


def choose(
    w: World, conflict: SyncConflict, choice: str, by: Person | None = None, **more: object
) -> SyncConflict:
    chosen = SyncConflict.Choice(choice)
    return conflict_resolve(by=w.see(by or w.an), at=at(hour=9), conflict=conflict, choice=chosen, **more)  # type: ignore[arg-type]
