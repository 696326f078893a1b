"""What stands in an official paper, as plain values; how it looks is said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. `origin` says where the passage was copied from ("văn mẫu"), "" for one's own words."""

    runs: tuple[Run, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Căn cứ: in italics, each on a line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A title inside the paper: level 1 is "I. MỤC ĐÍCH, YÊU CẦU", level 2 is "1. Mục đích"."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Centred:
    """A line in the middle, bold: "HAI BÊN CÙNG KÝ GIAO ƯỚC"."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A small line in italics: source, cut-off day, how a table is to be read."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in millimetres; 0 takes what the others leave."""

    title: str
    width: int = 0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as they are printed. A `group` row has one cell over the whole width."""

    cells: tuple[str, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block = Paragraph | Basis | Section | Centred | Note | Table


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of page one.

    Attributes:
        superior: the agency right above, "" for none.
        number: with its symbol, "05/KH-CAX"; "" for a paper without a number.
        place: địa danh; "" leaves the line of place and day out, as minutes do.
        on: None leaves the day to be written by hand; a text is printed as it stands.
    """

    agency: str
    superior: str = ""
    number: str = ""
    place: str = ""
    on: date | str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """`lines` are printed in capitals: authority and post ("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ")."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A list that goes with the paper: from a page of its own, with its own page numbers.

    Attributes:
        reference: "(Kèm theo Quyết định số …)".
    """

    title: str
    reference: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What a reader types or scans to find the paper in the register; `picture` is the SVG text of a QR code."""

    lines: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper.

    Attributes:
        kind: tên loại, "Kế hoạch".
        subject: trích yếu.
        signatures: one stands on the right beside the recipients; two stand side by side above them.
        preamble: who issues, above the grounds: "TRƯỞNG CÔNG AN XÃ LIM XANH".
        specimen: made up for the demonstration; every page says so.
    """

    heading: Heading
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    specimen: bool = False
    author: str = field(default="", kw_only=True)
    preamble: str = field(default="", kw_only=True)
    annex: Annex | None = field(default=None, kw_only=True)
    check: Check | None = field(default=None, kw_only=True)


def body(text: str, *, origin: str = "") -> Paragraph:
    return Paragraph((Run(text),), origin)


def bullets(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """A list as administrative papers write it: "- …;" and a full stop behind the last."""
    texts = [line.rstrip(" .;") for line in lines if line.strip()]
    ends = [";"] * (len(texts) - 1) + ["."]
    return tuple(body(f"- {text}{end}") for text, end in zip(texts, ends, strict=True))


def number_text(number: str) -> str:
    """ "Số: 05/KH-CAX"; numbers below ten have a leading zero."""
    head, slash, symbol = number.partition("/")
    digits = head.strip()
    if digits.isdecimal() and len(digits) == 1:
        digits = f"0{digits}"
    return f"Số: {digits or ' ' * 6}{slash}{symbol}"


_TAG = re.compile(r"(\{[{%].*?[%}]\})")


def capitals(text: str) -> str:
    """In capitals, but for the fields of a template ("{{ cơ_quan }}")."""
    return "".join(part if part.startswith("{") else part.upper() for part in _TAG.split(text))


def day_text(on: date | str | None) -> str:
    """ "ngày 05 tháng 02 năm 2026", "ngày 29 tháng 6 năm 2026": days below ten and months 1 and 2 have a zero."""
    if isinstance(on, str):
        return on
    if on is None:
        blank = "\N{NO-BREAK SPACE}" * 5
        return f"ngày{blank}tháng{blank}năm{blank}"
    month = f"{on.month:02d}" if on.month < 3 else f"{on.month}"
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"
