"""Differences between two versions of a regulation as sentences: "Điểm tối đa tiêu chí “Hồ sơ”: 20 → 25"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from thidua.core.period import PeriodKind
from thidua.core.scheme_change import METHODS, ChangedPart, ChangeSort, SchemeChange
from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    ClassCap,
    ClassRule,
    CriteriaIn,
    Criterion,
    Feed,
    FigureIn,
    FigureKind,
    Group,
    NoneOf,
    PartsIn,
    PointsIn,
    Scheme,
    Tier,
    Veto,
)
from thidua.office.condition import Named, condition_text, span
from thidua.office.format import day, number, percent
from thidua.office.language import Lang, speaks
from thidua.office.method import method_text
from thidua.office.scheme_word import METHODS as METHOD_NAMES
from thidua.office.scheme_word import word
from thidua.office.words.scheme_change import FIELDS, PARTS

CONDITIONS = (AllOf, AnyOf, NoneOf, FigureIn, PointsIn, CriteriaIn, PartsIn)
POINTS = frozenset({"maximum", "minimum", "rescale_to", "start", "each", "yes", "no", "gap"})
# Around these a reader does not need to be told where they are; around the others the form and group are said.
_OUTER = ("form", "group", "quota", "roll-up")

_WORDS = {
    "added": ("Thêm {0}", "Added: {0}"),
    "removed": ("Bỏ {0}", "Removed: {0}"),
    "maximum": ("{0}, tối đa {1} điểm: {2}", "{0}, at most {1} points: {2}"),
    "group": ("{0}, tối đa {1} điểm, {2} tiêu chí", "{0}, at most {1} points, {2} criteria"),
    "when": ("{0}, khi {1}", "{0}, when {1}"),
    "otherwise": ("các trường hợp còn lại", "everything else"),
    "nothing": ("không ghi", "nothing"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "of": ("của", "of the"),
    "feed": ("{0} {1} theo “{2}”", "{0} {1} by “{2}”"),
    "everybody": ("mọi tập thể", "everybody"),
    "points": ("{0} điểm", "{0} points"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words.

    Attributes:
        place: the form and group it is in, or "".
        subject: what changed, beginning with a capital.
        before, after: both sides; "" on the side where a part is not.
    """

    sort: ChangeSort
    place: str
    subject: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        if self.sort in (ChangeSort.ADDED, ChangeSort.REMOVED):
            return self.subject
        return f"{self.subject}: {self.before} → {self.after}"


@speaks
def changes_told(
    changes: Iterable[SchemeChange], before: Scheme, after: Scheme, lang: Lang = "vi"
) -> tuple[Told, ...]:
    """Every change in words; titles are those of the side that has them, the newer first."""
    teller = _Teller(before, after, lang)
    return tuple(teller.told(change) for change in changes)


