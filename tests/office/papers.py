"""A decision of the cast, for the tests of papers."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest

from thidua.office.paper.content import Decision, Issuer, Recipient
from thidua.office.paper.frame import numbered

MM = 72 / 25.4
Box = tuple[float, float, float, float]
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftoppm") is None,
    reason="LibreOffice is not installed: that Word files open and keep their layout was not looked at",
)

ISSUER = Issuer(
    "Công an xã Lim Xanh",
    "Công an tỉnh Minh Họa",
    "Lim Xanh",
    "Trưởng Công an xã Lim Xanh",
    ("TRƯỞNG CÔNG AN XÃ",),
    "Nguyễn Thị An",
)
RECIPIENTS = numbered(
    (
        Recipient(0, "Trần Văn Bình", "Giấy khen", post="Phó Trưởng Công an xã",
                  unit="Công an xã Lim Xanh", money=702_000),
        Recipient(0, "Tổ Cảnh sát khu vực", "Giấy khen", unit="Công an xã Lim Xanh", collective=True, money=1_404_000),
        Recipient(0, "Lê Thị Lan", "Chiến sĩ thi đua cơ sở", post="Cán bộ", unit="Công an xã Lim Xanh",
                  conferred=True, money=2_340_000, code="7F3K-9QWD-2MXA", check="THIDUA 7F3K-9QWD-2MXA 05/QĐ-CAX"),
    )
)  # fmt: skip
DECISION = Decision(
    ISSUER,
    "5/QĐ-CAX",
    date(2026, 2, 5),
    RECIPIENTS,
    reason="đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” năm 2025",
    grounds=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",),
    proposed_by="Hội đồng Thi đua - Khen thưởng Công an xã",
    places=("Như Điều 3", "Công an tỉnh (để báo cáo)", "Lưu: VT"),
    code="2B7C-D4E5-F6G7",
    check="THIDUA 2B7C-D4E5-F6G7 05/QĐ-CAX",
)


def words_of(content: bytes, tmp_path: Path) -> list[tuple[tuple[int, int], list[tuple[str, Box]]]]:
    """Of each page its size and its words with their boxes, in millimetres from the upper left corner."""
    path = tmp_path / "words.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True
    ).stdout
    word = re.compile(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    )
    return [
        (
            (round(float(wide) / MM), round(float(high) / MM)),
            [(m[5], tuple(float(m[n]) / MM for n in range(1, 5))) for m in word.finditer(page)],
        )
        for wide, high, page in re.findall(
            r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', told, re.DOTALL
        )
    ]


def line_of(page: list[tuple[str, Box]], text: str) -> Box:
    """The box around consecutive words that read so, however widely their letters are spaced."""
    wanted = text.replace(" ", "")
    for start in range(len(page)):
        read = ""
        for end in range(start, len(page)):
            read += page[end][0]
            if read == wanted:
                return page[start][1][0], page[start][1][1], page[end][1][2], page[end][1][3]
            if not wanted.startswith(read):
                break
    raise AssertionError(f"not on the page: {text}")


def text_of(word: bytes) -> str:
    """All text of a Word file, tables included, a line for each paragraph."""
    body = docx.Document(io.BytesIO(word)).element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    return "\n".join("".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in paragraphs)
