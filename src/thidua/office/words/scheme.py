"""Regulations as text: the YAML itself, what a mapping must say, and what a scoring scheme must say."""

_YAML = {
    "yaml.alias": (
        "Không dùng bí danh “*{name}”; hãy chép lại nội dung để người đọc thấy đủ.",
        "The alias “*{name}” is not allowed; write the content out so that readers see all of it.",
    ),
    "yaml.anchor": (
        "Không dùng dấu neo “&{name}”.",
        "The anchor “&{name}” is not allowed.",
    ),
    "yaml.broken": (
        "Chỗ này không đúng cú pháp: xem lại thụt đầu dòng, dấu hai chấm, dấu ngoặc và dấu nháy.",
        "This cannot be read: check indentation, colons, brackets and quotes.",
    ),
    "yaml.character": (
        "Có ký tự điều khiển không đọc được ở dòng này.",
        "There is an unreadable control character on this line.",
    ),
    "yaml.directive": (
        "Không dùng chỉ thị bắt đầu bằng “%”.",
        "Directives starting with “%” are not allowed.",
    ),
    "yaml.duplicate-key": (
        "Từ khóa “{key}” lặp lại; đã có ở dòng {first}.",
        "The key “{key}” is repeated; it already stands on line {first}.",
    ),
    "yaml.empty": ("Tệp không có nội dung.", "The file is empty."),
    "yaml.key-not-text": (
        "Từ khóa phải là chữ, không phải danh sách hay nhóm.",
        "A key must be text, not a list or a mapping.",
    ),
    "yaml.many-documents": (
        "Mỗi tệp chỉ một quy chế; bỏ dấu “---” ở giữa tệp.",
        "One file, one regulation: remove the “---” in the middle.",
    ),
    "yaml.tab": (
        "Dòng có dấu Tab; hãy dùng dấu cách.",
        "The line holds a tab; use spaces.",
    ),
    "yaml.tag": ("Không dùng nhãn kiểu “{name}”.", "The type tag “{name}” is not allowed."),
    "yaml.too-deep": (
        "Các nhóm lồng nhau quá {limit} lớp.",
        "Nested more than {limit} levels deep.",
    ),
    "yaml.too-long": (
        "Tệp dài quá {limit} ký tự.",
        "The file is longer than {limit} characters.",
    ),
}

_RULE = {
    "rule.choice-unknown": (
        "“{value}” không có trong các từ được dùng ở đây: {choices}. Gần nhất: “{suggestion}”.",
        "“{value}” is not one of the words used here: {choices}. Nearest: “{suggestion}”.",
    ),
    "rule.clause-missing": (
        "“{owner}” chưa nói căn cứ; thêm dòng clause với điều, khoản của văn bản.",
        "“{owner}” has no reference; add clause with the article of the text.",
    ),
    "rule.day-expected": (
        "“{value}” không phải một ngày; viết 01/12/2025 hoặc 2025-12-01.",
        "“{value}” is not a day; write 01/12/2025 or 2025-12-01.",
    ),
    "rule.integer-expected": (
        "“{value}” phải là số nguyên phù hợp.",
        "“{value}” must be a suitable whole number.",
    ),
    "rule.key-missing": ("Thiếu từ khóa “{key}”.", "The key “{key}” is missing."),
    "rule.key-unknown": (
        "Không có từ khóa “{key}” ở đây. Gần nhất: “{suggestion}”.",
        "There is no key “{key}” here. Nearest: “{suggestion}”.",
    ),
    "rule.list-expected": (
        "Chỗ này phải là danh sách, mỗi mục bắt đầu bằng dấu gạch “-”.",
        "A list is expected here, each item starting with “-”.",
    ),
    "rule.mapping-expected": (
        "Chỗ này phải là các cặp “từ khóa: giá trị”.",
        "Pairs of “key: value” are expected here.",
    ),
    "rule.number-comma": (
        "“{value}” dùng dấu phẩy thập phân; trong quy chế viết dấu chấm: {suggestion}.",
        "“{value}” has a decimal comma; write a point here: {suggestion}.",
    ),
    "rule.number-expected": (
        "“{value}” không phải một số; viết như 1.25, 95 % hoặc 2/3.",
        "“{value}” is not a number; write it as 1.25, 95 % or 2/3.",
    ),
    "rule.number-too-fine": (
        "“{value}” lẻ hơn một phần nghìn điểm.",
        "“{value}” is finer than a thousandth of a point.",
    ),
    "rule.text-expected": (
        "“{key}” phải là một dòng chữ, không phải danh sách hay nhóm.",
        "“{key}” must be text, not a list or a mapping.",
    ),
    "rule.yes-no-expected": (
        "“{value}” phải là yes hoặc no.",
        "“{value}” must be yes or no.",
    ),
}

