"""Secret ballots."""

WORDS = {
    "ballot.refused": (
        "Chưa làm được bước này của lượt bỏ phiếu.",
        "This step of the ballot cannot be taken yet.",
    ),
    "ballot.too-few": (
        "{question}: chỉ {voters} người được bỏ phiếu. Dưới {least} người thì phiếu không còn kín.",
        "{question}: only {voters} may vote. With fewer than {least} a ballot is not secret.",
    ),
    "ballot.too-few-drawn": (
        "{question}: mới phát {device} phiếu trên máy và {hand} phiếu giấy. Mỗi hòm phải có ít nhất {least} phiếu, "
        "hoặc không dùng: hòm ít phiếu hơn thì lộ phiếu của từng người.",
        "{question}: {device} papers were drawn on devices and {hand} by hand. Each box needs at least {least}, "
        "or is not used: with fewer, one reads whose they are.",
    ),
    "ballot.too-few-cast": (
        "{question}: trong hòm mới có {papers} phiếu. Dưới {least} phiếu thì mở hòm là lộ phiếu của từng người; "
        "hãy chờ thêm, hoặc hủy lượt này.",
        "{question}: the box holds {papers} papers. With fewer than {least}, opening it shows whose they are; wait, or "
        "give this vote up.",
    ),
    "ballot.phase": (
        "Lượt bỏ phiếu đang ở bước khác, không nhận thao tác này.",
        "The ballot is at another step and does not take this.",
    ),
    "ballot.not-yours": (
        "Bạn không có tên trong danh sách bỏ phiếu nội dung này.",
        "You are not on the roll for this question.",
    ),
    "ballot.drawn": (
        "Phiếu đã phát cho người này rồi; mỗi người một phiếu.",
        "The paper was given out already; one for each voter.",
    ),
    "ballot.malformed": ("Phiếu gửi lên bị hỏng.", "What was sent is no paper of this ballot."),
    "ballot.forged": (
        "Phiếu không do lượt bỏ phiếu này phát ra; không nhận.",
        "The paper was not given out by this ballot; it is not taken.",
    ),
    "ballot.twice": (
        "Phiếu mang số này đã ở trong hòm với lựa chọn khác; giữ phiếu bỏ trước.",
        "The paper with this number is in the box with another choice; the first one stands.",
    ),
    "ballot.full": (
        "Hòm đã đủ số phiếu phát ra.",
        "The box holds as many papers as were given out.",
    ),
    "ballot.void-reason": (
        "Hủy lượt bỏ phiếu phải nêu lý do.",
        "To give a ballot up, say why.",
    ),
    "ballot.hand-question": (
        "Kiểm phiếu giấy cho nội dung không có trong lượt bỏ phiếu: {question}.",
        "Papers were counted for a question that is not on the ballot: {question}.",
    ),
    "ballot.paper-number": (
        "{question}: còn {count} ô phiếu giấy chưa ghi, hoặc không phải là số.",
        "{question}: {count} counts of papers are missing or no number.",
    ),
    "ballot.paper-collected": (
        "{question}: thu về {papers} phiếu, nhiều hơn {issued} phiếu đã phát.",
        "{question}: {papers} papers came back, {issued} were given out.",
    ),
    "ballot.paper-valid": (
        "{question}: {papers} phiếu hợp lệ, nhiều hơn {collected} phiếu thu về.",
        "{question}: {papers} papers are valid of {collected} that came back.",
    ),
    "ballot.paper-sum": (
        "{question}: đồng ý, không đồng ý và phiếu trắng cộng lại là {papers}, phiếu hợp lệ là {valid}.",
        "{question}: for, against and blank add up to {papers}, {valid} papers are valid.",
    ),
    "ballot.hand-counts": (
        "{question}: hòm phiếu giấy kiểm được {papers} phiếu, phát ra {issued}.",
        "{question}: {papers} papers were counted by hand, {issued} were given out.",
    ),
    "ballot.forged-in-box": (
        "{question}: phiếu {number} trong hòm không có chữ ký đúng, hoặc lựa chọn đã bị sửa.",
        "{question}: paper {number} in the box has no valid signature, or its choice was changed.",
    ),
    "ballot.twice-in-box": (
        "{question}: phiếu {number} có hai lần trong hòm.",
        "{question}: paper {number} is in the box twice.",
    ),
    "ballot.more-than-issued": (
        "{question}: hòm có {papers} phiếu, chỉ phát ra {issued}.",
        "{question}: the box holds {papers} papers, only {issued} were given out.",
    ),
    "ballot.box-order": (
        "{question}: phiếu trong hòm không xếp theo số phiếu.",
        "{question}: the papers in the box are not sorted by number.",
    ),
    "ballot.box-unreadable": (
        "Hòm phiếu trong cơ sở dữ liệu đã bị sửa đến mức không đọc được.",
        "The box in the database was changed until it cannot be read.",
    ),
    "ballot.roll-edited": (
        "{ballot}: nội dung, khóa hoặc danh sách người bỏ phiếu khác với lúc mở.",
        "{ballot}: questions, keys or the roll are not those of the opening.",
    ),
    "ballot.drawn-edited": (
        "{ballot}: danh sách nhận phiếu khác với lúc mở hòm.",
        "{ballot}: who drew a paper is not what it was when casting began.",
    ),
    "ballot.key-kept": (
        "{ballot}: khóa ký phiếu vẫn còn sau khi ngừng phát phiếu.",
        "{ballot}: a key that signs papers is still there after drawing ended.",
    ),
    "ballot.file-edited": (
        "{ballot}: hòm phiếu hoặc số kiểm phiếu khác với lúc kiểm.",
        "{ballot}: the boxes or the counts are not those of the count.",
    ),
    "ballot.not-a-file": (
        "{file} không phải là tệp hòm phiếu.",
        "{file} is not a file of a ballot.",
    ),
}
