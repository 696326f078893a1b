"""A scoring regulation as sentences: how each criterion makes points, and how points become a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    ClassRule,
    Criterion,
    FigureKind,
    Form,
    Missing,
    NotApplicable,
    PartPoints,
    Quota,
    RollUp,
    Scheme,
    Step,
    SubjectKind,
    Takes,
)
from thidua.office.condition import Named, condition_text
from thidua.office.format import percent
from thidua.office.method import method_text
from thidua.office.scheme_word import word

SUBJECTS = {kind: word(kind) for kind in SubjectKind}
PERIODS = {kind: word(kind) for kind in PeriodKind}
_NOT_APPLICABLE = {
    NotApplicable.REFUSE: "",
    NotApplicable.FULL: gettext_lazy("Không áp dụng: được điểm tối đa."),
    NotApplicable.ZERO: gettext_lazy("Không áp dụng: 0 điểm."),
    NotApplicable.RESCALE: gettext_lazy("Không áp dụng: bỏ ra, quy đổi phần còn lại của nhóm."),
    NotApplicable.REDISTRIBUTE: gettext_lazy("Không áp dụng: điểm chia đều cho các nhóm khác."),
}
_MISSING = {Missing.PROBLEM: "", Missing.ZERO: gettext_lazy("Không báo cáo: 0 điểm.")}
_POINTS = {
    PartPoints.NONE: "",
    PartPoints.MEAN: gettext_lazy("trung bình cộng điểm các"),
    PartPoints.SUM: gettext_lazy("tổng điểm các"),
}


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
    """ "Mỗi cuộc +1 điểm", "15 điểm × số đạt được ÷ chỉ tiêu", "từ 90 % trở lên: 15 điểm; …"."""
    return method_text(criterion.method, criterion.maximum, {use.code: use for use in scheme.figures})


def form_words(scheme: Scheme, form: Form) -> dict[str, Any]:
    names = named(scheme, form)
    return {
        "form": form,
        "groups": [
            {
                "group": group,
                "gate": condition_text(group.gate, named=names) if group.gate else "",
                "best": group.takes is Takes.BEST,
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
        "steps": [_step_words(step, scheme, names) for step in form.steps],
    }


def _step_words(step: Step, scheme: Scheme, names: Named) -> dict[str, str]:
    """ "Hạ 1 bậc khi “Vi phạm nhiều lần” bằng 1", "Hạ 1 bậc nếu “Tăng nặng” nhiều hơn “Giảm nhẹ”"."""
    amount = abs(step.steps)
    moved = gettext("Hạ %(amount)s bậc") if step.steps > 0 else gettext("Nâng %(amount)s bậc")
    does = moved % {"amount": amount}
    if step.by_figure:
        by, less = names.of(step.by_figure), names.of(step.minus_figure) if step.minus_figure else ""
        if step.sign:
            told = (
                gettext("nếu “%(by)s” nhiều hơn “%(less)s”, ít hơn thì ngược lại")
                if less
                else gettext("nếu có “%(by)s”")
            )
        else:
            told = gettext("cho mỗi “%(by)s” sau khi trừ “%(less)s”") if less else gettext("cho mỗi “%(by)s”")
        does = f"{does} {told % {'by': by, 'less': less}}"
    if step.when:
        when = condition_text(step.when, named=names)
        does = gettext("%(does)s khi %(when)s") % {"does": does, "when": when}
    held = [
        gettext("không %(side)s “%(code)s”") % {"side": side, "code": _class(scheme, code)}
        for side, code in ((gettext("thấp hơn"), step.floor), (gettext("cao hơn"), step.ceiling))
        if code
    ]
    return {"does": does, "held": ", ".join(held), "title": step.title, "clause": step.clause}


def feed_words(scheme: Scheme, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Figures that are results of another regulation."""
    return [
        {
            "title": use.title,
            "told": f"{word(use.feed.what)} {word(use.feed.of)}",
            "scheme": use.feed.scheme if use.feed.scheme in titles else "",
            "from": titles.get(use.feed.scheme, use.feed.scheme),
        }
        for use in scheme.figures
        if use.feed
    ]