_CRITERION = {
    "scheme.among-idle": (
        "{clause}: chỉ ghi among khi not-applicable là redistribute.",
        "{clause}: among only goes with not-applicable: redistribute.",
    ),
    "scheme.assessor-unknown": (
        "“{value}” không phải một cột người chấm đã khai. Gần nhất: “{suggestion}”.",
        "“{value}” is not a declared assessor column. Nearest: “{suggestion}”.",
    ),
    "scheme.assessors-missing": (
        "Có điểm chấm trực tiếp nhưng chưa khai assessors (các cột người chấm và cột quyết định).",
        "There are direct marks but no assessors (the columns and the one that decides).",
    ),
    "scheme.band-gap": (
        "{clause}: có khoảng hở giữa các bậc; giá trị {example} không thuộc bậc nào.",
        "{clause}: the bands leave a gap; the value {example} is in none of them.",
    ),
    "scheme.band-overlap": (
        "{clause}: bậc {first} và bậc {second} chồng nhau; giá trị {example} thuộc cả hai.",
        "{clause}: bands {first} and {second} overlap; the value {example} is in both.",
    ),
    "scheme.bounds-empty": (
        "Khoảng này không chứa giá trị nào: mức dưới cao hơn mức trên.",
        "No value lies in this interval: its lower bound is above its upper bound.",
    ),
    "scheme.bounds-missing": (
        "Chưa nói mức: dùng from (từ), above (trên), to (đến), below (dưới) hoặc is (đúng bằng).",
        "No bound is given: use from (≥), above (>), to (≤), below (<) or is (=).",
    ),
    "scheme.bounds-twice": (
        "Các từ {words} nói cùng một phía hai lần.",
        "The words {words} state the same side twice.",
    ),
    "scheme.side-not-said": (
        "“{word}” không nói rõ có tính cả mức đó hay không; dùng from/to (có tính) hoặc above/below (không tính).",
        "“{word}” does not say whether the bound is included; use from/to (included) or above/below (excluded).",
    ),
    "scheme.criterion-never-scores": (
        "{clause}: tiêu chí này không bao giờ cho hay trừ điểm nào.",
        "{clause}: this criterion can never give or take a point.",
    ),
    "scheme.empty-not-said": (
        "“{figure}” là phép chia; thêm empty để nói cách tính khi mẫu số bằng 0 hoặc chưa giao chỉ tiêu: "
        "{choices}.",
        "“{figure}” is a division; say with empty what holds when there is nothing to divide by: {choices}.",
    ),
    "scheme.empty-without-policy": (
        "“{criterion}” ghi empty: not-applicable nhưng chưa có dòng not-applicable nói cách tính.",
        "“{criterion}” says empty: not-applicable but has no not-applicable policy.",
    ),
    "scheme.maximum-exceeded": (
        "{clause}: mức điểm từ {lowest} đến {reached} vượt khung {minimum}–{maximum} đã ghi.",
        "{clause}: points from {lowest} to {reached} go beyond the stated {minimum}–{maximum}.",
    ),
    "scheme.maximum-unreachable": (
        "{clause}: ghi tối đa {maximum} điểm nhưng cách chấm chỉ cho được {reached} điểm.",
        "{clause}: the stated maximum is {maximum} but the method gives {reached} at most.",
    ),
    "scheme.method-missing": (
        "“{criterion}” chưa có cách chấm; chọn một trong: {choices}.",
        "“{criterion}” has no method; choose one of: {choices}.",
    ),
    "scheme.method-twice": (
        "“{criterion}” có nhiều cách chấm; chỉ chọn một trong: {choices}.",
        "“{criterion}” has several methods; choose one of: {choices}.",
    ),
    "scheme.share-without-divisor": (
        "“{figure}” không phải tỷ lệ; thêm target: yes để so với chỉ tiêu, hoặc dùng events hay tiers.",
        "“{figure}” is not a ratio; add target: yes to divide by the target, or use events or tiers.",
    ),
    "scheme.target-of-ratio": (
        "“{figure}” đã là tỷ lệ nên không chia thêm cho chỉ tiêu.",
        "“{figure}” is a ratio already and is not divided by a target.",
    ),
}

