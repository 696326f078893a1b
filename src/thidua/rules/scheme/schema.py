"""A JSON Schema of the scheme language, so that editors complete words and underline mistakes as one types.

It says which words may stand where; the loader says the rest (sums, holes, kinds of figures). Written by
`python -m thidua.rules.scheme.schema` into `rules/scoring/scheme.schema.json`; a test holds that file current.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    Combine,
    CriteriaCounted,
    Empty,
    FedAs,
    FedBy,
    FigureKind,
    Missing,
    NotApplicable,
    PartPoints,
    SubjectKind,
    Takes,
    Unknown,
)

PATH = Path(__file__).resolve().parents[1] / "scoring" / "scheme.schema.json"
Schema: TypeAlias = dict[str, object]

_NUMBER = r"^-?\d+(\.\d+)?( ?%)?$|^-?\d+ ?/ ?\d+$"
_DAY = r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}/\d{1,2}/\d{4}$"


def build() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quy chế chấm điểm",
        **_scheme(),
        "$defs": {
            "condition": _condition(),
            "rule": _rule(),
            "limit": _limit(),
            "criterion": _criterion(),
            "group": _group(),
            "form": _form(),
            "step": _step(),
            "quota": _quota(),
        },
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


# --- Small pieces -----------------------------------------------------------------------------------------


def _say(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _text(description: str) -> Schema:
    return {"type": ["string", "number"], "description": description}


def _number(description: str) -> Schema:
    return {"type": ["number", "string"], "pattern": _NUMBER, "description": description}


def _day(description: str) -> Schema:
    return {"type": "string", "pattern": _DAY, "description": description}


def _yes_no(description: str) -> Schema:
    return {"enum": ["yes", "no", True, False], "description": description}


def _one_of(words: type[StrEnum] | Iterable[str], description: str) -> Schema:
    return {"enum": [str(word) for word in words], "description": description}


def _words(description: str) -> Schema:
    word = {"type": ["string", "number"]}
    return {"oneOf": [word, {"type": "array", "items": word}], "description": description}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _named(values: Schema, description: str) -> Schema:
    """A mapping from codes that the author chooses."""
    return {"type": "object", "additionalProperties": values, "description": description}


def _mapping(required: Iterable[str], properties: Mapping[str, Schema], description: str = "") -> Schema:
    """A mapping whose words are fixed."""
    said: Schema = {"description": description} if description else {}
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **said,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


CLAUSE = _text("Căn cứ: điều, khoản của văn bản")
TITLE = _text("Tên cho người đọc")
UNVERIFIED = _text("Lời nói ra màn hình khi nguồn không cho giá trị này")
LEVEL = _one_of(PeriodKind, "Kỳ: tuần, tháng, quý hoặc năm")
BOUNDS: dict[str, Schema] = {
    word: {"type": ["number", "string", "boolean"], "description": said}
    for word, said in {
        "from": "Từ, có tính mức này (≥)",
        "above": "Trên, không tính mức này (>)",
        "to": "Đến, có tính mức này (≤)",
        "below": "Dưới, không tính mức này (<)",
        "is": "Đúng bằng; với số liệu có/không thì yes hoặc no",
    }.items()
}
EMPTY = _one_of(Empty, "Kết quả khi mẫu số bằng 0 hoặc chưa giao chỉ tiêu")
OF = _text("Mã số liệu đã khai trong figures")


# --- The head ---------------------------------------------------------------------------------------------


def _scheme() -> Schema:
    source: dict[str, Schema] = {
        "issuer": _text("Nơi ban hành"),
        "number": _text("Số văn bản"),
        "issued": _day("Ngày ban hành"),
        "url": _text("Địa chỉ của văn bản"),
        "checked": _day("Ngày có người đối chiếu lại với văn bản"),
    }
    class_name: Schema = {
        "oneOf": [
            _text("Tên loại"),
            _mapping(["title"], {"title": TITLE, "counts": _yes_no("no: kết quả không phải là một loại")}),
        ]
    }
    properties: dict[str, Schema] = {
        "scheme": _text("Mã quy chế, chữ thường không dấu nối bằng gạch"),
        "title": _text("Tên quy chế"),
        "source": _mapping(["issuer", "number"], source, "Văn bản được viết lại ở đây"),
        "subject": _one_of(SubjectKind, "Ai được chấm: cán bộ, đơn vị hoặc thành viên cụm"),
        "period": _one_of(PeriodKind, "Kỳ chấm"),
        "in-force": _mapping(
            ["from"],
            {"from": _day("Ngày có hiệu lực"), "to": _day("Ngày hết hiệu lực")},
            "Ngày hiệu lực",
        ),
        "rounding": _mapping(
            ["places", "mode"],
            {
                "places": {"enum": [*range(4), *map(str, range(4))], "description": "Số chữ số thập phân"},
                "mode": _one_of(Rounding, "Cách làm tròn"),
            },
            "Cách làm tròn điểm",
        ),
        "assessors": _mapping(
            ["columns"],
            {"columns": _words("Các cột người chấm"), "decides": _text("Cột quyết định")},
            "Người chấm trực tiếp",
        ),
        "classes": _named(class_name, "Các loại, tốt nhất trước"),
        "figures": _named(_figure(), "Mọi số liệu mà quy chế đọc"),
        "forms": _named(_ref("form"), "Một hay nhiều mẫu chấm"),
        "roll-ups": _list(_roll_up(), "Kỳ dài làm từ kỳ ngắn"),
        "tie-breaks": _list(
            _mapping(
                ["of", "prefer", "clause"],
                {
                    "of": _text("Nhóm, tiêu chí hoặc số liệu"),
                    "prefer": _one_of(["high", "low"], "Cao hơn trước hay thấp hơn trước"),
                    "clause": CLAUSE,
                },
            ),
            "Điều phân biệt khi bằng điểm, xét lần lượt",
        ),
        "quotas": _named(_ref("quota"), "Định mức: số người được một loại"),
        "distinctions": _named(_distinction(), "Cờ, danh hiệu được đề xuất; người quyết định"),
        "calendar": _named(_work_step(), "Các bước có hạn trong năm; chỉ hiện, không tính"),
        "choices": _named(
            _mapping(
                ["title", "clause", "among"],
                {"title": TITLE, "clause": CLAUSE, "among": _words("Các loại được đưa ra chọn")},
            ),
            "Việc do người chọn, bỏ phiếu; ghi lại, không tính",
        ),
        "resolutions": _list(_resolution(), "Cách hiểu được chọn ở chỗ văn bản tự mâu thuẫn"),
        "notes": _words("Điều chưa đưa vào, chưa kiểm chứng; hiện cùng quy chế"),
    }
    required = ["scheme", "title", "source", "subject", "period", "in-force", "rounding", "classes"]
    return _mapping([*required, "figures", "forms"], properties, "Một quy chế chấm điểm, một tệp")


def _figure() -> Schema:
    feed: dict[str, Schema] = {
        "scheme": _text("Mã quy chế cho kết quả"),
        "of": _one_of(FedBy, "Kết quả của ai: chính mình, thành viên, tập thể, cấp trên"),
        "what": _one_of(FedAs, "Lấy gì: loại, tỷ lệ, số người hoặc điểm"),
        "classes": _words("Các loại được đếm, với share và count"),
    }
    properties: dict[str, Schema] = {
        "title": TITLE,
        "kind": _one_of(FigureKind, "Kiểu số liệu"),
        "unit": _text("Đơn vị tính, một đơn vị"),
        "values": _words("Các số được dùng, với kind: class"),
        "enforcement": _yes_no("Số vụ bắt, phạt, khởi tố"),
        "justification": _text("Lý do chấm một số lượng xử lý"),
        "paired-with": _text("Số liệu chất lượng đi kèm"),
        "feed": _mapping(["scheme", "of", "what"], feed, "Số liệu là kết quả của quy chế khác"),
    }
    return _mapping(["title", "kind"], properties)


# --- Conditions and lists ---------------------------------------------------------------------------------


def _condition() -> Schema:
    many: Schema = {"type": "array", "items": _ref("condition")}
    figure: dict[str, Schema] = {
        "figure": OF,
        **BOUNDS,
        "absent": _one_of(Unknown, "Khi số liệu chưa có"),
        "not-applicable": _one_of(Unknown, "Khi số liệu không áp dụng"),
    }
    kinds = [
        _say(many, "Danh sách đứng một mình: mọi điều đều đúng"),
        _mapping(["all"], {"all": _say(many, "Mọi điều đều đúng")}),
        _mapping(["any"], {"any": _say(many, "Ít nhất một điều đúng")}),
        _mapping(["none"], {"none": _say(many, "Không điều nào đúng")}),
        _mapping(["figure"], figure, "Giá trị một số liệu"),
        _mapping(["points"], {"points": _text("total, một nhóm hoặc một tiêu chí"), **BOUNDS}, "Điểm"),
        _mapping(
            ["criteria"],
            {"criteria": _one_of(CriteriaCounted, "0 điểm, hoặc dưới nửa mức tối đa"), **BOUNDS},
            "Số (hoặc tỷ lệ) tiêu chí làm kém",
        ),
        _mapping(
            ["parts"], {"parts": _words("Các loại; unclassed là kỳ không có loại"), **BOUNDS}, "Số kỳ nhỏ"
        ),
    ]
    return {"oneOf": kinds, "description": "Một điều kiện"}


def _rule() -> Schema:
    properties: dict[str, Schema] = {
        "class": _text("Loại được xếp"),
        "clause": CLAUSE,
        "when": _ref("condition"),
        "otherwise": _yes_no("yes: mọi trường hợp còn lại"),
    }
    return _mapping(["class", "clause"], properties, "Một dòng của danh sách xếp loại")


def _limit() -> Schema:
    properties: dict[str, Schema] = {
        "class": _text("Loại đưa về, hoặc loại cao nhất"),
        "clause": CLAUSE,
        "title": TITLE,
        "when": _ref("condition"),
    }
    return _mapping(["class", "clause", "when"], properties)


def _step() -> Schema:
    properties: dict[str, Schema] = {
        "down": _number("Số bậc hạ"),
        "up": _number("Số bậc nâng"),
        "clause": CLAUSE,
        "title": TITLE,
        "when": _ref("condition"),
        "by": _text("Số liệu nhân với số bậc"),
        "minus": _text("Số liệu trừ đi"),
        "sign": _yes_no("Chỉ lấy dấu: hơn thì một bậc, kém thì một bậc ngược lại"),
        "floor": _text("Loại thấp nhất mà bước này đưa tới"),
        "ceiling": _text("Loại cao nhất mà bước này đưa tới"),
    }
    return {
        **_mapping(["clause"], properties, "Một bước trên thang loại"),
        "oneOf": [{"required": ["down"]}, {"required": ["up"]}],
    }


def _roll_up() -> Schema:
    properties: dict[str, Schema] = {
        "level": LEVEL,
        "of": _one_of(PeriodKind, "Kỳ nhỏ được gộp"),
        "points": _one_of(PartPoints, "Điểm của kỳ dài: không có, trung bình hoặc tổng"),
        "clause": CLAUSE,
        "class": _list(_ref("rule"), "Danh sách xếp loại của kỳ dài"),
        "titles": _named(_text("Danh hiệu"), "Loại nào dẫn tới danh hiệu nào"),
        "unverified": UNVERIFIED,
    }
    return _mapping(["level", "of", "points", "clause", "class"], properties)


# --- Forms ------------------------------------------------------------------------------------------------


def _form() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": _number("Điểm tối đa của cả mẫu"),
        "min": _number("Điểm thấp nhất của cả mẫu"),
        "start": _number("Điểm có sẵn trước khi cộng trừ"),
        "groups": _named(_ref("group"), "Các nhóm tiêu chí"),
        "class": _list(_ref("rule"), "Danh sách xếp loại, dòng đầu tiên đúng thì lấy"),
        "steps": _list(_ref("step"), "Các bước hạ, nâng bậc"),
        "vetoes": _list(_ref("limit"), "Đúng thì xuống loại đã ghi, bất kể điểm"),
        "caps": _list(_ref("limit"), "Đúng thì không cao hơn loại đã ghi"),
    }
    return _mapping(["title", "clause"], properties)


def _group() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": _number("Điểm tối đa của nhóm"),
        "min": _number("Điểm thấp nhất của nhóm"),
        "capped": _yes_no("yes: tổng các phần được vượt mức của nhóm"),
        "takes": _one_of(Takes, "Lấy tổng, hay chỉ lấy mục cao nhất"),
        "rescale-to": _number("Mức quy về khi có tiêu chí không áp dụng"),
        "gate": _say(_ref("condition"), "Không đạt thì cả nhóm không có điểm"),
        "criteria": _named(_ref("criterion"), "Các tiêu chí"),
    }
    return _mapping(["title", "clause", "max", "criteria"], properties)


def _criterion() -> Schema:
    methods = _methods()
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": _number("Điểm tối đa"),
        "min": _number("Điểm thấp nhất (âm khi trừ)"),
        "missing": _one_of(Missing, "Khi số liệu chưa báo"),
        "not-applicable": _one_of(NotApplicable, "Khi số liệu không áp dụng"),
        "among": _words("Các nhóm nhận điểm chia lại, với redistribute"),
        "gate": _say(_ref("condition"), "Không đạt thì không có điểm"),
        **methods,
    }
    return {
        **_mapping(["title", "clause", "max"], properties),
        "oneOf": [{"required": [word]} for word in methods],
    }


def _methods() -> dict[str, Schema]:
    target = _yes_no("yes: chia cho chỉ tiêu")
    band = _mapping(["points"], {**BOUNDS, "points": _number("Điểm của bậc")})
    return {
        "events": _mapping(
            ["of", "each"], {"of": OF, "each": _number("Điểm mỗi lần")}, "Số lần × điểm mỗi lần"
        ),
        "share": _mapping(
            ["of"],
            {"of": OF, "target": target, "beyond": _yes_no("yes: được vượt mức tối đa"), "empty": EMPTY},
            "Mức tối đa × tỷ lệ",
        ),
        "tiers": _mapping(
            ["of", "bands"],
            {"of": OF, "target": target, "empty": EMPTY, "bands": _list(band, "Các bậc, phủ kín từ 0")},
            "Bậc chứa giá trị cho điểm",
        ),
        "yes-no": _mapping(
            ["of", "yes"],
            {"of": OF, "yes": _number("Điểm khi có"), "no": _number("Điểm khi không")},
            "Có hay không",
        ),
        "mark": _mapping(
            ["of"],
            {
                "of": OF,
                "step": _number("Bước điểm"),
                "combine": _one_of(Combine, "Cách kết hợp điểm nhiều người chấm"),
                "gap": _number("Chênh quá mức này thì để người xem lại"),
                "settles": _text("Cột của người phân xử"),
            },
            "Điểm do người chấm cho",
        ),
        "relative": _mapping(
            ["of", "empty"],
            {"of": OF, "at-target": _number("Phần điểm khi đúng chỉ tiêu, không ghi là 1/2"), "empty": EMPTY},
            "So với chỉ tiêu, rồi so với đơn vị dẫn đầu",
        ),
    }


# --- Afterwards -------------------------------------------------------------------------------------------


def _quota() -> Schema:
    percent = _number("Tỷ lệ, từ 0 % đến 100 %")
    step: dict[str, Schema] = {
        "base": _text("eligible, headcount, class:<loại>, group-figure:<số liệu> hoặc một bước trước"),
        "percent": {
            "oneOf": [percent, _named(percent, "Theo loại của tập thể")],
            "description": "Tỷ lệ, chung cho tất cả hoặc theo loại của tập thể",
        },
        "minus": _words("Trừ đi các bước này"),
        "rounding": _one_of(Rounding, "Cách làm tròn"),
        "fixed": _number("Số cố định"),
    }
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "level": LEVEL,
        "form": _text("Chỉ tính người thuộc mẫu này"),
        "excluded": _words("Các loại không tính vào eligible"),
        "collective-class": _text("Số liệu ghi loại của tập thể"),
        "exempt": _text("Số liệu có/không của tập thể: có thì không áp định mức"),
        "steps": _named(_mapping([], step), "Các số, tính lần lượt"),
        "limits": _named(_text("Bước cho số nhiều nhất"), "Loại nào theo bước nào"),
        "unverified": UNVERIFIED,
    }
    return _mapping(["title", "clause", "level", "steps"], properties)


def _distinction() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "level": LEVEL,
        "top": _number("Số đối tượng đầu mỗi khối"),
        "when": _ref("condition"),
    }
    return _mapping(["title", "clause", "top"], properties)


def _work_step() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "from": _text("Từ ngày/tháng"),
        "to": _text("Đến ngày/tháng"),
        "working-days": _number("Số ngày làm việc"),
    }
    return _mapping(["title", "clause"], properties)


def _resolution() -> Schema:
    properties: dict[str, Schema] = {
        "problem": _text("Mã lỗi, phần sau chữ scheme."),
        "at": _text("Chỗ mà lời báo đã nêu"),
        "take": _text("as-printed, max hoặc một loại"),
        "reason": _text("Lý do chọn cách hiểu này"),
    }
    return _mapping(["problem", "at", "take", "reason"], properties)


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
