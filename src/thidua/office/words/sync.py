"""Records made without a line: coming in, and being chosen between."""

WORDS = {
    "sync.key-used": (
        "Bản ghi này mang mã của một bản ghi khác đã gửi; sửa một chữ rồi gửi lại để nó có mã mới.",
        "This record carries the key of another one that was sent; change it and send it again under a new key.",
    ),
    "sync.unreadable": (
        "Máy chủ không đọc được bản ghi này; bản ghi vẫn nằm trên máy. Hãy tải lại trang để có bản chương trình mới.",
        "The server cannot read this record; it stays on the device. Reload the page to get the newest program.",
    ),
    "sync.unit-unknown": (
        "Bạn không còn ghi được cho đơn vị này; bản ghi vẫn nằm trên máy.",
        "You no longer record for this unit; the record stays on the device.",
    ),
    "sync.deed-unknown": (
        "Không tìm thấy việc được ghi lại; bản ghi vẫn nằm trên máy.",
        "The deed that was to be written again is not found; the record stays on the device.",
    ),
    "sync.photo-waits": (
        "Ảnh chờ trên máy cho đến khi có người chọn giữa hai bản của việc này.",
        "The photo waits on the device until somebody has chosen between the two versions of this deed.",
    ),
    "sync.cell-empty": (
        "Ô này trống; số đã ghi thì không xóa được.",
        "This cell is empty; a recorded figure cannot be cleared.",
    ),
    "sync.resolved-already": (
        "Đã có người chọn giữa hai bản này rồi.",
        "Somebody has chosen between these two versions already.",
    ),
    "sync.reason-missing": (
        "Cần ghi lý do vì sao chọn bản này thay cho bản trên máy chủ.",
        "Say why this version is taken instead of the server's.",
    ),
    "sync.third-missing": ("Cần ghi con số đúng.", "Write the right number."),
}
