"""Measures of the page: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I. Millimetres and points, for PDF and Word alike.

The regulation gives ranges; what is chosen here lies inside them, and `tests/office/test_document.py` measures it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from PIL import ImageFont

PAGE_WIDTH: Final = 210
PAGE_HEIGHT: Final = 297
TOP: Final = 20  # 20–25
BOTTOM: Final = 20  # 20–25
LEFT: Final = 30  # 30–35
RIGHT: Final = 15  # 15–20
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
NUMBER_FROM_TOP: Final = 10  # of the page number, in the middle of the top margin

HEAD_LEFT: Final = 64  # agency, number
HEAD_RIGHT: Final = TEXT_WIDTH - HEAD_LEFT  # national title (95,7 mm at 13 pt) and motto, place and day
SIGN_LEFT: Final = 63  # recipients
SIGN_RIGHT: Final = TEXT_WIDTH - SIGN_LEFT
FOOT_GAP: Final = 12  # pt above signatures and recipients
SIGN_SPACE: Final = 24  # for signature and seal

BODY: Final = 14  # pt; 13–14
INDENT: Final = 12.7  # mm; 10 or 12,7
GAP: Final = 6  # pt between paragraphs; at least 6
RULE: Final = 0.75  # pt
NATION: Final = 13  # 12–13
MOTTO: Final = 14  # 13–14
AGENCY: Final = 13  # 12–13
REFERENCE: Final = 13  # number and symbol
PLACE: Final = 14  # 13–14
RECIPIENTS: Final = 12
RECIPIENT: Final = 11
CELL: Final = 13  # of tables
CELL_GAP: Final = 2  # pt above and below what stands in a cell
NOTE: Final = 12
PAGE_NUMBER: Final = 13  # 13–14
FOOT: Final = 10
MARK: Final = 8  # of "văn mẫu" in the left margin
CHECK: Final = 16  # mm, the QR code that leads into the register
AGENCY_RULE: Final = 0.4  # of the line above it; a third to a half

NATION_TEXT: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT: Final = "Độc lập - Tự do - Hạnh phúc"
SPECIMEN_TEXT: Final = "VĂN BẢN MINH HỌA"
SPECIMEN_FOOT: Final = "Văn bản minh họa, số liệu và tên người do máy sinh ra; không có giá trị thi hành"
RECIPIENTS_TEXT: Final = "Nơi nhận:"

_MM_PER_PT: Final = 25.4 / 72


def width(text: str, size: int, *, bold: bool = True) -> float:
    """Millimetres that a line takes in Times New Roman, letter by letter; Tinos has the same advance widths."""
    return sum(float(_font(bold).getlength(letter)) for letter in text) / 1000 * size * _MM_PER_PT


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf"
    content = (files("thidua.office.print") / "fonts" / name).read_bytes()
    return ImageFont.truetype(BytesIO(content), 1000)


def rule_under(text: str, size: int, column: float) -> float:
    """Millimetres of the short rule under an agency or a subject, which may itself run over several lines."""
    return round(min(width(text, size), column) * AGENCY_RULE, 2)
