"""What would have changed the place, in sentences: "Buổi tuyên truyền: thêm 2 buổi (3 → 5) thì lên hạng 1 …"."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.core.nudge import Nudge, by_effort
from thidua.core.nudge.trial import Rank
from thidua.core.score.scheme import FigureKind, FigureUse, Scheme
from thidua.core.score.table import State
from thidua.office import format as written
from thidua.office.language import Lang, speaks

_WORDS = {
    "more": ("thêm {0} ({1} → {2})", "{0} more ({1} → {2})"),
    "less": ("bớt {0} ({1} → {2})", "{0} less ({1} → {2})"),
    "instead": ("nếu là “{1}” thay vì “{0}”", "if it were “{1}” instead of “{0}”"),
    "then": ("{0}: {1} thì {2}", "{0}: {1} means {2}"),
    "class": ("được xếp “{1}” (đang là “{0}”)", "the class “{1}” (now “{0}”)"),
    "no-class": ("không được xếp loại (đang là “{0}”)", "no class (now “{0}”)"),
    "first-class": ("được xếp “{1}” (đang chưa có loại)", "the class “{1}” (now without one)"),
    "up": ("lên hạng {1} (đang hạng {0})", "place {1} (now place {0})"),
    "down": ("xuống hạng {1} (đang hạng {0})", "place {1} (now place {0})"),
    "and": (" và ", " and "),
    "never-up": ("{0}: dù tăng đến {1} cũng không đổi {2}", "{0}: even as much as {1} would not change {2}"),
    "never-down": (
        "{0}: dù giảm còn {1} cũng không đổi {2}",
        "{0}: even as little as {1} would not change {2}",
    ),
    "never-instead": (
        "{0}: dù là “{1}” cũng không đổi {2}",
        "{0}: even “{1}” would not change {2}",
    ),
    "not-found": ("{0}: tìm đến {1} chưa thấy đổi {2}", "{0}: no change of {2} was found as far as {1}"),
    "class-or-place": ("xếp loại hay thứ hạng", "class or place"),
    "only-class": ("xếp loại", "class"),
    "points": ("điểm", "points"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
}


@speaks
def sentences(found: Iterable[Nudge], scheme: Scheme, lang: Lang = "vi") -> tuple[str, ...]:
    """What would have helped first, then what would have hurt, then what would have changed nothing."""
    return tuple(sentence(nudge, scheme, lang) for nudge in by_effort(found))


@speaks
def sentence(nudge: Nudge, scheme: Scheme, lang: Lang = "vi") -> str:
    """One input in one direction."""
    code, _, assessor = nudge.figure.partition("@")
    use = next(u for u in scheme.figures if u.code == code)
    title = f"{use.title} ({assessor})" if assessor else use.title
    if not nudge.change:
        return _never(nudge, use, title, lang)
    result = _say(lang, "and").join(results(nudge.before, nudge.after, scheme, lang))
    return _say(lang, "then", title, _change(nudge, use, lang), result)


def _say(lang: Lang, key: str, *values: object) -> str:
    return _WORDS[key][lang == "en"].format(*values)


def _change(nudge: Nudge, use: FigureUse, lang: Lang) -> str:
    before, after = (_value(nudge, use, by, lang) for by in (0, nudge.change))
    if use.kind in (FigureKind.YES_NO, FigureKind.CLASS):
        return _say(lang, "instead", before, after)
    unit = _say(lang, "points") if use.kind is FigureKind.MARK else use.unit
    amount = " ".join(part for part in (written.number(abs(nudge.change)), unit) if part)
    return _say(lang, "more" if nudge.change > 0 else "less", amount, before, after)


def _value(nudge: Nudge, use: FigureUse, by: int, lang: Lang) -> str:
    value = nudge.numerator + by
    if use.kind is FigureKind.YES_NO:
        return _say(lang, "yes" if value else "no")
    if use.kind is FigureKind.RATIO:
        return f"{written.number(value)}/{written.number(nudge.denominator)}"
    return written.value(use.kind, State.PRESENT, value, nudge.denominator)


@speaks
def results(before: Rank, after: Rank, scheme: Scheme, lang: Lang = "vi") -> Iterable[str]:
    """The other class and the other place, as far as each differs."""
    titles = [*(name.title for name in scheme.classes), ""]
    if before.level != after.level:
        key = "no-class" if after.level < 0 else "first-class" if before.level < 0 else "class"
        yield _say(lang, key, titles[before.level], titles[after.level])
    if before.place != after.place:
        yield _say(lang, "up" if after.place < before.place else "down", before.place, after.place)


def _never(nudge: Nudge, use: FigureUse, title: str, lang: Lang) -> str:
    what = _say(lang, "class-or-place" if nudge.before.place else "only-class")
    until = _value(nudge, use, nudge.searched, lang)
    if not nudge.exhaustive:
        return _say(lang, "not-found", title, until, what)
    if use.kind in (FigureKind.YES_NO, FigureKind.CLASS):
        return _say(lang, "never-instead", title, until, what)
    return _say(lang, "never-up" if nudge.searched > 0 else "never-down", title, until, what)
