"""A large close: the ledger's entries and the dated tree."""

WORDS = {
    "ledger.reversal-without-entry": (
        "Kỳ {period}, cán bộ {subject}, số liệu {figure}: bút toán hủy không có bút toán gốc để hủy.",
        "{period}, officer {subject}, figure {figure}: a reversal takes back what was never entered.",
    ),
    "ledger.refused": (
        "Sổ ghi kỳ {period} của tỉnh {province} còn {count} lỗi nên chưa chốt được.",
        "The ledger of {period} of province {province} has {count} faults and cannot be closed.",
    ),
    "ledger.officer-unknown": (
        "Sổ ghi kỳ {period} của tỉnh {province} có bút toán của số hiệu {officer} ngoài danh sách của tỉnh.",
        "The ledger of {period} of province {province} names officer {officer}, who is not on its roster.",
    ),
    "ledger.unit-without-parent": (
        "Ngày {day}: có đơn vị cấp {level} không thuộc nơi nào hoặc thuộc hai nơi.",
        "On {day} a unit of level {level} belongs nowhere, or to two places.",
    ),
    "ledger.no-scheme": (
        "Ngày {day} không có quy chế nào có hiệu lực.",
        "No regulation is in force on {day}.",
    ),
    "ledger.group-across-provinces": (
        "Nhóm {group} có cán bộ ở nhiều tỉnh; quy chế so với người dẫn đầu thì cả nhóm phải ở một tỉnh.",
        "Group {group} is spread over provinces; a regulation that compares with the leader needs it in one.",
    ),
}
