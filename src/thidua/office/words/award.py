"""Awards and the honour register."""

WORDS = {
    "award.close-unknown": (
        "Không có kết quả chốt “{standing}”; ghi theo dạng phong-trao/ky/lan.",
        "There is no close “{standing}”; write movement/period/version.",
    ),
    "award.may-not-record": (
        "Bạn không được ghi khen thưởng cho {subject}.",
        "You may not record awards for {subject}.",
    ),
    "award.refused": (
        "Chưa ghi được khen thưởng; không dòng nào được lưu.",
        "No award was recorded; nothing was kept.",
    ),
    "award.form-unknown": (
        "Không có danh hiệu, hình thức khen thưởng mang mã {form}.",
        "There is no award {form}.",
    ),
    "award.form-not-in-force": (
        "{form}: không có căn cứ pháp lý đang có hiệu lực vào ngày {day}.",
        "{form}: no legal basis is in force on {day}.",
    ),
    "award.form-unverified": (
        "{form}: điều khoản ({clause}) chưa đối chiếu với văn bản gốc.",
        "{form}: the article ({clause}) has not been checked against the original.",
    ),
    "award.category": (
        "{form} không dành cho loại đối tượng này.",
        "{form} is not given to the category {category}.",
    ),
    "award.reason-missing": ("Thiếu thành tích, lý do khen thưởng.", "The reason is missing."),
    "award.name-missing": ("Thiếu tên mô hình.", "The name of the model is missing."),
    "award.decision-missing": (
        "Khen thưởng đã quyết định phải có số và ngày quyết định.",
        "A decided award needs the number and day of its decision.",
    ),
    "award.decided-by-missing": (
        "Phải ghi cấp và người ký quyết định.",
        "Say which authority decided and who signed.",
    ),
    "award.decision-early": (
        "Khen thưởng mới đề nghị hoặc mới trình thì chưa thể có quyết định.",
        "An award in the state {state} cannot have a decision yet.",
    ),
    "award.presented-missing": ("Thiếu ngày trao.", "The day of presentation is missing."),
    "award.presented-early": (
        "Ngày trao {presented} trước ngày quyết định {decided}.",
        "Presented on {presented}, before the decision of {decided}.",
    ),
    "award.revoked-on-entry": (
        "Không nhập thẳng khen thưởng đã hủy bỏ: ghi quyết định khen thưởng trước, rồi ghi việc hủy bỏ.",
        "A revoked award is not entered as such: record the decision first, then its revocation.",
    ),
    "award.subject-unknown": (
        "Danh bạ không có đối tượng {subject} vào ngày {day}.",
        "The directory has no {subject} on {day}.",
    ),
    "award.post-unknown": (
        "{subject} không giữ chức vụ nào trong danh bạ vào ngày {day}.",
        "{subject} holds no post in the directory on {day}.",
    ),
    "award.code-taken": (
        "Mã khen thưởng {award} đã có trong sổ.",
        "The register already has the award {award}.",
    ),
    "award.future": ("Ngày {day} ở tương lai.", "{day} is in the future."),
    "award.state": (
        "Trạng thái hiện nay của khen thưởng không cho phép bước này.",
        "It cannot go from {now} to {then}.",
    ),
    "award.revocation-reason": (
        "Hủy bỏ khen thưởng phải nêu lý do và căn cứ.",
        "A revocation needs its reason and paper.",
    ),
    "award.mark-unknown": (
        "Dấu kiểm chứng {mark} phải là một trong {choices}.",
        "The mark {mark} must be one of {choices}.",
    ),
    "award.regimes-overlap": (
        "{form}: hai căn cứ pháp lý cùng có hiệu lực vào ngày {day}.",
        "{form}: two legal bases are in force on {day}.",
    ),
    "award.reliance-outcome": ("Cần chọn giữ, đề nghị hủy bỏ hay đã thu hồi.", "Choose what becomes of it."),
    "award.correct-what": ("Cần chọn điều cần đính chính.", "Choose what is corrected."),
    "award.correct-to": ("Cần ghi đúng ra phải là gì.", "Say what it should be."),
    "award.not-in-register": (
        "Khen thưởng này chưa có trong sổ nên chưa có gì để đính chính.",
        "It does not stand in the register yet.",
    ),
}
