"""Long work in the background."""

WORDS = {
    "job.already-done": (
        "“{title}” đã xong, không chạy lại.",
        "“{title}” is done and is not run again.",
    ),
    "job.still-running": (
        "“{title}” đang chạy; hãy dừng trước rồi mới chạy lại.",
        "“{title}” is still running; stop it before running it again.",
    ),
    "job.file-gone": (
        "“{name}” không còn được giữ; hãy tải tệp lên lại.",
        "“{name}” is no longer kept; please upload it again.",
    ),
    "job.over": (
        "“{title}” đã kết thúc, không còn gì để dừng.",
        "“{title}” is over; there is nothing left to stop.",
    ),
}
