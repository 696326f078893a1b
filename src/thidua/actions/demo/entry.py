"""Entry as it looks in the middle of a month: a question at a figure, a draft that comes back, a sheet known again."""

from __future__ import annotations

from datetime import date

from thidua.actions.award_history import history_keep
from thidua.actions.comment import comment_add
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT
from thidua.actions.draft import draft_keep
from thidua.actions.mapping import layout_for, mapping_keep
from thidua.office.award_history import history_sheet, pointed
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
OLD_LIST = """Sổ khen thưởng Công an tỉnh Minh Họa (văn bản mẫu);;;;;
Người, tập thể;Ở đâu;Được tặng;Theo số;Ký ngày;Ai ký
"""
OLD_COLUMNS = ("name", "unit", "form", "number", "decided_on", "authority")


def entry_make(rows: Rows) -> None:
    """A question answered, two cells Bình typed before he was called away, and sheets that are known again."""
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
    old, _problems = history_sheet(OLD_LIST.encode(), "so-cu.csv")
    assert old is not None
    header, _problems = pointed(old, 2, dict(enumerate(OLD_COLUMNS)))
    assert header is not None
    history_keep(
        by=rows.emulation, at=moment(DAY, 15), name="Sổ khen thưởng cũ của tỉnh", sheet=old, header=header
    )
