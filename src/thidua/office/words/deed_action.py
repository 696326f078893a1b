"""Recording, confirming and returning deeds; evidence coming in."""

WORDS = {
    "deed.refused": (
        "Chưa ghi được việc này, cần sửa các lỗi dưới đây.",
        "This deed was not written; see below.",
    ),
    "deed.kind-unknown": ("Không có loại việc mang mã “{kind}”.", "There is no kind of deed “{kind}”."),
    "deed.summary-missing": ("Cần ghi tóm tắt việc đã làm.", "Say in a line what was done."),
    "deed.in-the-future": (
        "Ngày {on} chưa đến; chỉ ghi việc đã làm.",
        "{on} is still to come; record what happened.",
    ),
    "deed.unit-not-in-force": ("Ngày {on} chưa có hoặc không còn {unit}.", "{unit} did not exist on {on}."),
    "deed.not-returned": (
        "Chỉ ghi lại việc đã bị trả lại và chưa được ghi lại: “{summary}”.",
        "Only a returned deed that was not written again can be replaced: “{summary}”.",
    ),
    "deed.own": (
        "“{summary}” do chính bạn ghi; người khác phải xác nhận hoặc trả lại.",
        "You recorded “{summary}” yourself; somebody else must confirm or return it.",
    ),
    "deed.second-person": (
        "Đồng chí đã xác nhận “{summary}”; loại việc này cần thêm một người khác.",
        "You confirmed “{summary}” already; this kind needs somebody else as well.",
    ),
    "deed.already-confirmed": ("“{summary}” đã được xác nhận.", "“{summary}” is confirmed already."),
    "deed.already-returned": ("“{summary}” đã bị trả lại.", "“{summary}” was returned already."),
    "deed.reason-missing": ("Cần ghi lý do trả lại.", "Say why it is returned."),
    "evidence.refused": ("Không nhận tệp “{name}”.", "The file “{name}” was not accepted."),
    "evidence.empty": ("Tệp “{name}” không có nội dung.", "The file “{name}” is empty."),
    "evidence.name-ending": (
        "Tên tệp “{name}” không có đuôi đúng với loại của nó ({endings}).",
        "The name “{name}” does not end as its kind does ({endings}).",
    ),
    "evidence.too-large": (
        "Tệp “{name}” lớn hơn {largest} MB.",
        "The file “{name}” is larger than {largest} MB.",
    ),
    "evidence.kind-refused": (
        "Tệp “{name}” thuộc loại {kind}; chỉ nhận ảnh JPEG, PNG và PDF.",
        "The file “{name}” is {kind}; only JPEG, PNG and PDF are accepted.",
    ),
    "evidence.not-what-it-says": (
        "Nội dung tệp “{name}” không đúng là {kind}.",
        "The content of “{name}” is not {kind}.",
    ),
    "evidence.heif": (
        "“{name}” là ảnh HEIC mà nhiều máy không mở được. Trên iPhone: Cài đặt › Camera › Định dạng › Tương thích "
        "nhất, rồi chụp lại; hoặc chụp màn hình tấm ảnh ấy.",
        "“{name}” is a HEIC picture, which many machines cannot open. On an iPhone: Settings › Camera › Formats › "
        "Most Compatible, then take it again; or take a screenshot of it.",
    ),
    "evidence.unreadable-picture": (
        "Ảnh “{name}” bị hỏng hoặc tải lên chưa hết; hãy chụp hoặc chọn lại.",
        "The picture “{name}” is damaged or incomplete; take or choose it again.",
    ),
    "evidence.too-many-dots": (
        "Ảnh “{name}” có quá nhiều điểm ảnh nên không mở được; hãy chụp ở cỡ nhỏ hơn.",
        "The picture “{name}” has too many dots to be opened; take it in a smaller size.",
    ),
    "evidence.of-another-unit": (
        "Việc này không phải của {unit}.",
        "This deed is not one of {unit}.",
    ),
}
