"""What the page without a line says; its script only fills in numbers and names."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "online": _("Đang có mạng"),
    "offline": _("Không có mạng: cứ ghi, máy giữ lại và gửi khi có mạng"),
    "asOf": _("Dữ liệu trên máy: lúc {when}"),
    "nothingYet": _("Máy này chưa giữ dữ liệu nào"),
    "waiting": _("{count} bản ghi chờ gửi"),
    "allSent": _("Không còn gì chờ gửi"),
    "sending": _("Đang gửi {sent}/{all}…"),
    "sendingPhoto": _("Đang gửi ảnh: {percent} %…"),
    "sent": _("Đã gửi xong."),
    "noLine": _("Chưa gửi được: không có mạng hoặc mạng quá yếu. Mọi bản ghi vẫn nằm trên máy."),
    "signIn": _("Cần đăng nhập lại để gửi. Mọi bản ghi vẫn nằm trên máy."),
    "signInLink": _("Đăng nhập"),
    "otherPerson": _("Người đang đăng nhập không phải người đã ghi; các bản ghi chờ đúng người ấy đăng nhập."),
    "strangers": _("Máy này còn {count} bản ghi chưa gửi của người khác; họ đăng nhập thì máy gửi."),
    "fetched": _("Đã lấy dữ liệu mới."),
    "conflict": _("Người khác đã ghi khác trong lúc ấy. Xem hai bản cạnh nhau và chọn"),
    "refused": _("Máy chủ chưa nhận"),
    "draft": _("Còn lỗi, chưa gửi"),
    "photos": _("Việc đã ghi, ảnh đang chờ gửi"),
    "wait": _("Chờ gửi"),
    "edit": _("Sửa"),
    "drop": _("Xóa bản ghi này"),
    "dropSure": _("Xóa hẳn bản ghi chưa gửi này khỏi máy?"),
    "again": _("Ghi lại"),
    "photoCount": _("{count} ảnh"),
    "stands": _("đang có {value}"),
    "noFigure": _("chưa có số"),
    "before": _("kỳ trước {value}"),
    "target": _("chỉ tiêu {value}"),
    "fromDeeds": _("việc đã xác nhận {value}"),
    "reason": _("Lý do sửa"),
    "kept": _("Đã giữ trên máy, chờ gửi"),
    "nothing": _("Chưa có gì"),
    "deedKept": _("Đã giữ trên máy. Máy tự gửi khi có mạng."),
    "usual": _("hay dùng"),
    "required": _("cần ghi"),
    "confirmed": _("Đã xác nhận"),
    "returned": _("Đã trả lại"),
    "unconfirmed": _("Chờ xác nhận"),
    "summaryMissing": _("Chưa ghi được, cần sửa"),
    "future": _("Ngày này chưa đến; chỉ ghi việc đã làm."),
    "figureOf": _("{figure}, {period}"),
    "deedOf": _("{kind}, ngày {on}"),
    "wipeSure": _("Xóa dữ liệu đã lấy và mọi bản ghi chưa gửi khỏi máy này? Bản ghi chưa gửi sẽ mất."),
    "wiped": _("Đã xóa khỏi máy này."),
    "near": _("Nơi đã ghi gần đây: {places}"),
    "nearNone": _("Máy này chưa nhớ nơi nào ở gần. Gõ tên nơi; lần sau máy sẽ gợi ý."),
    "nearDenied": _("Máy không cho biết vị trí. Gõ tên nơi là đủ."),
    "leaveUnsent": _(
        "Còn {count} bản ghi chưa gửi trên máy này. Chọn OK để đăng xuất và giữ chúng chờ bạn đăng nhập lại; "
        "chọn Hủy để ở lại và gửi."
    ),
    "shut": _("đã khóa"),
    "prepared": _("Máy này đã sẵn sàng; mất mạng vẫn mở được trang này."),
    "minus": _("Bớt"),
    "plus": _("Thêm"),
}  # fmt: skip


def words() -> dict[str, str]:
    return {name: str(text) for name, text in WORDS.items()}
