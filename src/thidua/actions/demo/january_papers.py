"""The made-up papers of the next January: a directive, and a commune's plan with what An and Bình have to do."""

from __future__ import annotations

from datetime import date

from thidua.actions.demo.papers import MadeDirective, MadeItem, MadePlan
from thidua.actions.demo.units import AN_UNIT


def make_next_directive() -> MadeDirective:
    return MadeDirective(
        code="minh-hoa-ct-09-2025",
        kind="Chỉ thị",
        number="09/CT-CAMH (văn bản mẫu)",
        issued=date(2025, 12, 22),
        issuer="Giám đốc Công an tỉnh Minh Họa",
        subject="Tổ chức phong trào thi đua “Vì an ninh Tổ quốc” năm 2026 và bảo đảm Tết yên vui cho Nhân dân",
        clauses=(
            (
                "khoản 1",
                "Trả lời hết phản ánh của năm cũ trước Tết; việc nào chậm thì nói rõ vì sao và hẹn lại ngày.",
            ),
            ("khoản 2", "Ưu tiên ngày công cho hộ neo đơn, nhà dột nát trước Tết."),
            ("khoản 3", "Công khai kết quả từng tháng tại trụ sở, để người dân đọc được và hỏi lại được."),
        ),
    )


def make_january_plan() -> MadePlan:
    """As it stands on the story's day: one thing late, some due that day, some still to come."""
    return MadePlan(
        "ca-xa-lim-xanh-kh-01-2026", "", AN_UNIT, "12/KH-CAX (văn bản mẫu)",
        "Kế hoạch tháng 01/2026: dân được trả lời, nhà được sửa trước Tết", date(2025, 12, 29),
        "Người gửi phản ánh biết kết quả trước Tết; năm hộ neo đơn có mái nhà không dột; ai cũng đọc được kết quả "
        "tháng tại trụ sở.",
        (
            MadeItem(
                "Trả lời hai phản ánh còn lại của tháng 12/2025", "an", date(2026, 1, 27),
                "2/2 phản ánh có văn bản trả lời, có ngày người gửi nhận", "phan-anh-tra-loi-dung-han", "khoản 1",
            ),
            MadeItem(
                "Giúp dân sửa mái nhà dột ở thôn 3 và thôn 5", "binh", date(2026, 1, 28),
                "8 ngày công, có xác nhận của trưởng thôn", "ngay-cong-giup-dan", "khoản 2",
            ),
            MadeItem(
                "Nhập đủ số liệu tuần 4, đối chiếu với sổ việc làm", "an", date(2026, 1, 30),
                "12/12 số liệu của tuần 4 được ghi", "bao-cao-dung-han", "khoản 3",
            ),
            MadeItem(
                "Xác nhận hoặc trả lại các việc tổ gửi lên trong tuần", "binh", date(2026, 1, 30),
                "100% việc đã ghi có người xem trong 2 ngày", "", "khoản 3",
            ),
            MadeItem(
                "Dán bảng kết quả tháng 01/2026 tại bộ phận tiếp dân", "an", date(2026, 2, 6),
                "1 bảng kết quả, có ô để người dân ghi câu hỏi", "", "khoản 3",
            ),
            MadeItem(
                "Gặp dân thôn 2, trả lời về đăng ký tạm trú dịp Tết", "binh", date(2026, 2, 10),
                "1 buổi, có danh mục câu hỏi và trả lời", "buoi-tuyen-truyen", "khoản 1",
            ),
        ),
    )  # fmt: skip
