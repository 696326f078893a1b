"""Scoring and standing: why a subject has no points, no class or no quota."""

WORDS = {
    "score.figure-missing": (
        "{subject}: chưa có số liệu “{figure}”, nên chưa tính được điểm.",
        "{subject}: “{figure}” has not been reported, so there is no score yet.",
    ),
    "score.figure-not-applicable": (
        "{subject}: “{figure}” ghi “không áp dụng”, nhưng quy chế không cho phép.",
        "{subject}: “{figure}” is marked not applicable, which the regulation does not allow.",
    ),
    "score.denominator-zero": (
        "{subject}: “{figure}” có mẫu số bằng 0; quy chế không nói phải chấm thế nào.",
        "{subject}: “{figure}” has a denominator of 0; the regulation does not say what holds then.",
    ),
    "score.target-missing": (
        "{subject}: “{figure}” chưa được giao chỉ tiêu.",
        "{subject}: no target has been set for “{figure}”.",
    ),
    "score.no-tier": (
        "{subject}: giá trị “{figure}” không rơi vào mức điểm nào của quy chế.",
        "{subject}: the value of “{figure}” falls into none of the regulation's tiers.",
    ),
    "score.not-yes-no": (
        "{subject}: “{figure}” chỉ nhận “có” hoặc “không”.",
        "{subject}: “{figure}” takes only “yes” or “no”.",
    ),
    "score.mark-out-of-range": (
        "{subject}: điểm chấm “{figure}” nằm ngoài khung điểm của tiêu chí.",
        "{subject}: the mark for “{figure}” is outside the criterion's scale.",
    ),
    "score.mark-step": (
        "{subject}: điểm chấm “{figure}” không đúng bước điểm của quy chế.",
        "{subject}: the mark for “{figure}” is not a multiple of the regulation's step.",
    ),
    "score.nothing-applicable": (
        "{subject}: không còn tiêu chí nào áp dụng được để nhận điểm của nhóm “{group}”.",
        "{subject}: nothing applicable is left to carry the points of “{group}”.",
    ),
    "score.class-not-allowed": (
        "{subject}: “{figure}” ghi một loại mà quy chế không có.",
        "{subject}: “{figure}” holds a class that the regulation does not have.",
    ),
    "score.form-unknown": (
        "{subject}: quy chế không có biểu “{figure}”.",
        "{subject}: the regulation has no form “{figure}”.",
    ),
    "score.parts-missing": (
        "{subject}: trong {period} chưa có kỳ nào đủ kết quả.",
        "{subject}: no part of {period} has a complete result yet.",
    ),
    "score.marks-apart": (
        "{subject}: các điểm chấm “{figure}” chênh nhau quá mức quy chế cho phép; cần người có thẩm quyền quyết định.",
        "{subject}: the marks for “{figure}” are further apart than the regulation allows; people must decide.",
    ),
    "score.feed-faulty": (
        "“{feed}” không phải là gói kết quả đã chốt theo quy chế {scheme}.",
        "“{feed}” is not a bundle closed by the regulation {scheme}.",
    ),
    "feed.result-missing": (
        "{subject}: “{figure}” lấy từ kết quả theo {scheme}, nhưng chưa có kết quả của: {lacking}.",
        "{subject}: “{figure}” is taken from the results of {scheme}, which are missing for: {lacking}.",
    ),
    "feed.result-twice": (
        "{subject}: “{figure}” lấy từ kết quả theo {scheme}, nhưng có hai phong trào cùng cho kết quả.",
        "{subject}: “{figure}” is taken from the results of {scheme}, of which two movements give one.",
    ),
    "feed.source-not-closed": (
        "“{figure}” lấy từ kết quả theo {scheme}, nhưng chưa phong trào nào chốt kỳ {period} theo quy chế ấy.",
        "“{figure}” is taken from the results of {scheme}, but no movement has closed {period} by it.",
    ),
    "standing.group-figure-missing": (
        "Chưa có số liệu chung của {group} mà {quota} cần, nên chưa tính được.",
        "A figure of {group} as a whole that {quota} needs is not known, so it cannot be computed.",
    ),
    "standing.collective-class-missing": (
        "Chưa có xếp loại của tập thể {group}, nên chưa tính được {quota}.",
        "The class of {group} itself is not known, so {quota} cannot be computed.",
    ),
    "standing.collective-class-without-share": (
        "{quota}: quy chế không cho tỷ lệ ứng với xếp loại của tập thể {group}.",
        "{quota}: the regulation gives no share for the class that {group} has.",
    ),
}
