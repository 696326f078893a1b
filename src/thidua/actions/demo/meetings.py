"""Two meetings of An's unit, with minutes: the signing of its compact, and a review."""

from __future__ import annotations

from datetime import date

from thidua.actions.demo.calendar import moment
from thidua.actions.demo.papers import MOVEMENT
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, PROVINCE
from thidua.actions.document_minutes import MinutesEntry, minutes_write
from thidua.store.models import Compact, Minutes

SIGNED = date(2025, 1, 6)


def minutes_make(rows: Rows, review: date) -> None:
    """Minutes of the signing in January, and of a review on the given day."""
    compact = Compact.objects.get(code=f"{MOVEMENT}-{AN_UNIT}")
    an, dung = rows.people["an"], rows.people["dung"]
    minutes_write(
        by=rows.emulation,
        at=moment(SIGNED, 11),
        code="bien-ban-ky-giao-uoc-lim-xanh-2025",
        unit=rows.units[PROVINCE],
        compact=compact,
        entry=MinutesEntry(
            kind=Minutes.Kind.SIGNING,
            title=f"Ký kết giao ước thi đua giữa {compact.superior.name} và {compact.unit.name}",
            began=moment(SIGNED, 8),
            ended=moment(SIGNED, 9, 30),
            place="Hội trường Công an tỉnh Minh Họa",
            present=42,
            summoned=45,
            attendance="lãnh đạo Công an tỉnh, trưởng các đơn vị cùng ký; vắng 3 người có lý do",
            chair=f"{compact.superior_signed_by}, Giám đốc Công an tỉnh",
            secretary=f"{dung.rank} {dung.name}, cán bộ thi đua",
            content=(
                "1. Cán bộ thi đua đọc toàn văn giao ước và các chỉ tiêu.\n"
                "2. Trưởng Công an xã Lim Xanh đề nghị ghi rõ: không nhận chỉ tiêu về số vụ bắt giữ, xử phạt. "
                "Cuộc họp nhất trí.\n"
                "3. Đại diện hai bên ký giao ước."
            ),
            conclusion=(
                "Hai bên thống nhất nội dung và chỉ tiêu đã ký. Chỉ tiêu chỉ được sửa bằng phụ lục có ngày, có lý do "
                "và có chữ ký của cả hai bên."
            ),
        ),
    )
    minutes_write(
        by=rows.viewer("an"),
        at=moment(review, 17),
        code="bien-ban-hop-xet-lim-xanh",
        unit=rows.units[AN_UNIT],
        entry=MinutesEntry(
            kind=Minutes.Kind.REVIEW,
            title="Họp xét thi đua của Công an xã Lim Xanh",
            began=moment(review, 14),
            ended=moment(review, 15, 45),
            place="Trụ sở Công an xã Lim Xanh",
            present=9,
            summoned=9,
            attendance="chỉ huy, tổ trưởng và cán bộ Công an xã",
            chair=f"{an.rank} {an.name}, Trưởng Công an xã",
            secretary=f"{rows.recorder(AN_UNIT).name}, cán bộ tổng hợp",
            content=(
                "1. Cán bộ tổng hợp báo cáo số liệu đã chốt, điểm và căn cứ của từng tiêu chí.\n"
                "2. Các tổ nêu việc đã làm có minh chứng; không ai đề nghị tính điểm ngoài quy chế.\n"
                "3. Biểu quyết: 9/9 người đồng ý với kết quả tự chấm."
            ),
            conclusion="Nhất trí kết quả tự chấm; giao Tổ An ninh khắc phục phản ánh trả lời chậm trong tháng sau.",
        ),
    )
