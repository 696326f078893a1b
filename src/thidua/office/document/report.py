"""Báo cáo tháng of a unit: figures beside target and last month, what fell short and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    bullets,
)

COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Nội dung"),
    Column("Chỉ tiêu", 22, Align.RIGHT),
    Column("Kết quả", 42, Align.RIGHT),
    Column("Tháng trước", 42, Align.RIGHT),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as printed; `met` is None where nothing was promised."""

    title: str
    target: str
    now: str
    last: str
    met: bool | None = None


def report_document(
    heading: Heading,
    period: str,
    *,
    movement: str,
    lines: Sequence[Line],
    shortfalls: Sequence[str],
    weaknesses: Sequence[str],
    source: str,
    signature: Signature,
    recipients: Sequence[str],
    specimen: bool = False,
) -> Document:
    """The month in figures; the numbers come from the close and are not typed."""
    rows = tuple(
        Row((str(n), line.title, line.target, line.now, line.last)) for n, line in enumerate(lines, 1)
    )
    promised = [line for line in lines if line.met is not None]
    kept = sum(1 for line in promised if line.met)
    summary = (
        f"Trong {period}, đơn vị đạt {kept}/{len(promised)} chỉ tiêu đã giao ước."
        if promised
        else f"Trong {period}, đơn vị không có chỉ tiêu giao ước theo tháng."
    )
    blocks: list[Block] = [
        body(f"{heading.agency} báo cáo kết quả thực hiện {movement} trong {period} như sau:"),
        Section("I. KẾT QUẢ"),
        body(summary),
        Table(COLUMNS, rows),
        Note(source),
        Section("II. CHỈ TIÊU CHƯA ĐẠT, GIẢI TRÌNH"),
        *(bullets(shortfalls) if shortfalls else (body("Không có chỉ tiêu nào chưa đạt."),)),
        Section("III. KHÂU YẾU VÀ CÁCH KHẮC PHỤC"),
        *(bullets(weaknesses) if weaknesses else (body("Không có khâu yếu nào đang mở."),)),
        body(f"Trên đây là báo cáo kết quả {period} của {heading.agency}./."),
    ]
    return Document(
        heading,
        "Báo cáo",
        f"Kết quả thực hiện phong trào thi đua {period}",
        tuple(blocks),
        (signature,),
        tuple(recipients),
        specimen,
        author=heading.agency,
    )
