"""The entry grid as a page shows it: rows are figures, columns the weeks of a month or the months of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thidua.actions.figure_known import value_of
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind
from thidua.core.problem import Problem, Severity
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office import format as write
from thidua.office.wording import sentence
from thidua.web.figure.month import Month, Section
from thidua.web.figure.typed import CLEARED, Conflict, as_typed, base_text, cell_name

__all__ = ["Shown", "grid", "heads", "one", "shown", "value_of"]

# how js/grid adds a row up while it is typed; the figures that are saved are added up here
_SUMS = {
    FigureKind.COUNT: "count",
    FigureKind.AMOUNT: "count",
    FigureKind.RATIO: "ratio",
    FigureKind.YES_NO: "yes",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows in its cells besides what stands: typed or drafted texts, what is said of them, conflicts."""

    texts: Mapping[str, str] = field(default_factory=dict)
    problems: Iterable[Problem] = ()
    cleared: Iterable[str] = ()
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)


def heads(month: Month) -> list[dict[str, Any]]:
    """The columns: a short title, their days, and why they are shut."""
    return [
        {
            "period": held,
            "title": short(held),
            "days": f"{held.start:%d/%m}–{held.end:%d/%m}" if held.kind is PeriodKind.WEEK else "",
            "shut": month.shut.get(held.code, ""),
        }
        for held in month.columns
    ]


def short(held: Period) -> str:
    """ "Tuần 10", "Tháng 3", "Năm 2025": a column of a grid that says the year itself."""
    match held.kind:
        case PeriodKind.WEEK:
            return _("Tuần %(number)d") % {"number": int(held.code[6:])}
        case PeriodKind.MONTH:
            return _("Tháng %(number)d") % {"number": held.start.month}
    return write.period(held)


def grid(month: Month, seen: Shown | None = None) -> list[dict[str, Any]]:
    """Sections of rows of cells; typed texts stand before stored ones, so that nothing typed is lost."""
    seen = seen or Shown()
    told: dict[str, list[Problem]] = {}
    for problem in seen.problems:
        told.setdefault(problem.where.field, []).append(problem)
    maker = _Maker(month, seen, told, frozenset(seen.cleared))
    return [
        {
            "title": section.title,
            "rows": [maker.row(section, definition) for definition in section.definitions],
        }
        for section in month.sections
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    month: Month
    seen: Shown
    told: Mapping[str, list[Problem]]
    cleared: frozenset[str]

    def row(self, section: Section, definition: FigureDefinition) -> dict[str, Any]:
        month = self.month
        target = month.target(definition.code)
        typed = month.entered(section)
        cells = [
            self.cell(definition, column) if column in typed else self.sum(section, definition, column)
            for column in month.columns
        ]
        whole = month.period in typed
        before = [part for column in month.before for part in month.parts(section, column)]
        now = [part for column in month.columns for part in month.parts(section, column)]
        return {
            "definition": definition,
            "sums": "" if whole else _SUMS.get(definition.kind, ""),
            "yes_no": definition.kind is FigureKind.YES_NO,
            "ratio": definition.kind is FigureKind.RATIO,
            "cells": cells,
            "whole": self.cell(definition, month.period) if whole else None,
            "sum": "" if whole else shown(definition, month.sum(definition, now)),
            "target": write.number(target) if target else "",
            "last": shown(definition, month.sum(definition, before)),
        }

    def cell(self, definition: FigureDefinition, held: Period) -> dict[str, Any]:
        month, name = self.month, cell_name(definition.code, held.code)
        stored = month.figures.get((definition.code, held.code))
        by_deeds = definition.from_deeds and (definition.code, held.code) in month.deeds
        base = base_text(month, definition, held.code)
        text = base if held.code in month.shut else self.seen.texts.get(name, base)
        problems = self.told.get(name, [])
        faults = [sentence(p) for p in problems if p.severity is Severity.ERROR]
        return {
            "name": name,
            "title": short(held),
            "period": held,
            "text": text,
            "base": base,
            "drafted": text != base,
            "shut": month.shut.get(held.code, ""),
            "stored": stored,
            "by_deeds": by_deeds and (stored is None or stored.from_deeds),
            "faults": [*faults, str(CLEARED)] if name in self.cleared else faults,
            "cautions": [sentence(p) for p in problems if p.severity is Severity.WARNING],
            "conflict": self.seen.conflicts.get(name),
        }

    def sum(self, section: Section, definition: FigureDefinition, column: Period) -> dict[str, Any]:
        """A column that is finer or coarser than what is entered: a month of weeks to read, or nothing."""
        if self.month.period.kind is PeriodKind.YEAR and section.kind is PeriodKind.WEEK:
            value = self.month.sum(definition, self.month.parts(section, column))
            return {
                "sum": as_typed(definition, value)
                if _adds(definition, value)
                else shown(definition, value) or "—",
                "whole": shown(definition, value),
                "title": short(column),
                "period": column,
            }
        return {"void": True, "period": column}


def _adds(definition: FigureDefinition, value: FigureValue | None) -> bool:
    return value is not None and definition.kind is not FigureKind.YES_NO


def shown(definition: FigureDefinition, value: FigureValue | None) -> str:
    """A sum over weeks as people read it; yes-no says in how many weeks it was yes."""
    if value is None:
        return ""
    if value.state is State.NOT_APPLICABLE:
        return write.NOT_APPLICABLE
    if definition.kind is FigureKind.YES_NO:
        return _("%(numerator)s/%(denominator)s kỳ") % {
            "numerator": write.number(value.numerator),
            "denominator": write.number(value.denominator),
        }
    if definition.kind is FigureKind.CLASS:
        return ""
    return write.value(definition.kind, value.state, value.numerator, value.denominator)


def one(definition: FigureDefinition, value: FigureValue) -> str:
    """A single value as people read it."""
    return write.value(definition.kind, value.state, value.numerator, value.denominator)
