"""Decision lists and conditions in the editors' schema."""

from __future__ import annotations

from thidua.core.score.scheme import CriteriaCounted, Unknown
from thidua.rules.scheme.schema_value import (
    BOUNDS,
    CLAUSE,
    OF,
    TITLE,
    Schema,
    mapping,
    number,
    one_of,
    ref,
    said,
    text_word,
    words,
    yes_no,
)


def condition() -> Schema:
    """A condition: a list of conditions, a join, or one question."""
    many: Schema = {"type": "array", "items": ref("condition")}
    figure: dict[str, Schema] = {
        "figure": OF,
        **BOUNDS,
        "absent": one_of(Unknown, "Khi số liệu chưa có"),
        "not-applicable": one_of(Unknown, "Khi số liệu không áp dụng"),
    }
    kinds = [
        said(many, "Danh sách đứng một mình: mọi điều đều đúng"),
        mapping(["all"], {"all": said(many, "Mọi điều đều đúng")}),
        mapping(["any"], {"any": said(many, "Ít nhất một điều đúng")}),
        mapping(["none"], {"none": said(many, "Không điều nào đúng")}),
        mapping(["figure"], figure, "Giá trị một số liệu"),
        mapping(["points"], {"points": text_word("total, một nhóm hoặc một tiêu chí"), **BOUNDS}, "Điểm"),
        mapping(
            ["criteria"],
            {"criteria": one_of(CriteriaCounted, "0 điểm, hoặc dưới nửa mức tối đa"), **BOUNDS},
            "Số (hoặc tỷ lệ) tiêu chí làm kém",
        ),
        mapping(
            ["parts"], {"parts": words("Các loại; unclassed là kỳ không có loại"), **BOUNDS}, "Số kỳ nhỏ"
        ),
    ]
    return {"oneOf": kinds, "description": "Một điều kiện"}


def rule() -> Schema:
    """A line of a decision list."""
    properties: dict[str, Schema] = {
        "class": text_word("Loại được xếp"),
        "clause": CLAUSE,
        "when": ref("condition"),
        "otherwise": yes_no("yes: mọi trường hợp còn lại"),
    }
    return mapping(["class", "clause"], properties, "Một dòng của danh sách xếp loại")


def limit() -> Schema:
    """A veto or a cap."""
    properties: dict[str, Schema] = {
        "class": text_word("Loại đưa về, hoặc loại cao nhất"),
        "clause": CLAUSE,
        "title": TITLE,
        "when": ref("condition"),
    }
    return mapping(["class", "clause", "when"], properties)


def step() -> Schema:
    """A step of the ladder."""
    properties: dict[str, Schema] = {
        "down": number("Số bậc hạ"),
        "up": number("Số bậc nâng"),
        "clause": CLAUSE,
        "title": TITLE,
        "when": ref("condition"),
        "by": text_word("Số liệu nhân với số bậc"),
        "minus": text_word("Số liệu trừ đi"),
        "sign": yes_no("Chỉ lấy dấu: hơn thì một bậc, kém thì một bậc ngược lại"),
        "floor": text_word("Loại thấp nhất mà bước này đưa tới"),
        "ceiling": text_word("Loại cao nhất mà bước này đưa tới"),
    }
    return {
        **mapping(["clause"], properties, "Một bước trên thang loại"),
        "oneOf": [{"required": ["down"]}, {"required": ["up"]}],
    }
