"""Recording and correcting figures."""

WORDS = {
    "figure.refused": (
        "Chưa ghi số liệu nào, cần sửa các lỗi dưới đây.",
        "No figure was written; see below.",
    ),
    "figure.period-unknown": (
        "“{period}” không phải là một kỳ (ví dụ 2025-W10, 2025-03, 2025-Q1, 2025).",
        "“{period}” is not a period (such as 2025-W10, 2025-03, 2025-Q1, 2025).",
    ),
    "figure.twice": (
        "{figure} của {subject} kỳ {period} được nhập hai lần.",
        "{figure} of {subject} for {period} was given twice.",
    ),
    "figure.recorded-already": (
        "{figure} của {subject} kỳ {period} đã có số khác; muốn sửa phải ghi lý do.",
        "{figure} of {subject} for {period} already has another value; give a reason to correct it.",
    ),
    "figure.already-corrected": (
        "Số liệu {figure} này đã được sửa bằng một bản ghi khác; hãy sửa bản ghi mới nhất.",
        "This {figure} was corrected by a later record; correct that one.",
    ),
    "figure.reason-missing": ("Cần ghi lý do sửa số liệu.", "Say why the figure is corrected."),
    "figure.period-frozen": (
        "Kỳ {period} của “{movement}” đã khóa số liệu.",
        "{period} of “{movement}” is frozen.",
    ),
    "figure.period-closed": (
        "Kỳ {period} của “{movement}” đã chốt; muốn sửa phải mở lại kỳ.",
        "{period} of “{movement}” is closed; it must be reopened first.",
    ),
    "figure.unit-not-in-force": (
        "Trong kỳ {period} không có {unit}.",
        "{unit} did not exist in {period}.",
    ),
    "figure.unit-merged": (
        "Trong kỳ {period} không còn {unit}; hãy nhập cho đơn vị kế tiếp: {successor}.",
        "{unit} had ended by {period}; record for its successor: {successor}.",
    ),
    "figure.person-without-post": (
        "{person} không thuộc đơn vị nào trong kỳ này.",
        "{person} held no post in this period.",
    ),
}
