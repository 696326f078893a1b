"""The tour: four to six steps for each role, as data. Each points at something of the first page.

A step shows only where its door is open to the reader, so that nobody is shown what she will not find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.unit import Role
from thidua.store.access import Viewer
from thidua.web.room import ROOMS, known


@dataclass(frozen=True, slots=True)
class Step:
    """One stop.

    Attributes:
        at: CSS selector of what it points at; empty: the door of `room`.
        room: code of the room in `web/room.py` that it speaks of.
        page: name of an address without arguments, where it speaks of no room.
    """

    title: str | Promise
    text: str | Promise
    at: str = ""
    room: str = ""
    page: str = ""

    def address(self, viewer: Viewer) -> str:
        """Where the step leads; "" when this viewer has no door there."""
        if self.page:
            return known(self.page)
        room = next(room for room in ROOMS if room.code == self.room)
        arguments = room.where(viewer)
        return known(room.name, *arguments) if arguments is not None else ""


TODAY = Step(
    _("Mỗi sáng bắt đầu ở đây"),
    _("Trang này xếp việc đang chờ đồng chí, việc gấp đứng đầu. Không có việc nào chờ thì trang nói rõ như "
      "vậy."),
    at="main h1", page="today",
)  # fmt: skip
WHY = Step(
    _("Vì sao được, vì sao mất"),
    _("Mở bảng xếp hạng, bấm vào điểm của đơn vị: trang “Vì sao?” chỉ từng điểm mất ở đâu, theo điều khoản "
      "nào, số liệu nào, và còn cách bao nhiêu. Thấy sai thì khiếu nại ngay tại đó."),
    room="standing",
)  # fmt: skip
BELL = Step(
    _("Có gì mới, chuông sẽ báo"),
    _("Việc bị trả lại, báo cáo chờ duyệt, lời xin mở lại đều báo ở đây. Con số là những điều chưa đọc."),
    at=".bell", page="notices",
)  # fmt: skip
SEARCH = Step(
    _("Tìm không cần dấu"),
    _("Gõ “cong an xa lim xanh” hay chữ viết tắt đều ra; phím / đưa con trỏ vào ô này. Chỉ tìm trong những gì "
      "đồng chí được xem."),
    at=".seek", page="search",
)  # fmt: skip
ACCOUNT = Step(
    _("Tài khoản của đồng chí"),
    _("Bấm vào đây để đổi mật khẩu, bật lớp xác thực thứ hai, chọn nền sáng hay tối, xem những gì hệ thống giữ "
      "về mình, và xem lại hướng dẫn này."),
    at=".who summary", page="account",
)  # fmt: skip

TOURS: dict[Role, tuple[Step, ...]] = {
    Role.HEAD: (
        TODAY,
        Step(
            _("Duyệt báo cáo tháng"),
            _("Cuối tháng đơn vị trình báo cáo. Trước khi duyệt, trang liệt kê mọi điều còn thiếu; duyệt thì "
              "số liệu đi lên cấp trên, chưa được thì trả lại kèm lý do."),
            room="report",
        ),
        Step(
            _("Xác nhận việc làm"),
            _("Việc do người khác ghi phải có đồng chí hoặc phó xác nhận thì mới cộng vào số liệu."),
            room="deed",
        ),
        WHY, BELL, ACCOUNT,
    ),
    Role.DEPUTY: (
        TODAY,
        Step(
            _("Xác nhận việc làm"),
            _("Xem minh chứng rồi xác nhận hoặc trả lại. Việc do chính đồng chí ghi thì phải người khác xác "
              "nhận."),
            room="deed",
        ),
        Step(
            _("Duyệt báo cáo tháng"),
            _("Điều còn thiếu đứng trên cùng, mỗi điều có đường đến chỗ sửa. Duyệt, hoặc trả lại kèm lý do."),
            room="report",
        ),
        WHY, BELL, ACCOUNT,
    ),
    Role.CLERK: (
        TODAY,
        Step(
            _("Nhập số liệu của tháng"),
            _("Một lưới như bảng tính: đi bằng phím mũi tên, dán cả khối từ Excel; gõ đến đâu lưu đến đó và "
              "báo ngay số nào lạ."),
            room="figure",
        ),
        Step(
            _("Ghi việc làm ngay khi xong"),
            _("Việc có minh chứng, được xác nhận, sẽ tự cộng vào số liệu. Cuối tháng không phải nhớ lại."),
            room="deed",
        ),
        Step(
            _("Trình báo cáo tháng"),
            _("Từ ngày 25 mở để trình. Trang nói còn thiếu gì, ai đang giữ báo cáo, chỗ nào khóa và ai mở "
              "được."),
            room="report",
        ),
        WHY, BELL,
    ),
    Role.EMULATION: (
        TODAY,
        Step(
            _("Mở, khóa và chốt kỳ"),
            _("Trong mỗi phong trào: kỳ nào đủ số, nơi nào còn chậm. Chốt rồi mà sai thì mở lại kèm lý do; "
              "trang ghi mọi thay đổi."),
            room="movement",
        ),
        Step(
            _("Bảng xếp hạng nói hạng chắc đến đâu"),
            _("Mỗi hạng có khoảng hạng, xu hướng và so với chính mình. Bấm vào điểm để thấy vì sao."),
            room="standing",
        ),
        Step(
            _("Khiếu nại có hạn trả lời"),
            _("Đơn vị khiếu nại một điểm thì có năm ngày làm việc để trả lời; cả hai bản cùng hiện."),
            room="dispute",
        ),
        Step(
            _("Bản tin tháng"),
            _("Tự dựng từ kỳ đã chốt. Đồng chí sửa lời, không sửa số; trưởng ban biên tập duyệt rồi đăng."),
            room="bulletin",
        ),
        SEARCH,
    ),
    Role.OFFICER: (
        TODAY,
        Step(
            _("Việc làm của đơn vị"),
            _("Cán bộ tổng hợp, phó hoặc trưởng ghi việc kèm minh chứng. Đồng chí xem việc nào đã được xác nhận, "
              "việc nào còn chờ."),
            room="deed",
        ),
        Step(
            _("Tháng của đơn vị"),
            _("Số liệu của đơn vị mình, tuần nào còn thiếu, việc nào đã được tính."),
            room="unit",
        ),
        Step(
            _("Hệ thống giữ gì về đồng chí"),
            _("Xem, tải về, báo sai mọi điều được ghi về mình, kể cả ai đã xem. Không ai bị xếp hạng từng "
              "người."),
            at=".who summary", page="held",
        ),
        BELL,
    ),
    Role.INSPECTOR: (
        TODAY,
        Step(
            _("Mẫu kiểm tra"),
            _("Hệ thống chọn mẫu công khai, ai cũng tính lại được. Ghi điều tìm thấy cùng minh chứng; kết luận "
              "đi thẳng vào điểm."),
            room="inspection",
        ),
        Step(
            _("Khiếu nại"),
            _("Đồng hồ năm ngày làm việc, hai bản cạnh nhau, lý do của mỗi bên. Không ai xem xét khiếu nại của "
              "đơn vị mình."),
            room="dispute",
        ),
        WHY,
        Step(
            _("Nhật ký không ai sửa được"),
            _("Ai làm gì, đổi từ gì thành gì, ai đã xem điều nhạy cảm: mỗi lần là một câu."),
            room="audit",
        ),
        SEARCH,
    ),
    Role.EDITOR: (
        TODAY,
        Step(
            _("Duyệt và đăng bản tin"),
            _("Bản tin tự dựng từ kỳ đã chốt. Phần công khai che những con số quá nhỏ. Đăng rồi mà sai thì "
              "thêm đính chính có ngày."),
            room="bulletin",
        ),
        Step(
            _("Số liệu đã công bố"),
            _("Giữ nguyên cách viết của nguồn (“trên”, “gần”) và chỉ ra chỗ các nguồn nói khác nhau."),
            room="published",
        ),
        Step(
            _("Sổ ghi danh"),
            _("Ai được khen, theo quyết định nào, đã trao chưa."),
            room="award",
        ),
        SEARCH, ACCOUNT,
    ),
    Role.ADMINISTRATOR: (
        Step(
            _("Người và tài khoản"),
            _("Thêm người cùng chức vụ đầu tiên, mở tài khoản, cấp mật khẩu một lần. Đồng chí không xem nội "
              "dung công việc."),
            room="account",
        ),
        Step(
            _("Danh bạ theo ngày"),
            _("Đơn vị nào, ai giữ chức vụ gì, từ ngày nào đến ngày nào. Quyền đi theo chức vụ: hết chức vụ "
              "là hết quyền."),
            room="directory",
        ),
        Step(
            _("Nhật ký"),
            _("Mọi lần mở, khóa tài khoản, đổi chức vụ đều có một dòng không xóa được."),
            room="audit",
        ),
        BELL, ACCOUNT,
    ),
}  # fmt: skip


def role_of(viewer: Viewer) -> Role:
    """Whose tour it is: that of the first post, as with the doors."""
    held = (*viewer.posts, *viewer.offices)
    return held[0].role if held else Role.OFFICER


def steps(viewer: Viewer, role: Role, *, open_only: bool = True) -> list[dict[str, Any]]:
    """The steps of a role with their addresses.

    Args:
        open_only: leave out what has no door for this viewer; otherwise those have no address.
    """
    rows = [{"step": step, "url": step.address(viewer)} for step in TOURS[role]]
    return [row for row in rows if row["url"] or not open_only]
