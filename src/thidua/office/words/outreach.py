"""Outreach: channels, languages, villages."""

WORDS = {
    "outreach.refused": ("Chưa ghi được, cần sửa các lỗi dưới đây.", "Not written; see below."),
    "outreach.way-unknown": (
        "Không có cách làm hay tiếng nói “{way}” trong danh mục.",
        "There is no channel or language “{way}” in the list.",
    ),
    "outreach.not-an-event": (
        "“{summary}” không phải một buổi với dân.",
        "“{summary}” is no event with people.",
    ),
    "outreach.area-said": (
        "“{summary}” đã ghi địa bàn; sai thì trả lại việc và ghi lại.",
        "“{summary}” names its area already; if it is wrong, the deed is sent back and written again.",
    ),
}
