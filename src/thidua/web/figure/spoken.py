"""The sentences that the grid's scripts say, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def grid_words() -> dict[str, str]:
    return {
        "kept": _("đã giữ bản nháp {at}"),
        "nothing-open": _("không còn gì chưa lưu"),
        "offline": _("mất mạng – chữ đã gõ giữ trong máy này, có mạng sẽ gửi tiếp"),
        "signed-out": _("phiên đã hết – đăng nhập lại, chữ vẫn còn"),
        "sign-in": _("Đăng nhập lại"),
        "saving": _("đang lưu…"),
        "taken-up": _("lấy lại {count} ô đã gõ trong máy này"),
        "nothing-pasted": _("Chưa dán gì cả:"),
        "locked": _("{cell}: ô đã khóa hoặc không nhập ở đây"),
        "no-place": _("dòng {row}, cột {column} của khối (“{value}”) nằm ngoài lưới"),
        "recorded-by": _("{by} vừa ghi lúc {at}"),
        "changed": _("Người khác vừa ghi ô mà bạn đang sửa:"),
        "changed-cell": _("{cell}: {by} ghi {value}; chọn giữ số nào ngay ở ô ấy"),
        "choose": _("chưa lưu: chọn giữ số nào ở ô người khác đã ghi"),
        "theirs": _("số đã ghi:"),
        "mine": _("của tôi:"),
        "not-found": _("Không có số liệu nào tên như vậy"),
        "panel-unreached": _("Chưa lấy được thông tin của ô này."),
        "yes-of": _("{both} kỳ"),
    }
