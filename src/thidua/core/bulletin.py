"""The monthly bulletin as values: which figure a number is, what a text may say, and what stands in the way.

A number in a bulletin is never typed: it is a **figure id**, resolved against one close of the month. Page, PDF,
Word, monthly report and public page resolve the same id, so they cannot differ. In a text an id stands in square
brackets: `[ho-so-dung-han]` is the bulletin's own unit and month, `[ca-xa-lim-xanh/ho-so-dung-han/2025-11]` any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.number import MILLI
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

_ID = re.compile(r"\[([a-z0-9-]+(?:/[a-z0-9-]+)?(?:/[0-9]{4}-[0-9]{2})?)\]")
_NUMBER = re.compile(r"\d(?:[\d.,/]*\d)?\s?%?")
# What carries digits and is not a count: days, months, years, papers, articles, phone-like codes, names of places.
_NOT_A_COUNT = re.compile(
    r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,2}/\d{4}\b|"
    r"\b(?:ngày|tháng|năm|quý|tuần|số|điều|khoản|điểm|mục|kỳ|lần|bản|thôn|tổ|khối|cụm|xóm|ấp|bản tin số)"
    r"\s+\d[\d/.]*(?:[-/][A-ZĐ\d][\w-]*)*|\b\d{1,2}\s*giờ\b|\b\d{1,2}h\d{0,2}\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?<![\d.,/])[0-9]\s+(?:lượt\s+)?"
    r"(?:người|lượt|câu|ý kiến|phản ánh|hộ|vụ|trường hợp|nạn nhân|cháu|em|hồ sơ|đơn thư)\b",
    re.IGNORECASE,
)

# Numbers of the month itself, k of n: targets met, place in the group.
DERIVED = ("chi-tieu-dat", "thu-hang")


@dataclass(frozen=True, slots=True, order=True)
class FigureId:
    """One number of one month: whose, what, which month. `subject` is a unit's code or a cluster's."""

    subject: str
    figure: str
    period: str

    def __str__(self) -> str:
        return f"{self.subject}/{self.figure}/{self.period}"


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """Figures of one month as one close holds them; before the close, as they stand at that moment.

    Attributes:
        manifest: SHA-256 of the month's manifest, "" while the month is not closed.
        cut_off: the last day that the figures speak of.
        values, targets: (subject, figure) → sum of the month's weeks.
        members: cluster → its units, whose sums stand under the cluster's code.
    """

    period: str
    version: int
    manifest: str
    cut_off: date
    values: Mapping[tuple[str, str], FigureValue] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], int] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        return bool(self.manifest)

    def value(self, subject: str, figure: str) -> FigureValue | None:
        return self.values.get((subject, figure))

    def target(self, subject: str, figure: str) -> int:
        return self.targets.get((subject, figure), 0)


def add_up(kind: FigureKind, held: Iterable[FigureValue]) -> FigureValue | None:
    """A month from its weeks, or a cluster from its units: counts add, ratios add both parts, yes counts yes."""
    rows = list(held)
    present = [row for row in rows if row.state is State.PRESENT]
    if not present:
        return FigureValue(State.NOT_APPLICABLE) if rows else None
    top = sum(row.numerator for row in present)
    if kind in (FigureKind.RATIO, FigureKind.YES_NO, FigureKind.CLASS):
        return FigureValue(numerator=top, denominator=sum(row.denominator for row in present))
    return FigureValue(numerator=top)


def met(kind: FigureKind, value: FigureValue | None, target: int) -> bool | None:
    """Whether a target is met; None where there is no target or no value."""
    if not target or value is None or value.state is not State.PRESENT:
        return None
    if kind is FigureKind.RATIO:
        return value.numerator * 100 * MILLI >= target * value.denominator  # a ratio's target is in percent
    return value.numerator >= target


# --- Texts ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: words, or a number by its id."""

    text: str = ""
    figure: FigureId | None = None


def pieces(text: str, subject: str, period: str) -> Iterator[Piece]:
    """A text cut at its figure ids; short ids are completed with the bulletin's own unit and month."""
    end = 0
    for match in _ID.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(figure=_read(match[1], subject, period))
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])


def _read(code: str, subject: str, period: str) -> FigureId:
    parts = code.split("/")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", parts[-1]) and len(parts) > 1:
        period = parts.pop()
    return FigureId(parts[0] if len(parts) == 2 else subject, parts[-1], period)


def figure_ids(text: str, subject: str, period: str) -> tuple[FigureId, ...]:
    return tuple(piece.figure for piece in pieces(text, subject, period) if piece.figure is not None)


def free_numbers(text: str, quoted: Iterable[str] = ()) -> tuple[str, ...]:
    """Numbers typed by hand that look like counts, in order, each once; dates and numbers of papers are none.

    Args:
        quoted: numbers that somebody has confirmed to be quoted from elsewhere.
    """
    bare = _NOT_A_COUNT.sub(" ", _ID.sub(" ", text))
    known = set(quoted)
    found = (match[0].strip() for match in _NUMBER.finditer(bare))
    return tuple(dict.fromkeys(number for number in found if number not in known))


def small_people(text: str) -> tuple[str, ...]:
    """Counts of fewer than ten people, or of what people sent, written out in a text: "3 câu hỏi", "7 người"."""
    bare = _NOT_A_COUNT.sub(" ", _ID.sub(" ", text))
    return tuple(dict.fromkeys(match[0] for match in _SMALL.finditer(bare)))


# --- Life -------------------------------------------------------------------------------------------------


class Stage(StrEnum):
    """How far an issue has come; each stage is reached once, from the one before."""

    DRAFT = "draft"
    APPROVED = "approved"  # by the head
    INSIDE = "inside"  # published inside
    CLEARED = "cleared"  # public part approved by the editor
    OUTSIDE = "outside"  # published outside
    ARCHIVED = "archived"


NEXT: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.APPROVED}),
    Stage.APPROVED: frozenset({Stage.INSIDE, Stage.DRAFT}),
    Stage.INSIDE: frozenset({Stage.CLEARED, Stage.ARCHIVED}),
    Stage.CLEARED: frozenset({Stage.OUTSIDE}),
    Stage.OUTSIDE: frozenset({Stage.ARCHIVED}),
    Stage.ARCHIVED: frozenset(),
}


class Check(StrEnum):
    """What the editor answers for before a public part goes out."""

    NO_SUSPECTS = "no-suspects"
    PRESUMPTION = "presumption"
    CONSENT = "consent"
    SMALL_COUNTS = "small-counts"
    SOURCE = "source"
    CUT_OFF = "cut-off"


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that a published issue printed and that a later close holds otherwise."""

    figure: FigureId
    before: FigureValue | None
    after: FigureValue | None


def moved(printed: Mapping[FigureId, FigureValue | None], now: FrozenMonth) -> tuple[Moved, ...]:
    """Which printed figures a later close of the same month changed, in the order in which they were printed."""
    found = []
    for figure, before in printed.items():
        after = now.value(figure.subject, figure.figure)
        if figure.period == now.period and _told(before) != _told(after):
            found.append(Moved(figure, before, after))
    return tuple(found)


def _told(value: FigureValue | None) -> tuple[State, int, int] | None:
    return None if value is None else (value.state, value.numerator, value.denominator)


def shortfall(definition: FigureDefinition, value: FigureValue | None, target: int) -> int:
    """How much is missing to the target, in thousandths of what the target counts; 0 when met."""
    if met(definition.kind, value, target) is not False or value is None:
        return 0
    if definition.kind is FigureKind.RATIO:
        return target - value.numerator * 100 * MILLI // value.denominator
    return target - value.numerator
