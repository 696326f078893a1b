"""Point tables out of Excel and Word: what was not understood."""

WORDS = {
    "file.is-not-word": (
        "Tệp có đuôi .docx nhưng không phải tài liệu Word; tệp .doc đời cũ hãy lưu lại thành .docx.",
        "The file ends in .docx but is no Word document; save an old .doc as .docx.",
    ),
    "point-table.no-table": ("Tài liệu không có bảng nào.", "There is no table in the document."),
    "point-table.no-header": (
        "Không tìm thấy dòng tiêu đề có cột nội dung (hoặc tiêu chí) và cột điểm.",
        "There is no heading row with a column of contents (or criteria) and a column of points.",
    ),
    "point-table.no-points": (
        "“{title}” không có điểm hoặc điểm không rõ (như “5–10”); dòng này chưa được đưa vào.",
        "“{title}” names no points, or no single number; the line was left out.",
    ),
    "point-table.sum-differs": (
        "Nhóm “{title}” ghi {stated} điểm nhưng các dòng bên trong cộng lại là {sum}; đang lấy {sum}.",
        "The group “{title}” says {stated} points but its lines add up to {sum}; {sum} is taken.",
    ),
    "point-table.total-differs": (
        "Dòng tổng cộng ghi {stated} điểm nhưng các nhóm cộng lại là {sum}.",
        "The total says {stated} points but the groups add up to {sum}.",
    ),
    "point-table.empty-group": (
        "Nhóm “{title}” không có dòng nào và không có điểm; đã bỏ qua.",
        "The group “{title}” has no lines and no points; it was passed over.",
    ),
    "point-table.by-hand": (
        "“{title}”: không rõ tính từ số liệu nào, nên tạm để người chấm cho điểm.",
        "“{title}”: nothing says what it is counted from, so an assessor is to give the points for now.",
    ),
    "point-table.too-long": (
        "Bảng dài quá {limit} dòng; phần sau chưa được đọc.",
        "The table is longer than {limit} lines; the rest was not read.",
    ),
}
