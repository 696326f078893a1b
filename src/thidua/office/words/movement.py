"""Directives, plans, movements, compacts and targets."""

WORDS = {
    "movement.refused": (
        "Chưa ghi được phong trào, cần sửa các lỗi dưới đây.",
        "The movement was not written; see below.",
    ),
    "movement.code-unreadable": (
        "Mã “{value}” chỉ được có chữ thường không dấu, chữ số và gạch nối giữa chúng.",
        "The code “{value}” may only hold small letters, digits and hyphens between them.",
    ),
    "movement.code-taken": ("Mã “{code}” đã được dùng.", "The code “{code}” is taken."),
    "movement.days-reversed": ("Ngày kết thúc đứng trước ngày bắt đầu.", "The last day is before the first."),
    "movement.scheme-unknown": ("Không có quy chế mang mã “{scheme}”.", "There is no regulation “{scheme}”."),
    "movement.not-below": (
        "{unit} không thuộc {owner} nên không phát động tới được.",
        "{unit} is not under {owner}; the movement cannot be launched to it.",
    ),
    "movement.launched-already": ("Đã phát động tới {unit}.", "Already launched to {unit}."),
    "compact.refused": (
        "Chưa ghi được giao ước, cần sửa các lỗi dưới đây.",
        "The compact was not written; see below.",
    ),
    "compact.text-missing": ("Giao ước phải có nội dung.", "A compact needs a text."),
    "compact.no-targets": (
        "Giao ước phải có ít nhất một chỉ tiêu đo được.",
        "A compact needs at least one measurable target.",
    ),
    "compact.signed-already": (
        "Giao ước {code} đã có chữ ký này.",
        "The compact {code} carries this signature already.",
    ),
    "compact.immutable": (
        "Giao ước {code} đã ký đủ hai bên, không sửa được; thay đổi chỉ tiêu phải lập phụ lục có lý do.",
        "The compact {code} is signed by both sides and cannot change; a dated annex with a reason can.",
    ),
    "compact.same-unit": ("Hai bên giao ước phải là hai đơn vị.", "A compact is between two units."),
    "target.refused": (
        "Chưa ghi được chỉ tiêu, cần sửa các lỗi dưới đây.",
        "The target was not written; see below.",
    ),
    "target.figure-unknown": (
        "Chỉ tiêu phải gắn với một số liệu đo được; không có số liệu “{figure}”.",
        "A target needs a figure that measures it; there is none called “{figure}”.",
    ),
    "target.not-a-number": (
        "Chỉ tiêu “{figure}” phải là con số lớn hơn 0; “tăng cường”, “đẩy mạnh” không đo được.",
        "The target for “{figure}” must be a number above 0.",
    ),
    "target.not-countable": (
        "“{figure}” không nhận chỉ tiêu bằng số lượng.",
        "“{figure}” takes no target.",
    ),
    "target.period-unknown": ("“{period}” không phải là một kỳ.", "“{period}” is not a period."),
    "target.exists": (
        "{subject} đã có chỉ tiêu {figure} kỳ {period}; muốn thay đổi phải ghi lý do.",
        "{subject} has a target for {figure} in {period} already; change it with a reason.",
    ),
    "target.reason-missing": ("Cần ghi lý do thay đổi chỉ tiêu.", "Say why the target changes."),
    "target.signatures-missing": (
        "Phụ lục thay đổi chỉ tiêu cần chữ ký của cả hai bên.",
        "An annex needs the signatures of both sides.",
    ),
    "target.unchanged": ("Chỉ tiêu không đổi.", "The target does not change."),
    "target.back-dated": (
        "Phụ lục không được ghi lùi ngày trước {last}.",
        "An annex cannot be dated before {last}.",
    ),
    "directive.refused": (
        "Chưa ghi được văn bản, cần sửa các lỗi dưới đây.",
        "The paper was not written; see below.",
    ),
    "directive.code-taken": ("Mã “{code}” đã được dùng.", "The code “{code}” is taken."),
    "directive.supersedes-later": (
        "Văn bản này không thể thay thế {paper}, vốn có hiệu lực cùng ngày hoặc sau nó.",
        "This paper cannot supersede {paper}, which took effect on the same day or later.",
    ),
    "directive.subject-missing": ("Văn bản phải có trích yếu.", "The paper needs a subject."),
    "plan.refused": (
        "Chưa ghi được kế hoạch, cần sửa các lỗi dưới đây.",
        "The plan was not written; see below.",
    ),
    "plan.title-missing": ("Kế hoạch phải có tên.", "The plan needs a title."),
    "plan.benefit-missing": (
        "Chưa duyệt được: kế hoạch phải nói rõ lợi ích và ảnh hưởng đối với người dân.",
        "Not approved: the plan must say what people gain and how it affects them.",
    ),
    "plan.without-items": (
        "Chưa duyệt được: kế hoạch chưa có việc nào giao cho ai.",
        "Not approved: the plan has no item that anybody is to do.",
    ),
    "plan.not-draft": ("Kế hoạch {code} không còn là dự thảo.", "The plan {code} is no longer a draft."),
    "plan.measure-vague": (
        "“{title}”: phải nói đo bằng gì, bao nhiêu; “{measure}” không đo được.",
        "“{title}”: say how much; “{measure}” cannot be measured.",
    ),
    "plan.due-before-issued": (
        "“{title}”: hạn {due} đứng trước ngày ban hành kế hoạch.",
        "“{title}”: due {due}, before the plan was issued.",
    ),
    "plan.owner-without-post": (
        "“{title}”: {owner} không giữ chức vụ nào vào ngày đến hạn.",
        "“{title}”: {owner} holds no post on the due day.",
    ),
    "plan.item-done-already": ("“{title}” đã xong.", "“{title}” is done already."),
    "plan.item-not-owner": (
        "Chỉ {owner} hoặc người lãnh đạo đơn vị mới báo xong “{title}”.",
        "Only {owner} or a leader of the unit may report “{title}” done.",
    ),
    "plan.done-in-the-future": ("Ngày {on} chưa đến.", "{on} is still to come."),
}
