"""One week as it would be lived: deeds recorded and confirmed, figures added up and declared, classes given."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thidua.actions.deed import deed_confirm, deed_record
from thidua.actions.definition import figure_definitions
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.deeds import MadeDeed
from thidua.actions.demo.files import TITLES, evidence
from thidua.actions.demo.numbers import WRONG_FIGURE, WRONG_UNIT, WRONG_WEEK, MadeFigure, is_late
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import COMPANY
from thidua.actions.demo.world import WeekOf
from thidua.actions.evidence import evidence_add
from thidua.actions.figure import FigureEntry, figures_record
from thidua.core.figure import FigureValue
from thidua.core.number import MILLI
from thidua.core.period import Period
from thidua.core.score.table import State
from thidua.store.access import Viewer
from thidua.store.models import Deed

FORGOTTEN = 7  # files of one commune left out in one week: the mistake that is corrected in April


@transaction.atomic
def week_record(rows: Rows, happened: WeekOf, skip: frozenset[str] = frozenset()) -> None:
    """Everything of one week, Monday to Friday; the late unit follows on Monday morning.

    Args:
        skip: units that have not reported yet.
    """
    week = happened.week
    friday = moment(week.start + timedelta(days=4), 16, 10)
    sheets: dict[tuple[datetime, str], list[FigureEntry]] = {}
    for code, figures in happened.figures.items():
        if code in skip:
            continue
        for deed in happened.deeds[code]:
            written = deed_write_down(rows, deed, rows.recorder(code))
            deed_confirm(by=rows.confirmer(code), at=moment(deed.on, 17, 15), deed=written)
        late = is_late(rows.world.unit(code), week)
        at = moment(week.end + timedelta(days=1), 8, 20) if late else friday
        entries = _entries(rows, code, week, figures, {deed.kind for deed in happened.deeds[code]})
        sheets.setdefault((at, rows.recorder(code).person.code), []).extend(entries)
    for (at, person), entries in sheets.items():
        figures_record(by=rows.viewer(person), at=at, entries=entries)
    if COMPANY not in skip:
        _classes(rows, week, happened.classes, friday)


def deed_write_down(rows: Rows, made: MadeDeed, by: Viewer) -> Deed:
    """Record a deed with its evidence; somebody else is still to confirm it."""
    unit = rows.units[made.unit]
    deed = deed_record(
        by=by,
        at=moment(made.on, 16, 30),
        unit=unit,
        kind=made.kind,
        on=made.on,
        summary=made.summary,
        place=made.place,
        area=unit.area,
        quantities={name: value * MILLI for name, value in made.quantities},
    )
    name, media_type, content = evidence(made)
    evidence_add(
        by=by,
        at=moment(made.on, 16, 35),
        unit=unit,
        deed=deed,
        name=name,
        content=content,
        media_type=media_type,
        title=TITLES[made.paper],
    )
    return deed


def _entries(
    rows: Rows, code: str, week: Period, figures: tuple[MadeFigure, ...], kinds: set[str]
) -> list[FigureEntry]:
    """The unit's sheet. Figures made of deeds say so; the generator's deeds add up to them exactly."""
    made_of = {d.code: {source.kind for source in d.from_deeds} for d in figure_definitions(week.end)}
    unit = rows.units[code]
    return [
        FigureEntry(
            unit,
            made.figure,
            week.code,
            value_of(_as_typed(made, week)),
            from_deeds=bool(made_of[made.figure] & kinds),
        )
        for made in figures
    ]


def is_wrong(made: MadeFigure, week: Period) -> bool:
    """Whether this is the figure that was typed wrong in March."""
    return (made.subject, made.figure) == (WRONG_UNIT, WRONG_FIGURE) and int(week.code[-2:]) == WRONG_WEEK


def _as_typed(made: MadeFigure, week: Period) -> MadeFigure:
    if not is_wrong(made, week):
        return made
    return MadeFigure(made.subject, made.figure, made.numerator - FORGOTTEN * MILLI, made.denominator)


def _classes(rows: Rows, week: Period, classes: tuple[MadeFigure, ...], at: datetime) -> None:
    entries = [
        FigureEntry(rows.people[made.subject], made.figure, week.code, value_of(made)) for made in classes
    ]
    figures_record(by=rows.company, at=at, entries=entries)


def company_class_record(rows: Rows, month: Period, made: MadeFigure, at: datetime) -> None:
    """The company's own class of a month, copied from the province's decision."""
    paper = f"Thông báo xếp loại tập thể tháng {month.start:%m/%Y} (văn bản mẫu)"
    entry = FigureEntry(rows.units[COMPANY], made.figure, month.code, value_of(made), paper=paper)
    figures_record(by=rows.company, at=at, entries=[entry])


def value_of(made: MadeFigure) -> FigureValue:
    state = State.PRESENT if made.applies else State.NOT_APPLICABLE
    return FigureValue(state, made.numerator, made.denominator)
