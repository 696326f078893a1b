"""Reports of a month: submitting, approving, returning, reminding."""

WORDS = {
    "report.not-your-turn": (
        "Báo cáo của {level} không ở bước này; hãy tải lại trang để xem đang ở đâu.",
        "The report of {level} is not at this step; load the page again to see where it is.",
    ),
    "report.gaps": (
        "Chưa trình được: {count} điều chưa xong và chưa được giải trình.",
        "Not submitted: {count} things are neither done nor explained.",
    ),
    "report.gap-unexplained": ("Cần làm xong hoặc giải trình: {gap}", "Do it or explain: {gap}"),
    "report.gap-not-over": (
        "Chưa trình được khi chưa hết tháng: {gap}",
        "A month that is not over is not submitted: {gap}",
    ),
    "report.reason-missing": ("Cần ghi lý do.", "Say why."),
    "report.two-people": (
        "Người trình hoặc đã duyệt bước trước không tự duyệt tiếp; {others} duyệt được.",
        "Whoever made the step before does not approve it; {others} can.",
    ),
    "report.nobody-to-remind": (
        "Không còn đơn vị nào trong số đã chọn chưa trình báo cáo.",
        "None of the chosen units has its report still to submit.",
    ),
    "report.unapproved": (
        "{count} đơn vị chưa được duyệt báo cáo: {names}. Muốn khóa kỳ phải ghi lý do, nêu rõ các đơn vị này.",
        "Reports of {count} units are not approved: {names}. To freeze, give a reason that names them.",
    ),
}
