"""Pages of the site as somebody would ask for them; only those that open for her."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.period import PeriodKind, containing
from thidua.store import access
from thidua.store.access import CLOSES, CONFIRMS, RECORDS, Viewer
from thidua.web.room import ROOMS, known

TOLD = ("unit", "figure")  # once for each post, below
CALLED = {  # what people call a room besides its title
    "today": "trang chủ, cần làm",
    "deed": "việc đã ghi, minh chứng",
    "report": "trình, duyệt, nộp, chậm",
    "movement": "thi đua, đợt, giao ước, xếp hạng",
    "standing": "bảng điểm, thứ hạng, cờ",
    "dispute": "khiếu nại điểm, trả lời",
    "inspection": "thanh tra, mẫu kiểm tra",
    "map": "địa bàn, ô màu, xã",
    "bulletin": "bản tin tháng, phát hành",
    "award": "khen thưởng, danh hiệu, bằng khen",
    "outreach": "xuống bản, bám cơ sở",
    "directory": "đơn vị, chức vụ, địa bàn, sáp nhập",
    "scheme": "thang điểm, điều khoản",
    "published": "báo chí",
    "document": "biên bản, giấy tờ",
    "account": "người dùng, chức vụ, quản trị",
    "api": "khóa, phần mềm khác",
    "job": "tác vụ, xuất dữ liệu, tiến độ",
    "audit": "lịch sử, ai đã xem",
}


@dataclass(frozen=True, slots=True)
class Door:
    """`words` is what people call the page besides its title."""

    title: str
    words: str
    url: str
    sub: str = ""


def doors(viewer: Viewer) -> Iterator[Door]:
    month = containing(viewer.day, PeriodKind.MONTH).code
    for post in viewer.posts:
        if post.role in RECORDS:
            yield Door(
                _("Nhập số liệu tháng này"), "ghi số, biểu mẫu, báo cáo",
                reverse("entry", args=[post.unit, month]), post.unit_name,
            )  # fmt: skip
        yield Door(
            _("Số liệu của đơn vị"),
            "tháng này",
            reverse("unit-month", args=[post.unit, month]),
            post.unit_name,
        )
    if access.recordable_units(viewer).exists():
        yield Door(_("Ghi việc làm mới"), "việc tốt, minh chứng, ảnh", reverse("deed-new"))
        yield Door(_("Nhập số liệu từ Excel"), "tệp, xlsx, csv", reverse("figures-import"))
    for room in ROOMS:
        where = room.where(viewer) if room.code not in TOLD else None
        if where is not None and (url := known(room.name, *where)):
            yield Door(str(room.title), CALLED.get(room.code, ""), url)
    yield Door(_("Kế hoạch"), "chương trình, đầu việc, chỉ thị", reverse("plans"))
    yield Door(_("Khâu yếu"), "điểm yếu, hạn khắc phục", reverse("weaknesses"))
    yield Door(_("Lịch dịp thi đua"), "ngày kỷ niệm, phong trào trong năm", reverse("occasions"))
    yield Door(_("Thông báo"), "thư, nhắc việc", reverse("notices"))
    yield Door(_("Dữ liệu về tôi"), "hồ sơ của tôi, báo sai", reverse("held"))
    yield Door(_("Tài khoản của tôi"), "mật khẩu, khóa truy cập, ủy quyền, phiên", reverse("account"))
    yield Door(_("Ghi khi mất mạng"), "ngoại tuyến, đồng bộ, điện thoại", reverse("offline"))
    if any(post.role in CONFIRMS | CLOSES for post in viewer.posts):
        yield Door(_("Lập phong trào"), "phát động, đợt mới", reverse("movement-new"))
        yield Door(_("Lập kế hoạch"), "chương trình hành động", reverse("plan-new"))
        yield Door(_("Ghi một khen thưởng"), "quyết định, bằng khen, giấy khen", reverse("award-new"))
