"""What somebody typed into the grid: read in Vietnamese, kept as typed, turned into entries to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.actions.figure import FigureEntry
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.number import MILLI
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.rows import Written
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import NOT_APPLICABLE, number
from thidua.office.number import read_value
from thidua.store.models import Figure
from thidua.web.figure.month import Month

CLEARED = "Số đã ghi thì không xóa được; sửa thành số khác kèm lý do, hoặc ghi “không áp dụng”."

_TAKES = {
    FigureKind.RATIO: ({Written.RATIO}, "figure.ratio-without-parts"),
    FigureKind.YES_NO: ({Written.YES_NO, Written.NUMBER}, "figure.not-yes-no"),
    FigureKind.CLASS: ({Written.CLASS, Written.NUMBER}, "figure.not-a-class"),
}


def cell_name(figure: str, week: str) -> str:
    """Name and id of a cell; problems carry it as their field."""
    return f"{figure}.{week}"


def as_typed(definition: FigureDefinition, value: FigureValue) -> str:
    """A stored value as one would type it."""
    if value.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if definition.kind is FigureKind.RATIO:
        return f"{number(value.numerator)}/{number(value.denominator)}"
    if definition.kind is FigureKind.YES_NO:
        return "có" if value.numerator else "không"
    return number(value.numerator).replace("−", "-")


def read_cell(definition: FigureDefinition, text: str, where: Where) -> FigureValue | Problem | None:
    """None for an empty cell."""
    read = read_value(text, where=where)
    if isinstance(read, Problem) or read.written is Written.EMPTY:
        return read if isinstance(read, Problem) else None
    if read.written is Written.NOT_APPLICABLE:
        return FigureValue(State.NOT_APPLICABLE, where=where)
    takes, fault = _TAKES.get(definition.kind, ({Written.NUMBER}, "figure.not-a-ratio"))
    if read.written not in takes:
        return problem(fault, where, figure=definition.title, value=text.strip())
    return FigureValue(State.PRESENT, read.numerator, read.denominator, read.qualifier, where)


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it came: texts by cell, entries for what can be read and differs, problems for the rest."""

    texts: Mapping[str, str]
    entries: tuple[FigureEntry, ...]
    problems: tuple[Problem, ...]
    cleared: tuple[str, ...]


def read_form(month: Month, form: Mapping[str, str], only_week: str = "") -> Typed:
    """Read the cells of the open weeks (or of one). Cells that say what already stands make no entry."""
    texts: dict[str, str] = {}
    entries: list[FigureEntry] = []
    problems: list[Problem] = []
    cleared: list[str] = []
    for section in month.sections:
        for definition in section.definitions:
            for week in month.weeks:
                name = cell_name(definition.code, week.code)
                if name not in form or week.code in month.shut or (only_week and week.code != only_week):
                    continue
                texts[name] = form[name][:60]
                stored = month.figures.get((definition.code, week.code))
                read = read_cell(definition, texts[name], Where(field=name))
                if read is None:
                    cleared += [name] if stored is not None else []
                elif isinstance(read, Problem):
                    problems.append(read)
                elif stored is None or not _same(read, stored):
                    deeds = month.deeds.get((definition.code, week.code))
                    made = (
                        read.state is State.PRESENT and read.denominator == MILLI and deeds == read.numerator
                    )
                    entries.append(FigureEntry(month.unit, definition.code, week.code, read, from_deeds=made))
    return Typed(texts, tuple(entries), tuple(problems), tuple(cleared))


def _same(value: FigureValue, stored: Figure) -> bool:
    return (value.state, value.numerator, value.denominator) == (
        stored.state,
        stored.numerator,
        stored.denominator,
    )
