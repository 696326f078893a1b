"""How one criterion makes points, in one sentence: "Mỗi cuộc 1 điểm", "15 điểm × số đạt được ÷ chỉ tiêu"."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.number import Rounding, divide
from thidua.core.score.scheme import (
    Combine,
    Events,
    FigureKind,
    FigureUse,
    Mark,
    Method,
    Relative,
    Share,
    Tiers,
    YesNo,
)
from thidua.office.condition import span
from thidua.office.format import number, signed
from thidua.office.language import Lang, speaks
from thidua.office.scheme_word import word

_WORDS = {
    "events": ("Mỗi {0} {1} điểm", "{1} points per {0}"),
    "every": ("Cứ {0} {1} {2} điểm, số lần {3}", "{2} points for every {0} {1}, times {3}"),
    "time": ("lần", "time"),
    "target": ("số đạt được ÷ chỉ tiêu", "value ÷ target"),
    "ratio": ("tử số ÷ mẫu số", "numerator ÷ denominator"),
    "share": ("{0} điểm × {1}", "{0} points × {1}"),
    "beyond": (", vượt thì được hơn", ", more when exceeded"),
    "against-target": ("So với chỉ tiêu: ", "Against the target: "),
    "high": (
        "Theo thứ hạng trong khối, cao nhất đứng đầu; hạng ",
        "By place in the group, highest first; place ",
    ),
    "low": (
        "Theo thứ hạng trong khối, thấp nhất đứng đầu; hạng ",
        "By place in the group, lowest first; place ",
    ),
    "band": ("{0}: {1} điểm", "{0}: {1} points"),
    "yes-no": ("Có: {0} điểm; không: {1} điểm", "Yes: {0} points; no: {1} points"),
    "relative": (
        "Đến chỉ tiêu: {0} điểm × số đạt được ÷ chỉ tiêu; vượt chỉ tiêu: thêm theo phần vượt so với nơi vượt nhiều"
        " nhất trong khối, nơi ấy được {1} điểm",
        "Up to the target: {0} points × value ÷ target; beyond it in proportion to the best excess of the group,"
        " which gets {1} points",
    ),
    "marks": ("{0} chấm", "marked by {0}"),
    "beside": (", bên cạnh là điểm của {0}", ", beside the marks of {0}"),
    "step": (", từng {0} điểm", ", in steps of {0}"),
    "combined": ("{0} chấm, {1}", "marked by {0}, {1}"),
    "gap": (", lệch quá {0} điểm thì để người quyết định", ", further apart than {0} is left to people"),
}


@speaks
def method_text(method: Method, maximum: int, figures: Mapping[str, FigureUse], lang: Lang = "vi") -> str:
    """The method as a sentence without a full stop.

    Args:
        maximum: of its criterion, in thousandths.
        figures: the figures of the regulation by code.
    """
    match method:
        case Events(figure=figure, each=each, per=per, rounding=rounding):
            use = figures.get(figure)
            unit = (use.unit if use else "") or _say(lang, "time")
            if per:
                return _say(lang, "every", number(per), unit, signed(each), word(rounding, lang))
            return _say(lang, "events", unit, signed(each))
        case Share(of_target=of_target, beyond=beyond):
            share = _say(lang, "target" if of_target else "ratio")
            return _say(lang, "share", number(maximum), share) + (_say(lang, "beyond") if beyond else "")
        case Tiers(tiers=tiers, figure=figure, of_target=of_target):
            use = figures.get(figure)
            shared = not method.place and (of_target or (use is not None and use.kind is FigureKind.RATIO))
            bands = (
                _say(lang, "band", span(tier.bounds, shared, lang), number(tier.points)) for tier in tiers
            )
            how = _say(lang, "against-target") if of_target else ""
            return how + (_say(lang, method.place.value) if method.place else "") + "; ".join(bands)
        case YesNo(yes=yes, no=no):
            return _say(lang, "yes-no", number(yes), number(no))
        case Relative(at_target=at_target):
            part = at_target * maximum
            half = divide(part.numerator, part.denominator, Rounding.HALF_AWAY)
            return _say(lang, "relative", number(half), number(maximum))
        case Mark():
            return _mark(method, lang)
    return ""


def _mark(mark: Mark, lang: Lang) -> str:
    others = ", ".join(name for name in mark.assessors if name != mark.decides)
    if mark.combine is Combine.DECIDES:
        told = _say(lang, "marks", mark.decides) + (_say(lang, "beside", others) if others else "")
    else:
        told = _say(lang, "combined", ", ".join(mark.assessors), word(mark.combine, lang))
    told += _say(lang, "gap", number(mark.gap)) if mark.gap else ""
    return told + (_say(lang, "step", number(mark.step)) if mark.step else "")


def _say(lang: Lang, key: str, *values: object) -> str:
    return _WORDS[key][lang == "en"].format(*values)
