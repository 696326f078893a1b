"""Disputes: opening, deciding, and what ties somebody to a case."""

WORDS = {
    "dispute.refused": (
        "Chưa ghi được khiếu nại, cần sửa các lỗi dưới đây.",
        "The dispute was not written; see below.",
    ),
    "dispute.not-yours": (
        "Chỉ đơn vị hoặc cán bộ được chấm mới khiếu nại điểm của mình.",
        "Only the unit or officer scored disputes these points.",
    ),
    "dispute.period-open": (
        "Kỳ {period} còn mở: sửa số liệu, không cần khiếu nại.",
        "{period} is still open: correct the figures instead.",
    ),
    "dispute.criterion-unknown": (
        "Không có tiêu chí “{criterion}” trong cách tính điểm này.",
        "There is no criterion “{criterion}” in this working.",
    ),
    "dispute.text-missing": ("Cần ghi vì sao điểm này không đúng.", "Say why these points are not right."),
    "dispute.wanted-missing": ("Cần ghi đúng ra phải là bao nhiêu.", "Say what it should be."),
    "dispute.open-already": (
        "Tiêu chí này đang có khiếu nại {code} chưa trả lời.",
        "This criterion is disputed already in {code}, not yet answered.",
    ),
    "dispute.answered-already": ("Khiếu nại {code} đã kết thúc.", "{code} is over."),
    "dispute.not-the-decider": (
        "Khiếu nại {code} do {decider} giải quyết.",
        "{code} is decided by {decider}.",
    ),
    "dispute.reason-missing": ("Cần ghi lý do.", "Say why."),
    "dispute.verdict-missing": (
        "Cần chọn: đúng, đúng một phần hoặc không đúng.",
        "Choose: upheld, partly or rejected.",
    ),
    "dispute.extended-already": (
        "Khiếu nại {code} đã gia hạn một lần, không gia hạn thêm.",
        "{code} was extended once; not again.",
    ),
    "dispute.days-unknown": (
        "Chỉ gia hạn từ 1 đến {most} ngày làm việc.",
        "It may be extended by 1 to {most} working days.",
    ),
    "dispute.may-not-assign": (
        "Chỉ người chủ trì phong trào giao lại người giải quyết.",
        "Only whoever runs the movement names another person to decide.",
    ),
    "dispute.not-a-decider": (
        "{name} không làm thanh tra hoặc cán bộ thi đua ở đơn vị chủ trì và các cấp trên.",
        "{name} is neither inspector nor emulation officer of the owning unit or one above.",
    ),
    "dispute.interest-disputes": ("Người này là người khiếu nại.", "This person opened the dispute."),
    "dispute.interest-serves": (
        "Người này công tác tại đơn vị khiếu nại.",
        "This person serves in the unit that disputes.",
    ),
    "dispute.interest-closed": (
        "Người này chính là người đã chốt kỳ này.",
        "This person closed this very period.",
    ),
    "dispute.interest-entered": (
        "Người này đã nhập số liệu của tiêu chí này.",
        "This person recorded figures of this criterion.",
    ),
}
