"""What the pages call the kinds of open items, the purposes and the rules of a re-organisation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thidua.core.unit import Carry, Purpose, SuccessionKind

KIND_TITLES = {
    SuccessionKind.MERGE: _("Hợp nhất, sáp nhập"),
    SuccessionKind.SPLIT: _("Chia tách"),
    SuccessionKind.RENAME: _("Đổi tên"),
    SuccessionKind.DISSOLVE: _("Kết thúc hoạt động"),
    SuccessionKind.REGROUP: _("Sắp xếp lại"),
}
PURPOSE_TITLES = {
    Purpose.FIGURES: _("Số liệu đã có"),
    Purpose.TARGETS: _("Chỉ tiêu còn hạn"),
    Purpose.HONOURS: _("Danh hiệu, khen thưởng"),
    Purpose.STATUSES: _("Trạng thái, tiêu chuẩn đã đạt"),
    Purpose.ELIGIBILITY: _("Điều kiện xét khen thưởng"),
}
CARRY_TITLES = {
    Carry.SUM: _("Cộng: đơn vị mới có tổng của các đơn vị cũ"),
    Carry.KEEP_APART: _("Giữ riêng: vẫn in dưới tên cũ, đứng cạnh tên mới"),
    Carry.INHERIT: _("Kế thừa: đơn vị mới có như đơn vị cũ"),
    Carry.RESET: _("Đặt lại: bắt đầu từ chưa có, chờ quyết định"),
}
ITEM_TITLES = {
    "command": _("Đơn vị cấp dưới"),
    "patronage": _("Nơi đang phụ trách, đỡ đầu"),
    "movement": _("Phong trào đang chủ trì"),
    "plan": _("Kế hoạch chưa kết thúc"),
    "item": _("Việc được giao trong kế hoạch của đơn vị khác"),
    "compact": _("Giao ước thi đua"),
    "targets": _("Chỉ tiêu còn hạn"),
    "member": _("Cụm, khối thi đua"),
    "deed": _("Việc làm chưa xác nhận"),
    "report": _("Báo cáo còn mở"),
    "dispute": _("Khiếu nại chưa trả lời"),
    "inspection": _("Cuộc kiểm tra chưa kết luận"),
    "proposal": _("Đề xuất tham mưu chưa được trả lời"),
    "weakness": _("Điểm yếu chưa khắc phục"),
}
