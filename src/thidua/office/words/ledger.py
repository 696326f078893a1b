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
    "ledger.scheme-unfit": (
        "“{scheme}” không chấm được từ sổ ghi cộng dồn; hãy chốt qua phần mềm.",
        "“{scheme}” cannot be scored from a ledger of entries; close it through the application.",
    ),
    "ledger.method-unfit": (
        "“{criterion}” cần tỷ lệ, chỉ tiêu, thứ hạng hoặc điểm người chấm, không phải tổng các lần ghi.",
        "“{criterion}” needs a ratio, a target, a place or a mark, not a sum of entries.",
    ),
    "ledger.figure-beside": (
        "Số liệu “{figure}” được hỏi trong điều kiện nhưng không tiêu chí nào chấm nên không được lưu lại.",
        "“{figure}” is asked for in a condition and scored by no criterion, so it would not be kept.",
    ),
}
