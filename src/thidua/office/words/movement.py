"""Directives, plans, movements, compacts and targets."""

WORDS = {
    "movement.not-approved": (
        "“{title}” chưa được người đứng đầu đơn vị chủ trì duyệt nên chưa phát động được.",
        "“{title}” has not been approved by the head of its owner and cannot be launched.",
    ),
    "movement.approved-already": ("“{title}” đã được duyệt.", "“{title}” is approved already."),
    "movement.summed-up-already": ("Phong trào đã tổng kết.", "The movement is summed up already."),
    "movement.not-summed-up": (
        "“{title}” chưa tổng kết nên chưa lưu trữ được.",
        "“{title}” is not summed up and cannot be archived.",
    ),
    "movement.archived-already": ("“{title}” đã lưu trữ.", "“{title}” is archived already."),
    "movement.summary-missing": ("Tổng kết phải có lời.", "A summing-up needs words."),
    "movement.periods-open": (
        "Còn kỳ chưa chốt; chốt hết các kỳ đã mở rồi tổng kết.",
        "Some period is not closed; close what was opened, then sum up.",
    ),
    "movement.outcome-missing": (
        "{subject}: chưa nói đạt hay không.",
        "{subject}: nothing is said of its outcome.",
    ),
    "movement.ground-missing": ("{subject}: chưa ghi căn cứ.", "{subject}: the ground is missing."),
    "compact.nothing-serves": (
        "Giao ước phải có ít nhất một chỉ tiêu về phòng ngừa hoặc phục vụ.",
        "A compact needs at least one target of prevention or service.",
    ),
    "target.enforcement": (
        "{figure}: số vụ bắt, phạt không làm chỉ tiêu thi đua.",
        "{figure}: volumes of enforcement are no target of emulation.",
    ),
    "target.vague": (
        "“{text}” không kiểm được; ghi một con số.",
        "“{text}” cannot be checked; write a number.",
    ),
    "target.annex-waiting": (
        "Chỉ tiêu này đang có một phụ lục chờ ký.",
        "An annex to this target waits for signatures.",
    ),
    "target.annex-shut": (
        "Phụ lục này không còn chờ ký, hoặc chỉ tiêu không thuộc giao ước đã ký.",
        "This annex no longer waits, or the target belongs to no signed compact.",
    ),
    "occasion.day-unreadable": (
        "Không đọc được ngày “{value}”; ghi như 19/08.",
        "“{value}” is no day like 19/08.",
    ),
    "plan.closed": ("Kế hoạch “{title}” đã kết thúc.", "The plan “{title}” is closed."),
    "plan.split-alone": (
        "“{title}”: chia thì phải cho ít nhất hai người.",
        "“{title}”: sharing out takes at least two people.",
    ),
    "plan.split-already": (
        "“{title}” đã chia hoặc đã xong, không chia nữa được.",
        "“{title}” is shared out or done already.",
    ),
    "plan.same-as-before": (
        "Giống {percent} % kế hoạch “{other}”. Hãy ghi vì sao năm nay vẫn làm như vậy, hoặc sửa.",
        "{percent} % the same as the plan “{other}”. Say why it is done the same way again, or change it.",
    ),
    "plan.not-sent": (
        "Kế hoạch “{title}” không ở trạng thái chờ duyệt.",
        "The plan “{title}” does not wait for approval.",
    ),
    "plan.not-approved": (
        "Kế hoạch “{title}” chưa được duyệt hoặc đã kết thúc.",
        "The plan “{title}” is not approved, or is closed.",
    ),
    "plan.reason-missing": ("Trả lại phải nêu lý do.", "Returning takes a reason."),
    "plan.summary-missing": ("Kết thúc kế hoạch phải có tổng kết.", "Closing a plan takes a summary."),
    "plan.closed-day": (
        "Ngày kết thúc phải từ {issued} đến hôm nay.",
        "The day of closing lies between {issued} and today.",
    ),
    "plan.parts-open": (
        "“{title}” đã chia cho nhiều người và còn phần chưa xong.",
        "“{title}” is shared out, and a part of it is not done.",
    ),
    "proposal.refused": (
        "Chưa ghi được đề xuất, cần sửa các lỗi dưới đây.",
        "The proposal was not written; see below.",
    ),
    "proposal.to-missing": ("Ghi cơ quan được tham mưu.", "Name the authority."),
    "proposal.title-missing": ("Ghi nội dung đề xuất.", "Say what is proposed."),
    "proposal.in-the-future": ("Ngày gửi không thể ở tương lai.", "The day lies in the future."),
    "proposal.answer-missing": ("Chọn kết quả trả lời.", "Choose the answer."),
    "proposal.answer-day": (
        "Ngày trả lời phải từ ngày gửi {sent} đến hôm nay.",
        "The day of the answer lies between {sent} and today.",
    ),
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
