"""A scoring regulation as sentences: how each criterion makes points, and how points become a class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    ClassRule,
    Criterion,
    Events,
    FigureKind,
    Form,
    Mark,
    Missing,
    NotApplicable,
    PartPoints,
    Quota,
    Relative,
    RollUp,
    Scheme,
    Share,
    SubjectKind,
    Tiers,
    YesNo,
)
from thidua.office.condition import Named, condition_text, span
from thidua.office.format import number, percent

SUBJECTS = {
    SubjectKind.OFFICER: "cán bộ",
    SubjectKind.UNIT: "đơn vị",
    SubjectKind.CLUSTER_MEMBER: "thành viên cụm, khối",
}
PERIODS = {
    PeriodKind.WEEK: "tuần",
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.YEAR: "năm",
}
_NOT_APPLICABLE = {
    NotApplicable.REFUSE: "",
    NotApplicable.FULL: "Không áp dụng: được điểm tối đa.",
    NotApplicable.ZERO: "Không áp dụng: 0 điểm.",
    NotApplicable.RESCALE: "Không áp dụng: bỏ ra, quy đổi phần còn lại của nhóm.",
    NotApplicable.REDISTRIBUTE: "Không áp dụng: điểm chia đều cho các nhóm khác.",
}
_MISSING = {Missing.PROBLEM: "", Missing.ZERO: "Không báo cáo: 0 điểm."}
_POINTS = {PartPoints.NONE: "", PartPoints.MEAN: "trung bình cộng điểm các", PartPoints.SUM: "tổng điểm các"}


def named(scheme: Scheme, form: Form | None = None) -> Named:
    """Titles of everything that a condition may name."""
    titles = {use.code: use.title for use in scheme.figures} | {
        name.code: name.title for name in scheme.classes
    }
    forms = [form] if form else scheme.forms
    for group in (group for each in forms for group in each.groups):
        titles[group.code] = group.title
        titles |= {criterion.code: criterion.title for criterion in group.criteria}
    return Named(titles, frozenset(use.code for use in scheme.figures if use.kind is FigureKind.RATIO))


def method_words(criterion: Criterion, scheme: Scheme) -> str:
    """ "Mỗi cuộc 1 điểm", "15 điểm × số đạt ÷ chỉ tiêu", "từ 90 %: 15 điểm; …"."""
    uses = {use.code: use for use in scheme.figures}
    match criterion.method:
        case Events(figure=figure, each=each, per=per):
            unit = uses[figure].unit or "lần"
            if per:
                return f"Cứ {number(per)} {unit} {'+' if each > 0 else ''}{number(each)} điểm"
            return f"Mỗi {unit} {'+' if each > 0 else ''}{number(each)} điểm"
        case Share(of_target=of_target, beyond=beyond):
            share = "số đạt được ÷ chỉ tiêu" if of_target else "tử số ÷ mẫu số"
            return f"{number(criterion.maximum)} điểm × {share}" + (", vượt thì được hơn" if beyond else "")
        case Tiers(tiers=tiers, figure=figure, of_target=of_target):
            shared = of_target or uses[figure].kind is FigureKind.RATIO
            head = "So với chỉ tiêu: " if of_target else ""
            return head + "; ".join(
                f"{span(tier.bounds, shared)}: {number(tier.points)} điểm" for tier in tiers
            )
        case YesNo(yes=yes, no=no):
            return f"Có: {number(yes)} điểm; không: {number(no)} điểm"
        case Relative(at_target=at_target):
            half = number(int(criterion.maximum * at_target))
            return (
                f"Đến chỉ tiêu: {half} điểm × số đạt được ÷ chỉ tiêu; vượt chỉ tiêu: thêm theo phần vượt so với nơi"
                f" vượt nhiều nhất trong khối, nơi ấy được {number(criterion.maximum)} điểm"
            )
        case Mark(assessors=assessors, decides=decides, step=step):
            others = ", ".join(a for a in assessors if a != decides)
            told = f"{decides} chấm" + (f", bên cạnh là điểm tự chấm của {others}" if others else "")
            return told + (f", từng {number(step)} điểm" if step else "")
    return ""


def form_words(scheme: Scheme, form: Form) -> dict[str, Any]:
    names = named(scheme, form)
    return {
        "form": form,
        "groups": [
            {
                "group": group,
                "gate": condition_text(group.gate, named=names) if group.gate else "",
                "criteria": [
                    {
                        "criterion": criterion,
                        "words": method_words(criterion, scheme),
                        "gate": condition_text(criterion.gate, named=names) if criterion.gate else "",
                        "notes": [
                            n
                            for n in (_NOT_APPLICABLE[criterion.not_applicable], _MISSING[criterion.missing])
                            if n
                        ],
                    }
                    for criterion in group.criteria
                ],
            }
            for group in form.groups
        ],
        "rules": rules_words(scheme, form.rules, names),
        "vetoes": [
            _lowering(scheme, v.code, v.title, v.clause, condition_text(v.when, named=names))
            for v in form.vetoes
        ],
        "caps": [
            _lowering(scheme, c.code, c.title, c.clause, condition_text(c.when, named=names))
            for c in form.caps
        ],
    }


def rules_words(scheme: Scheme, rules: Sequence[ClassRule], names: Named) -> list[dict[str, str]]:
    return [
        {
            "title": _class(scheme, rule.code),
            "when": condition_text(rule.when, named=names) if rule.when else "các trường hợp còn lại",
            "clause": rule.clause,
        }
        for rule in rules
    ]


def roll_up_words(scheme: Scheme, roll_up: RollUp) -> dict[str, Any]:
    made = _POINTS[roll_up.points]
    return {
        "roll_up": roll_up,
        "title": f"Từ {PERIODS[roll_up.of]} ra {PERIODS[roll_up.level]}",
        "points": f"Điểm {PERIODS[roll_up.level]} là {made} {PERIODS[roll_up.of]}." if made else "",
        "rules": rules_words(scheme, roll_up.rules, named(scheme)),
        "titles": [(_class(scheme, code), title) for code, title in roll_up.titles],
    }


def quota_words(scheme: Scheme, quota: Quota) -> dict[str, Any]:
    return {
        "quota": quota,
        "steps": [
            {
                "name": step.name,
                "shares": [
                    (_class(scheme, code) if code else "mọi tập thể", percent(share))
                    for code, share in step.percents
                ],
                "base": {"eligible": "số người được xét", "headcount": "quân số"}.get(step.base, step.base),
                "minus": step.minus,
                "rounding": "làm tròn xuống" if step.rounding.value == "floor" else step.rounding.value,
            }
            for step in quota.steps
        ],
        "limits": [(_class(scheme, code), name) for code, name in quota.limits],
        "excluded": [_class(scheme, code) for code in quota.excluded],
    }


def _class(scheme: Scheme, code: str) -> str:
    return next((name.title for name in scheme.classes if name.code == code), code)


def _lowering(scheme: Scheme, code: str, title: str, clause: str, when: str) -> dict[str, str]:
    return {"class": _class(scheme, code), "title": title, "clause": clause, "when": when}
