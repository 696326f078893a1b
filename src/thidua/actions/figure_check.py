"""What is wrong with figures somebody wants to record, beside what the database knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from thidua.actions.area import areas
from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.figure_known import (
    STANDING,
    FigureEntry,
    Key,
    Known,
    period_named,
    value_of,
)
from thidua.core.area import Area, ratio_problem, territory_version
from thidua.core.figure import FigureDefinition, plain
from thidua.core.figure_check import check_figures
from thidua.core.lock import LockReason
from thidua.core.period import Period
from thidua.core.problem import Problem, problem
from thidua.core.score.table import State
from thidua.office.format import NOT_APPLICABLE
from thidua.office.format import period as written_period
from thidua.store.models import (
    MovementPeriod,
    Unit,
)


def placed(entries: Sequence[FigureEntry]) -> list[FigureEntry]:
    """The entries, each ratio of areas with the version of its unit's territory where none was said."""
    if not any(_of_areas(entry) and not entry.territory for entry in entries):
        return list(entries)
    known = areas()
    return [
        replace(entry, territory=_own_territory(entry, known))
        if _of_areas(entry) and not entry.territory
        else entry
        for entry in entries
    ]


def _of_areas(entry: FigureEntry) -> bool:
    period = period_named(entry.period)
    definition = figure_definition(entry.figure, period.end) if period else None
    return definition is not None and definition.of_areas


def _own_territory(entry: FigureEntry, known: list[Area]) -> str:
    """ "" where it cannot be said, which is a problem of the entry."""
    area = entry.subject.area if isinstance(entry.subject, Unit) else None
    day = entry.cut_off or Period.parse(entry.period).end
    return territory_version(known, area.code, day) if area is not None and area.in_force(day) else ""


def unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""


def check_entries(
    entries: Sequence[FigureEntry],
    known: Known,
    correcting: bool,
    progress: Callable[[int, int], None] = unheard,
) -> list[Problem]:
    """Every error and every question about these entries, in their order.

    Args:
        correcting: a reason was given, so that a value may replace another one.
        progress: hears how many entries are checked, of how many.
    """
    found: list[Problem] = []
    seen: set[Key] = set()
    sheets: dict[tuple[str, str], list[FigureEntry]] = {}
    for entry in entries:
        period = period_named(entry.period)
        if period is None:
            found.append(problem("figure.period-unknown", entry.value.where, period=entry.period))
            continue
        if entry.key in seen:
            found.append(problem("figure.twice", entry.value.where, **_names(entry)))
            continue
        seen.add(entry.key)
        found += _entry_problems(entry, period, known, correcting)
        sheets.setdefault((entry.subject.code, entry.period), []).append(entry)
    done = 0
    for (subject, code), sheet in sheets.items():
        progress(done, len(entries))
        found += _sheet_problems(subject, Period.parse(code), sheet, known)
        done += len(sheet)
    return found


def _entry_problems(entry: FigureEntry, period: Period, known: Known, correcting: bool) -> Iterator[Problem]:
    where = entry.value.where
    for unit in known.units_of(entry):
        if unit.first_day > period.end or (unit.last_day is not None and unit.last_day < period.start):
            into = known.successors.get(unit.code, "")
            code = "figure.unit-merged" if into else "figure.unit-not-in-force"
            yield problem(code, where, unit=unit.name, period=period.code, successor=into)
    if known.stands(entry):
        return
    if _of_areas(entry):
        fault = ratio_problem(entry.territory, entry.denominator_territory or entry.territory, where)
        if fault is not None:
            yield fault
    yield from _closed_problems(entry, known)
    yield from _lock_problems(entry, known)
    if correcting:
        return
    if known.standing(entry) is not None:
        yield problem("figure.recorded-already", where, **_names(entry))
    elif (made := known.overrides(entry)) is not None:
        told = NOT_APPLICABLE if entry.value.state is State.NOT_APPLICABLE else plain(entry.value.numerator)
        figure = _names(entry)["figure"]
        yield problem("figure.reason-for-deeds", where, figure=figure, deeds=plain(made), value=told)


def _lock_problems(entry: FigureEntry, known: Known) -> Iterator[Problem]:
    for unit in known.units_of(entry):
        lock = known.locks.get((unit.code, entry.period))
        if lock is not None and lock.reason is not LockReason.UNIT_ENDED:  # told before, with its successor
            yield lock.problem(entry.value.where)
    held = known.standing(entry)
    if held is not None and held.inspection is not None:
        yield problem("figure.from-inspection", entry.value.where, **_names(entry), code=held.inspection.code)


def _closed_problems(entry: FigureEntry, known: Known) -> Iterator[Problem]:
    for row, figures in known.closed.get((entry.subject.code, entry.period), ()):
        if figures is None or entry.figure in figures:
            code = (
                "figure.period-frozen" if row.state == MovementPeriod.State.FROZEN else "figure.period-closed"
            )
            title = written_period(Period.parse(entry.period)).lower()
            yield problem(code, entry.value.where, period=title, movement=row.movement.title)


def _sheet_problems(
    subject: str, period: Period, sheet: list[FigureEntry], known: Known
) -> Iterable[Problem]:
    """One subject's figures of one period against their definitions, each other, the last period and the targets."""
    definitions = [*figure_definitions(period.end), *_marks(sheet, period.end)]
    standing = {f: value_of(row) for f, row in known.current.get((subject, period.code), {}).items()}
    typed = {entry.figure: entry.value for entry in sheet}
    beside = known.beside(subject, period, declared=not sheet[0].from_deeds)
    found = check_figures(definitions, standing | typed, beside)
    # Figures that stand already are there to be compared with; only what is typed now is judged.
    return [fault for fault in found if fault.where != STANDING]


def _marks(sheet: list[FigureEntry], day: date) -> Iterator[FigureDefinition]:
    for entry in sheet:
        definition = figure_definition(entry.figure, day)
        if "@" in entry.figure and definition is not None:
            yield replace(definition, code=entry.figure)


def _names(entry: FigureEntry) -> dict[str, str]:
    """As people call them; the codes where nobody does."""
    period = period_named(entry.period)
    definition = figure_definition(entry.figure, period.end) if period else None
    return {
        "figure": definition.title if definition else entry.figure,
        "subject": entry.subject.name,
        "period": written_period(period).lower() if period else entry.period,
    }
