"""Deeds: quantities and evidence."""

WORDS = {
    "deed.nothing-counted": (
        "{kind}: chưa nhập số đếm nào.",
        "{kind}: nothing has been counted yet.",
    ),
    "deed.evidence-missing": (
        "{kind}: cần minh chứng ({needed}); hiện có {count} tệp.",
        "{kind}: evidence is needed ({needed}); there are {count} files.",
    ),
    "deed.quantity-unknown": (
        "{kind} không đếm “{quantity}”.",
        "{kind} does not count “{quantity}”.",
    ),
    "deed.quantity-missing": (
        "Thiếu {quantity} ({unit}).",
        "{quantity} ({unit}) is missing.",
    ),
    "deed.quantity-negative": (
        "{quantity}: không thể là số âm.",
        "{quantity}: cannot be negative.",
    ),
    "deed.quantity-not-whole": (
        "{quantity}: phải là số nguyên ({unit}).",
        "{quantity}: must be a whole number ({unit}).",
    ),
}
