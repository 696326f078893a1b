"""Councils and their sessions."""

WORDS = {
    "council.refused": (
        "Chưa làm được bước này của hội đồng.",
        "This step of the council cannot be taken yet.",
    ),
    "council.may-not-keep": (
        "Chỉ thủ trưởng hoặc cán bộ thi đua của {unit} ghi thành phần hội đồng.",
        "Only the head or the emulation officer of {unit} records the council.",
    ),
    "council.may-not-run": (
        "Chỉ chủ tịch, phó chủ tịch, ủy viên thường trực, thư ký của {council} điều hành phiên họp.",
        "Only chair, vice, standing member and clerk of {council} run a session.",
    ),
    "council.empty": ("Chỗ này cần ghi.", "This must be filled in."),
    "council.code-taken": ("Đã có mã {code}; hãy đổi tên.", "The code {code} exists; choose another title."),
    "council.office": ("Chọn chức danh trong hội đồng.", "Choose the office."),
    "council.seat-taken": ("{person} đã là thành viên.", "{person} has a seat already."),
    "council.one-chair": ("Chủ tịch hiện là {person}.", "The chair is {person}."),
    "council.seat-days": (
        "Ngày thôi không đúng, hoặc người này đã thôi.",
        "The last day is wrong, or the seat has ended.",
    ),
    "council.no-items": ("Chọn ít nhất một hồ sơ.", "Choose at least one dossier."),
    "council.places": ("Chỉ tiêu là số nguyên từ 0.", "Places are whole numbers from 0."),
    "council.item-elsewhere": (
        "Hồ sơ {subject} đang nằm trong phiên “{session}”.",
        "The dossier of {subject} is on the agenda of “{session}”.",
    ),
    "council.state": ("Phiên họp đang ở bước khác.", "The session is at another step."),
    "council.vote-running": ("Đang có lượt bỏ phiếu chưa kiểm.", "A vote is not counted yet."),
    "council.not-seated": (
        "{person} không phải thành viên phiên họp.",
        "{person} has no seat in this session.",
    ),
    "council.reason-needed": ("Phải nêu lý do.", "Say why."),
    "council.letter-of-present": (
        "{person} có mặt; ý kiến bằng văn bản là của người vắng.",
        "{person} is present; written views are for who is absent.",
    ),
    "council.letter-of-tied": (
        "{person} có lợi ích liên quan, không tham gia hồ sơ này.",
        "{person} has an interest and takes no part in this item.",
    ),
    "council.attendance-open": ("Còn {count} người chưa điểm danh.", "{count} members are not yet marked."),
    "council.no-quorum": (
        "Có mặt {present}/{members}, cần ít nhất {needed} mới được họp.",
        "{present} of {members} are present, {needed} are needed.",
    ),
    "council.no-chair": (
        "Chủ tịch và phó chủ tịch đều vắng.",
        "Neither chair nor vice is present.",
    ),
    "council.one-title": (
        "Mỗi lượt bỏ phiếu chỉ gồm hồ sơ của một danh hiệu.",
        "One vote takes dossiers of one title.",
    ),
    "council.one-round": (
        "Không trộn hồ sơ của vòng một với vòng hai.",
        "Dossiers of the first and the second round do not mix.",
    ),
    "council.low-first": (
        "Xét từ danh hiệu thấp đến cao: {title} chưa xong.",
        "Low titles first: {title} is not done.",
    ),
    "council.settled": ("{subject} đã có kết quả.", "{subject} is settled."),
    "council.rounds-over": (
        "{subject} đã hết số vòng bỏ phiếu.",
        "{subject} has had all rounds.",
    ),
    "council.chair-only": (
        "Chỉ người chủ trì phiên họp được quyết định khi hai vòng bằng phiếu.",
        "Only who chairs the session decides a tie.",
    ),
    "council.chair-tied": (
        "Người chủ trì có lợi ích liên quan, không quyết định hồ sơ này.",
        "The chair has an interest and does not decide this item.",
    ),
    "council.not-tied": (
        "Hồ sơ này không ở trường hợp người chủ trì quyết định.",
        "This item is not one for the chair.",
    ),
    "council.places-full": ("Đã đủ chỉ tiêu.", "All places are taken."),
    "council.item-waits": ("{subject} chưa có kết quả.", "{subject} has no result yet."),
    "council.conclusion": ("Ghi kết luận của chủ tọa.", "Write down what the chair concluded."),
}
