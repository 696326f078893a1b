"""A unit's month or year of figures as a workbook: periods down, figures across, each ratio by its two parts.

What is written here is read back as the same figures by the page "Nhập từ tệp" (a test holds it).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State
from thidua.office.format import NOT_APPLICABLE
from thidua.office.format import period as period_text
from thidua.office.mapping import PARTS
from thidua.office.workbook import Heading, Table, Value, exact
from thidua.store import access
from thidua.web.door import viewer_of
from thidua.web.figure.grid import value_of
from thidua.web.figure.month import Month, month_of
from thidua.web.figure.views import grid_period
from thidua.web.sheet import source_line, workbook_answer


def entry_excel(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What the grid of that month or year shows, for everybody who may see the unit."""
    unit = access.unit_for(viewer_of(request), code)
    month = month_of(unit, grid_period(period))
    name = f"{unit.code}-{month.period.code}"
    return workbook_answer(figures_sheet(month, source_line(request)), totals_sheet(month), name=name)


def figures_sheet(month: Month, source: str) -> Table:
    """One row for each period in which something is entered; what is not recorded stays blank."""
    definitions = [(section, d) for section in month.sections for d in section.definitions]
    kinds = {section.kind for section, _definition in definitions}
    periods = [p for p in _periods(month) if p.kind in kinds]
    headings = [Heading(_("Kỳ"), 16)]
    for _section, definition in definitions:
        headings += [Heading(title, 18) for title in _titles(definition)]
    rows = [
        [
            period_text(held),
            *(value for _s, d in definitions for value in _values(d, month.figures.get((d.code, held.code)))),
        ]
        for held in periods
    ]
    notes = (f"{month.unit.name}", f"{period_text(month.period)}", source)
    return Table(month.period.code, tuple(headings), rows, notes, fixed=1)


def _periods(month: Month) -> Iterator[Period]:
    """Weeks of a month, months of a year, the span itself; and the weeks of a year where weeks are entered."""
    for column in month.columns:
        if month.period.kind is PeriodKind.YEAR:
            yield from column.parts(PeriodKind.WEEK)
        yield column
    yield month.period


def _titles(definition: FigureDefinition) -> list[str]:
    if definition.kind is FigureKind.RATIO:
        return [f"{definition.title} – {word}" for word in PARTS.values()]
    return [definition.title]


def _values(definition: FigureDefinition, row: Any) -> list[Value]:
    blank: list[Value] = [None] * len(_titles(definition))
    if row is None:
        return blank
    value = value_of(row)
    if value.state is State.NOT_APPLICABLE:
        return [0, 0, None] if definition.kind is FigureKind.RATIO else [NOT_APPLICABLE]
    return _present(definition, value)


def _present(definition: FigureDefinition, value: FigureValue) -> list[Value]:
    if definition.kind is FigureKind.RATIO:
        share = Fraction(value.numerator, value.denominator)
        return [exact(value.numerator), exact(value.denominator), share]
    if definition.kind is FigureKind.YES_NO:
        return [_("có") if value.numerator else _("không")]
    return [exact(value.numerator)]


def totals_sheet(month: Month) -> Table:
    """The span as the unit's page shows it: this one, the target, the one before."""
    rows: list[list[Value]] = []
    for section in month.sections:
        for d in section.definitions:
            now = month.sum(d, [p for c in month.columns for p in month.parts(section, c)])
            last = month.sum(d, [p for c in month.before for p in month.parts(section, c)])
            target = month.target(d.code)
            rows.append(
                [
                    section.title,
                    d.title,
                    d.unit,
                    *_total(d, now),
                    exact(target) if target else None,
                    *_total(d, last)[:1],
                ]
            )
    titles = (
        (_("Nhóm"), 30), (_("Số liệu"), 34), (_("Đơn vị tính"), 12), (_("Cộng"), 10), (_("Tử số"), 10),
        (_("Mẫu số"), 10),
        (_("Tỷ lệ"), 10), (_("Chỉ tiêu"), 10), (_("Kỳ trước"), 10),
    )  # fmt: skip
    notes = (month.unit.name, period_text(month.period))
    return Table(_("Cộng"), tuple(Heading(t, w) for t, w in titles), rows, notes, fixed=2)


def _total(definition: FigureDefinition, value: FigureValue | None) -> list[Value]:
    """Sum, numerator, denominator, share; a ratio and yes-no have parts and no sum."""
    if value is None or definition.kind is FigureKind.CLASS:
        return [None] * 4
    if value.state is State.NOT_APPLICABLE:
        return [NOT_APPLICABLE, None, None, None]
    if definition.kind in (FigureKind.RATIO, FigureKind.YES_NO):
        share = Fraction(value.numerator, value.denominator)
        return [None, exact(value.numerator), exact(value.denominator), share]
    return [exact(value.numerator), None, None, None]