def calendar_words(scheme: Scheme) -> list[dict[str, str]]:
    """Dated steps of the work: "từ 10/12 đến 15/12", "15 ngày làm việc"."""
    found = []
    for step in scheme.calendar:
        days = [
            f"{said} {_month_day(on)}"
            for said, on in ((gettext("từ"), step.from_day), (gettext("đến"), step.to_day))
            if on
        ]
        if step.working_days:
            days.append(gettext("%(working_days)s ngày làm việc") % {"working_days": step.working_days})
        found.append({"title": step.title, "clause": step.clause, "when": " ".join(days)})
    return found


def choice_words(scheme: Scheme) -> list[dict[str, str]]:
    """What people choose or vote on; never computed."""
    return [
        {
            "title": choice.title,
            "clause": choice.clause,
            "among": ", ".join(_class(scheme, code) for code in choice.among),
        }
        for choice in scheme.choices
    ]


def _month_day(on: str) -> str:
    month, _, number_ = on.partition("-")
    return f"{number_}/{month}"


def rules_words(scheme: Scheme, rules: Sequence[ClassRule], names: Named) -> list[dict[str, str]]:
    return [
        {
            "title": _class(scheme, rule.code),
            "when": condition_text(rule.when, named=names)
            if rule.when
            else gettext("các trường hợp còn lại"),
            "clause": rule.clause,
        }
        for rule in rules
    ]


def roll_up_words(scheme: Scheme, roll_up: RollUp) -> dict[str, Any]:
    made = _POINTS[roll_up.points]
    return {
        "roll_up": roll_up,
        "title": gettext("Từ %(of)s ra %(level)s")
        % {"of": PERIODS[roll_up.of], "level": PERIODS[roll_up.level]},
        "points": gettext("Điểm %(level)s là %(made)s %(of)s.")
        % {"level": PERIODS[roll_up.level], "made": made, "of": PERIODS[roll_up.of]}
        if made
        else "",
        "rules": rules_words(scheme, roll_up.rules, named(scheme)),
        "titles": [(_class(scheme, code), title) for code, title in roll_up.titles],
    }


def quota_words(scheme: Scheme, quota: Quota) -> dict[str, Any]:
    titles = named(scheme).titles
    return {
        "quota": quota,
        "steps": [
            {
                "name": step.name,
                "shares": [
                    (_class(scheme, code) if code else gettext("mọi tập thể"), percent(share))
                    for code, share in step.percents
                ],
                "base": str(step.fixed) if step.fixed is not None else _base(scheme, step.base, titles),
                "minus": step.minus,
                "rounding": word(step.rounding) if step.percents else "",
            }
            for step in quota.steps
        ],
        "limits": [(_class(scheme, code), name) for code, name in quota.limits],
        "excluded": [_class(scheme, code) for code in quota.excluded],
        "exempt": titles.get(quota.exempt_figure, quota.exempt_figure),
    }


def _base(scheme: Scheme, base: str, titles: Mapping[str, str]) -> str:
    """What an amount is counted from."""
    kind, _, code = base.partition(":")
    if kind == "class" and code:
        return gettext("số đang giữ loại “%(code)s”") % {"code": _class(scheme, code)}
    if kind == "group-figure" and code:
        return f"“{titles.get(code, code)}”"
    return {"eligible": gettext("số người được xét"), "headcount": gettext("quân số")}.get(base, base)


def _class(scheme: Scheme, code: str) -> str:
    return next((name.title for name in scheme.classes if name.code == code), code)


def _lowering(scheme: Scheme, code: str, title: str, clause: str, when: str) -> dict[str, str]:
    return {"class": _class(scheme, code), "title": title, "clause": clause, "when": when}
