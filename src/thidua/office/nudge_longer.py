"""What would have changed a month or a year, in sentences: points that are missing, weeks of another class."""

from __future__ import annotations

from thidua.core.nudge.longer import Gap, Longer, Swap
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import PartPoints, Scheme
from thidua.office import format as written
from thidua.office.language import Lang, speaks
from thidua.office.nudge import results

_KINDS = {
    PeriodKind.WEEK: ("tuần", "week"),
    PeriodKind.MONTH: ("tháng", "month"),
    PeriodKind.QUARTER: ("quý", "quarter"),
    PeriodKind.YEAR: ("năm", "year"),
}
_WORDS = {
    "more": (
        "Điểm {whole}: thêm {by} điểm ({was} → {instead}){sum} thì {then}",
        "Points of the {whole}: {by} more ({was} → {instead}){sum} means {then}",
    ),
    "less": (
        "Điểm {whole}: bớt {by} điểm ({was} → {instead}){sum} thì {then}",
        "Points of the {whole}: {by} less ({was} → {instead}){sum} means {then}",
    ),
    "sum-more": (
        ", tức các {part} cộng lại thêm ít nhất {by} điểm,",
        ", that is at least {by} more over its {part}s together,",
    ),
    "sum-less": (
        ", tức các {part} cộng lại bớt ít nhất {by} điểm,",
        ", that is at least {by} less over its {part}s together,",
    ),
    "swap": (
        "{parts}: nếu được xếp “{instead}” thay vì “{was}” thì {whole} {then}",
        "{parts}: if it had the class “{instead}” instead of “{was}”, the {whole} means {then}",
    ),
    "or": (" hoặc ", " or "),
    "no-class": ("chưa có loại", "no class"),
    "never": (
        "Không {part} nào, chỉ riêng mình nó, đổi được xếp loại của {whole}",
        "No {part} alone would change the class of the {whole}",
    ),
}


def helps(found: Longer, one: Gap | Swap) -> bool:
    return one.after.better_than(found.before)


@speaks
def sentences(found: Longer, scheme: Scheme, level: PeriodKind, lang: Lang = "vi") -> tuple[str, ...]:
    """What would have helped first; why nothing is said where nothing would."""
    both: list[Gap | Swap] = [*found.gaps, *found.swaps]
    both.sort(key=lambda one: not helps(found, one))
    told = [sentence(one, scheme, level, lang) for one in both]
    if not both and found.before.complete:
        told.append(_say(lang, "never", part=_part(scheme, level, lang), whole=_kind(level, lang)))
    return tuple(told)


@speaks
def sentence(one: Gap | Swap, scheme: Scheme, level: PeriodKind, lang: Lang = "vi") -> str:
    then = (" và " if lang == "vi" else " and ").join(results(one.before, one.after, scheme, lang))
    whole = _kind(level, lang)
    if isinstance(one, Swap):
        names = [written.period(period) for period in one.periods]
        titles = [*(name.title for name in scheme.classes), _say(lang, "no-class")]
        values = {"was": titles[one.was], "instead": titles[one.instead]}
        return _say(lang, "swap", parts=_say(lang, "or").join(names), whole=whole, then=then, **values)
    way = "more" if one.change > 0 else "less"
    by, over = written.points(abs(one.change)), written.points(abs(one.over_parts))
    rule = scheme.roll_up(level)
    summed = rule is not None and rule.points is PartPoints.SUM
    of_parts = "" if summed else _say(lang, f"sum-{way}", part=_part(scheme, level, lang), by=over)
    was, instead = written.points(one.before.total), written.points(one.before.total + one.change)
    return _say(lang, way, whole=whole, by=by, was=was, instead=instead, sum=of_parts, then=then)


def _say(lang: Lang, key: str, **values: str) -> str:
    return _WORDS[key][lang == "en"].format(**values)


def _kind(kind: PeriodKind, lang: Lang) -> str:
    return _KINDS[kind][lang == "en"]


def _part(scheme: Scheme, level: PeriodKind, lang: Lang) -> str:
    rule = scheme.roll_up(level)
    return _kind(rule.of if rule is not None else level, lang)
