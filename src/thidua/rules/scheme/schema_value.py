"""The pieces of which the editors' schema is built: one function for each sort of value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeAlias

from thidua.core.period import PeriodKind
from thidua.core.score.scheme import Empty

Schema: TypeAlias = dict[str, object]

_NUMBER = r"^-?\d+(\.\d+)?( ?%)?$|^-?\d+ ?/ ?\d+$"
_DAY = r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}/\d{1,2}/\d{4}$"


def said(schema: Schema, description: str) -> Schema:
    """The schema with what it means."""
    return {**schema, "description": description}


def text_word(description: str) -> Schema:
    """A word or a line of text."""
    return {"type": ["string", "number"], "description": description}


def number(description: str) -> Schema:
    """A number as it may be typed: 1.25, 95 %, 2/3."""
    return {"type": ["number", "string"], "pattern": _NUMBER, "description": description}


def day_word(description: str) -> Schema:
    """A day: 01/12/2025 or 2025-12-01."""
    return {"type": "string", "pattern": _DAY, "description": description}


def yes_no(description: str) -> Schema:
    """Yes or no, however the editor reads it."""
    return {"enum": ["yes", "no", True, False], "description": description}


def one_of(words: type[StrEnum] | Iterable[str], description: str) -> Schema:
    """One word of a closed list."""
    return {"enum": [str(word) for word in words], "description": description}


def words(description: str) -> Schema:
    """One word or a list of them."""
    word = {"type": ["string", "number"]}
    return {"oneOf": [word, {"type": "array", "items": word}], "description": description}


def listing(items: Schema, description: str) -> Schema:
    """A list."""
    return {"type": "array", "items": items, "description": description}


def named(values: Schema, description: str) -> Schema:
    """A mapping from codes that the author chooses."""
    return {"type": "object", "additionalProperties": values, "description": description}


def mapping(required: Iterable[str], properties: Mapping[str, Schema], description: str = "") -> Schema:
    """A mapping whose words are fixed."""
    explained: Schema = {"description": description} if description else {}
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **explained,
    }


def ref(name: str) -> Schema:
    """A named part of the schema."""
    return {"$ref": f"#/$defs/{name}"}


CLAUSE = text_word("Căn cứ: điều, khoản của văn bản")
TITLE = text_word("Tên cho người đọc")
UNVERIFIED = text_word("Lời nói ra màn hình khi nguồn không cho giá trị này")
LEVEL = one_of(PeriodKind, "Kỳ: tuần, tháng, quý hoặc năm")
BOUNDS: dict[str, Schema] = {
    word: {"type": ["number", "string", "boolean"], "description": meaning}
    for word, meaning in {
        "from": "Từ, có tính mức này (≥)",
        "above": "Trên, không tính mức này (>)",
        "to": "Đến, có tính mức này (≤)",
        "below": "Dưới, không tính mức này (<)",
        "is": "Đúng bằng; với số liệu có/không thì yes hoặc no",
    }.items()
}
EMPTY = one_of(Empty, "Kết quả khi mẫu số bằng 0 hoặc chưa giao chỉ tiêu")
OF = text_word("Mã số liệu đã khai trong figures")
