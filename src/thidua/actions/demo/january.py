"""The next year begins: its movement is open in January, some figures are in, some things wait for An and Bình."""

from __future__ import annotations

from datetime import date

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.deeds import MadeDeed
from thidua.actions.demo.january_papers import make_january_plan, make_next_directive
from thidua.actions.demo.numbers import WEEKLY_TARGETS
from thidua.actions.demo.papers import DIRECTIVE, NEXT_CLASS_MOVEMENT, NEXT_MOVEMENT
from thidua.actions.demo.promises import directive_set_up, movement_set_up, plan_set_up
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, COMPANY
from thidua.actions.demo.week import deed_write_down, week_record
from thidua.actions.movement import TargetEntry, movement_launch, targets_set
from thidua.actions.period import period_open
from thidua.core.number import MILLI
from thidua.core.period import Period, PeriodKind
from thidua.store.models import Directive

MONTH = Period.parse("2026-01")
REPORTED = 5  # weeks that are in; An has still to enter the last of them
WAITING = (  # who recorded, what waits for somebody else's confirmation
    (
        "clerk",
        MadeDeed(
            "ca-xa-lim-xanh-2026-w05-tuyen-truyen", "tuyen-truyen", AN_UNIT, date(2026, 1, 27),
            "nhà văn hóa thôn 3, xã Lim Xanh",
            "Tuyên truyền 2 buổi về nhận biết thủ đoạn lừa đảo trước Tết, 96 lượt người nghe",
            (("buoi", 2), ("luot", 96)), "pdf",
        ),
    ),
    (
        "an",
        MadeDeed(
            "ca-xa-lim-xanh-2026-w05-giup-dan", "giup-dan", AN_UNIT, date(2026, 1, 28),
            "thôn 5, xã Lim Xanh", "Giúp dân sửa mái hai nhà bị dột: 4 ngày công",
            (("ngay-cong", 4), ("nguoi", 4)), "png",
        ),
    ),
)  # fmt: skip


def january_open(rows: Rows) -> None:
    """Set the next movements up and leave January open; An and the company have still to enter their last week."""
    directive = directive_set_up(rows, make_next_directive(), Directive.objects.get(code=DIRECTIVE))
    plan_set_up(rows, directive, make_january_plan())
    made = {movement.code: movement for movement in rows.world.movements}
    movement = movement_set_up(rows, made[NEXT_MOVEMENT], moment(date(2025, 12, 29), 9))
    classes = movement_set_up(rows, made[NEXT_CLASS_MOVEMENT], moment(date(2025, 12, 29), 10))
    weeks = MONTH.parts(PeriodKind.WEEK)
    compared = [unit for unit in rows.world.units if unit.sort in ("commune", "office", "team")]
    movement_launch(
        by=rows.emulation,
        at=moment(date(2026, 1, 2), 8),
        movement=movement,
        units=[rows.units[unit.code] for unit in compared],
        on=date(2026, 1, 2),
    )
    targets_set(
        by=rows.emulation,
        at=moment(date(2026, 1, 2), 9),
        movement=movement,
        entries=[
            TargetEntry(rows.units[unit.code], figure, week.code, promised[unit.sort] * MILLI)
            for week in weeks
            for unit in compared
            for figure, promised in WEEKLY_TARGETS.items()
            if unit.sort in promised
        ],
    )
    for running in (movement, classes):
        for period in (*weeks, MONTH):
            period_open(
                by=rows.emulation, at=moment(date(2026, 1, 2), 10), movement=running, period=period.code
            )
    for week in weeks[:REPORTED]:
        late = frozenset({AN_UNIT, COMPANY}) if week == weeks[REPORTED - 1] else frozenset()
        week_record(rows, rows.world.happened(week), skip=late)
    for who, deed in WAITING:
        deed_write_down(rows, deed, rows.recorder(AN_UNIT) if who == "clerk" else rows.viewer(who))
