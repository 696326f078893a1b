"""Drafts and published versions of regulations, and point tables brought in from Excel or Word."""

WORDS = {
    "scheme.draft-refused": (
        "Chưa lập được bản nháp.",
        "The draft was not made.",
    ),
    "scheme.code-wrong": (
        "Mã “{code}” chưa đúng: chỉ dùng chữ thường không dấu, số và gạch nối, như “xa-phuong-2026”.",
        "“{code}” is no code: lower-case letters without marks, digits and hyphens, like “xa-phuong-2026”.",
    ),
    "scheme.draft-exists": (
        "Quy chế “{code}” đang có một bản nháp; sửa tiếp bản ấy hoặc bỏ nó đi.",
        "There is already a draft of “{code}”; go on with it or throw it away.",
    ),
    "scheme.code-elsewhere": (
        "Mã “{code}” đang được đơn vị khác dùng; hãy đặt mã khác.",
        "Another unit uses the code “{code}”; choose another one.",
    ),
    "scheme.draft-changed": (
        "{name} đã lưu bản nháp này lúc {at}, sau khi bạn mở nó. Hãy so sánh rồi lưu lại.",
        "{name} saved this draft at {at}, after you had opened it. Compare, then save again.",
    ),
    "scheme.not-a-draft": (
        "Bản {version} của “{scheme}” đã công bố, không sửa được nữa; hãy soạn bản mới.",
        "Version {version} of “{scheme}” is published and never changes; begin a new one.",
    ),
    "scheme.code-differs": (
        "Văn bản ghi mã “{code}” nhưng đây là bản nháp của “{wanted}”.",
        "The text says “{code}” but this is a draft of “{wanted}”.",
    ),
    "scheme.figure-not-defined": (
        "Số liệu “{figure}” chưa có trong danh mục số liệu: chấm được từ tệp, chưa nhập được trên màn hình.",
        "The figure “{figure}” is not in the catalogue: a file can bring it, nobody can type it on the screen yet.",
    ),
    "scheme.publish-refused": (
        "Chưa công bố được “{scheme}”.",
        "“{scheme}” was not published.",
    ),
    "scheme.first-day-too-early": (
        "Ngày hiệu lực phải sau ngày {first_day} của bản {version} đã công bố.",
        "The first day must be after {first_day}, that of the published version {version}.",
    ),
    "scheme.nothing-changed": (
        "Bản nháp giống hệt bản {version} đã công bố.",
        "The draft is the same as the published version {version}.",
    ),
    "scheme.first-day-closed": (
        "Kỳ {period} của “{movement}” đến ngày {last_day} đã chốt; ngày hiệu lực phải sau ngày ấy.",
        "{period} of “{movement}”, up to {last_day}, is closed; the first day must be after that.",
    ),
    "scheme.no-groups": (
        "Chưa có nhóm nào đọc được để lập bảng điểm.",
        "There is no group to make a point table of.",
    ),
    "scheme.group-without-points": (
        "“{line}” không có số điểm ở cuối; viết như “Phục vụ nhân dân: 60”.",
        "“{line}” has no points at its end; write it like “Service: 60”.",
    ),
    "scheme.first-day-missing": (
        "Cần ngày bắt đầu có hiệu lực, ghi như 01/01/2026.",
        "A first day in force is needed, written like 01/01/2026.",
    ),
}
