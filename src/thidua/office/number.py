"""Numbers as people type them: 1.234,5 · 12/15 · 97,6 % · có · không áp dụng · trên 50 · 12 buổi.

Vietnamese writes 1.234,5 and English 1,234.5. "1.234" alone could be either, so it is never guessed: the file
must show by its other cells which style it uses (`file_style`), or the cell is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from thidua.core.figure import Qualifier
from thidua.core.number import MILLI
from thidua.core.problem import NOWHERE, Problem, Where, problem
from thidua.core.score.rows import Written
from thidua.core.text import fold

DIGITS_MAX = 40  # a longer row of digits is never a quantity, and Python refuses to read a very long one
LARGEST = 10**12  # a thousand billion: beyond it is a slip, and thousandths still fit an int64

_SPACES = " \u00a0\u202f\u2009\u2007"
_BODY = rf"[0-9](?:[0-9.,{_SPACES}]*[0-9])?"
_NUMBER = re.compile(rf"([-+−–]?)\s*({_BODY})")
_RATIO = re.compile(rf"({_BODY})\s*/\s*({_BODY})")
_PERCENT = re.compile(rf"([-−–]?)\s*({_BODY})\s*%")
_WITH_UNIT = re.compile(rf"([-+−–]?\s*{_BODY})\s*([^\W\d_][^\d]*)")
_CLASS = re.compile(r"loai[ -]?([0-9]|i{1,3}|iv)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_YES = frozenset({"co", "yes", "y", "dung", "true", "dat"})
_NO = frozenset({"khong", "no", "n", "sai", "false", "khong dat"})
_NOT_APPLICABLE = frozenset({"khong ap dung", "n/a", "na", "not applicable", "khong co viec"})
_QUALIFIERS = (
    ("khong duoi ", Qualifier.AT_LEAST),
    ("it nhat ", Qualifier.AT_LEAST),
    ("toi thieu ", Qualifier.AT_LEAST),
    ("khong qua ", Qualifier.AT_MOST),
    ("nhieu nhat ", Qualifier.AT_MOST),
    ("toi da ", Qualifier.AT_MOST),
    ("tren ", Qualifier.ABOVE),
    ("hon ", Qualifier.ABOVE),
    ("gan ", Qualifier.NEARLY),
)
_VAGUE = (
    ("hang nghin", Qualifier.THOUSANDS),
    ("hang ngan", Qualifier.THOUSANDS),
    ("hang tram", Qualifier.HUNDREDS),
)


class Style(StrEnum):
    VIETNAMESE = "vi"  # 1.234,5
    ENGLISH = "en"  # 1,234.5
    UNKNOWN = "unknown"  # "1.234" and "1,234" are refused


class Evidence(StrEnum):
    """What one number says about the style of its file."""

    NONE = "none"
    VIETNAMESE = "vi"
    ENGLISH = "en"
    AMBIGUOUS = "ambiguous"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says. Numerator and denominator are thousandths; a percentage stands as 97600 for "97,6 %".

    Attributes:
        places: decimals written, for a percentage.
        unit: words after the number ("buổi"), "" if none.
    """

    written: Written
    numerator: int = 0
    denominator: int = MILLI
    qualifier: Qualifier = Qualifier.EXACT
    places: int = 0
    unit: str = ""


_WORDS = {
    **dict.fromkeys(_YES, Reading(Written.YES_NO, MILLI)),
    **dict.fromkeys(_NO, Reading(Written.YES_NO, 0)),
    **dict.fromkeys(_NOT_APPLICABLE, Reading(Written.NOT_APPLICABLE)),
    "khong phan loai": Reading(Written.CLASS, 0),
}


def clean(text: str) -> str:
    """NFC, without outer blanks and invisible marks."""
    return unicodedata.normalize("NFC", text).strip().strip("\ufeff\u200b\u200e\u200f").strip()


def evidence(body: str) -> Evidence:
    """Which style a string of digits and marks can only be."""
    plain = _without_spaces(body)
    return Evidence.BROKEN if plain is None else _evidence(plain)


