"""The laboratory: what it cannot be asked."""

WORDS = {
    "lab.form-unknown": (
        "Quy chế không có biểu “{form}”. Các biểu: {known}.",
        "The regulation has no form “{form}”. Forms: {known}.",
    ),
    "lab.officers": (
        "“{title}” chấm điểm cá nhân: phiếu tác động chỉ lập trên số liệu giả định, không lập trên số liệu của cán bộ.",
        "“{title}” scores officers: its sheet is made on drawn figures only, never on officers' own.",
    ),
    "lab.nobody-complete": (
        "Không đơn vị nào có đủ số liệu mà “{title}” cần; lập phiếu trên số liệu giả định thì bỏ phần số liệu.",
        "No unit has all the figures that “{title}” needs; without figures the sheet is made on drawn ones.",
    ),
    "lab.period-needed": (
        "Lập phiếu trên số liệu của phong trào {movement} thì ghi kỳ: --period 2025-W09.",
        "A sheet on the figures of movement {movement} needs a period: --period 2025-W09.",
    ),
}
