"""The entry grid as a page shows it: rows are figures, columns the weeks of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period
from thidua.core.problem import Problem, Severity
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office import format as write
from thidua.office.wording import sentence
from thidua.store.models import Figure
from thidua.web.figure.month import Month
from thidua.web.figure.typed import CLEARED, as_typed, cell_name

# how js/grid.js adds a row up while it is typed; the figures that are saved are added up here
_SUMS = {
    FigureKind.COUNT: "count",
    FigureKind.AMOUNT: "count",
    FigureKind.RATIO: "ratio",
    FigureKind.YES_NO: "yes",
}


def grid(
    month: Month, texts: Mapping[str, str], problems: Iterable[Problem] = (), cleared: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Sections of rows of cells; typed texts stand before stored ones, so that nothing typed is lost."""
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.where.field, []).append(problem)
    return [
        {
            "title": section.title,
            "rows": [
                _row(month, definition, texts, told, set(cleared)) for definition in section.definitions
            ],
        }
        for section in month.sections
    ]


def _row(
    month: Month,
    definition: FigureDefinition,
    texts: Mapping[str, str],
    told: Mapping[str, list[Problem]],
    cleared: set[str],
) -> dict[str, Any]:
    target = month.target(definition.code)
    return {
        "definition": definition,
        "sums": _SUMS.get(definition.kind, ""),
        "yes_no": definition.kind is FigureKind.YES_NO,
        "ratio": definition.kind is FigureKind.RATIO,
        "cells": [_cell(month, definition, week, texts, told, cleared) for week in month.weeks],
        "sum": shown(definition, month.sum(definition, month.weeks)),
        "target": write.number(target) if target else "",
        "last": shown(definition, month.sum(definition, month.before)),
    }


def _cell(
    month: Month,
    definition: FigureDefinition,
    week: Period,
    texts: Mapping[str, str],
    told: Mapping[str, list[Problem]],
    cleared: set[str],
) -> dict[str, Any]:
    name = cell_name(definition.code, week.code)
    stored = month.figures.get((definition.code, week.code))
    deeds = month.deeds.get((definition.code, week.code)) if definition.from_deeds else None
    text = as_typed(definition, value_of(stored)) if stored else write.number(deeds) if deeds else ""
    problems = told.get(name, [])
    faults = [sentence(p) for p in problems if p.severity is Severity.ERROR]
    return {
        "name": name,
        "week": week,
        "text": texts.get(name, text),
        "shut": week.code in month.shut,
        "stored": stored,
        "was": text if stored else "",
        "by_deeds": deeds is not None and (stored is None or stored.from_deeds),
        "faults": [*faults, CLEARED] if name in cleared else faults,
        "cautions": [sentence(p) for p in problems if p.severity is Severity.WARNING],
        "late": stored is None and not deeds,
    }


def value_of(row: Figure) -> FigureValue:
    return FigureValue(State(row.state), row.numerator, row.denominator)


def shown(definition: FigureDefinition, value: FigureValue | None) -> str:
    """A sum over weeks as people read it; yes-no says in how many weeks it was yes."""
    if value is None:
        return ""
    if value.state is State.NOT_APPLICABLE:
        return write.NOT_APPLICABLE
    if definition.kind is FigureKind.YES_NO:
        return f"{write.number(value.numerator)}/{write.number(value.denominator)} tuần"
    if definition.kind is FigureKind.CLASS:
        return ""
    return write.value(definition.kind, value.state, value.numerator, value.denominator)


def one(definition: FigureDefinition, value: FigureValue) -> str:
    """A single value as people read it."""
    return write.value(definition.kind, value.state, value.numerator, value.denominator)
