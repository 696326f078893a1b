"""Why something cannot be changed now, and how that is lifted; windows of months."""

WORDS = {
    "lock.unit-ended": (
        "{unit} đã kết thúc ngày {last_day}, trước {period}.",
        "{unit} ended on {last_day}, before {period}.",
    ),
    "lock.movement-over": (
        "Phong trào “{movement}” đã kết thúc trước {period}.",
        "“{movement}” was over before {period}.",
    ),
    "lock.submitted": (
        "Báo cáo {month} của {unit} đã trình: {by}, {at}. Số liệu {period} vì thế đã khóa.",
        "The report of {unit} for {month} was submitted by {by}, {at}; figures of {period} are locked.",
    ),
    "lock.approved": (
        "Báo cáo {month} của {unit} đã được {level} duyệt: {by}, {at}. Số liệu {period} vì thế đã khóa.",
        "The report of {unit} for {month} was approved by {level}: {by}, {at}; figures of {period} are locked.",
    ),
    "lock.window-over": (
        "Hạn nhập {period} là {due}, muộn nhất {last}; nay đã quá.",
        "{period} was due on {due}, at the latest on {last}; that is over.",
    ),
    "lock.not-open": (
        "Chưa đến ngày nhập {period}; nhập được từ {opens}.",
        "{period} is not open yet; figures are taken from {opens}.",
    ),
    "lock.lift-unit-ended": (
        "Không ai mở lại được; ghi cho đơn vị kế tiếp: {successor}.",
        "Nobody can lift this; record for the successor: {successor}.",
    ),
    "lock.lift-movement-over": (
        "Không cần mở: không phong trào nào còn đọc số liệu của kỳ này.",
        "No need to: no movement reads figures of this period any more.",
    ),
    "lock.lift-closed": (
        "Người chủ trì phong trào mở lại kỳ kèm lý do; lần chốt sau là một bản mới.",
        "Whoever runs the movement reopens the period with a reason; the next close is a new version.",
    ),
    "lock.lift-frozen": (
        "Người chủ trì phong trào mở lại kỳ kèm lý do.",
        "Whoever runs the movement opens the period again with a reason.",
    ),
    "lock.lift-approved": (
        "{next} trả lại báo cáo kèm lý do; cấp đã duyệt không tự gỡ được khi cấp trên đã duyệt.",
        "{next} returns the report with a reason; a level cannot undo its approval once the one above has approved.",
    ),
    "lock.lift-submitted": (
        "{next} trả lại báo cáo kèm lý do, hoặc đơn vị rút lại khi chưa ai duyệt.",
        "{next} returns the report with a reason, or the unit withdraws it while nobody has approved.",
    ),
    "lock.lift-window-over": (
        "Cấp trên trực tiếp gia hạn cho riêng đơn vị, kèm lý do và ngày.",
        "The unit above gives this unit more time, with a reason and a day.",
    ),
    "lock.lift-not-open": (
        "Tự mở khi đến ngày {opens}.",
        "It opens by itself on {opens}.",
    ),
    "lock.reason-missing": ("Cần ghi vì sao xin mở lại.", "Say why it should be opened again."),
    "lock.nobody": (
        "Tháng {month} không có khóa nào mà người khác gỡ được.",
        "{month} has no lock that somebody could lift.",
    ),
    "window.refused": ("Chưa ghi được, cần sửa các lỗi dưới đây.", "Nothing was written; see below."),
    "window.none": (
        "Tháng {month} không có quy định về cửa sổ nhập, nên không cần gia hạn.",
        "No rule of windows holds for {month}, so that more time is not needed.",
    ),
    "window.day-unknown": (
        "“{day}” không phải ngày tháng nào cũng có; ghi từ 1 đến {last}.",
        "“{day}” is not a day that every month has; write 1 to {last}.",
    ),
    "window.late-before-due": (
        "Ngày muộn nhất ({late}) không được trước hạn ({due}).",
        "The last day ({late}) cannot be before the due day ({due}).",
    ),
    "window.first-day-not-first": (
        "Quy định áp dụng trọn tháng, nên bắt đầu từ ngày 1 của một tháng.",
        "A rule holds for whole months, so it begins on the first of a month.",
    ),
    "window.in-the-past": (
        "Tháng đã qua giữ quy định cũ; chọn tháng này hoặc tháng sau.",
        "Past months keep their rule; choose this month or a later one.",
    ),
    "window.paper-missing": ("Cần ghi căn cứ (văn bản, ngày).", "Say which paper it stands in."),
    "window.reason-missing": ("Cần ghi lý do gia hạn.", "Say why more time is given."),
    "window.until-past": ("Ngày gia hạn đã qua.", "That day is over."),
    "window.not-longer": (
        "Đơn vị đã có thời hạn đến {last}; chọn ngày muộn hơn.",
        "The unit has time until {last} anyway; choose a later day.",
    ),
}
