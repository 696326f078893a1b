"""Figures: definitions, values, checks."""

WORDS = {
    "figure.unknown": (
        "Không có số liệu nào mang mã “{figure}”.",
        "There is no figure with the code “{figure}”.",
    ),
    "figure.vague": (
        "{figure}: phải nhập con số chính xác, không nhập “trên”, “gần”, “hàng trăm”, “hàng nghìn”.",
        "{figure}: type the exact number, not “over”, “nearly”, “hundreds” or “thousands”.",
    ),
    "figure.denominator-zero": (
        "{figure}: mẫu số phải lớn hơn 0; nếu trong kỳ không có việc nào thì ghi “không áp dụng”.",
        "{figure}: the denominator must be above 0; if there was nothing to count, write “n/a”.",
    ),
    "figure.numerator-above-denominator": (
        "{figure}: tử số {numerator} lớn hơn mẫu số {denominator}.",
        "{figure}: numerator {numerator} is greater than denominator {denominator}.",
    ),
    "figure.not-a-ratio": (
        "{figure} là một số, không phải tỷ lệ; chỉ nhập một con số.",
        "{figure} is a number, not a ratio; type one number.",
    ),
    "figure.not-a-number": (
        "{figure}: “{value}” không phải là một số.",
        "{figure}: “{value}” is not a number.",
    ),
    "figure.not-yes-no": (
        "{figure}: chỉ nhập “có” hoặc “không”.",
        "{figure}: type only “yes” or “no”.",
    ),
    "figure.not-whole": (
        "{figure}: phải là số nguyên ({unit}).",
        "{figure}: must be a whole number ({unit}).",
    ),
    "figure.negative": (
        "{figure}: {value} là số âm.",
        "{figure}: {value} is negative.",
    ),
    "figure.too-low": (
        "{figure}: {value} nhỏ hơn mức thấp nhất có thể là {bound}.",
        "{figure}: {value} is below the lowest possible value, {bound}.",
    ),
    "figure.too-high": (
        "{figure}: {value} lớn hơn mức cao nhất có thể là {bound}.",
        "{figure}: {value} is above the highest possible value, {bound}.",
    ),
    "figure.above-other": (
        "{figure} là {value}, không thể lớn hơn {other} là {other_value}.",
        "{figure} is {value}; it cannot be greater than {other}, which is {other_value}.",
    ),
    "figure.deeds-disagree": (
        "{figure}: các việc đã xác nhận cộng lại được {deeds}, nhưng nhập {value}. Số nào đúng?",
        "{figure}: confirmed deeds add up to {deeds}, but {value} was typed. Which one is right?",
    ),
    "figure.far-above-target": (
        "{figure}: {value} vượt rất xa chỉ tiêu {target}. Có nhập nhầm không?",
        "{figure}: {value} is far above the target of {target}. Was it mistyped?",
    ),
    "figure.jump": (
        "{figure}: kỳ trước {previous}, kỳ này {value}. Có đúng không?",
        "{figure}: {previous} in the last period, {value} now. Is that right?",
    ),
    "figure.unlike-last-year": (
        "{figure}: cùng kỳ năm trước {previous}, kỳ này {value}. Có đúng không?",
        "{figure}: {previous} in the same period last year, {value} now. Is that right?",
    ),
    "figure.unusual": (
        "{figure}: {count} kỳ gần đây của đơn vị thường từ {low} đến {high} (ở giữa là {middle}), lần này {value}. "
        "Có đúng không?",
        "{figure}: the unit's last {count} periods usually lie between {low} and {high} (middle {middle}), this one "
        "is {value}. Is that right?",
    ),
    "figure.below-related": (
        "{figure} là {value}, ít hơn {other} là {other_value}. {because}",
        "{figure} is {value}, fewer than {other}, which is {other_value}. {because}",
    ),
    "figure.above-related": (
        "{figure} là {value}, nhiều hơn {other} là {other_value}. {because}",
        "{figure} is {value}, more than {other}, which is {other_value}. {because}",
    ),
    "figure.alone": (
        "{figure} là {value} mà {other} là {other_value}. {because}",
        "{figure} is {value} while {other} is {other_value}. {because}",
    ),
    "figure.related-unknown": (
        "{figure} đi cùng “{other}”, nhưng không có số liệu ấy.",
        "{figure} goes with “{other}”, but there is no such figure.",
    ),
    "figure.relation-unreadable": (
        "Mỗi mục của `related` có đúng một trong các từ {bonds}, kèm `because`.",
        "Each item of `related` has exactly one of {bonds}, with `because`.",
    ),
    "figure.reason-for-deeds": (
        "{figure}: các việc đã xác nhận cộng lại được {deeds}, nhưng nhập {value}; ghi lý do vì sao khác thì mới lưu.",
        "{figure}: confirmed deeds add up to {deeds}, but {value} was typed; say why it differs, then it is kept.",
    ),
    "figure.changed-meanwhile": (
        "{figure}: trong lúc trang này đang mở, {by} đã ghi {theirs}; bạn đang để {mine}. Chọn giữ số nào.",
        "{figure}: while this page was open, {by} recorded {theirs}; yours says {mine}. Choose which one to keep.",
    ),
    "figure.percent-without-parts": (
        "{percent}: phải có tử số và mẫu số, ví dụ 41/42; không nhận tỷ lệ phần trăm đứng một mình.",
        "{percent}: give numerator and denominator, such as 41/42; a bare percentage is not accepted.",
    ),
    "figure.percent-impossible": (
        "Không có số nguyên nào trên {denominator} cho ra {percent}.",
        "No whole number out of {denominator} gives {percent}.",
    ),
    "figure.percent-disagrees": (
        "{numerator}/{denominator} bằng {right}, không phải {percent}.",
        "{numerator}/{denominator} is {right}, not {percent}.",
    ),
    "figure.ratio-without-parts": (
        "{figure} là tỷ lệ: phải có tử số và mẫu số (ví dụ 18/20), không chỉ “{value}”.",
        "{figure} is a ratio: give numerator and denominator (such as 18/20), not only “{value}”.",
    ),
    "figure.not-in-scheme": (
        "Quy chế không dùng số liệu “{figure}”.{suggestion}",
        "The scheme does not use the figure “{figure}”.{suggestion}",
    ),
    "figure.unit-differs": (
        "{figure} tính bằng {unit}, không phải {written}.",
        "{figure} is counted in {unit}, not {written}.",
    ),
    "figure.duplicate": (
        "Trùng với dòng {first}: cùng đối tượng {subject}, số liệu {figure}, kỳ {period}.",
        "Repeats line {first}: same subject {subject}, figure {figure}, period {period}.",
    ),
    "figure.subject-unknown": (
        "Không có đối tượng nào mang mã “{subject}”.{suggestion}",
        "There is no subject with the code “{subject}”.{suggestion}",
    ),
    "figure.subject-missing": (
        "Thiếu đối tượng.",
        "The subject is missing.",
    ),
    "figure.too-many-periods": (
        "Tệp có {count} kỳ khác nhau, mỗi lần nạp nhiều nhất {limit} kỳ. Chia tệp theo năm.",
        "{count} different periods in one file; at most {limit} at a time. Split it by year.",
    ),
    "figure.code-too-long": (
        "Mã dài {length} ký tự; mã dài nhất được {limit}.",
        "A code of {length} characters; at most {limit} are allowed.",
    ),
    "figure.figure-missing": (
        "Thiếu mã số liệu.",
        "The figure code is missing.",
    ),
    "figure.period-missing": (
        "Thiếu kỳ.",
        "The period is missing.",
    ),
    "figure.value-missing": (
        "Thiếu giá trị. Ô trống không phải là 0: bằng 0 thì ghi 0, không có việc thì ghi “không áp dụng”.",
        "The value is missing. Blank is not 0: write 0 for zero, or “n/a” if there was nothing to count.",
    ),
    "figure.parts-disagree": (
        "Giá trị {value} khác với tử số/mẫu số {numerator}/{denominator}.",
        "The value {value} differs from numerator/denominator {numerator}/{denominator}.",
    ),
    "figure.part-missing": (
        "Có {given} nhưng thiếu {missing}.",
        "{given} is given but {missing} is missing.",
    ),
    "figure.form-unknown": (
        "Quy chế không có biểu “{form}”; các biểu: {known}.",
        "The scheme has no form “{form}”; its forms are: {known}.",
    ),
    "figure.form-missing": (
        "Chưa nói đối tượng {subject} chấm theo biểu nào; thêm một dòng số liệu “form”. Các biểu: {known}.",
        "It is not said which form subject {subject} is scored by; add a row for “form”. Forms: {known}.",
    ),
    "figure.no-rows": (
        "Không có dòng số liệu nào của kỳ {period}.",
        "There is no row for the period {period}.",
    ),
    "figure.deed-unknown": (
        "{figure} cộng từ “{source}”, nhưng không có loại việc và số đếm ấy.",
        "{figure} is summed from “{source}”, but there is no such deed kind and quantity.",
    ),
    "figure.deed-unit-differs": (
        "{figure} tính bằng {unit}, không cộng được {quantity} tính bằng {quantity_unit}.",
        "{figure} is counted in {unit}; {quantity}, counted in {quantity_unit}, cannot be added to it.",
    ),
    "figure.deed-not-counted": (
        "{figure}: loại việc “{kind}” chỉ để ghi nhận và cảm ơn, không được tính điểm.",
        "{figure}: deeds of kind “{kind}” are for thanks, not for points.",
    ),
    "figure.not-a-class": (
        "{figure}: “{value}” không phải là loại; ghi 1, 2, 3… hoặc “không phân loại”.",
        "{figure}: “{value}” is not a class; write 1, 2, 3… or “không phân loại” (not classified).",
    ),
    "figure.not-above-unknown": (
        "{figure} không được lớn hơn “{other}”, nhưng không có số liệu ấy.",
        "{figure} must not exceed “{other}”, but there is no such figure.",
    ),
}
