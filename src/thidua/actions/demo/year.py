"""The year in order: every period opened, recorded and closed; one March week reopened in April."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from thidua.actions.demo.bulletins import march_correct, march_issue
from thidua.actions.demo.calendar import closing_day, closing_time, moment
from thidua.actions.demo.month import march_disputed
from thidua.actions.demo.numbers import WRONG_FIGURE, WRONG_UNIT, WRONG_WEEK
from thidua.actions.demo.papers import CLASS_MOVEMENT, FLOOD_DAY, MOVEMENT
from thidua.actions.demo.promises import flood_change
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.week import company_class_record, is_wrong, value_of, week_record
from thidua.actions.figure import figure_correct
from thidua.actions.period import period_close, period_open, period_reopen
from thidua.actions.standing_input import scheme_of
from thidua.core.period import Period, PeriodKind
from thidua.store.models import Figure, Movement

CORRECTION_WEEK = 15  # the week after whose close the March mistake is mended
_REASON = (
    "Rà soát sổ gốc thấy bỏ sót 7 hồ sơ trả trong hạn, do cán bộ tổng hợp cộng thiếu một trang; "
    "đơn vị đề nghị sửa, tỉnh đã đối chiếu sổ."
)
Tell = Callable[[str, int, int], None]


def year_live(rows: Rows, tell: Tell) -> None:
    """Record and close everything in the order of the calendar."""
    movements = [Movement.objects.get(code=code) for code in (MOVEMENT, CLASS_MOVEMENT)]
    longer = {movement: _longer(rows, movement) for movement in movements}
    world = rows.world
    classes = dict(world.company_classes())
    tell("weeks", 0, len(world.weeks))
    for number, week in enumerate(world.weeks, start=1):
        for movement in movements:
            _open(rows, movement, week, *(p for p in longer[movement] if _first_week(p) == week))
        week_record(rows, world.happened(week))
        monday = closing_day(week)
        for movement in movements:
            period_close(by=rows.emulation, at=closing_time(week), movement=movement, period=week.code)
        _close_longer(rows, longer, classes, monday)
        if number == CORRECTION_WEEK:
            march_issue(rows)
            _mend_march(rows, movements[0], monday + timedelta(days=2))
            march_correct(rows, monday + timedelta(days=3))
        if week.end + timedelta(days=1) == FLOOD_DAY:
            flood_change(rows)
        tell("weeks", number, len(world.weeks))
    _close_longer(rows, longer, classes, date.max)


def _longer(rows: Rows, movement: Movement) -> list[Period]:
    """The months, quarters and years of the calendar that the movement's regulation makes something of."""
    scheme, _ = scheme_of(movement, movement.first_day)
    return [period for period in rows.world.closing if scheme.roll_up(period.kind)]


def _first_week(period: Period) -> Period:
    return period.parts(PeriodKind.WEEK)[0]


def _open(rows: Rows, movement: Movement, *periods: Period) -> None:
    for period in periods:
        period_open(by=rows.emulation, at=moment(period.start, 8), movement=movement, period=period.code)


def _close_longer(
    rows: Rows, longer: dict[Movement, list[Period]], classes: dict[Period, object], until: date
) -> None:
    """Close what has become due by that Monday, in the order of the calendar."""
    for movement, periods in longer.items():
        while periods and closing_day(periods[0]) <= until:
            period = periods.pop(0)
            at = closing_time(period)
            if movement.code == CLASS_MOVEMENT and period in classes:
                company_class_record(rows, period, classes[period], at - timedelta(minutes=5))
            period_close(by=rows.emulation, at=at, movement=movement, period=period.code)


def _mend_march(rows: Rows, movement: Movement, day: date) -> None:
    """The week is opened again with a reason, one figure corrected, and the week and its month closed anew."""
    week = next(week for week in rows.world.weeks if int(week.code[-2:]) == WRONG_WEEK)
    right = next(f for f in rows.world.happened(week).figures[WRONG_UNIT] if is_wrong(f, week))
    dung = rows.emulation
    march_disputed(rows, movement, week, WRONG_UNIT, WRONG_FIGURE, day)
    reopened = period_reopen(
        by=dung, at=moment(day, 9, 30), movement=movement, period=week.code, reason=_REASON
    )
    record = Figure.objects.get(
        unit=rows.units[WRONG_UNIT], figure=WRONG_FIGURE, period=week.code, replaced_by__isnull=True
    )
    figure_correct(
        by=rows.recorder(WRONG_UNIT),
        at=moment(day, 10, 15),
        record=record,
        value=value_of(right),
        reason=_REASON,
        paper="Sổ theo dõi hồ sơ tháng 3/2025, trang 14 (sổ mẫu)",
    )
    for minute, period in enumerate(reopened):
        period_close(by=dung, at=moment(day, 14, minute), movement=movement, period=period.code)
