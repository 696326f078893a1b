"""The closed words of a regulation as people say them, for forms, comparisons and pages."""

from __future__ import annotations

from enum import StrEnum

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    Combine,
    CriteriaCounted,
    Empty,
    FedAs,
    FedBy,
    FigureKind,
    Missing,
    NotApplicable,
    PartPoints,
    Place,
    SubjectKind,
    Takes,
    Unknown,
)
from thidua.office.language import Lang, speaks

_WORDS: dict[type[StrEnum], dict[StrEnum, tuple[str, str]]] = {
    SubjectKind: {
        SubjectKind.OFFICER: ("cán bộ", "officers"),
        SubjectKind.UNIT: ("đơn vị", "units"),
        SubjectKind.CLUSTER_MEMBER: ("thành viên cụm, khối", "members of a cluster"),
    },
    PeriodKind: {
        PeriodKind.WEEK: ("tuần", "week"),
        PeriodKind.MONTH: ("tháng", "month"),
        PeriodKind.QUARTER: ("quý", "quarter"),
        PeriodKind.YEAR: ("năm", "year"),
    },
    FigureKind: {
        FigureKind.COUNT: ("số đếm", "count"),
        FigureKind.AMOUNT: ("số lượng có phần lẻ", "amount"),
        FigureKind.RATIO: ("tỷ lệ (tử số trên mẫu số)", "ratio"),
        FigureKind.YES_NO: ("có hoặc không", "yes or no"),
        FigureKind.MARK: ("điểm do người chấm cho", "mark of an assessor"),
        FigureKind.CLASS: ("loại đã xếp", "class"),
    },
    Rounding: {
        Rounding.FLOOR: ("làm tròn xuống", "down"),
        Rounding.CEIL: ("làm tròn lên", "up"),
        Rounding.HALF_UP: ("từ nửa trở lên thì làm tròn lên", "half up"),
        Rounding.HALF_AWAY: ("từ nửa thì làm tròn ra xa số 0", "half away from zero"),
        Rounding.HALF_EVEN: ("đúng nửa thì về số chẵn", "half to even"),
    },
    Missing: {
        Missing.PROBLEM: ("chưa đủ số liệu, chưa có tổng điểm", "incomplete, no total"),
        Missing.ZERO: ("0 điểm", "0 points"),
    },
    NotApplicable: {
        NotApplicable.REFUSE: ("không cho phép", "not allowed"),
        NotApplicable.FULL: ("được điểm tối đa", "full points"),
        NotApplicable.ZERO: ("0 điểm", "0 points"),
        NotApplicable.RESCALE: (
            "bỏ ra, quy đổi phần còn lại của nhóm",
            "left out, the rest of the group is scaled",
        ),
        NotApplicable.REDISTRIBUTE: ("chia đều cho các nhóm khác", "shared out among other groups"),
    },
    Empty: {
        Empty.PROBLEM: ("chưa đủ số liệu, chưa có tổng điểm", "incomplete, no total"),
        Empty.ZERO: ("0 điểm", "0 points"),
        Empty.FULL: ("được điểm tối đa", "full points"),
        Empty.NOT_APPLICABLE: ("coi là không áp dụng", "counts as not applicable"),
    },
    Unknown: {
        Unknown.PROBLEM: ("chưa đủ số liệu", "incomplete"),
        Unknown.HOLDS: ("coi là đúng", "counts as true"),
        Unknown.FAILS: ("coi là sai", "counts as false"),
    },
    Takes: {
        Takes.SUM: ("tổng các tiêu chí", "the sum of its criteria"),
        Takes.BEST: ("tiêu chí cao nhất", "the best of its criteria"),
    },
    Combine: {
        Combine.DECIDES: ("lấy điểm của người quyết định", "the deciding mark"),
        Combine.MEAN: ("trung bình cộng", "mean"),
        Combine.LOWEST: ("điểm thấp nhất", "lowest"),
        Combine.HIGHEST: ("điểm cao nhất", "highest"),
        Combine.MEDIAN: ("trung vị", "median"),
    },
    PartPoints: {
        PartPoints.NONE: ("không có điểm", "no points"),
        PartPoints.MEAN: ("trung bình cộng các kỳ nhỏ", "mean of the parts"),
        PartPoints.SUM: ("tổng các kỳ nhỏ", "sum of the parts"),
    },
    CriteriaCounted: {
        CriteriaCounted.ZERO: ("bị 0 điểm", "scored 0"),
        CriteriaCounted.BELOW_HALF: ("dưới một nửa điểm", "below half"),
    },
    FedBy: {
        FedBy.OWN: ("của chính mình", "its own"),
        FedBy.MEMBERS: ("của các thành viên", "of the members"),
        FedBy.COLLECTIVE: ("của tập thể mình", "of the collective"),
        FedBy.SUPERIOR: ("của cấp trên", "of the superior"),
    },
    FedAs: {
        FedAs.CLASS: ("loại", "class"),
        FedAs.SHARE: ("tỷ lệ đạt", "share"),
        FedAs.COUNT: ("số đạt", "count"),
        FedAs.POINTS: ("điểm", "points"),
        FedAs.PLACE: ("thứ hạng", "place"),
    },
    Place: {
        Place.HIGH: ("cao nhất đứng đầu", "highest first"),
        Place.LOW: ("thấp nhất đứng đầu", "lowest first"),
    },
}

# How a criterion makes points, for those who choose: (name, one sentence).
METHODS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "events": (
        ("Mỗi lần bao nhiêu điểm", "Points for each"),
        ("Số lần nhân với số điểm; số âm là trừ.", "The count times the points; a minus takes away."),
    ),
    "share": (
        ("Theo tỷ lệ đạt được", "In proportion"),
        (
            "Điểm tối đa nhân tử số chia mẫu số, hoặc nhân số đạt chia chỉ tiêu.",
            "The maximum times the ratio, or times value over target.",
        ),
    ),
    "tiers": (
        ("Theo mức", "By bands"),
        (
            "Giá trị rơi vào mức nào thì được điểm của mức ấy.",
            "The band that holds the value gives the points.",
        ),
    ),
    "yes-no": (
        ("Có hoặc không", "Yes or no"),
        ("Có thì được điểm.", "Yes gives the points."),
    ),
    "mark": (
        ("Người chấm cho điểm", "Given by assessors"),
        ("Người có thẩm quyền cho điểm trực tiếp.", "Assessors give the points."),
    ),
    "relative": (
        ("So với nơi dẫn đầu", "Against the leader"),
        (
            "Đến chỉ tiêu được một nửa; phần vượt so với nơi vượt nhiều nhất trong khối.",
            "Half at the target; beyond it in proportion to the best excess of the group.",
        ),
    ),
}


@speaks
def word(member: StrEnum, lang: Lang = "vi") -> str:
    """A word of the language for people.

    Raises:
        KeyError: the word has no sentence here, which a test would have shown.
    """
    return _WORDS[type(member)][member][lang == "en"]


@speaks
def choices(kind: type[StrEnum], lang: Lang = "vi") -> tuple[tuple[str, str], ...]:
    """(value, words) of every member, for a list to choose from."""
    return tuple((member.value, word(member, lang)) for member in kind)


@speaks
def methods(lang: Lang = "vi") -> tuple[tuple[str, str, str], ...]:
    """(word, name, one sentence) of every method."""
    return tuple((code, name[lang == "en"], said[lang == "en"]) for code, (name, said) in METHODS.items())
