"""Letters about notices."""

WORDS = {
    "mail.refused": (
        "Chưa đặt được cách nhận thư, cần sửa các chỗ dưới đây.",
        "How letters reach you was not changed; see below.",
    ),
    "mail.address-unfit": (
        "“{address}” không phải là địa chỉ thư điện tử.",
        "“{address}” is not an e-mail address.",
    ),
    "mail.when-unknown": ("Hãy chọn một cách nhận thư.", "Choose how letters shall reach you."),
}
