"""A cluster's year: reports that do not stand, steps taken too early, rights."""

WORDS = {
    "cluster.figure-differs": (
        "“{figure}”: ghi {entered}, nhưng {months} tháng của chính đơn vị cộng lại là {own}.",
        "“{figure}”: {entered} was written, but the unit's own {months} months add up to {own}.",
    ),
    "cluster.figure-without-months": (
        "“{figure}”: ghi {entered}, nhưng không tháng nào của đơn vị có số này.",
        "“{figure}”: {entered} was written, but no month of the unit has this figure.",
    ),
    "cluster.figure-left-out": (
        "“{figure}”: để trống, trong khi các tháng của đơn vị có {own}. Trống không phải là 0.",
        "“{figure}”: left empty, while the unit's months have {own}. Empty is not 0.",
    ),
    "cluster.limits-missing": (
        "Chưa nêu hạn chế, tồn tại nào. Báo cáo không có hạn chế thì cụm không nhận.",
        "No limitation is named. The cluster takes no report without limitations.",
    ),
    "cluster.limit-incomplete": (
        "Hạn chế {number} còn thiếu: cần đủ nội dung, nguyên nhân, ai khắc phục và hạn.",
        "Limitation {number} is incomplete: what, why, whose and by when are all needed.",
    ),
    "cluster.refused": (
        "Chưa ghi được, cần sửa các lỗi dưới đây.",
        "Not written; see below.",
    ),
    "cluster.report-refused": (
        "Báo cáo của {unit} chưa nộp được: {count} chỗ cần sửa. Nội dung đã lưu thành bản nháp.",
        "The report of {unit} was not filed: {count} faults. What was written is kept as a draft.",
    ),
    "cluster.name-missing": ("Cụm, khối phải có tên.", "A cluster needs a name."),
    "cluster.not-repeated": (
        "Hạn chế này không bị coi là lặp lại năm trước.",
        "This limitation is not taken for one of the year before.",
    ),
    "cluster.why-missing": ("Nêu vì sao không phải hạn chế cũ.", "Say why it is not the earlier one."),
    "cluster.not-the-owner": (
        "Việc này của đơn vị lập cụm.",
        "This is for the unit that formed the cluster.",
    ),
    "cluster.not-the-lead": (
        "Việc này của đơn vị Cụm trưởng.",
        "This is for the unit that leads the cluster.",
    ),
    "cluster.not-the-member": (
        "Việc này của trưởng, phó hoặc cán bộ thi đua của {unit}.",
        "This is for the head, deputy or emulation officer of {unit}.",
    ),
    "cluster.not-of-the-member": (
        "Người đại diện phải đang là trưởng, phó hoặc cán bộ thi đua của {unit}.",
        "The representative must be head, deputy or emulation officer of {unit}.",
    ),
    "cluster.not-a-lead": (
        "{unit} không phải bên giao, cũng không phải bên nhận.",
        "{unit} neither hands over nor takes over.",
    ),
    "cluster.not-the-receiver": (
        "Bên nhận, {unit}, xác nhận đã nhận.",
        "What was received is confirmed by {unit}, which takes over.",
    ),
    "cluster.only-printed": (
        "Năm này chỉ có những gì đã công bố; không ai nộp báo cáo cho nó ở đây.",
        "Only what was printed is known of this year; nobody reports to it here.",
    ),
    "cluster.begun": (
        "Đã có thành viên nộp báo cáo; từ lúc này kế hoạch của năm không đổi nữa.",
        "A member has filed its report; from then on the plan of the year stays.",
    ),
    "cluster.opened": (
        "Hội nghị đã khai mạc.",
        "The conference has begun.",
    ),
    "cluster.not-opened": (
        "Hội nghị chưa khai mạc.",
        "The conference has not begun.",
    ),
    "cluster.not-issued": (
        "Chưa ban hành báo cáo tổng hợp nên chưa khai mạc được.",
        "The consolidated report is not issued yet, so the conference cannot begin.",
    ),
    "cluster.too-early": (
        "Hội nghị định vào ngày {day}.",
        "The conference is set for {day}.",
    ),
    "cluster.no-quorum": (
        "Mới có {present}/{members} thành viên có mặt; cần ít nhất {needed}.",
        "Only {present} of {members} members are present; {needed} are needed.",
    ),
    "cluster.year-taken": (
        "Cụm này đã có năm {year}.",
        "This cluster already has a year {year}.",
    ),
    "cluster.too-few": (
        "Một cụm có ít nhất hai thành viên.",
        "A cluster has at least two members.",
    ),
    "cluster.one-lead": (
        "Một cụm có đúng một Cụm trưởng; ở đây có {count}.",
        "A cluster has exactly one lead; here are {count}.",
    ),
    "cluster.cut-off-missing": (
        "Cần ghi số liệu tính đến ngày nào.",
        "Say up to which day the figures speak.",
    ),
    "cluster.cut-off-inside-a-month": (
        "Ngày tính số liệu là ngày cuối một tháng, để mỗi con số đối chiếu được với các tháng đã chốt.",
        "Figures are cut off at the end of a month, so that each can be held against closed months.",
    ),
    "cluster.cut-off-of-another-year": (
        "Ngày tính số liệu phải thuộc năm {year}.",
        "The cut-off must lie in {year}.",
    ),
    "cluster.conference-before-cut-off": (
        "Hội nghị phải sau ngày tính số liệu.",
        "The conference must come after the cut-off.",
    ),
    "cluster.no-figures": (
        "Cần chọn ít nhất một số liệu mà thành viên báo cáo.",
        "Choose at least one figure for members to report.",
    ),
    "cluster.figure-not-added": (
        "“{figure}” không cộng được giữa các đơn vị nên không vào báo cáo tổng hợp.",
        "“{figure}” cannot be added over units, so it is not part of a consolidated report.",
    ),
    "cluster.form-unknown": (
        "“{form}” không phải hình thức khen cho tập thể, hoặc số suất không đúng.",
        "“{form}” is no award for collectives, or its number of places is wrong.",
    ),
    "cluster.compact-missing": (
        "Chưa có nội dung giao ước để ký.",
        "There is no compact to sign yet.",
    ),
    "cluster.compact-signed": (
        "Đã có thành viên ký; nội dung giao ước không sửa nữa.",
        "A member has signed; the compact no longer changes.",
    ),
    "cluster.signed-already": (
        "{unit} đã ký.",
        "{unit} has signed.",
    ),
    "cluster.quarter-taken": (
        "Quý {quarter} đã có sơ kết, hoặc không phải một quý.",
        "Quarter {quarter} was reviewed already, or is no quarter.",
    ),
    "cluster.review-day": (
        "Ngày sơ kết phải từ đầu quý đó đến hôm nay.",
        "The day of the review lies between the start of its quarter and today.",
    ),
    "cluster.findings-missing": (
        "Cần ghi đã thấy gì.",
        "Say what was found.",
    ),
    "cluster.checks-itself": (
        "Không đơn vị nào tự kiểm tra chéo mình.",
        "No unit cross-checks itself.",
    ),
    "cluster.checked-already": (
        "{unit} đã được kiểm tra chéo trong quý này.",
        "{unit} was checked in this quarter already.",
    ),
    "cluster.check-counts": (
        "Cần xem ít nhất một số liệu; số sai không quá số đã xem.",
        "At least one figure is looked at, and no more are wrong than were looked at.",
    ),
    "cluster.filed-already": (
        "{unit} đã nộp báo cáo; muốn sửa thì Cụm trưởng trả lại.",
        "{unit} has filed; to change it, the lead gives it back.",
    ),
    "cluster.not-filed": (
        "{unit} chưa nộp báo cáo.",
        "{unit} has not filed.",
    ),
    "cluster.settled-already": (
        "Hạn chế này đã khắc phục xong.",
        "This limitation is settled.",
    ),
    "cluster.how-missing": (
        "Cần ghi đã làm thế nào, kết quả ra sao.",
        "Say how it was done and what came of it.",
    ),
    "cluster.nobody-reported": (
        "Chưa thành viên nào nộp báo cáo.",
        "No member has filed a report.",
    ),
    "cluster.incomplete": (
        "Còn {count}/{members} thành viên chưa báo cáo. Chờ đủ, hoặc ghi lý do; lý do in ngay đầu báo cáo.",
        "{count} of {members} members have not reported. Wait for them, or give a reason, which is printed on top.",
    ),
    "cluster.silent": (
        "{unit} chưa nộp báo cáo.",
        "{unit} has not reported.",
    ),
    "cluster.speaker-missing": (
        "Cần ghi ai phát biểu.",
        "Say who spoke.",
    ),
    "cluster.task-missing": (
        "Cần ghi việc phải làm.",
        "Say what is to be done.",
    ),
    "cluster.due-past": (
        "Hạn phải sau hôm nay.",
        "The day must come after today.",
    ),
    "cluster.done-already": (
        "Việc này đã xong.",
        "This is done.",
    ),
    "cluster.not-voted": (
        "Hội nghị chưa bỏ phiếu nên chưa bàn giao được.",
        "The conference has not voted yet, so nothing can be handed over.",
    ),
    "cluster.hand-over-begun": (
        "Đã lập danh mục bàn giao.",
        "The list of what is handed over is there already.",
    ),
    "cluster.hand-over-missing": (
        "Chưa lập danh mục bàn giao.",
        "There is no list of what is handed over.",
    ),
    "cluster.hand-over-void": (
        "Bàn giao này đã hủy.",
        "This hand-over is void.",
    ),
    "cluster.leads-already": (
        "{unit} đang là Cụm trưởng; năm sau phải là thành viên khác.",
        "{unit} leads now; next year another member does.",
    ),
    "cluster.deputy-is-lead": (
        "Cụm trưởng và Phó Cụm trưởng là hai đơn vị.",
        "Lead and deputy are two units.",
    ),
    "cluster.lines-open": (
        "Còn {count} mục chưa nhận; nhận đủ rồi hai bên mới ký.",
        "{count} things are not received; both sign once all are.",
    ),
    "cluster.line-open": (
        "Chưa nhận: {title}.",
        "Not received: {title}.",
    ),
    "cluster.vote-begun": (
        "Đã bắt đầu bỏ phiếu.",
        "The vote has begun.",
    ),
    "cluster.vote-missing": (
        "Chưa mở bỏ phiếu.",
        "The vote is not open.",
    ),
    "cluster.nobody-nominated": (
        "Chưa đưa ai ra suy tôn.",
        "Nobody is nominated.",
    ),
    "cluster.too-many-nominated": (
        "Hình thức này có {places} suất, mỗi đơn vị một lần.",
        "This award has {places} places, each unit once.",
    ),
    "cluster.unspoken": (
        "Có thành viên dự họp mà chưa ai đại diện bỏ phiếu.",
        "A member that is present has nobody to vote for it.",
    ),
    "cluster.nobody-speaks": (
        "{unit} chưa có người đại diện.",
        "Nobody speaks for {unit}.",
    ),
}
