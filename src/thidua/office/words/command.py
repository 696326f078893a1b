"""Commands: files given to them, and homes."""

WORDS = {
    "rule.not-utf8": (
        "Tệp không phải văn bản UTF-8 (byte thứ {byte}).",
        "The file is not UTF-8 text (byte {byte}).",
    ),
    "score.scheme-unknown": (
        "Không có quy chế “{scheme}”. Các quy chế có sẵn: {known}. Hoặc ghi đường dẫn tới một tệp .yaml.",
        "There is no regulation “{scheme}”. Shipped: {known}. Or give the path of a .yaml file.",
    ),
    "score.scheme-not-utf8": (
        "Tệp quy chế {scheme} không phải văn bản UTF-8. Lưu lại kiểu UTF-8.",
        "The regulation {scheme} is not UTF-8 text. Save it as UTF-8.",
    ),
    "score.figures-faulty": (
        "Tệp {file} có chỗ sai nên không chấm điểm được.",
        "The file {file} has faults, so nothing is scored.",
    ),
    "score.scheme-faulty": (
        "Quy chế {scheme} có lỗi nên không chấm điểm được.",
        "Regulation {scheme} has errors, so nothing is scored.",
    ),
    "score.not-in-force": (
        "Quy chế “{title}” chưa có hiệu lực ngày {on}: hiệu lực từ {first_day}.",
        "The regulation “{title}” is not in force on {on}: it starts on {first_day}.",
    ),
    "score.no-longer-in-force": (
        "Quy chế “{title}” đã hết hiệu lực ngày {on}: hiệu lực đến hết {last_day}.",
        "The regulation “{title}” is no longer in force on {on}: it ended on {last_day}.",
    ),
    "score.period-before-scheme": (
        "Kỳ {period} bắt đầu trước ngày quy chế có hiệu lực ({first_day}).",
        "Period {period} starts before the regulation is in force ({first_day}).",
    ),
    "score.no-scored-period": (
        "Quy chế chấm theo {level}; tệp không có kỳ nào như thế (các kỳ trong tệp: {periods}).",
        "The regulation scores by {level}; the file has no such period (periods found: {periods}).",
    ),
    "demo.not-a-demonstration": (
        "{home} có dữ liệu mà không phải bản trình diễn nên không bị xóa. Chọn thư mục khác bằng --home.",
        "{home} holds data and is not a demonstration, so it is not deleted. Choose another with --home.",
    ),
    "account.nobody-may-close": (
        "Cần ghi rõ người chốt bằng --as: phong trào “{movement}” có {count} người được chốt.",
        "Say who closes with --as: {count} people may close movement “{movement}”.",
    ),
    "figure.file-refused": (
        "Tệp {file} có chỗ sai nên không nạp gì cả.",
        "The file {file} has faults, so nothing was brought in.",
    ),
    "figure.file-reserved": (
        "Dòng “{figure}” chỉ dùng cho lệnh score; khi nạp, biểu và nhóm lấy từ danh bạ nên dòng này bỏ qua.",
        "“{figure}” rows are for the score command; here form and group come from the directory: row left out.",
    ),
    "figure.file-target": (
        "Chỉ tiêu của “{figure}” lấy từ giao ước đã ký; cột target bị bỏ qua.",
        "The target of “{figure}” comes from the signed compact; the target column is left out.",
    ),
    "movement.unknown": (
        "Không có phong trào mang mã “{movement}”.",
        "There is no movement with the code “{movement}”.",
    ),
    "export.nothing-closed": (
        "Không có kết quả đã chốt của kỳ {period}, phong trào “{movement}”.",
        "There is no closed standing of period {period}, movement “{movement}”.",
    ),
    "directory.folder-refused": (
        "Danh bạ trong {folder} có chỗ sai nên không nạp gì cả.",
        "The directory in {folder} has faults, so nothing was brought in.",
    ),
}
