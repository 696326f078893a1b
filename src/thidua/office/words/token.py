"""Programs that speak for a person, and what other systems send."""

WORDS = {
    "token.refused": ("Chưa tạo được khóa.", "The token was not made."),
    "token.name-missing": (
        "Đặt tên cho khóa: phần mềm nào dùng, để làm gì.",
        "Name the token: which program uses it, and for what.",
    ),
    "token.no-scope": ("Chọn ít nhất một quyền.", "Choose at least one scope."),
    "token.scope-unknown": ("Không có quyền “{scope}”.", "There is no scope “{scope}”."),
    "token.last-day-past": ("Ngày cuối đã qua.", "The last day is over."),
    "token.too-long": ("Một khóa sống nhiều nhất {days} ngày.", "A token lives for {days} days at most."),
    "token.too-many": (
        "Đồng chí đã có {count} khóa đang dùng; thu hồi khóa cũ trước.",
        "You have {count} active tokens; revoke an old one first.",
    ),
    "token.not-yours": ("Khóa này của người khác.", "This token is somebody else's."),
    "token.revoked-already": (
        "Khóa “{name}” đã thu hồi rồi.",
        "The token “{name}” has been revoked already.",
    ),
    "api.not-found": ("Không có, hoặc không được xem.", "Not there, or not to be seen."),
    "api.scope-missing": ("Khóa này không có quyền {scope}.", "This token lacks the scope {scope}."),
    "api.unauthorized": (
        "Thiếu khóa, khóa sai, đã hết hạn hoặc đã thu hồi.",
        "No token, a wrong one, one that ran out or was revoked.",
    ),
    "api.field": ("{told}", "{told}"),
    "api.too-fast": ("Gọi quá nhanh; đợi rồi thử lại.", "Too many requests; wait and try again."),
    "exchange.refused": (
        "Chưa nhận được gì: sửa những chỗ này rồi gửi lại.",
        "Nothing was taken in; mend these.",
    ),
    "exchange.code-unknown": (
        "Mã “{foreign}” của hệ thống {system} chưa được nối với mã nào ở đây.",
        "The code “{foreign}” of {system} is not joined to any code here.",
    ),
    "exchange.ours-unknown": ("Không có {kind} mã “{ours}”.", "There is no {kind} with the code “{ours}”."),
    "exchange.period-unknown": (
        "Kỳ “{period}” không đọc được; viết 2025W10, 202503, 2025Q1 hoặc 2025.",
        "The period “{period}” cannot be read; write 2025W10, 202503, 2025Q1 or 2025.",
    ),
    "exchange.value-unreadable": (
        "Giá trị “{value}” của “{figure}” không đọc được; viết 12, 12.5, 41/43, true, false hoặc n/a.",
        "The value “{value}” of “{figure}” cannot be read; write 12, 12.5, 41/43, true, false or n/a.",
    ),
}
