"""One line of a point table as people write it: which number it has, what it is worth, how it is scored.

"1.2", "II", "a)" are numbers of lines; "tối đa 20 điểm", "-5", "trừ 2 điểm/lần" are points. What a line says about
counting is only a guess, and a person looks at every guess before anything is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.number import MILLI
from thidua.core.problem import Problem
from thidua.core.text import fold
from thidua.office.number import read_number

_NUMBER = r"[-−–]?\s?\d+(?:[.,]\d+)?"
_AT_END = re.compile(
    rf"^(?P<title>.*?\S)\s*[:=–—-]?\s*\(?\s*(?:tối đa\s*)?(?P<points>{_NUMBER})\s*(?:điểm|đ)?\s*\)?$"
)
_WHOLE = re.compile(
    rf"(?:tối đa|tối thiểu|đạt|được|cộng|\+|trừ|không quá)?\s*(?P<points>{_NUMBER})\s*(?:điểm|đ)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d\s*(?:-|–|—|đến|~)\s*\d")
_EACH = re.compile(
    r"(?P<sign>trừ|cộng|thưởng|được|[-+−])?\s*(?P<points>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\s*(?:/|mỗi|cho mỗi|một)\s*"
    r"(?:1\s*)?(?P<unit>[^\W\d_]+(?: [^\W\d_]+)?)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"mỗi\s*(?:1\s*|một\s*)?(?P<unit>[^\W\d_]+(?: [^\W\d_]+)?)[^.;]*?"
    r"(?P<sign>trừ|cộng|thưởng|được)\s*(?P<points>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=[IVXL])(X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?P<label>(?:\d+(?:\.\d+)*|[IVXL]+|[A-ZĐa-zđ]))\s*[.)\-:/]\s+(?P<rest>\S.*)$")
_TAKES_AWAY = ("diem tru", "tru diem", "bi tru", "vi pham")
_SHARES = ("ty le", "ti le", "tren tong so", "%")


@dataclass(frozen=True, slots=True)
class Method:
    """A guess at how a line is scored: a word of the language, what it says, and the kind of its figure."""

    word: str
    settings: tuple[tuple[str, str], ...]
    kind: str
    unit: str = ""


def points_of(text: str) -> Fraction | None:
    """The points a cell gives, or None where it names none or several ("5-10", "theo thực tế")."""
    told = " ".join(text.split())
    if not told or _RANGE.search(told):
        return None
    match = _WHOLE.fullmatch(told)
    if match is None:
        return None
    value = _fraction(match["points"])
    return -value if value is not None and value > 0 and fold(told).startswith("tru") else value


def title_and_points(line: str) -> tuple[str, Fraction | None]:
    """ "A. Phục vụ nhân dân: 60 điểm" → ("A. Phục vụ nhân dân", 60); no points at the end → None."""
    told = " ".join(line.split())
    match = _AT_END.fullmatch(told)
    if match is None or _RANGE.search(told[match.start("points") - 2 :]):
        return told, None
    points = _fraction(match["points"])
    return (match["title"].rstrip(" :=–—-("), points) if points is not None else (told, None)


def label_of(cell: str) -> str:
    """The number of a line written in a cell of its own: "1.", "II", "a)" → "1", "II", "a"; "" for anything else."""
    told = cell.strip().rstrip(".)/:- ")
    if re.fullmatch(r"\d+(?:\.\d+)*|[A-ZĐa-zđ]", told) or (told and _ROMAN.fullmatch(told)):
        return told
    return ""


def split_label(title: str) -> tuple[str, str]:
    """ "1.2. Hồ sơ đúng hạn" → ("1.2", "Hồ sơ đúng hạn"); a title without a number keeps all of itself."""
    match = _LABEL.match(title)
    return (match["label"], match["rest"].strip()) if match else ("", title.strip())


def is_heading(label: str) -> bool:
    """Roman numbers and capital letters number headings."""
    return (
        bool(label)
        and (bool(_ROMAN.fullmatch(label)) or bool(re.fullmatch(r"[A-ZĐ]", label)))
        and label.isupper()
    )


def method_of(title: str, how: str, points: Fraction) -> Method | None:
    """What the words say about counting, or None where they say nothing that is understood."""
    both = f"{how} {title}"
    if match := _EACH.search(how) or _EVERY.search(how) or _EVERY.search(title):
        each = _fraction(match["points"])
        if each:
            takes = fold(match["sign"] or "") in ("tru", "-", "−") or points < 0
            return Method(
                "events", (("each", _typed(-each if takes else each)),), "count", _unit(match["unit"])
            )
    folded = fold(both)
    if points < 0 or any(word in folded for word in _TAKES_AWAY):
        return Method("events", (("each", _typed(min(points, -points))),), "count", "lần") if points else None
    if any(word in folded for word in _SHARES):
        return Method("share", (("empty", "not-applicable"),), "ratio")
    if re.search(r"\bchi tieu\b|\bke hoach giao\b", folded):
        return Method("share", (("target", "yes"), ("empty", "not-applicable")), "count", "việc")
    return None


def _unit(words: str) -> str:
    """The thing counted, without the verb after it."""
    return (
        words.split()[0].lower() if fold(words.split()[0]) in ("lan", "vu", "luot", "ngay") else words.lower()
    )


def _typed(value: Fraction) -> str:
    """As a regulation writes it: "-2.5"."""
    scaled = value * MILLI
    whole = f"{abs(scaled.numerator) / MILLI:.3f}".rstrip("0").rstrip(".")
    return f"-{whole}" if value < 0 else whole


def _fraction(text: str) -> Fraction | None:
    written = re.sub(r"[−–]", "-", text).replace(" ", "")
    if re.fullmatch(r"-?\d+\.\d{1,2}", written):
        written = written.replace(
            ".", ","
        )  # points with one or two decimals: nobody groups thousands like that
    read = read_number(written)
    return None if isinstance(read, Problem) else Fraction(read, MILLI)
