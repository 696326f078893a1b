"""Kế hoạch: why, what people gain, who does what by when and how it is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.office.document.model import (
    Align,
    Basis,
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
    bullets,
)
from thidua.office.format import day

COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Nội dung công việc"),
    Column("Người chịu trách nhiệm", 36),
    Column("Thời hạn", 25, Align.CENTRE),
    Column("Đo bằng", 44),
)
DUTIES = (
    "Mỗi việc có một người chịu trách nhiệm; việc xong khi có kết quả đo được như đã ghi",
    "Tiến độ lấy từ số liệu đã chốt hằng tháng, không làm báo cáo riêng",
    "Vướng mắc thì báo ngay người duyệt kế hoạch để sửa thời hạn hoặc cách làm, có ghi lý do",
)


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    owner: str
    due: date
    measure: str
    done: date | None = None


def plan_document(
    heading: Heading,
    title: str,
    *,
    basis: Sequence[str],
    benefit: str,
    items: Sequence[Item],
    signature: Signature,
    recipients: Sequence[str],
    approved: bool,
    specimen: bool = False,
) -> Document:
    """The plan as it is issued; a draft says so in its table's note."""
    kind, subject = split_kind(title, "Kế hoạch")
    rows = tuple(
        Row((str(n), item.title, item.owner, day(item.due), item.measure)) for n, item in enumerate(items, 1)
    )
    blocks: list[Block] = [
        *(Basis(f"{text};") for text in basis),
        body(f"{heading.agency} xây dựng {kind.lower()} như sau:"),
        Section("I. MỤC ĐÍCH, LỢI ÍCH ĐỐI VỚI NGƯỜI DÂN"),
        *(body(line) for line in benefit.splitlines() if line.strip()),
        Section("II. NỘI DUNG, PHÂN CÔNG VÀ THỜI HẠN"),
        Table(COLUMNS, rows),
        *(() if approved else (Note("Dự thảo, chưa được duyệt."),)),
        Section("III. TỔ CHỨC THỰC HIỆN"),
        *bullets(DUTIES)[:-1],
        body(f"- {DUTIES[-1]}./."),
    ]
    return Document(
        heading,
        kind,
        subject,
        tuple(blocks),
        (signature,),
        tuple(recipients),
        specimen,
        author=heading.agency,
    )


def split_kind(title: str, otherwise: str) -> tuple[str, str]:
    """ "Kế hoạch thực hiện …" → ("Kế hoạch", "Thực hiện …"); a title without a kind of paper keeps all its words."""
    for kind in ("Kế hoạch", "Chương trình", "Phương án", "Hướng dẫn"):
        if title.startswith(f"{kind} "):
            rest = title.removeprefix(kind).strip()
            return kind, rest[:1].upper() + rest[1:]
    return otherwise, title