def _evidence(body: str) -> Evidence:
    dots, commas = body.count("."), body.count(",")
    if not dots and not commas:
        return Evidence.NONE
    if dots and commas:
        if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", body):
            return Evidence.VIETNAMESE
        if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", body):
            return Evidence.ENGLISH
        return Evidence.BROKEN
    mark = "." if dots else ","
    groups = body.split(mark)
    if len(groups) > 2:
        if not re.fullmatch(r"[1-9][0-9]{0,2}", groups[0]) or any(len(g) != 3 for g in groups[1:]):
            return Evidence.BROKEN
        return Evidence.VIETNAMESE if mark == "." else Evidence.ENGLISH
    whole, rest = groups
    if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        return Evidence.AMBIGUOUS
    return Evidence.ENGLISH if mark == "." else Evidence.VIETNAMESE


def _without_spaces(body: str) -> str | None:
    """Spaces may only stand between groups of three digits; None when they stand elsewhere."""
    if not any(c in _SPACES for c in body):
        return body
    if not re.fullmatch(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?", body):
        return None
    plain = "".join(c for c in body if c not in _SPACES)
    # Grouped by spaces, so its one mark is the decimal mark; a fourth decimal makes that plain to `evidence`.
    return plain + "0" if re.search(r"[.,][0-9]{3}$", plain) else plain


def file_style(texts: Iterable[tuple[str, Where]]) -> tuple[Style, list[Problem]]:
    """The one style of a file's text numbers, or problems naming the cells that contradict it."""
    seen: dict[Evidence, list[tuple[str, Where]]] = {}
    for text, where in texts:
        kind = _cell_evidence(text)
        if kind is not Evidence.NONE:
            seen.setdefault(kind, []).append((text, where))
    vietnamese, english = seen.get(Evidence.VIETNAMESE), seen.get(Evidence.ENGLISH)
    if vietnamese and english:
        return Style.UNKNOWN, [
            problem("number.styles-mixed", at, value=text, other=other[0][0], other_at=_named(other[0][1]))
            for few, other in [sorted((vietnamese, english), key=len)]
            for text, at in few
        ]
    if vietnamese:
        return Style.VIETNAMESE, []
    return (Style.ENGLISH if english else Style.UNKNOWN), []


def _named(where: Where) -> str:
    return where.cell or str(where.line or where.field)


@lru_cache(maxsize=65536)
def _cell_evidence(text: str) -> Evidence:
    kinds = {evidence(body) for body in re.findall(_BODY, clean(text))} - {Evidence.NONE, Evidence.BROKEN}
    if len(kinds - {Evidence.AMBIGUOUS}) == 1:
        return next(iter(kinds - {Evidence.AMBIGUOUS}))
    return Evidence.AMBIGUOUS if kinds else Evidence.NONE


def read_value(text: str, style: Style = Style.VIETNAMESE, where: Where = NOWHERE) -> Reading | Problem:
    """Read whatever may stand in a value cell."""
    read = _read_value(text, style)
    if isinstance(read, Reading):
        return read
    told = clean(text)
    if read == "number.too-long":
        return problem(read, where, length=len(told))
    return problem(read, where, value=told, right=told.translate(str.maketrans(".,", ",.")))


def read_number(text: str, style: Style = Style.VIETNAMESE, where: Where = NOWHERE) -> int | Problem:
    """Read a plain exact number as thousandths; anything else is a problem."""
    read = read_value(text, style, where)
    if isinstance(read, Problem):
        return read
    if read.written is not Written.NUMBER or read.unit or read.qualifier is not Qualifier.EXACT:
        return problem("number.not-a-number", where, value=clean(text))
    return read.numerator


def read_float(number: float, where: Where = NOWHERE) -> int | Problem:
    """A spreadsheet's number as thousandths. Excel keeps 15 digits, so 0.1 + 0.2 is 0.3."""
    if abs(number) <= LARGEST and number.is_integer():
        return int(number) * MILLI
    exact = Fraction(format(number, ".15g")) if abs(number) < 1e300 and number == number else None
    made = "number.too-large" if exact is None else _thousandths(exact)
    shown = format(number, ".15g").replace(".", ",")
    return made if isinstance(made, int) else problem(made, where, value=shown)


@lru_cache(maxsize=65536)
def _read_value(text: str, style: Style) -> Reading | str:
    told = clean(text)
    if not told:
        return Reading(Written.EMPTY)
    if match := _NUMBER.fullmatch(told):
        made = _exact(match[2], style)
        return made if isinstance(made, str) else Reading(Written.NUMBER, _sign(match[1]) * made)
    if match := _RATIO.fullmatch(told):
        top, bottom = _exact(match[1], style), _exact(match[2], style)
        if isinstance(top, str) or isinstance(bottom, str):
            return top if isinstance(top, str) else str(bottom)
        return Reading(Written.RATIO, top, bottom)
    if match := _PERCENT.fullmatch(told):
        made = _exact(match[2], style)
        places = len(re.split(r"[.,]", match[2])[-1]) if re.search(r"[.,]", match[2]) else 0
        if isinstance(made, str):
            return made
        return Reading(Written.PERCENT, _sign(match[1]) * made, 100 * MILLI, places=places)
    return _read_words(told, fold(told), style)


def _read_words(told: str, folded: str, style: Style) -> Reading | str:
    if folded in _WORDS:
        return _WORDS[folded]
    if match := _CLASS.fullmatch(folded):
        return Reading(Written.CLASS, MILLI * (_ROMAN.get(match[1]) or int(match[1])))
    for start, qualifier in _VAGUE:
        if folded.startswith(start):
            return Reading(Written.NUMBER, qualifier=qualifier)
    for start, qualifier in _QUALIFIERS:
        if folded.startswith(start):
            return _qualified(" ".join(told.split()).split(" ", start.count(" "))[-1], qualifier, style)
    return _with_unit(told, style)


def _qualified(rest: str, qualifier: Qualifier, style: Style) -> Reading | str:
    read = _read_value(rest, style)
    if isinstance(read, str):
        return read
    if read.written not in (Written.NUMBER, Written.PERCENT, Written.RATIO):
        return "number.not-a-number"
    return replace(read, qualifier=qualifier)


def _with_unit(told: str, style: Style) -> Reading | str:
    match = _WITH_UNIT.fullmatch(told)
    if match is None:
        return "number.not-a-number"
    read = _read_value(match[1].strip(), style)
    return replace(read, unit=match[2].strip()) if isinstance(read, Reading) else read


def _sign(mark: str) -> int:
    return -1 if mark in ("-", "−", "–") else 1


def _exact(body: str, style: Style) -> int | str:
    """Thousandths of digits with marks, or the code of what is wrong with them."""
    if len(body) > DIGITS_MAX:
        return "number.too-long"
    kind = evidence(body)
    if kind is Evidence.BROKEN:
        return "number.broken-groups"
    if kind is Evidence.AMBIGUOUS:
        if style is Style.UNKNOWN:
            return "number.ambiguous"
        kind = Evidence(style.value)
        grouped = ("." if style is Style.VIETNAMESE else ",") in body
    else:
        grouped = body.count(".") > 1 or body.count(",") > 1 or ("." in body and "," in body)
    if style is not Style.UNKNOWN and kind in (Evidence.VIETNAMESE, Evidence.ENGLISH) and kind != style.value:
        return "number.other-style"
    digits = "".join(c for c in body if c not in _SPACES)
    if kind is Evidence.VIETNAMESE:
        digits = digits.replace(".", "").replace(",", ".") if grouped or "," in digits else digits
    elif grouped:
        digits = digits.replace(",", "")
    return _thousandths(Fraction(digits))


def _thousandths(value: Fraction) -> int | str:
    if abs(value) > LARGEST:
        return "number.too-large"
    scaled = value * MILLI
    return scaled.numerator if scaled.denominator == 1 else "number.too-precise"
