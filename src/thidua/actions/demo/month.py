"""January goes up the levels in every state a report can be in, and disputes of points, one of them found right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.papers import MOVEMENT
from thidua.actions.demo.people import INSPECTOR
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, PROVINCE
from thidua.actions.dispute import dispute_answer, dispute_open
from thidua.actions.inspection import (
    inspection_check,
    inspection_conclude,
    inspection_draw,
    inspection_give,
    inspection_reply,
)
from thidua.actions.report import report_approve, report_return, report_submit
from thidua.actions.report_check import report_gaps
from thidua.actions.report_remind import reports_remind
from thidua.actions.window import window_extend
from thidua.core.inspection import Found
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind, containing
from thidua.store.models import InspectionItem, Movement, MovementPeriod, Unit

JANUARY = "2026-01"
REPORTED, APPROVED = date(2026, 2, 2), date(2026, 2, 3)
INSPECTED = (AN_UNIT, "ca-xa-hoa-mo", "ca-xa-nui-que")
REPLIES = {
    Found.WRONG: "Đơn vị đã xem lại sổ, đúng là cộng nhầm; đã nhắc cán bộ tổng hợp.",
    Found.NO_EVIDENCE: "Biên bản nộp cùng hồ sơ giấy, đơn vị sẽ chụp bổ sung.",
}
EXPLAINED = "Đã đối chiếu với sổ gốc của đơn vị, số liệu đúng."


def months_live(rows: Rows) -> None:
    """Reports of January as they stand on the day of the demonstration, and a dispute with two days left."""
    for day in (date(2026, 1, 30), date(2026, 2, 2)):
        reports_remind(by=None, at=moment(day, 7))
    _reports(rows)
    last = rows.world.weeks[-1].within(PeriodKind.MONTH)  # December, unless fewer weeks were asked for
    month_inspected(rows, last.code, date(2026, 1, 26))
    last_week_disputed(rows)


def last_week_disputed(rows: Rows) -> None:
    """An disputes one point of the last week that was closed; nobody has answered yet."""
    weeks = MovementPeriod.objects.filter(movement__code=MOVEMENT, kind=PeriodKind.WEEK, state="closed")
    period = weeks.select_related("movement").order_by("-last_day")[0]
    dispute_open(
        by=rows.viewer("an"),
        at=moment(date(2026, 1, 30), 14, 20),
        period=period,
        subject=rows.units[AN_UNIT],
        criterion="phan-anh-tra-loi-dung-han",
        title="Trả lời phản ánh đúng hạn",
        figures=["phan-anh-tra-loi-dung-han"],
        text="Phản ánh cuối cùng đã trả lời đúng ngày hẹn, có chữ ký người nhận; sổ ghi muộn một ngày.",
        wanted="Mọi phản ánh đến hẹn đều trả lời đúng hẹn",
    )


def month_inspected(rows: Rows, month: str, day: date) -> None:
    """Nine items of three communes: one is wrong, one has no evidence; the unit says so itself, and it is concluded."""
    inspector = rows.viewer(INSPECTOR)
    units = [rows.units[code] for code in INSPECTED]
    row = inspection_draw(
        by=inspector, at=moment(day, 9), unit=rows.units[PROVINCE], month=month, size=9, only=units
    )
    items = list(row.items.select_related("unit", "figure", "deed").order_by("place"))
    ratios = [item.place for item in items if item.figure is not None and item.figure.denominator > MILLI]
    wrong, bare = ratios[0], ratios[-1]
    for minute, item in enumerate(items):
        inspection_check(by=inspector, at=moment(day, 10, minute), item=item, **_found(item, wrong, bare))
    inspection_give(by=inspector, at=moment(day, 16), inspection=row)
    for item in row.items.exclude(found=Found.RIGHT).select_related("unit").order_by("place"):
        by, at = rows.recorder(item.unit.code), moment(day + timedelta(days=1), 9, item.place)
        inspection_reply(by=by, at=at, item=item, reply=REPLIES[Found(item.found)])
    inspection_conclude(by=inspector, at=moment(day + timedelta(days=7), 8, 30), inspection=row)


def _found(item: InspectionItem, wrong: int, bare: int) -> dict[str, str]:
    if item.figure is not None and item.place == wrong:
        right = f"{item.figure.numerator // MILLI - 1}/{item.figure.denominator // MILLI}"
        return {
            "found": Found.WRONG,
            "should_be": right,
            "note": "Sổ gốc ghi ít hơn một: cộng hai lần một dòng.",
        }
    if item.place == bare:
        return {"found": Found.NO_EVIDENCE, "note": "Đơn vị chưa đưa ra được biên bản gốc."}
    return {"found": Found.RIGHT, "note": "Khớp sổ gốc."}


def march_disputed(rows: Rows, movement: Movement, week: Period, unit: str, figure: str, day: date) -> None:
    """The unit whose clerk left out a page disputes the point; the inspector finds it right."""
    period = MovementPeriod.objects.get(movement=movement, code=week.code)
    row = dispute_open(
        by=rows.confirmer(unit),
        at=moment(day - timedelta(days=5), 15),
        period=period,
        subject=rows.units[unit],
        criterion=figure,
        title="Hồ sơ đúng hạn",
        figures=[figure],
        text="Sổ theo dõi hồ sơ tháng 3, trang 14: bảy hồ sơ trả trong hạn chưa được cộng.",
        wanted="Cộng thêm 7 hồ sơ trả trong hạn",
    )
    answer = "Đã xem sổ gốc: bảy hồ sơ ở trang 14 đều có ngày trả trong hạn và chữ ký nhận."
    dispute_answer(by=rows.viewer(INSPECTOR), at=moment(day, 9), dispute=row, verdict="upheld", answer=answer)


def _reports(rows: Rows) -> None:
    """Teams and offices are through; of the communes some are through, some wait, one is back, An's is late."""
    made = {unit.code: unit.sort for unit in rows.world.units}
    communes = sorted(code for code, sort in made.items() if sort == "commune" and code != AN_UNIT)
    own_teams = {u.code for u in rows.world.units if u.parent == AN_UNIT}
    below = sorted(
        code for code, sort in made.items() if sort in ("team", "office") and code not in own_teams
    )
    for number, code in enumerate(below):
        _up(rows, code, moment(REPORTED, 8, number % 60), levels=9)
    last, returned, waiting = communes[-1], communes[-2], communes[-4:-2]
    for number, code in enumerate(communes):
        levels = 0 if code == last else 1 if code in (returned, *waiting) else 9
        _up(rows, code, moment(REPORTED, 13, number), levels)
    report_return(
        by=rows.emulation,
        at=moment(APPROVED, 15),
        unit=rows.units[returned],
        month=JANUARY,
        reason="Tuần 3: số buổi tuyên truyền chưa có biên bản kèm theo; bổ sung rồi trình lại.",
    )
    window_extend(
        by=rows.emulation,
        at=moment(APPROVED, 15, 5),
        unit=rows.units[returned],
        month=JANUARY,
        until=date(2026, 2, 9),
        reason="Chờ biên bản của thôn, cán bộ tổng hợp đi học đến ngày 06/02",
    )


def _up(rows: Rows, code: str, at: datetime, levels: int) -> None:
    """Submitted by who records, then approved by so many levels, as far as there are any."""
    unit = rows.units[code]
    report = report_submit(
        by=rows.recorder(code), at=at, unit=unit, month=JANUARY, explained=_explained(unit, at.date())
    )
    for level, where in enumerate(report.levels[:levels]):
        by = rows.emulation if level and where == report.levels[-1] else rows.confirmer(where)
        report_approve(by=by, at=at + timedelta(hours=2 * level + 2), unit=unit, month=JANUARY)


def _explained(unit: Unit, day: date) -> dict[str, str]:
    gaps = report_gaps(unit, Period.parse(JANUARY), containing(day, PeriodKind.WEEK))
    return {gap.key: EXPLAINED for gap in gaps}
