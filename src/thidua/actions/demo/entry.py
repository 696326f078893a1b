"""Entry as it looks in the middle of a month: a question at a figure, a draft that comes back, a sheet known again."""

from __future__ import annotations

from datetime import date

from thidua.actions.comment import comment_add
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT
from thidua.actions.draft import draft_keep
from thidua.actions.mapping import layout_for, mapping_keep
from thidua.office.sheet import read_sheet
from thidua.store import access
from thidua.store.models import Account

MONTH, WEEK = "2026-01", "2026-W05"
FIGURE = "ho-so-dung-han"
DAY = date(2026, 2, 3)
SHEET = """Công an xã Lim Xanh – Tuần 5 năm 2026;
Nội dung;Kết quả
Buổi tuyên truyền;2
Hồ sơ trả đúng hạn;31/33
"""


def entry_make(rows: Rows) -> None:
    """Dung asks An about a figure and is answered; Bình typed two cells and was called away; the clerk's own sheet."""
    unit = rows.units[AN_UNIT]
    for by, hour, text in (
        (rows.emulation, 9, "Tuần này hai hồ sơ quá hạn là hồ sơ nào? Tuần trước đơn vị trả đủ."),
        (rows.viewer("an"), 10, "Hai hồ sơ cư trú phải chờ xác minh ở nơi đi; đã hẹn lại và báo người dân."),
    ):
        comment_add(by=by, at=moment(DAY, hour), unit=unit, figure=FIGURE, period=WEEK, text=text)
    binh = access.viewer(Account.objects.select_related("person").get(username="binh"), DAY)
    cells = {f"buoi-tuyen-truyen.{WEEK}": "3", f"{FIGURE}.{WEEK}": "31/33"}
    draft_keep(by=binh, at=moment(DAY, 16, 40), page=f"entry:{AN_UNIT}:{MONTH}", cells=cells)
    sheet, _problems = read_sheet(SHEET.encode(), "bao-cao-tuan.csv")
    assert sheet is not None
    clerk = rows.recorder(AN_UNIT)
    layout, _kept = layout_for(by=clerk, on=DAY, sheet=sheet)
    mapping_keep(
        by=clerk, at=moment(DAY, 14), unit=unit, name="Báo cáo tuần của đơn vị", sheet=sheet, layout=layout
    )
