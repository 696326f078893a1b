"""Small valid evidence files made in code: a picture, and a record as a one-page PDF."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256

from thidua.actions.demo.deeds import MadeDeed
from thidua.core.text import fold

MEDIA = {"png": "image/png", "pdf": "application/pdf"}
TITLES = {"png": "Ảnh (mẫu)", "pdf": "Biên bản (mẫu)"}
_WIDTH, _HEIGHT = 96, 64


def evidence(deed: MadeDeed) -> tuple[str, str, bytes]:
    """(file name, media type, content) of the paper behind a deed."""
    make = {"png": _picture, "pdf": _pdf}[deed.paper]
    return f"{deed.code}.{deed.paper}", MEDIA[deed.paper], make(deed)


def _lines(deed: MadeDeed) -> tuple[str, ...]:
    amounts = ", ".join(f"{name}: {value}" for name, value in deed.quantities)
    return (
        "BIÊN BẢN GHI NHẬN VIỆC LÀM (DỮ LIỆU MẪU)",
        f"Mã việc: {deed.code}",
        f"Ngày: {deed.on:%d/%m/%Y}",
        f"Nơi làm: {deed.place}",
        f"Nội dung: {deed.summary}.",
        f"Số lượng: {amounts}",
        "Tệp này do chương trình tạo để trình diễn, không phải giấy tờ thật.",
    )


def _picture(deed: MadeDeed) -> bytes:
    """Bands of two colours drawn from the deed's code: no two deeds have the same picture."""
    noise = sha256(deed.code.encode()).digest()
    light, dark = bytes((214, 226, 240)), bytes((noise[0] // 2, 60 + noise[1] // 3, 110 + noise[2] // 3))
    rows = []
    for y in range(_HEIGHT):
        limit = 12 + noise[(y // 8) % 32] * (_WIDTH - 24) // 255
        rows.append(b"\x00" + dark * limit + light * (_WIDTH - limit))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _pdf(deed: MadeDeed) -> bytes:
    """One page in a built-in font, which has no Vietnamese letters: the text is without accents."""
    drawn = "\n".join(f"({_escape(fold(text))}) Tj T*" for text in _lines(deed))
    stream = f"BT /F1 11 Tf 16 TL 56 780 Td\n{drawn}\nET".encode("ascii", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    index = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, index, count, len(body))
    )


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
