"""Nominations on their way: naming, papers, consent, comments, submission, decision."""

WORDS = {
    "dossier.refused": ("Chưa làm được bước này; không có gì được lưu.", "This step was not taken."),
    "dossier.may-not": (
        "Hồ sơ đang ở {desk}; đồng chí không làm bước này ở đó.",
        "The dossier lies with {desk}; this step is not yours.",
    ),
    "dossier.may-not-nominate": (
        "Đồng chí không lập đề nghị khen thưởng của {unit}.",
        "You do not draw up nominations of {unit}.",
    ),
    "dossier.not-of-unit": (
        "{subject} không thuộc {unit} vào ngày đề nghị.",
        "{subject} does not belong to {unit} on the day of the nomination.",
    ),
    "dossier.already": (
        "{subject} đã có hồ sơ đề nghị {form} năm {year}.",
        "{subject} has a dossier for {form} of {year} already.",
    ),
    "dossier.nobody-chosen": ("Chưa chọn ai.", "Nobody was chosen."),
    "dossier.state": ("Hồ sơ không ở bước cho phép việc này.", "It cannot go from {now} to {then}."),
    "dossier.papers-missing": ("Còn thiếu giấy tờ: {papers}.", "Papers are missing: {papers}."),
    "dossier.not-consented": (
        "Người được đề nghị chưa đồng ý.",
        "The person has not agreed to be nominated.",
    ),
    "dossier.comment-open": (
        "Thời gian lấy ý kiến công khai chưa hết.",
        "The days for comments are not over.",
    ),
    "dossier.council-sits": (
        "Phiên họp hội đồng xét hồ sơ này chưa kết thúc.",
        "The session of the council that weighs it has not ended.",
    ),
    "dossier.council-short": (
        "Hội đồng không đủ phiếu đề nghị; luật đòi đủ phiếu cho danh hiệu này.",
        "Too few votes of the council; the law asks for them.",
    ),
    "dossier.council-no-place": (
        "Hội đồng không chọn vì hết chỉ tiêu.",
        "Not chosen by the council: no place was left.",
    ),
    "dossier.not-the-person": (
        "Chỉ người được đề nghị trả lời ở đây; ghi thay thì nêu số văn bản có chữ ký của người ấy.",
        "Only the person answers here; who records it for her names the signed paper.",
    ),
    "dossier.answered": ("Người được đề nghị đã trả lời.", "The person has answered."),
    "dossier.remark-none": (
        "Không còn đơn vị cũ nào phải hỏi.",
        "There is no old unit left to be asked.",
    ),
    "dossier.remark-may-not": (
        "Chỉ người giữ hồ sơ của {unit} hoặc của đơn vị mới ghi nhận xét này.",
        "Only those who keep records at {unit}, or at the new unit, write this remark.",
    ),
    "dossier.remark-answered": ("Nhận xét này đã ghi.", "This remark has been given."),
    "dossier.remark-text": ("Phải ghi nhận xét.", "Write the remark."),
    "dossier.remark-paper": (
        "Ghi thay đơn vị cũ thì nêu số văn bản hoặc gắn tệp.",
        "Who writes for the old unit names the paper or attaches it.",
    ),
    "dossier.reason-missing": ("Phải nêu lý do.", "Say why."),
    "dossier.paper-number": ("Phải có tệp hoặc số văn bản.", "Attach the file or name the paper."),
    "dossier.no-superior": (
        "{unit} không có cấp trên trong danh bạ để trình.",
        "{unit} has no superior in the directory.",
    ),
    "dossier.number-missing": ("Phải ghi số văn bản.", "Give the number of the paper."),
    "dossier.signer-missing": ("Phải ghi người ký.", "Say who signed."),
    "dossier.elsewhere": (
        "Hồ sơ của {subject} không ở {unit}.",
        "The dossier of {subject} does not lie with {unit}.",
    ),
    "dossier.future": ("Ngày {day} ở tương lai.", "{day} is in the future."),
    "dossier.voice-empty": ("Ghi số người đồng ý, không đồng ý, hoặc ý kiến.", "Nothing was said."),
    "dossier.several-forms": (
        "Một quyết định ở đây chỉ gồm hồ sơ cùng năm xét.",
        "One decision here holds dossiers of one year.",
    ),
    "dossier.own": (
        "Không ai thẩm định, quyết định hồ sơ của chính mình.",
        "Nobody appraises or decides her own dossier.",
    ),
    "dossier.paper-unknown": ("Hồ sơ này không có giấy tờ {paper}.", "This dossier has no paper {paper}."),
}
