"""Periods of a movement: opening, freezing, closing, opening again."""

WORDS = {
    "period.unknown": (
        "“{period}” không phải là một kỳ (ví dụ 2025-W10, 2025-03, 2025-Q1, 2025).",
        "“{period}” is not a period (such as 2025-W10, 2025-03, 2025-Q1, 2025).",
    ),
    "period.outside-movement": (
        "Kỳ {period} nằm ngoài thời gian của “{movement}”.",
        "{period} lies outside “{movement}”.",
    ),
    "period.opened-already": (
        "Kỳ {period} của “{movement}” đã mở.",
        "{period} of “{movement}” exists already.",
    ),
    "period.not-opened": ("“{movement}” chưa mở kỳ {period}.", "“{movement}” has no period {period}."),
    "period.not-open": (
        "Kỳ {period} của “{movement}” không ở trạng thái mở.",
        "{period} of “{movement}” is not open.",
    ),
    "period.open-already": ("Kỳ {period} của “{movement}” đang mở.", "{period} of “{movement}” is open."),
    "period.closed-already": (
        "Kỳ {period} của “{movement}” đã chốt; muốn sửa phải mở lại và nêu lý do.",
        "{period} of “{movement}” is closed; reopen it with a reason to change anything.",
    ),
    "period.not-ended": (
        "Kỳ {period} đến hết ngày {last_day} mới kết thúc, chưa chốt được.",
        "{period} ends on {last_day} and cannot be closed before.",
    ),
    "period.back-dated": (
        "Không ghi lùi ngày chốt kỳ {period}: lần chốt trước vào {last}.",
        "{period} cannot be closed with an earlier time than the last close ({last}).",
    ),
    "period.incomplete": (
        "Chưa chốt được kỳ {period}: {count} đối tượng còn thiếu số liệu.",
        "{period} cannot be closed: figures are missing for {count} subjects.",
    ),
    "period.refused": (
        "Chưa tính được kỳ {period}, cần sửa các lỗi dưới đây.",
        "{period} cannot be computed; see below.",
    ),
    "period.reason-missing": ("Cần ghi lý do mở lại kỳ.", "Say why the period is reopened."),
    "period.parts-open": (
        "Kỳ dài chỉ tính được khi các kỳ con đã chốt.",
        "A longer period follows from its parts, which must be closed first.",
    ),
    "period.part-open": ("Kỳ {period} chưa chốt.", "{period} is not closed."),
    "period.no-such-version": (
        "Kỳ {period} không có lần chốt {version}.",
        "{period} has no close number {version}.",
    ),
    "period.no-subjects": (
        "Không đơn vị hay cán bộ nào được chấm trong “{movement}” vào cuối kỳ.",
        "Nobody is scored in “{movement}” at the end of the period.",
    ),
    "period.subject-twice": (
        "{subject} đứng trong hai cụm, khối của cùng phong trào (thêm ở {group}).",
        "{subject} stands in two clusters of one movement (also in {group}).",
    ),
    "period.form-missing": (
        "Chưa biết chấm {subject} theo mẫu nào; quy chế có các mẫu: {known}.",
        "No form is named for {subject}; the regulation has: {known}.",
    ),
    "period.not-of-scheme": (
        "“{scheme}” không quy định cách tính kỳ {period}.",
        "“{scheme}” does not say how {period} is made.",
    ),
    "period.scheme-unknown": ("Không có quy chế mang mã “{scheme}”.", "There is no regulation “{scheme}”."),
    "period.scheme-faulty": (
        "Quy chế “{scheme}” còn lỗi nên không dùng để chấm.",
        "The regulation “{scheme}” has faults and cannot be used.",
    ),
    "period.scheme-not-in-force": (
        "“{scheme}” không có hiệu lực trong kỳ {period}.",
        "“{scheme}” is not in force in {period}.",
    ),
}
