"""Inspections: drawing, checking, giving, replying, concluding."""

WORDS = {
    "inspection.may-not": (
        "Chỉ thanh tra của {unit} mới rút mẫu ở các đơn vị dưới quyền.",
        "Only an inspector of {unit} draws samples from the units below.",
    ),
    "inspection.size-unknown": ("Rút từ 1 đến {most} mục.", "Draw 1 to {most} items."),
    "inspection.nothing": (
        "Tháng {month} chưa có số liệu hay việc nào để rút mẫu.",
        "There is nothing to draw from in {month}.",
    ),
    "inspection.refused": ("Chưa ghi được, cần sửa các lỗi dưới đây.", "Nothing was written; see below."),
    "inspection.not-yours": (
        "Cuộc kiểm tra {code} do {inspector} làm.",
        "{code} is the inspection of {inspector}.",
    ),
    "inspection.found-missing": ("Cần chọn kết quả kiểm tra.", "Choose what was found."),
    "inspection.should-be-missing": ("Cần ghi đúng ra phải là bao nhiêu.", "Say what it should be."),
    "inspection.note-missing": (
        "Cần ghi đã xem ở đâu, thiếu minh chứng gì.",
        "Say what was looked at and is missing.",
    ),
    "inspection.concluded": ("Cuộc kiểm tra {code} đã kết luận.", "{code} is concluded."),
    "inspection.unchecked": ("Còn {count} mục chưa kiểm tra.", "{count} items are still to be checked."),
    "inspection.not-given": (
        "Chưa gửi kết quả cho đơn vị được kiểm tra.",
        "The inspected units have not been given the findings.",
    ),
    "inspection.given-already": ("Kết quả đã gửi cho đơn vị.", "The findings were given already."),
    "inspection.reply-open": (
        "Đơn vị còn được trả lời đến hết ngày {day}: {units}.",
        "Units may still reply until {day}: {units}.",
    ),
    "inspection.reply-over": (
        "Hạn trả lời ({day}) đã qua.",
        "The days for a reply are over ({day}).",
    ),
    "inspection.reply-missing": ("Cần ghi ý kiến của đơn vị.", "Write what the unit says."),
    "figure.from-inspection": (
        "{figure}, {period}: do đoàn kiểm tra ghi ({code}), đơn vị không sửa được; không đồng ý thì khiếu nại.",
        "{figure}, {period}: recorded by inspection {code}; the unit cannot change it but may dispute it.",
    ),
}
