"""The bulletin as readers see it: texts with their numbers, tables, corrections; the same for page and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from thidua.office.document.model import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Section,
    Signature,
    Table,
    body,
)
from thidua.office.document.report import COLUMNS

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """Words, or a number with the id behind it."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    shown: tuple[Shown, ...]
    origin: str = ""

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.shown)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside target and last month. `met`: yes, no, or None without a target."""

    figure: str
    title: str
    target: str
    now: str
    last: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of an issue."""

    kind: str
    title: str
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...] = ()
    public: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """A whole issue, as plain values that can be kept as JSON."""

    unit: str
    period: str
    number: int
    parts: tuple[Part, ...]
    source: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: dict[str, Any]) -> Issue:
        parts = tuple(
            Part(
                part["kind"],
                part["title"],
                tuple(
                    Passage(tuple(Shown(**shown) for shown in p["shown"]), p["origin"])
                    for p in part["passages"]
                ),
                tuple(Line(**line) for line in part["lines"]),
                part["public"],
            )
            for part in value["parts"]
        )
        return Issue(value["unit"], value["period"], value["number"], parts, value["source"])


def bulletin_document(
    heading: Heading,
    issue: Issue,
    *,
    corrections: Sequence[str] = (),
    table: Table | None = None,
    signature: Signature | None = None,
    recipients: Sequence[str] = (),
    marks: bool = False,
    specimen: bool = False,
) -> Document:
    """The issue on paper.

    Args:
        corrections: dated notices that came after it was published; they stand in front.
        table: the public table with what was left out.
        marks: print where copied passages come from.
    """
    blocks: list[Block] = []
    if corrections:
        blocks += [Section("ĐÍNH CHÍNH"), *(body(text) for text in corrections)]
    for numeral, part in zip(ROMAN, issue.parts, strict=False):
        blocks.append(Section(f"{numeral}. {part.title.upper()}"))
        for passage in part.passages:
            runs = tuple(Run(shown.text, bold=bool(shown.figure)) for shown in passage.shown)
            blocks.append(Paragraph(runs, passage.origin if marks else ""))
        if part.lines:
            rows = tuple(
                Row((str(n), line.title, line.target, line.now, line.last))
                for n, line in enumerate(part.lines, 1)
            )
            blocks.append(Table(COLUMNS, rows))
    if table is not None:
        blocks += [Section("SỐ LIỆU TỪNG ĐƠN VỊ"), table, Note(small_text())]
    blocks.append(Note(issue.source))
    return Document(
        heading,
        "Bản tin tháng",
        f"{issue.period}, số {issue.number}",
        tuple(blocks),
        (signature,) if signature else (),
        tuple(recipients),
        specimen,
        author=issue.unit,
    )


def small_text() -> str:
    """How to read a cell without a number."""
    return (
        f"Ô ghi “{HIDDEN}” không công bố: số đếm quá nhỏ, hoặc phải để trống thì mới không ai tính ra được số nhỏ "
        "ở ô khác."
    )


def public_table(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """Units by figures; a hidden cell is "…"."""
    width = 100 // max(1, len(columns))
    return Table(
        (Column("Đơn vị"), *(Column(title, width, Align.RIGHT) for title in columns)),
        tuple(Row((name, *cells)) for name, cells in rows),
    )
