"""Bulletins, weak points, corrections."""

WORDS = {
    "access.may-not-write-bulletin": (
        "Chỉ cán bộ tổng hợp, cán bộ thi đua và chỉ huy của {unit} được soạn bản tin.",
        "Only the clerk, the emulation officer and the heads of {unit} write its bulletin.",
    ),
    "access.may-not-clear": (
        "Chỉ trưởng Ban Biên tập được duyệt phần công khai của bản tin {unit}.",
        "Only the head of the Editorial Board clears the public part for {unit}.",
    ),
    "access.may-not-close-weakness": (
        "Chỉ {owner} hoặc chỉ huy đơn vị được báo khắc phục xong.",
        "Only {owner} or the heads of the unit may say that it is mended.",
    ),
    "bulletin.exists": ("Đã có bản tin tháng {period}.", "There is a bulletin of {period} already."),
    "bulletin.no-movement": (
        "Tháng {period} {unit} không đứng trong phong trào nào có kỳ tháng nên không có gì để dựng bản tin.",
        "In {period} {unit} stands in no movement with a monthly period; there is nothing to draw a bulletin from.",
    ),
    "bulletin.not-draft": (
        "Bản tin tháng {period} không còn là dự thảo; chỉ huy trả lại thì mới sửa được.",
        "The bulletin of {period} is no draft any more; the head must return it first.",
    ),
    "bulletin.not-next": (
        "Bản tin chưa đến bước này, hoặc đã qua rồi.",
        "This is not the next step of the bulletin.",
    ),
    "bulletin.refused": ("Chưa làm được, cần xử lý các điều dưới đây.", "Not done; see below."),
    "bulletin.too-long": ("Mỗi mục nhiều nhất {most} ký tự.", "A section has at most {most} characters."),
    "bulletin.section-twice": ("Một mục xuất hiện hai lần.", "A section stands twice."),
    "bulletin.month-not-closed": (
        "{period} chưa chốt; chốt xong, dựng lại rồi mới duyệt.",
        "{period} is not closed; close it and draw anew before approval.",
    ),
    "bulletin.free-number": (
        "Mục “{section}” có số “{number}” gõ tay: thay bằng mã số liệu trong ngoặc vuông, hoặc ghi nguồn trích dẫn.",
        "The section “{section}” has “{number}” typed by hand: use a figure id, or name the source it is quoted from.",
    ),
    "bulletin.small-count": (
        "Mục công khai “{section}” ghi “{count}”: số đếm người dưới 10 không đưa ra ngoài; "
        "bỏ số ấy hoặc để mục này nội bộ.",
        "The public section “{section}” says “{count}”: counts of fewer than ten people stay inside.",
    ),
    "bulletin.name-without-consent": (
        "{person} chưa đồng ý cho nêu tên; ghi giấy đồng ý hoặc bỏ tên.",
        "{person} has not agreed to be named; record the consent or leave the name out.",
    ),
    "bulletin.check-missing": (
        "Chưa xác nhận điều kiểm tra “{check}”.",
        "The check “{check}” is not confirmed.",
    ),
    "bulletin.nothing-public": ("Không có mục nào công khai.", "No section is public."),
    "bulletin.consent-paper": (
        "Ghi rõ giấy đồng ý: ngày, nơi lưu.",
        "Say on which paper: its day and where it is kept.",
    ),
    "bulletin.nothing-to-correct": (
        "Không có số nào của bản tin {period} khác với lần chốt mới nhất.",
        "No number of the bulletin of {period} differs from the latest close.",
    ),
    "bulletin.reason-missing": ("Đính chính phải ghi lý do.", "A correction needs a reason."),
    "weakness.refused": ("Chưa ghi được khâu yếu, cần sửa.", "The weak point was not written; see below."),
    "weakness.title-missing": ("Nói rõ yếu ở khâu nào.", "Say what is weak."),
    "weakness.due-before": (
        "Hạn khắc phục đứng trước tháng mở khâu yếu.",
        "The day is before the month in which it is opened.",
    ),
    "weakness.owner-without-post": (
        "{owner} hiện không giữ chức vụ nào.",
        "{owner} holds no post today.",
    ),
    "weakness.closed-already": (
        "Khâu yếu “{title}” đã báo khắc phục xong.",
        "The weak point “{title}” is closed already.",
    ),
    "weakness.reason-missing": ("Dời hạn phải ghi lý do.", "Another day needs a reason."),
    "weakness.evidence-missing": (
        "Khắc phục xong phải có căn cứ: số liệu, biên bản, hồ sơ nào.",
        "Closing needs evidence: which figure, minutes or file.",
    ),
    "weakness.in-the-future": ("Ngày khắc phục chưa đến.", "That day has not come."),
}