_FORM = {
    "scheme.cap-never": (
        "{clause}: mức khống chế “{value}” không bao giờ có tác dụng.",
        "{clause}: the cap “{value}” can never bite.",
    ),
    "scheme.class-hole": (
        "Có kết quả không được xếp loại nào, ví dụ: {example}. Cần dòng otherwise hoặc cách hiểu đã khai.",
        "Some results get no class, for example: {example}. An otherwise line or a resolution is needed.",
    ),
    "scheme.class-overlap": (
        "{clause}: hai loại “{first}” và “{second}” cùng nhận giá trị {example}.",
        "{clause}: the classes “{first}” and “{second}” both hold the value {example}.",
    ),
    "scheme.class-rule-never": (
        "{clause}: dòng xếp loại “{value}” không bao giờ được dùng vì các dòng trên đã bao hết.",
        "{clause}: the line for “{value}” is never reached; the lines above cover it.",
    ),
    "scheme.class-unknown": (
        "Không có loại “{value}” trong classes. Gần nhất: “{suggestion}”.",
        "There is no class “{value}” in classes. Nearest: “{suggestion}”.",
    ),
    "scheme.code-twice": (
        "Mã “{name}” dùng cho hai nhóm hoặc tiêu chí trong cùng một mẫu.",
        "The code “{name}” names two groups or criteria of the same form.",
    ),
    "scheme.condition-not-here": (
        "Điều kiện “{value}” không dùng được ở chỗ này; ở đây chỉ có: {choices}.",
        "The condition “{value}” cannot be asked here; possible: {choices}.",
    ),
    "scheme.condition-unknown": (
        "“{value}” không phải một điều kiện; mỗi điều kiện bắt đầu bằng đúng một từ trong: {choices}.",
        "“{value}” is not a condition; each starts with exactly one of: {choices}.",
    ),
    "scheme.group-unknown": (
        "{clause}: không có nhóm “{value}” để chia điểm. Gần nhất: “{suggestion}”.",
        "{clause}: there is no group “{value}” to share points with. Nearest: “{suggestion}”.",
    ),
    "scheme.minimum-differs": (
        "{clause}: mức thấp nhất ghi {stated} nhưng các phần cộng lại là {parts}.",
        "{clause}: the stated minimum is {stated} but the parts add up to {parts}.",
    ),
    "scheme.per-not-positive": (
        "“Cứ mỗi {value}” không có nghĩa; per là số lượng được tính một lần, phải lớn hơn 0.",
        "“For every {value}” means nothing; per is how many make one award and must be above 0.",
    ),
    "scheme.place-effect": (
        "“{figure}” được chấm theo thứ hạng trong khối: điểm phụ thuộc vào việc nơi khác làm được bao nhiêu. Hơn kém"
        " nhau rất ít vẫn cách nhau cả bậc, và giúp nơi khác làm tốt hơn thì có thể mất điểm.",
        "“{figure}” is scored by the place in the group: points depend on what others do. A very small difference still"
        " is a whole band, and helping others may cost points.",
    ),
    "scheme.points-unknown": (
        "“{value}” không phải total, một nhóm hay một tiêu chí. Gần nhất: “{suggestion}”.",
        "“{value}” is not total, a group or a criterion. Nearest: “{suggestion}”.",
    ),
    "scheme.rescale-differs": (
        "{clause}: quy đổi về {target} điểm nhưng nhóm này có {maximum} điểm.",
        "{clause}: rescaled to {target} points while the group is worth {maximum}.",
    ),
    "scheme.sum-differs": (
        "{clause}: ghi tối đa {stated} điểm nhưng các phần cộng lại là {parts} điểm.",
        "{clause}: the stated maximum is {stated} but the parts add up to {parts}.",
    ),
    "scheme.veto-never": (
        "{clause}: điều kiện đưa về loại “{value}” không bao giờ có tác dụng.",
        "{clause}: the veto to “{value}” can never take effect.",
    ),
}