class _Teller:
    def __init__(self, before: Scheme, after: Scheme, lang: Lang) -> None:
        self.lang = lang
        self.figures = {use.code: use for scheme in (before, after) for use in scheme.figures}
        titles = _titles(before) | _titles(after)
        shares = frozenset(code for code, use in self.figures.items() if use.kind is FigureKind.RATIO)
        self.named = Named(titles, shares)

    def told(self, change: SchemeChange) -> Told:
        place = "; ".join(self.part(part) for part in change.place[:-1] if part.kind in _OUTER)
        if change.sort is ChangeSort.ADDED or change.sort is ChangeSort.REMOVED:
            return self._whole(change, place)
        subject = FIELDS[change.what][self.lang == "en"]
        if change.place:
            inside = change.what.partition(".")[0] in METHODS.values()  # "điểm mỗi lần" needs its "của"
            subject += f" {self._say('of')} " if inside or self.lang == "en" else " "
            subject += self.part(change.place[-1])
        if change.sort is ChangeSort.REORDERED:
            sides = [", ".join(self.code(code) for code in codes) for codes in (change.before, change.after)]
        else:
            sides = [self.value(change.what, value, change.place) for value in (change.before, change.after)]
        return Told(change.sort, place, _capital(subject), *sides)

    def _whole(self, change: SchemeChange, place: str) -> Told:
        one = change.after if change.before is None else change.before
        if change.what == "scheme.notes":
            said = f"{FIELDS[change.what][self.lang == 'en']}: {one}"
        else:
            said = self._described(one, self.part(change.place[-1]))
        subject = self._say("added" if change.before is None else "removed", said)
        return Told(change.sort, place, subject, *((said, "") if change.after is None else ("", said)))

    def _described(self, one: Any, name: str) -> str:
        """A part that came or went, with what it is worth."""
        if isinstance(one, Criterion):
            method = method_text(one.method, one.maximum, self.figures, self.lang)
            return self._say("maximum", name, number(one.maximum), method)
        if isinstance(one, Group):
            return self._say("group", name, number(one.maximum), len(one.criteria))
        if isinstance(one, ClassRule | Veto | ClassCap):
            when = self._say("otherwise") if one.when is None else self.condition(one.when)
            return self._say("when", name, when)
        return name

    def part(self, part: ChangedPart) -> str:
        """ "tiêu chí “Hồ sơ đúng hạn”", "dòng xếp loại “Tốt”", "cách tính kết quả của tháng"."""
        kind = PARTS[part.kind][self.lang == "en"]
        if part.kind == "roll-up":
            return f"{kind} {word(PeriodKind(part.code), self.lang)}"
        title = part.title or self.named.of(part.code)
        return f"{kind} “{title}”"

    def condition(self, condition: Any) -> str:
        return condition_text(condition, self.lang, self.named)

    def code(self, code: str) -> str:
        """A code as it is called; a longer period is identified by its kind."""
        if code in {kind.value for kind in PeriodKind}:
            return word(PeriodKind(code), self.lang)
        return f"“{self.named.of(code)}”"

    def value(self, what: str, value: Any, place: tuple[ChangedPart, ...]) -> str:
        """One side of a change."""
        field = what.partition(".")[2]
        if value is None or value == "" or value == ():
            return self._say("otherwise" if what == "rule.when" else "nothing")
        if isinstance(value, bool):
            return self._say("yes" if value else "no")
        if isinstance(value, StrEnum):
            return word(value, self.lang)
        if isinstance(value, int):
            return number(value) if field in POINTS or what == "mark.step" else str(value)
        if isinstance(value, Fraction):
            return percent(value)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, CONDITIONS):
            return self.condition(value)
        if type(value) in METHODS:
            name = METHOD_NAMES[METHODS[type(value)]][0][self.lang == "en"]
            return f"{name[0].lower()}{name[1:]}"
        return self._composed(what, value, place)

    def _composed(self, what: str, value: Any, place: tuple[ChangedPart, ...]) -> str:
        if isinstance(value, Feed):
            whose, taken = word(value.of, self.lang), word(value.what, self.lang)
            return self._say("feed", taken, whose, value.scheme)
        if isinstance(value, tuple):
            return "; ".join(self._item(what, item) for item in value)
        if what.endswith((".title", ".clause", ".unit", ".justification", ".unverified")):
            return f"“{value}”"
        return self.code(value) if value in self.named.titles else f"“{value}”"

    def _item(self, what: str, item: Any) -> str:
        if isinstance(item, Tier):
            use_share = any(
                edge is not None and edge.denominator != 1 for edge in (item.bounds.low, item.bounds.high)
            )
            return f"{span(item.bounds, use_share, self.lang)}: {self._say('points', number(item.points))}"
        if isinstance(item, tuple):
            key, inner = item
            name = self.code(key) if key else self._say("everybody")
            return f"{name} {percent(inner) if isinstance(inner, Fraction) else f'“{inner}”'}"
        return self.code(item) if isinstance(item, str) else str(item)

    def _say(self, key: str, *values: object) -> str:
        return _WORDS[key][self.lang == "en"].format(*values)


def _titles(scheme: Scheme) -> dict[str, str]:
    parts: list[Any] = [*scheme.figures, *scheme.classes, *scheme.forms, *scheme.quotas]
    for form in scheme.forms:
        parts += [*form.groups, *form.criteria]
    return {part.code: part.title for part in parts}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
