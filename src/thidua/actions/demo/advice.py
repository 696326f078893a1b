"""What the made-up units advised their authorities in the year, and what was answered."""

from __future__ import annotations

from datetime import date

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, PROVINCE
from thidua.actions.proposal import proposal_add, proposal_answer

_COUNCIL = "Ủy ban nhân dân xã Lim Xanh"
# unit, to, title, day, (answer, day, words, result) or None while it waits
_ADVICE = (
    (AN_UNIT, _COUNCIL, "Lắp đèn chiếu sáng ở ba ngõ tối thôn 3", date(2025, 2, 11),
     ("accepted", date(2025, 2, 27), "Đưa vào kế hoạch quý II", "Lắp 14 bóng, xong ngày 20/05/2025")),
    (AN_UNIT, _COUNCIL, "Bố trí một phòng tiếp dân đi chung với bộ phận một cửa", date(2025, 4, 8),
     ("partly", date(2025, 5, 6), "Dùng chung hai buổi sáng mỗi tuần", "")),
    (AN_UNIT, _COUNCIL, "Cắm biển cảnh báo nước sâu ở hồ Lim", date(2025, 6, 3),
     ("accepted", date(2025, 6, 9), "Làm ngay trước hè", "Cắm 6 biển; mùa hè không có tai nạn đuối nước")),
    (AN_UNIT, _COUNCIL, "Mở lớp học bơi miễn phí cho học sinh lớp 5", date(2025, 6, 17),
     ("declined", date(2025, 7, 22), "Chưa cân đối được kinh phí năm 2025", "")),
    (AN_UNIT, _COUNCIL, "Họp thôn ra quyết định tập thể về giờ mở loa", date(2025, 12, 2), None),
    (PROVINCE, "Ủy ban nhân dân tỉnh Minh Họa", "Giao chỉ tiêu trả lời phản ánh đúng hẹn cho các sở", date(2025, 3, 4),
     ("accepted", date(2025, 4, 15), "Đưa vào chương trình công tác quý II", "")),
)  # fmt: skip


def advice_record(rows: Rows) -> None:
    """By whoever leads the unit, on the day, with the answers there were."""
    for code, to, title, on, answer in _ADVICE:
        by = rows.confirmer(code)
        row = proposal_add(by=by, at=moment(on, 9), unit=rows.units[code], to=to, title=title, on=on)
        if answer is not None:
            kind, day, words, result = answer
            proposal_answer(
                by=by, at=moment(day, 15), proposal=row, answer=kind, on=day, text=words, result=result
            )