_SCHEME = {
    "scheme.collective-class-missing": (
        "Tỷ lệ theo loại của tập thể nhưng chưa nói collective-class lấy từ số liệu nào.",
        "Percentages depend on the collective's class, but collective-class is missing.",
    ),
    "scheme.days-reversed": (
        "Ngày hết hiệu lực đứng trước ngày có hiệu lực.",
        "The last day in force comes before the first.",
    ),
    "scheme.enforcement-counted": (
        "“{figure}” là số lượng xử lý, bắt giữ và có ảnh hưởng đến điểm. Lý do của người soạn: {reason} "
        "Đi kèm số liệu chất lượng “{paired}”.",
        "“{figure}” is a volume of enforcement that affects points. The author's reason: {reason} "
        "Paired with the quality figure “{paired}”.",
    ),
    "scheme.enforcement-unpaired": (
        "“{figure}” là số lượng xử lý, bắt giữ; chỉ được chấm khi có justification (lý do) và paired-with "
        "(số liệu chất lượng đã khai, ví dụ khiếu nại đúng).",
        "“{figure}” is a volume of enforcement; it needs a justification and paired-with (a declared quality "
        "figure, such as upheld complaints).",
    ),
    "scheme.figure-kind-wrong": (
        "“{figure}” thuộc kiểu {kind}; ở đây cần kiểu {wanted}.",
        "“{figure}” is of kind {kind}; {wanted} is needed here.",
    ),
    "scheme.figure-unknown": (
        "Số liệu “{figure}” chưa khai trong figures. Gần nhất: “{suggestion}”.",
        "The figure “{figure}” is not declared in figures. Nearest: “{suggestion}”.",
    ),
    "scheme.figure-unused": (
        "Số liệu “{figure}” đã khai nhưng không dùng ở đâu.",
        "The figure “{figure}” is declared but never used.",
    ),
    "scheme.form-unknown": (
        "Không có mẫu “{value}”. Gần nhất: “{suggestion}”.",
        "There is no form “{value}”. Nearest: “{suggestion}”.",
    ),
    "scheme.percent-out-of-range": (
        "Tỷ lệ “{value}” phải từ 0 % đến 100 %.",
        "The share “{value}” must lie between 0 % and 100 %.",
    ),
    "scheme.places-out-of-range": (
        "Số chữ số thập phân phải từ 0 đến 3, không phải {value}.",
        "Decimal places must be 0 to 3, not {value}.",
    ),
    "scheme.resolution-idle": (
        "Cách giải quyết cho “{value}” không ứng với vấn đề nào ở chỗ đã ghi. Gần nhất: “{suggestion}”.",
        "The resolution of “{value}” meets no such problem at its place. Nearest: “{suggestion}”.",
    ),
    "scheme.resolution-not-possible": (
        "“{value}” phải sửa, không giải quyết bằng lựa chọn được. Gần nhất: “{suggestion}”.",
        "“{value}” must be mended; it cannot be settled by a choice. Nearest: “{suggestion}”.",
    ),
    "scheme.roll-up-order": (
        "Kỳ {level} không làm được từ kỳ {of}: kỳ nhỏ phải ngắn hơn và đã được tính trước.",
        "The {level} cannot be made from the {of}: parts must be shorter and already made.",
    ),
    "scheme.rounding-not-named": (
        "Chưa nói cách làm tròn; chọn một trong: {choices}.",
        "The rounding is not named; choose one of: {choices}.",
    ),
    "scheme.officers-ordered": (
        "Cán bộ chỉ được xếp loại, không xếp thứ hạng: bỏ tie-breaks; bỏ place ở tiers và chấm theo giá trị; bỏ top để"
        " đề xuất tất cả ai đủ điều kiện.",
        "Officers are classed, never ranked: leave out tie-breaks; leave out place in tiers and score the value; leave"
        " out top, so that all who qualify are proposed.",
    ),
    "scheme.code-unreadable": (
        "Mã quy chế “{value}” chỉ được có chữ thường không dấu, chữ số và gạch nối giữa chúng.",
        "The code “{value}” may only hold small letters, digits and hyphens between them.",
    ),
    "scheme.silence-rewarded": (
        "Không báo số liệu nào mà được loại tốt nhất “{value}”; ghi một loại thấp hơn, thường là “{suggestion}”.",
        "Who reports nothing would get the best class “{value}”; name a lower one, usually “{suggestion}”.",
    ),
    "scheme.ladder-limit-uncounted": (
        "“{value}” ghi counts: no nên không nằm trên thang và không giới hạn được bước nào. Gần nhất: “{suggestion}”.",
        "“{value}” says counts: no, so it is not on the ladder and limits no step. Nearest: “{suggestion}”.",
    ),
    "scheme.step-idle": (
        "Bước “{step}” cần percent hoặc minus.",
        "The step “{step}” needs percent or minus.",
    ),
    "scheme.step-unknown": (
        "Không có số “{value}” ở các bước trước. Gần nhất: “{suggestion}”.",
        "No earlier step is named “{value}”. Nearest: “{suggestion}”.",
    ),
    "scheme.subject-not-allowed": (
        "Không chấm điểm “{value}”; chỉ chấm cán bộ (officer), đơn vị (unit) hoặc thành viên cụm "
        "(cluster-member), không bao giờ chấm người dân, hộ, thôn bản.",
        "“{value}” is never scored; only an officer, a unit or a cluster-member, never residents, households "
        "or villages.",
    ),
    "scheme.tie-break-unknown": (
        "“{value}” không phải một nhóm, tiêu chí hay số liệu. Gần nhất: “{suggestion}”.",
        "“{value}” is not a group, a criterion or a figure. Nearest: “{suggestion}”.",
    ),
    "scheme.unit-missing": (
        "Số đếm “{figure}” chưa có đơn vị tính (lượt, người, hộ, ngày công…).",
        "The count “{figure}” has no unit (visits, people, households, days of work…).",
    ),
    "scheme.unit-mixed": (
        "“{figure}” trộn nhiều đơn vị tính: “{unit}”; tách thành từng số liệu.",
        "“{figure}” mixes units: “{unit}”; make a figure of each.",
    ),
}

