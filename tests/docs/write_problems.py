"""Writes docs/guide/loi.md from the sentences the product itself speaks: `python -m tests.docs.write_problems`."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from thidua.office import words

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "loi.md"
TOP = """# Các câu báo lỗi

Mỗi câu mà hệ thống nói khi dữ liệu có lỗi hoặc khi một việc chưa được phép, kèm mã để tra cứu. Phần trong ngoặc
nhọn được thay bằng giá trị cụ thể. Lỗi được báo hết một lượt, mỗi lỗi kèm ô, dòng hoặc mục; chưa sửa hết thì chưa
ghi gì cả.

Trang này do máy viết ra từ chính các câu ấy; sửa câu ở `src/thidua/office/words/`.
"""


def page() -> str:
    parts = [TOP]
    for module in sorted(item.name for item in pkgutil.iter_modules(words.__path__)):
        source = importlib.import_module(f"{words.__name__}.{module}")
        rows = [f"| `{code}` | {vietnamese} |" for code, (vietnamese, _) in sorted(source.WORDS.items())]
        parts.append("\n".join([f"\n## {module}\n", "| mã | câu |", "|---|---|", *rows, ""]))
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
