"""What a verdict says: one sentence for each ground, and for the faults of files of law and of facts."""

WORDS = {
    "law.text-unknown": (
        "Không có văn bản mang mã {value} trong texts.yaml.",
        "There is no legal text {value}.",
    ),
    "law.seen-unknown": ("Không có nguồn mang mã {value} trong texts.yaml.", "There is no source {value}."),
    "law.versions-overlap": (
        "{value}: hai quy định cùng có hiệu lực vào ngày {day}.",
        "{value}: two provisions are in force on {day}.",
    ),
    "law.code": (
        "Mã {value} phải có dạng “danh-hieu.noi-dung”.",
        "The code {value} must look like “title.what”.",
    ),
    "law.facts-subject": (
        "Tệp phải có đúng một trong ba: person (mã cá nhân), unit (mã đơn vị) hoặc household (hộ gia đình).",
        "The file needs exactly one of person, unit and household.",
    ),
    "law.title-unknown": (
        "Không có danh hiệu, hình thức mang mã “{value}”. Gần nhất: “{suggestion}”.",
        "There is no title or form “{value}”. Nearest: “{suggestion}”.",
    ),
    "law.years-missing": (
        "Thiếu năm: ghi year: 2025 hoặc years: [2023, 2024].",
        "The year is missing: write year: 2025 or years: [2023, 2024].",
    ),
    "law.title-unread": ("Chưa xét được.", "Nothing was considered."),
    "law.facts-unread": (
        "Tệp hồ sơ có lỗi nên chưa xét.",
        "The file of facts has faults, so nothing was considered.",
    ),
    "law.overlay-unread": (
        "Không đọc được quy định riêng nên chưa xét.",
        "The overlay could not be read, so nothing was considered.",
    ),
    "law.overlay-unknown": (
        "Không có quy định riêng mang mã “{value}”. Hiện có: {choices}.",
        "There is no overlay “{value}”. There are: {choices}.",
    ),
    "law.not-in-force": (
        "Ngày {day} chưa có căn cứ pháp lý đang có hiệu lực cho {title}.",
        "No legal basis for {title} is in force on {day}.",
    ),
    "law.category": (
        "{title} không dành cho loại đối tượng này.",
        "{title} is not given to such a subject.",
    ),
    "law.no-text": (
        "Chưa có nguyên văn điều kiện để kết luận.",
        "The conditions have not been seen in any text, so there is nothing to conclude from.",
    ),
    "law.outsider-title": (
        "Người ngoài lực lượng không thuộc diện xét danh hiệu; có thể xét hình thức khen thưởng.",
        "Somebody outside the force is not considered for titles; a form of commendation is possible.",
    ),
    "law.outsider-form": (
        "Người ngoài lực lượng có đóng góp được xét hình thức khen thưởng.",
        "Somebody outside the force who contributed may be considered for a form of commendation.",
    ),
    "law.hold": ("Tạm dừng xét từ {since}: {kind}.", "On hold since {since}: {kind}."),
    "law.hold-unknown": (
        "Chưa có ai xác nhận có hay không việc phải tạm dừng xét.",
        "Nobody has said whether there is a reason to wait.",
    ),
    "law.discipline-running": (
        "Đang chấp hành kỷ luật: {level}.",
        "A discipline is running: {level}.",
    ),
    "law.discipline-unknown": (
        "Chưa có ai xác nhận có hay không bị kỷ luật.",
        "Nobody has said whether there is any discipline.",
    ),
    "law.after-discipline-lost": (
        "Năm {years} trước khi chấp hành xong kỷ luật nên không được tính.",
        "{years}: before the discipline was served, so not counted.",
    ),
    "law.after-discipline-silent": (
        "Năm {years} là năm chấp hành xong kỷ luật: văn bản không nói có được tính hay không.",
        "{years}: the year in which the discipline was served; the texts do not say whether it counts.",
    ),
    "law.succession-lost": (
        "Năm {years} thuộc đơn vị cũ; quyết định tổ chức lại không cho kế thừa.",
        "{years}: earned by the old unit; the re-organisation does not let it be inherited.",
    ),
    "law.succession-silent": (
        "Năm {years} thuộc đơn vị cũ; quyết định tổ chức lại không nói có được kế thừa hay không.",
        "{years}: earned by the old unit; the re-organisation does not say whether it is inherited.",
    ),
    "law.merit-start": (
        "Thời gian tính thành tích bắt đầu từ ngày chấp hành xong kỷ luật, {day}.",
        "Merit counts from {day}, when the discipline was served.",
    ),
    "law.not-registered": (
        "Không đăng ký đầu năm; việc đó không cản trở việc xét.",
        "Not registered at the start of the year; that does not stand in the way.",
    ),
    "law.woman": (
        "Nữ: được ưu tiên khi nhiều người cùng đủ điều kiện.",
        "A woman: preferred among those who are equal.",
    ),
    "law.mostly-women": (
        "Có từ {share} nữ: được ưu tiên khi nhiều tập thể cùng đủ điều kiện.",
        "At least {share} women: preferred among collectives that are equal.",
    ),
    "law.rating-held": (
        "Năm {year} đạt yêu cầu xếp loại từ {rating}.",
        "{year}: rated {rating} or better.",
    ),
    "law.rating-short": (
        "Năm {year} xếp loại dưới {rating}.",
        "{year}: rated below {rating}.",
    ),
    "law.rating-missing": (
        "Chưa có xếp loại năm {year}.",
        "There is no rating for {year}.",
    ),
    "law.quality-held": ("Năm {year}: {quality}.", "{year}: {quality}."),
    "law.quality-denied": ("Năm {year} không được xác nhận: {quality}.", "{year}: denied: {quality}."),
    "law.quality-missing": (
        "Năm {year} chưa có xác nhận: {quality}.",
        "{year}: not confirmed yet: {quality}.",
    ),
    "law.quality-appraised": (
        "Hội đồng nhận xét: {quality}.",
        "For people to appraise: {quality}.",
    ),
    "law.council-chooses": (
        "Luật để cho Hội đồng lựa chọn trong số những người đủ điều kiện.",
        "The law leaves the choice among those who qualify to the council.",
    ),
    "law.base-held": (
        "Đã đạt Lao động tiên tiến hoặc Chiến sĩ tiên tiến năm {year}.",
        "Holds the advanced title of {year}.",
    ),
    "law.base-by-conditions": (
        "Xét tiêu chuẩn Lao động tiên tiến, Chiến sĩ tiên tiến năm {year} như sau.",
        "The conditions of the advanced title of {year} follow.",
    ),
    "law.recruit-held": (
        "Mới tuyển dụng, đủ {months} tháng (cần {wanted}).",
        "Newly recruited, {months} months ({wanted} are needed).",
    ),
    "law.recruit-short": (
        "Mới tuyển dụng {months} tháng, chưa đủ {wanted} tháng.",
        "Newly recruited: {months} months, fewer than {wanted}.",
    ),
    "law.recruit-missing": ("Chưa có ngày tuyển dụng.", "The day of recruitment is not known."),
    "law.absence-unknown": (
        "Chưa có ai nêu việc nghỉ, vắng trong năm {year}.",
        "Nobody has said whether there were absences in {year}.",
    ),
    "law.absence-held": (
        "Nghỉ {days} ngày làm việc, dưới {limit} ngày.",
        "{days} working days away, fewer than {limit}.",
    ),
    "law.absence-over": (
        "Nghỉ {days} ngày làm việc, từ {limit} ngày trở lên.",
        "{days} working days away, {limit} or more.",
    ),
    "law.absence-missing": (
        "Chưa rõ đã nghỉ bao nhiêu ngày làm việc (giới hạn {limit}).",
        "How many working days away is not known (the limit is {limit}).",
    ),
    "law.absence-silent": (
        "Nghỉ {days} ngày làm việc; chưa thấy văn bản nói còn giới hạn {limit} ngày hay không.",
        "{days} working days away; no text seen says whether the limit of {limit} still holds.",
    ),
    "law.maternity-counts": (
        "Thời gian nghỉ thai sản được tính.",
        "Maternity leave counts.",
    ),
    "law.injury-counts": (
        "Thời gian điều trị vết thương được tính.",
        "Treatment of the injury counts.",
    ),
    "law.injury-missing": (
        "Chưa có kết luận của cơ sở y tế về vết thương.",
        "The medical conclusion about the injury is missing.",
    ),
    "law.study-counts": ("Thời gian học được tính.", "The time of study counts."),
    "law.study-missing": (
        "Chưa có kết quả hoặc nhận xét của khóa học.",
        "The result or report of the course is missing.",
    ),
    "law.study-short": (
        "Kết quả học dưới mức {wanted}.",
        "The result of the study is below {wanted}.",
    ),
    "law.transfer-held": (
        "Chuyển công tác trong năm, đã có nhận xét của đơn vị cũ.",
        "Transferred in the year; the old unit gave its opinion.",
    ),
    "law.transfer-short": (
        "Chuyển công tác khi ở đơn vị cũ chưa đủ 06 tháng trong năm: đơn vị mới xét.",
        "Transferred after less than six months of the year at the old unit: the new one decides.",
    ),
    "law.transfer-missing": (
        "Chuyển công tác trong năm, chưa có nhận xét của đơn vị cũ.",
        "Transferred in the year; the old unit's opinion is missing.",
    ),
    "law.transfer-unknown": (
        "Chuyển công tác trong năm, chưa rõ số tháng ở đơn vị cũ.",
        "Transferred in the year; the months at the old unit are not known.",
    ),
    "law.secondment-held": (
        "Biệt phái, đã có nhận xét của đơn vị tiếp nhận.",
        "Seconded; the receiving unit gave its opinion.",
    ),
    "law.secondment-missing": (
        "Biệt phái, chưa có nhận xét của đơn vị tiếp nhận.",
        "Seconded; the receiving unit's opinion is missing.",
    ),
    "law.run-held": ("{what} liên tục {count} năm: {years}.", "{what} for {count} years in a row: {years}."),
    "law.run-silent": (
        "{what} các năm {years}: có năm cần Hội đồng xem có được tính hay không.",
        "{what} in {years}: whether some of the years count is for people to say.",
    ),
    "law.run-missing": (
        "{what} các năm {years}: chưa có căn cứ cho {lacking}.",
        "{what} in {years}: nothing is known of {lacking}.",
    ),
    "law.run-broken": (
        "{what} không liên tục các năm {years}: thiếu {lacking}.",
        "{what} not in a row over {years}: {lacking} lacking.",
    ),
    "law.run-late": (
        "{what} liên tục các năm {years} đã kết thúc trước năm đề nghị; luật không nói hạn.",
        "{what} in {years} ended before this year; the law sets no limit.",
    ),
    "law.run-reused": (
        "Chuỗi năm trùng với {what} đã được tặng năm {year}.",
        "The years overlap with {what} given for {year}.",
    ),
    "law.years-used": (
        "Những năm này đã là căn cứ của lần khen năm {year}.",
        "These years already carried the award of {year}.",
    ),
    "law.count-held": ("{what}: {held} lần trong các năm {years}.", "{what}: {held} times in {years}."),
    "law.count-silent": (
        "{what} trong các năm {years}: có năm cần Hội đồng xem có được tính hay không.",
        "{what} in {years}: whether some of the years count is for people to say.",
    ),
    "law.count-missing": (
        "{what}: mới có căn cứ cho {held} trên {wanted} lần trong các năm {years}.",
        "{what}: {held} of {wanted} known in {years}.",
    ),
    "law.count-short": (
        "{what}: chỉ {held} trên {wanted} lần trong các năm {years}.",
        "{what}: only {held} of {wanted} in {years}.",
    ),
    "law.initiative-good": (
        "“{name}” đáp ứng yêu cầu phạm vi {breadth}.",
        "“{name}” is recognised as widely as {breadth}.",
    ),
    "law.initiative-applied-missing": (
        "“{name}” chưa có xác nhận hiệu quả áp dụng.",
        "The effect of “{name}” is not confirmed yet.",
    ),
    "law.initiative-unrecognised": (
        "“{name}” chưa được công nhận.",
        "“{name}” is not recognised yet.",
    ),
    "law.initiative-narrow": (
        "“{name}” chưa được công nhận ở phạm vi {breadth}.",
        "“{name}” is not recognised for {breadth}.",
    ),
    "law.initiative-level": (
        "“{name}” được công nhận ở phạm vi khác; quy định riêng đòi đúng phạm vi {breadth}.",
        "“{name}” is recognised at another level; the local rule asks for exactly {breadth}.",
    ),
    "law.initiative-not-applied": (
        "“{name}” được xác nhận là chưa áp dụng hiệu quả.",
        "“{name}” was found not to be applied with effect.",
    ),
    "law.initiative-used": (
        "“{name}” đã là căn cứ của một lần khen khác.",
        "“{name}” already carried another award.",
    ),
    "law.initiative-none": (
        "Không có đủ {wanted} sáng kiến, đề tài hoặc mưu trí được công nhận ở phạm vi {breadth}.",
        "There are not {wanted} initiatives, projects or ingenuities recognised for {breadth}.",
    ),
    "law.initiative-unknown": (
        "Chưa có ai nêu sáng kiến, đề tài hoặc mưu trí.",
        "Nobody has said whether there are initiatives.",
    ),
    "law.initiative-reused": (
        "“{name}” đã dùng cho danh hiệu khác; giữa các danh hiệu thì chưa thấy cấm.",
        "“{name}” already served another title; between titles nothing forbids it.",
    ),
    "law.initiative-older": (
        "“{name}” là của năm {year}; luật không nêu năm.",
        "“{name}” is of {year}; the law names no year.",
    ),
    "law.cycles-held": ("{what}: {held} lần.", "{what}: {held} times."),
    "law.cycles-short": ("{what}: {held} trên {wanted} lần.", "{what}: {held} of {wanted} times."),
    "law.cycles-missing": ("Chưa có ai nêu {what}.", "Nobody has said whether {what} is held."),
    "law.cycles-adjacent": (
        "Hai chu kỳ kết thúc năm {first} và {second} liền nhau.",
        "The cycles that end in {first} and {second} follow each other.",
    ),
    "law.cycles-gap": (
        "Hai chu kỳ kết thúc năm {first} và {second} cách nhau {gap} năm.",
        "{gap} years lie between the cycles that end in {first} and {second}.",
    ),
    "law.cycles-overlap": (
        "Hai chu kỳ kết thúc năm {first} và {second} trùng năm.",
        "The cycles that end in {first} and {second} share years.",
    ),
    "law.next-year-held": (
        "Trình năm {year}, quyết định lần thứ hai năm {decided}: đúng hạn.",
        "Proposed in {year}, second title decided in {decided}: in time.",
    ),
    "law.next-year-late": (
        "Trình năm {year}, không phải năm liền kề năm {decided} có quyết định lần thứ hai.",
        "Proposed in {year}, not in the year after {decided} when the second title was decided.",
    ),
    "law.members-held": (
        "{have}/{total} thành viên {count} (yêu cầu {share}).",
        "{have} of {total} members {count} ({share} are asked for).",
    ),
    "law.members-short": (
        "Chỉ {have}/{total} thành viên {count} (yêu cầu {share}).",
        "Only {have} of {total} members {count} ({share} are asked for).",
    ),
    "law.members-missing": (
        "Năm {year} chưa có số thành viên {count}.",
        "{year}: how many members {count} is not known.",
    ),
    "law.number-held": ("{have} thành viên {count}.", "{have} members {count}."),
    "law.number-short": (
        "{have} thành viên {count}: không đáp ứng.",
        "{have} members {count}: not as asked for.",
    ),
    "law.number-missing": (
        "Năm {year} chưa có số thành viên {count}.",
        "{year}: how many members {count} is not known.",
    ),
    "law.achievement-held": (
        "Có thành tích chưa được khen; mức độ do Hội đồng xem.",
        "There is an achievement not thanked for yet; how outstanding, people say.",
    ),
    "law.achievement-used": (
        "Thành tích đã được khen: không khen hai lần cho một thành tích.",
        "The achievement was thanked for already: no two awards for one achievement.",
    ),
    "law.achievement-none": (
        "Không có thành tích phù hợp (phạm vi {breadth}).",
        "There is no such achievement ({breadth}).",
    ),
    "law.achievement-missing": ("Chưa có ai nêu thành tích.", "Nobody has named achievements."),
    "law.prior-held": ("Đã có {what}.", "{what} is held."),
    "law.prior-none": ("Chưa có {what}.", "{what} is not held."),
    "law.prior-missing": ("Chưa có ai nêu khen thưởng đã có.", "Nobody has said what is held."),
    "law.prior-silent": (
        "{what} thuộc đơn vị cũ; quyết định tổ chức lại không nói có được kế thừa hay không.",
        "{what} was earned by the old unit; whether it is inherited is not said.",
    ),
    "law.prior-sudden": (
        "{what} đã có là khen đột xuất hoặc chuyên đề, không dùng làm căn cứ khen công trạng.",
        "The {what} held was for something sudden or a theme and is no ground for merit.",
    ),
}