_LADDER_AND_FEED = {
    "scheme.best-redistributed": (
        "{clause}: nhóm lấy mục cao nhất (takes: best) không chia lại điểm của mục không áp dụng; dùng zero hoặc "
        "rescale.",
        "{clause}: a group that takes the best cannot redistribute a maximum; use zero or rescale.",
    ),
    "scheme.calendar-day": (
        "“{value}” không phải một ngày trong năm; viết ngày/tháng, ví dụ 15/12.",
        "“{value}” is not a day of the year; write day/month, such as 15/12.",
    ),
    "scheme.calendar-without-end": (
        "Bước “{step}” của lịch chưa có hạn; thêm to (đến ngày) hoặc working-days (số ngày làm việc).",
        "The calendar step “{step}” has no end; add to (a day) or working-days.",
    ),
    "scheme.combine-alone": (
        "Kết hợp điểm theo cách “{value}” cần ít nhất hai cột người chấm trong assessors.",
        "Combining marks by “{value}” needs at least two columns in assessors.",
    ),
    "scheme.combine-missing": (
        "“{word}” chỉ dùng khi có combine: mean, lowest, highest hoặc median.",
        "“{word}” only goes with combine: mean, lowest, highest or median.",
    ),
    "scheme.decides-missing": (
        "Chưa nói cột người chấm nào quyết định (decides trong assessors) hoặc cách kết hợp điểm (combine).",
        "Neither the deciding column (decides in assessors) nor a way to combine the marks is given.",
    ),
    "scheme.feed-class-unknown": (
        "Quy chế “{scheme}” không có loại “{value}”. Gần nhất: “{suggestion}”.",
        "The scheme “{scheme}” has no class “{value}”. Nearest: “{suggestion}”.",
    ),
    "scheme.feed-classes-idle": (
        "Chỉ ghi classes khi what là share hoặc count.",
        "classes only goes with what: share or count.",
    ),
    "scheme.feed-circle": (
        "Các quy chế lấy số liệu vòng quanh nhau: {circle}. Không quy chế nào tính trước được; bỏ một feed, hoặc tách"
        " phần được lấy thành quy chế riêng.",
        "The regulations are fed in a circle: {circle}. None can be computed first; drop one feed, or make the part"
        " that is read a regulation of its own.",
    ),
    "scheme.feed-itself": (
        "Quy chế không thể lấy số liệu từ kết quả của chính nó; tách phần ấy thành quy chế khác.",
        "A scheme cannot be fed by its own result; make a scheme of that part.",
    ),
    "scheme.feed-kind": (
        "Lấy “{what}” của quy chế khác thì kind phải là {wanted}, không phải {kind}.",
        "A figure fed with “{what}” must be of kind {wanted}, not {kind}.",
    ),
    "scheme.feed-one-or-many": (
        "“{what}” không lấy được từ “{of}”: share và count đi với members, class và points đi với own, "
        "collective, superior.",
        "“{what}” cannot be taken from “{of}”: share and count go with members, class and points with own, "
        "collective and superior.",
    ),
    "scheme.feed-unknown": (
        "Không có quy chế “{value}” trong các quy chế kèm theo; kết quả của nó phải được nạp riêng. "
        "Gần nhất: “{suggestion}”.",
        "There is no packaged scheme “{value}”; its results must come from elsewhere. Nearest: “{suggestion}”.",
    ),
    "scheme.fixed-with-base": (
        "Bước “{step}” đã là số cố định (fixed) nên không ghi thêm base hay percent.",
        "The step “{step}” is a fixed number and takes neither base nor percent.",
    ),
    "scheme.ladder-direction": (
        "Mỗi bước của thang phải nói đúng một chiều: down (hạ bậc) hoặc up (nâng bậc).",
        "Each step of the ladder says exactly one direction: down or up.",
    ),
    "scheme.ladder-never": (
        "{clause}: bước hạ, nâng bậc này không bao giờ có tác dụng.",
        "{clause}: this step of the ladder can never move anything.",
    ),
    "scheme.leader-effect": (
        "“{figure}” được chấm so với đơn vị dẫn đầu: {share} số điểm phụ thuộc vào một đơn vị khác. Đơn vị dẫn đầu "
        "vượt xa thì các đơn vị còn lại mất điểm dù làm không kém đi; giao chỉ tiêu thấp thì vượt nhiều.",
        "“{figure}” is measured against the leader: {share} of the points hang on another unit. When the leader "
        "runs ahead the others lose points without doing worse; a low target makes a large excess.",
    ),
    "scheme.quota-of-itself": (
        "Định mức của loại “{value}” tính từ chính số người đang giữ loại ấy, nên bớt người thì định mức cũng giảm.",
        "The quota of “{value}” is counted from those who hold “{value}”, so it shrinks as soon as it is obeyed.",
    ),
    "scheme.settles-own-mark": (
        "“{value}” là một trong những người chấm nên không tự phân xử khi điểm chênh nhau quá mức.",
        "“{value}” is one of the assessors and cannot settle a difference between them.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {**_YAML, **_RULE, **_CRITERION, **_FORM, **_SCHEME, **_LADDER_AND_FEED}
