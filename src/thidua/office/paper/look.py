"""A certificate as a picture, on its frame or on bare stock, to be looked at on screen."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image, ImageChops

from thidua.office.paper.certificate import Stock, ground_picture, lettering_picture
from thidua.office.paper.content import Decision, Issuer, Recipient

# What the screen for printed stock prints: long enough to see where lines break.
SAMPLE = Decision(
    Issuer(
        "Công an xã Lim Xanh", place="Lim Xanh", authority="Trưởng Công an xã Lim Xanh", signer="Nguyễn Thị An",
        posts=("TRƯỞNG CÔNG AN XÃ",),
    ),
    "05/QĐ-CAX",
    date(2026, 2, 5),
    (
        Recipient(
            1, "Hoàng Thị Mỷ", "Giấy khen", "Đã có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc” "
            "năm 2025, trả lời phản ánh của nhân dân đúng hẹn", "Phó Trưởng Công an xã", "Công an xã Lim Xanh",
            code="GCGA-GZ23-PZ7A", check="THIDUA GCGA-GZ23-PZ7A 05/QĐ-CAX",
        ),
    ),
)  # fmt: skip
LOOK_DOTS = 90


def certificate_picture(content: Decision, one: Recipient, stock: Stock, dots: float = LOOK_DOTS) -> bytes:
    """PNG; lettering multiplied over the frame, as ink is."""
    letters = Image.open(io.BytesIO(lettering_picture(content, one, stock, dots))).convert("RGB")
    if not stock.printed:
        ground = Image.open(io.BytesIO(ground_picture(stock, dots))).convert("RGB").resize(letters.size)
        letters = ImageChops.multiply(ground, letters)
    drawn = io.BytesIO()
    letters.save(drawn, "PNG")
    return drawn.getvalue()
