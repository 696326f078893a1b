"""Giao ước thi đua between two units, and the commitment of one officer inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.office.document.model import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Note,
    Row,
    Section,
    Signature,
    Table,
    body,
)
from thidua.office.format import day

TARGETS = (
    Column("TT", 11, Align.CENTRE),
    Column("Chỉ tiêu"),
    Column("Đơn vị tính", 30, Align.CENTRE),
    Column("Thời gian", 30, Align.CENTRE),
    Column("Giao ước", 28, Align.RIGHT),
)
ANNEXES = (
    Column("Ngày", 25, Align.CENTRE),
    Column("Chỉ tiêu"),
    Column("Trước", 22, Align.RIGHT),
    Column("Sau", 22, Align.RIGHT),
    Column("Lý do", 50),
)


@dataclass(frozen=True, slots=True)
class Target:
    """One promise, as printed."""

    title: str
    unit: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class Annex:
    on: date
    title: str
    before: str
    after: str
    reason: str


def compact_document(
    heading: Heading,
    *,
    movement: str,
    parties: tuple[str, str],
    text: str,
    targets: Sequence[Target],
    annexes: Sequence[Annex],
    signatures: tuple[Signature, Signature],
    digest: str = "",
    specimen: bool = False,
) -> Document:
    """The compact with its targets as signed; annexes follow them, nothing is overwritten."""
    rows = tuple(
        Row((str(n), target.title, target.unit, target.period, target.value))
        for n, target in enumerate(targets, 1)
    )
    blocks: list[Block] = [
        Section("I. NỘI DUNG GIAO ƯỚC"),
        *(body(line.strip()) for line in text.splitlines() if line.strip()),
        Section("II. CHỈ TIÊU"),
        Table(TARGETS, rows),
    ]
    if annexes:
        changed = tuple(Row((day(a.on), a.title, a.before, a.after, a.reason)) for a in annexes)
        blocks += [Section("III. PHỤ LỤC SỬA CHỈ TIÊU"), Table(ANNEXES, changed)]
    if digest:
        blocks.append(Note(f"Mã niêm của nội dung và chỉ tiêu lúc đủ hai chữ ký: {digest}"))
    return Document(
        heading,
        "Giao ước thi đua",
        f"Giữa {parties[0]} và {parties[1]}, thực hiện {lower_first(movement)}",
        tuple(blocks),
        signatures,
        ("Hai bên ký giao ước", "Lưu: VT, hồ sơ thi đua"),
        specimen,
        author=heading.agency,
    )


def commitment_document(
    heading: Heading,
    *,
    person: str,
    post: str,
    movement: str,
    lines: Sequence[tuple[str, str, date]],
    confirms: str,
    head: Signature,
    specimen: bool = False,
) -> Document:
    """What one officer commits herself to inside the compact of her unit: text, measure, due."""
    columns = (
        Column("TT", 11, Align.CENTRE),
        Column("Nội dung cam kết"),
        Column("Đo bằng", 58),
        Column("Thời hạn", 26, Align.CENTRE),
    )
    rows = tuple(Row((str(n), text, measure, day(due))) for n, (text, measure, due) in enumerate(lines, 1))
    who = f"Tôi là {person}, {lower_first(post)}."
    said = f"{who} Thực hiện giao ước của đơn vị trong {lower_first(movement)}, tôi cam kết:"
    blocks: tuple[Block, ...] = (
        body(said),
        Table(columns, rows),
        body("Tôi tự theo dõi và báo kết quả với đơn vị khi đến hạn; chưa làm được thì nói rõ lý do./."),
    )
    return Document(
        heading,
        "Bản cam kết",
        "Thực hiện giao ước thi đua của đơn vị",
        blocks,
        (
            Signature((f"Xác nhận của {confirms}", *head.lines), head.name),
            Signature(("Người cam kết",), person),
        ),
        ("Như trên", "Lưu: hồ sơ thi đua"),
        specimen,
        author=heading.agency,
    )


def lower_first(text: str) -> str:
    """In the middle of a sentence: "Phong trào …" → "phong trào …"; a name in capitals stays."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
