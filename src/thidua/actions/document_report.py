"""The monthly report of a unit: its figures as closed, beside targets and the month before."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from thidua.actions.bulletin_draw import weakness_text, weaknesses_of
from thidua.actions.definition import figure_definition, figure_definitions
from thidua.actions.document import heading_of, report_recipients, signature_of
from thidua.actions.figure_frozen import frozen_month, movement_of
from thidua.core.bulletin import FrozenMonth, met
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.period import Period, PeriodKind, containing
from thidua.core.score.scheme import FigureKind
from thidua.office.document import Document
from thidua.office.document.compact import lower_first
from thidua.office.document.report import Line, report_document
from thidua.office.format import ABSENT, day, number, period, period_within, value
from thidua.store.models import Unit


def report_paper(unit: Unit, month: Period) -> Document | None:
    """Báo cáo tháng; None for a unit that is compared in no movement that month."""
    movement = movement_of(unit, month)
    if movement is None:
        return None
    now = frozen_month(movement, month)
    before = frozen_month(movement, containing(month.start - timedelta(days=1), PeriodKind.MONTH))
    lines = [
        line(definition, now, before, unit.code)
        for definition in figure_definitions(month.end)
        if now.value(unit.code, definition.code) is not None
    ]
    told = lower_first(period(month))
    return report_document(
        heading_of(unit, None, abbreviation="BC", seen_on=month.end),
        f"{told[:5]} {told[6:].replace('/', ' năm ')}",
        movement=lower_first(movement.title),
        lines=lines,
        shortfalls=[
            f"{entry.title}: {entry.now}, chỉ tiêu {entry.target}" for entry in lines if entry.met is False
        ],
        weaknesses=[weakness_text(row, month, row.shortfall) for row in weaknesses_of(unit, month)],
        source=source_of(now),
        signature=signature_of(unit, month.end),
        recipients=report_recipients(unit, month.end),
        specimen=settings.DEMO,
    )


def line(definition: FigureDefinition, now: FrozenMonth, before: FrozenMonth, subject: str) -> Line:
    """One figure as every paper and page of the month writes it."""
    target = now.target(subject, definition.code)
    held = now.value(subject, definition.code)
    return Line(
        title=definition.title,
        target=target_text(definition, target),
        now=figure_text(definition, held),
        last=figure_text(definition, before.value(subject, definition.code)),
        met=met(definition.kind, held, target),
    )


def figure_text(definition: FigureDefinition, held: FigureValue | None) -> str:
    """ "412/463 (88,98 %)", "14 buổi", "4/4 kỳ", "—"."""
    if held is None:
        return ABSENT
    if definition.kind is FigureKind.YES_NO and held.denominator > 0 and held.state == 1:
        return f"{number(held.numerator)}/{number(held.denominator)} kỳ"
    told = value(definition.kind, held.state, held.numerator, held.denominator)
    counted = definition.kind in (FigureKind.COUNT, FigureKind.AMOUNT) and held.state == 1
    return f"{told} {definition.unit}".strip() if counted else told


def target_text(definition: FigureDefinition, target: int) -> str:
    if not target:
        return ""
    return f"{number(target)} %" if definition.kind is FigureKind.RATIO else number(target)


def source_of(frozen: FrozenMonth) -> str:
    """Where the numbers come from, for the foot of a table."""
    cut = f"số liệu tính đến hết ngày {day(frozen.cut_off)}"
    if not frozen.closed:
        return f"Số liệu tạm tính, tháng chưa chốt; {cut}."
    again = f", bản {frozen.version}" if frozen.version > 1 else ""
    return f"Nguồn: {period_within(Period.parse(frozen.period))} đã chốt{again}, mã {frozen.manifest[:12]}; {cut}."


def definition_of(figure: str, month: str) -> FigureDefinition | None:
    return figure_definition(figure, Period.parse(month).end)
