"""Bulletins of the made-up province: one that had to be corrected, two that are out, one in draft; and weak points."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.actions.bulletin import bulletin_advance, bulletin_draw
from thidua.actions.bulletin_correction import corrections_approve, corrections_proposed
from thidua.actions.demo.calendar import closing_day, moment
from thidua.actions.demo.rows import ALL_STAND, Rows
from thidua.actions.demo.units import AN_UNIT, PROVINCE
from thidua.actions.weakness import weakness_close, weakness_open
from thidua.core.bulletin import Check, Stage
from thidua.core.period import Period
from thidua.core.unit import Role
from thidua.store.access import Viewer, viewer_of
from thidua.store.models import Bulletin, Post

OUT = ("2025-11", "2025-12")
TO_CLEAR = "ca-xa-hoa-mo"  # its December is out inside and waits for the editor
DRAFT = "2026-01"


def editor_make(rows: Rows) -> None:
    """The province's deputy heads the Editorial Board, as provinces do it."""
    Post.objects.create(
        person=rows.people[rows.world.leader(PROVINCE, "deputy").code], unit=rows.units[PROVINCE],
        role=Role.EDITOR, title="Trưởng Ban Biên tập", first_day=date(2025, 1, 1),
    )  # fmt: skip


def bulletin_issue(rows: Rows, unit: str, month: str, on: date, *, outside: bool = True) -> Bulletin:
    """Drawn, approved and published on that day."""
    head = rows.viewer(rows.world.leader(unit).code)
    writer = rows.emulation if unit == PROVINCE else rows.recorder(unit)
    row = bulletin_draw(by=writer, at=moment(on, 9), unit=rows.units[unit], month=month)
    steps: list[tuple[Viewer, Stage, int]] = [(head, Stage.APPROVED, 10), (writer, Stage.INSIDE, 11)]
    if outside:
        editor = viewer_of(rows.people[rows.world.leader(PROVINCE, "deputy").code], ALL_STAND)
        steps += [(editor, Stage.CLEARED, 14), (editor, Stage.OUTSIDE, 15)]
    for by, stage, hour in steps:
        checks = list(Check) if stage is Stage.CLEARED else ()
        bulletin_advance(by=by, at=moment(on, hour), bulletin=row, stage=stage, checks=checks)
    return row


def march_issue(rows: Rows) -> None:
    """The province's issue of March, before anybody knew that a figure was wrong."""
    editor_make(rows)
    month = Period.parse("2025-03")
    bulletin_issue(rows, PROVINCE, month.code, closing_day(month) + timedelta(days=1))


def march_correct(rows: Rows, on: date) -> None:
    """After the week was closed anew, dated notices beside the issue of March."""
    row = Bulletin.objects.get(unit__code=PROVINCE, period="2025-03")
    proposed = corrections_proposed(row)
    if proposed:
        head = rows.viewer(rows.world.leader(PROVINCE).code)
        corrections_approve(by=head, at=moment(on, 15), bulletin=row, reason=proposed[0].reason)


def bulletins_begin(rows: Rows) -> None:
    """The beginning of the year in An's commune: January in draft, February out, a weak point opened."""
    editor_make(rows)
    unit = rows.units[AN_UNIT]
    day = closing_day(Period.parse("2025-02")) + timedelta(days=1)
    bulletin_draw(by=rows.recorder(AN_UNIT), at=moment(day, 8), unit=unit, month="2025-01")
    weakness_open(
        by=rows.viewer("an"), at=moment(day, 8, 30), unit=unit, month="2025-02", owner=rows.people["binh"],
        due=date(2025, 3, 31), title="Còn hồ sơ trả sau ngày hẹn", figure="ho-so-dung-han",
    )  # fmt: skip
    bulletin_issue(rows, AN_UNIT, "2025-02", day)


def bulletins_make(rows: Rows) -> None:
    """November and December are out, one waits for the editor, January is a draft; a weak point is mended."""
    if not Bulletin.objects.exists():
        editor_make(rows)
    unit = rows.units[AN_UNIT]
    if all(Period.parse(month) in rows.world.closing for month in OUT):  # a shorter world has not come so far
        _winter_issues(rows)
    day = date(2026, 1, 29)
    bulletin_draw(by=rows.recorder(AN_UNIT), at=moment(day, 9), unit=unit, month=DRAFT)
    bulletin_draw(by=rows.emulation, at=moment(day, 10), unit=rows.units[PROVINCE], month=DRAFT)


def _winter_issues(rows: Rows) -> None:
    unit, an, binh = rows.units[AN_UNIT], rows.viewer("an"), rows.people["binh"]
    mended = weakness_open(
        by=an, at=moment(date(2025, 12, 1), 10), unit=unit, month="2025-11", owner=binh, due=date(2025, 12, 19),
        title="Còn hồ sơ trả sau ngày hẹn", figure="ho-so-dung-han",
    )  # fmt: skip
    weakness_open(
        by=an, at=moment(date(2025, 12, 1), 10, 30), unit=unit, month="2025-11", owner=binh, due=date(2026, 1, 30),
        title="Ngày công giúp dân chưa đều giữa các tuần", figure="ngay-cong-giup-dan",
    )  # fmt: skip
    weakness_close(
        by=rows.viewer("binh"), at=moment(date(2025, 12, 18), 16), weakness=mended, on=date(2025, 12, 18),
        evidence="mỗi sáng rà sổ hẹn trả, biên bản rà soát ngày 17/12/2025 lưu ở đơn vị",
    )  # fmt: skip
    for month in OUT:
        day = closing_day(Period.parse(month)) + timedelta(days=1)
        for code in (AN_UNIT, PROVINCE):
            bulletin_issue(rows, code, month, day)
    bulletin_issue(rows, TO_CLEAR, month, day, outside=False)
