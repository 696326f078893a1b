"""Official papers and minutes."""

WORDS = {
    "document.none": (
        "Phong trào “{movement}” chưa có giao ước nào mà anh, chị được xem.",
        "The movement “{movement}” has no compact that you may see.",
    ),
    "document.too-many": (
        "Có {count} văn bản, nhiều hơn {limit} văn bản làm ngay được trong một lần.",
        "There are {count} papers, more than the {limit} that are made while somebody waits.",
    ),
    "minutes.refused": (
        "Chưa ghi được biên bản, cần sửa các lỗi dưới đây.",
        "The minutes were not written; see below.",
    ),
    "minutes.empty": ("Ô này không được để trống.", "This must not be empty."),
    "minutes.ends-before-it-begins": (
        "Giờ kết thúc đứng trước giờ bắt đầu.",
        "The meeting ends before it begins.",
    ),
    "minutes.in-the-future": (
        "Cuộc họp chưa kết thúc thì chưa ghi biên bản.",
        "Minutes are written when the meeting is over.",
    ),
    "minutes.nobody-present": ("Cuộc họp phải có ít nhất một người dự.", "Somebody must have been present."),
    "minutes.more-than-summoned": (
        "Số người có mặt ({present}) nhiều hơn số người được triệu tập ({summoned}).",
        "More people were present ({present}) than summoned ({summoned}).",
    ),
    "minutes.reason-missing": ("Sửa biên bản phải ghi lý do.", "A correction of minutes needs a reason."),
    "minutes.replaced-already": (
        "Biên bản này đã được thay bằng một bản sau; hãy sửa bản sau.",
        "These minutes were replaced already; correct the later ones.",
    ),
}
