"""What somebody typed into the grid: read in Vietnamese, kept as typed, turned into entries to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.actions.figure import FigureEntry
from thidua.actions.figure_known import value_of
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.problem import Problem, Where, problem
from thidua.core.score.rows import Written
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import NOT_APPLICABLE, number
from thidua.office.number import read_value
from thidua.store.models import Figure
from thidua.web.figure.month import Month

CLEARED = _("Số đã ghi thì không xóa được; sửa thành số khác kèm lý do, hoặc ghi “không áp dụng”.")

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
        return gettext("có") if value.numerator else gettext("không")
    return number(value.numerator).replace("−", "-")


def read_cell(definition: FigureDefinition, text: str, where: Where) -> FigureValue | Problem | None:
    """None for an empty cell."""
    read = read_value(text, where=where)
    takes, fault = _TAKES.get(definition.kind, ({Written.NUMBER}, "figure.not-a-ratio"))
    if isinstance(read, Problem):
        if read.code != "number.not-a-number":
            return read
        said = "figure.not-a-number" if takes == {Written.NUMBER} else fault
        return problem(said, where, figure=definition.title, value=text.strip())
    if read.written is Written.EMPTY:
        return None
    if read.written is Written.NOT_APPLICABLE:
        return FigureValue(State.NOT_APPLICABLE, where=where)
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


def read_form(month: Month, form: Mapping[str, str]) -> Typed:
    """Read the cells that were sent. Cells that say what already stands make no entry."""
    texts: dict[str, str] = {}
    entries: list[FigureEntry] = []
    problems: list[Problem] = []
    cleared: list[str] = []
    for definition, held in cells_of(month):
        name = cell_name(definition.code, held.code)
        if name not in form or (
            held.code in month.shut and form[name].strip() == base_text(month, definition, held.code)
        ):
            continue  # a period that was locked while the page was open: what was typed is told, not forgotten
        texts[name] = form[name][:60]
        stored = month.figures.get((definition.code, held.code))
        read = read_cell(definition, texts[name], Where(field=name))
        if read is None:
            cleared += [name] if stored is not None else []
        elif isinstance(read, Problem):
            problems.append(read)
        elif stored is None or not _same(read, stored):
            deeds = month.deeds.get((definition.code, held.code))
            made = read.state is State.PRESENT and read.denominator == MILLI and deeds == read.numerator
            entries.append(FigureEntry(month.unit, definition.code, held.code, read, from_deeds=made))
    return Typed(texts, tuple(entries), tuple(problems), tuple(cleared))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure that somebody recorded while this page was open, beside what was typed here."""

    theirs: str
    mine: str
    record: Figure


def settled(month: Month, typed: Typed, form: Mapping[str, str]) -> tuple[Typed, dict[str, Conflict]]:
    """Set apart what was recorded by others since the page was opened; nothing of theirs is silently replaced.

    The page says in `seen` the newest record it knew. A cell that was not touched follows what stands now; one that
    was touched is kept only where its reader has chosen ("chon.<cell>" is "mine.<record>" or "theirs.<record>").
    """
    seen = form.get("seen", "")
    newest = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else month.newest
    dropped: set[str] = set()
    found: dict[str, Conflict] = {}
    for definition, held in cells_of(month):
        name = cell_name(definition.code, held.code)
        stored = month.figures.get((definition.code, held.code))
        if stored is None or stored.pk <= newest or name not in typed.texts:
            continue
        theirs, mine = as_typed(definition, value_of(stored)), typed.texts[name].strip()
        choice = form.get(f"chon.{name}", "")
        if (
            mine in ("", theirs, _seen_text(month, definition, stored, newest))
            or choice == f"theirs.{stored.pk}"
        ):
            dropped.add(name)
        elif choice != f"mine.{stored.pk}":
            found[name] = Conflict(theirs, mine, stored)
    kept = Typed(
        {name: text for name, text in typed.texts.items() if name not in dropped},
        tuple(e for e in typed.entries if e.value.where.field not in dropped),
        tuple(p for p in typed.problems if p.where.field not in dropped),
        tuple(name for name in typed.cleared if name not in dropped),
    )
    return kept, found


def _seen_text(month: Month, definition: FigureDefinition, stored: Figure, newest: int) -> str:
    """What the cell said when the page was opened."""
    row: Figure | None = stored
    while row is not None and row.pk > newest:
        row = row.replaces
    if row is not None:
        return as_typed(definition, value_of(row))
    deeds = month.deeds.get((definition.code, stored.period)) if definition.from_deeds else None
    return number(deeds) if deeds else ""


def cells_of(month: Month) -> Iterator[tuple[FigureDefinition, Period]]:
    """Every cell that can be typed on a grid, row by row."""
    for section in month.sections:
        periods = month.entered(section)
        for definition in section.definitions:
            for held in periods:
                yield definition, held


def base_text(month: Month, definition: FigureDefinition, period: str) -> str:
    """What a cell says before anybody types: the record that stands, else what deeds add up to."""
    stored = month.figures.get((definition.code, period))
    if stored is not None:
        return as_typed(definition, value_of(stored))
    deeds = month.deeds.get((definition.code, period)) if definition.from_deeds else None
    return number(deeds) if deeds else ""


def _same(value: FigureValue, stored: Figure) -> bool:
    return (value.state, value.numerator, value.denominator) == (
        stored.state,
        stored.numerator,
        stored.denominator,
    )
