"""A merger being prepared: half of what the two communes leave is confirmed, nothing has changed yet."""

from __future__ import annotations

from datetime import date

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import PROVINCE
from thidua.actions.succession.draft import draft_lines, succession_assign, succession_begin
from thidua.actions.unit import NewUnit
from thidua.core.unit import LinkKind, Succession, SuccessionKind

MERGER = "hop-nhat-bai-lau-rung-sen"
_ENDING = ("ca-xa-bai-lau", "ca-xa-rung-sen")
_HEIR = NewUnit("ca-xa-ven-song", "cong-an-xa", "Công an xã Ven Sông", under={LinkKind.COMMAND: PROVINCE})


def merger_prepare(rows: Rows) -> None:
    """By Dung, at the beginning of the year, for the first of July."""
    step = Succession(
        date(2026, 7, 1),
        SuccessionKind.MERGE,
        _ENDING,
        (_HEIR.code,),
        "Nghị quyết giả định số 05/NQ ngày 20/01/2026",
    )
    at = moment(date(2026, 1, 26), 9)
    draft = succession_begin(
        by=rows.emulation, at=at, code=MERGER, succession=step, new=[_HEIR], remark="Chỉ để trình diễn"
    )
    lines = draft_lines(draft)
    heirs = {line.item.code: line.heir for line in lines[: len(lines) // 2]}
    succession_assign(by=rows.emulation, at=moment(date(2026, 1, 27), 15), draft=draft, heirs=heirs)
