"""The first minutes of an empty home."""

WORDS = {
    "set-up.done-already": (
        "Hệ thống đã có tài khoản; việc thiết lập lần đầu không làm lại được.",
        "There is an account already; the first set-up is not done twice.",
    ),
    "set-up.refused": ("Chưa thiết lập được.", "Nothing was set up."),
    "set-up.unit-missing": (
        "Ghi tên đơn vị cao nhất dùng hệ thống này.",
        "Name the highest unit that uses this system.",
    ),
    "set-up.root-unknown": (
        "Ghi mã của đơn vị cao nhất trong danh bạ vừa nạp; các đơn vị không có cấp trên: {codes}.",
        "Give the code of the highest unit of the directory; units under no other: {codes}.",
    ),
    "set-up.code-wrong": (
        "Mã thiết lập không đúng. Mã in ra ở cửa sổ chạy lệnh thidua serve.",
        "The set-up code is wrong. It is printed where thidua serve runs.",
    ),
}
