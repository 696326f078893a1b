"""Old lists of awards, and people under two codes."""

WORDS = {
    "award-history.number": (
        "Thiếu số quyết định, hoặc không có chữ số nào: “{value}”.",
        "The number of the decision is missing, or has no digit: “{value}”.",
    ),
    "award-history.year": ("Năm không đọc được: “{value}”.", "“{value}” is no year."),
    "award-history.name": (
        "Cột họ tên chỉ có số: “{value}”; có lẽ đã chọn nhầm cột.",
        "There is only a number where the name should be: “{value}”; this may be the wrong column.",
    ),
    "award-history.columns": (
        "Chưa nhận ra cột họ tên; hãy chỉ ra ở “Cột nào là gì” rồi xem lại.",
        "No column of names was recognised; point it out under “Which column is what” and look again.",
    ),
    "award-history.header-line": (
        "Không có dòng ấy trong tệp; dòng tiêu đề là dòng mang tên các cột.",
        "The file has no such line; the header is the line with the columns' names.",
    ),
    "award-history.authority": ("Thiếu cấp quyết định.", "Say which authority decided."),
    "award-history.form": (
        "Không nhận ra danh hiệu, hình thức “{value}”.",
        "“{value}” is no title or form that is known.",
    ),
    "award-history.day": ("Thiếu ngày quyết định.", "The day of the decision is missing."),
    "award-history.nothing": ("Không có dòng nào mới để ghi.", "There is no new line to record."),
    "identity.may-not": (
        "Đồng chí không giữ hồ sơ của cả hai người này.",
        "You do not keep the records of both.",
    ),
    "identity.same": ("Phải là hai mã khác nhau.", "These must be two different codes."),
    "identity.why-missing": ("Phải nêu vì sao hai mã là một người.", "Say why they are one person."),
    "identity.gone": ("Mã này đã được nhập vào một mã khác.", "This code was joined to another already."),
    "identity.account": (
        "{name} (mã {code}) có tài khoản: đóng tài khoản ấy trước.",
        "{name} ({code}) has an account: close it first.",
    ),
    "identity.clash": (
        "Hai mã cùng có một dòng không thể gộp ({table}): sửa dòng ấy trước.",
        "Both have a row that cannot be joined ({table}): mend it first.",
    ),
    "identity.undone": ("Việc nhập này đã được hoàn lại.", "It was undone already."),
}
