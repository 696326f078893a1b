"""A JSON Schema of the scheme language, so that editors complete words and underline mistakes as one types.

It says which words may stand where; the loader says the rest (sums, holes, kinds of figures). Written by
`python -m thidua.rules.scheme.schema` into `rules/scoring/scheme.schema.json`; a test holds that file current.
"""

from __future__ import annotations

import json
from pathlib import Path

from thidua.core.number import Rounding
from thidua.core.period import PeriodKind
from thidua.core.score.scheme import (
    Combine,
    FedAs,
    FedBy,
    FigureKind,
    Missing,
    NotApplicable,
    PartPoints,
    Place,
    SubjectKind,
    Takes,
)
from thidua.rules.scheme import schema_list
from thidua.rules.scheme.schema_value import (
    BOUNDS,
    CLAUSE,
    EMPTY,
    LEVEL,
    OF,
    TITLE,
    UNVERIFIED,
    Schema,
    day_word,
    listing,
    mapping,
    named,
    number,
    one_of,
    ref,
    said,
    text_word,
    words,
    yes_no,
)

PATH = Path(__file__).resolve().parents[1] / "scoring" / "scheme.schema.json"


def build() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quy chế chấm điểm",
        **_scheme(),
        "$defs": {
            "condition": schema_list.condition(),
            "rule": schema_list.rule(),
            "limit": schema_list.limit(),
            "criterion": _criterion(),
            "group": _group(),
            "form": _form(),
            "step": schema_list.step(),
            "quota": _quota(),
        },
    }


def text() -> str:
    """The schema as the file holds it."""
    return json.dumps(build(), ensure_ascii=False, indent=1) + "\n"


# --- The head ---------------------------------------------------------------------------------------------


def _scheme() -> Schema:
    source: dict[str, Schema] = {
        "issuer": text_word("Nơi ban hành"),
        "number": text_word("Số văn bản"),
        "issued": day_word("Ngày ban hành"),
        "url": text_word("Địa chỉ của văn bản"),
        "checked": day_word("Ngày có người đối chiếu lại với văn bản"),
    }
    class_name: Schema = {
        "oneOf": [
            text_word("Tên loại"),
            mapping(["title"], {"title": TITLE, "counts": yes_no("no: kết quả không phải là một loại")}),
        ]
    }
    properties: dict[str, Schema] = {
        "scheme": text_word("Mã quy chế, chữ thường không dấu nối bằng gạch"),
        "title": text_word("Tên quy chế"),
        "source": mapping(["issuer", "number"], source, "Văn bản được viết lại ở đây"),
        "subject": one_of(SubjectKind, "Ai được chấm: cán bộ, đơn vị hoặc thành viên cụm"),
        "period": one_of(PeriodKind, "Kỳ chấm"),
        "in-force": mapping(
            ["from"],
            {"from": day_word("Ngày có hiệu lực"), "to": day_word("Ngày hết hiệu lực")},
            "Ngày hiệu lực",
        ),
        "rounding": mapping(
            ["places", "mode"],
            {
                "places": {"enum": [*range(4), *map(str, range(4))], "description": "Số chữ số thập phân"},
                "mode": one_of(Rounding, "Cách làm tròn"),
            },
            "Cách làm tròn điểm",
        ),
        "assessors": mapping(
            ["columns"],
            {"columns": words("Các cột người chấm"), "decides": text_word("Cột quyết định")},
            "Người chấm trực tiếp",
        ),
        "classes": named(class_name, "Các loại, tốt nhất trước"),
        "figures": named(_figure(), "Mọi số liệu mà quy chế đọc"),
        "forms": named(ref("form"), "Một hay nhiều mẫu chấm"),
        "roll-ups": listing(_roll_up(), "Kỳ dài làm từ kỳ ngắn"),
        "tie-breaks": listing(
            mapping(
                ["of", "prefer", "clause"],
                {
                    "of": text_word("Nhóm, tiêu chí hoặc số liệu"),
                    "prefer": one_of(["high", "low"], "Cao hơn trước hay thấp hơn trước"),
                    "clause": CLAUSE,
                },
            ),
            "Điều phân biệt khi bằng điểm, xét lần lượt",
        ),
        "quotas": named(ref("quota"), "Định mức: số người được một loại"),
        "distinctions": named(_distinction(), "Cờ, danh hiệu được đề xuất; người quyết định"),
        "calendar": named(_work_step(), "Các bước có hạn trong năm; chỉ hiện, không tính"),
        "choices": named(
            mapping(
                ["title", "clause", "among"],
                {"title": TITLE, "clause": CLAUSE, "among": words("Các loại được đưa ra chọn")},
            ),
            "Việc do người chọn, bỏ phiếu; ghi lại, không tính",
        ),
        "resolutions": listing(_resolution(), "Cách hiểu được chọn ở chỗ văn bản tự mâu thuẫn"),
        "notes": words("Điều chưa đưa vào, chưa kiểm chứng; hiện cùng quy chế"),
    }
    required = ["scheme", "title", "source", "subject", "period", "in-force", "rounding", "classes"]
    return mapping([*required, "figures", "forms"], properties, "Một quy chế chấm điểm, một tệp")


def _figure() -> Schema:
    feed: dict[str, Schema] = {
        "scheme": text_word("Mã quy chế cho kết quả"),
        "of": one_of(FedBy, "Kết quả của ai: chính mình, thành viên, tập thể, cấp trên"),
        "what": one_of(
            FedAs, "Lấy gì: loại, tỷ lệ, số người, điểm (của thành viên: trung bình) hoặc thứ hạng"
        ),
        "classes": words("Các loại được đếm, với share và count"),
    }
    properties: dict[str, Schema] = {
        "title": TITLE,
        "kind": one_of(FigureKind, "Kiểu số liệu"),
        "unit": text_word("Đơn vị tính, một đơn vị"),
        "values": words("Các số được dùng, với kind: class"),
        "enforcement": yes_no("Số vụ bắt, phạt, khởi tố"),
        "justification": text_word("Lý do chấm một số lượng xử lý"),
        "paired-with": text_word("Số liệu chất lượng đi kèm"),
        "feed": mapping(["scheme", "of", "what"], feed, "Số liệu là kết quả của quy chế khác"),
    }
    return mapping(["title", "kind"], properties)


# --- Forms ------------------------------------------------------------------------------------------------


def _form() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": number("Điểm tối đa của cả mẫu"),
        "min": number("Điểm thấp nhất của cả mẫu"),
        "start": number("Điểm có sẵn trước khi cộng trừ"),
        "groups": named(ref("group"), "Các nhóm tiêu chí"),
        "class": listing(ref("rule"), "Danh sách xếp loại, dòng đầu tiên đúng thì lấy"),
        "if-nothing-reported": mapping(
            ["class", "clause"],
            {"class": text_word("Loại khi không báo số liệu nào"), "clause": CLAUSE},
            "Không nộp báo cáo: 0 điểm và loại này",
        ),
        "steps": listing(ref("step"), "Các bước hạ, nâng bậc"),
        "vetoes": listing(ref("limit"), "Đúng thì xuống loại đã ghi, bất kể điểm"),
        "caps": listing(ref("limit"), "Đúng thì không cao hơn loại đã ghi"),
    }
    return mapping(["title", "clause"], properties)


def _group() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": number("Điểm tối đa của nhóm"),
        "min": number("Điểm thấp nhất của nhóm"),
        "capped": yes_no("yes: tổng các phần được vượt mức của nhóm"),
        "takes": one_of(Takes, "Lấy tổng, hay chỉ lấy mục cao nhất"),
        "rescale-to": number("Mức quy về khi có tiêu chí không áp dụng"),
        "gate": said(ref("condition"), "Không đạt thì cả nhóm không có điểm"),
        "criteria": named(ref("criterion"), "Các tiêu chí"),
    }
    return mapping(["title", "clause", "max", "criteria"], properties)


def _criterion() -> Schema:
    methods = _methods()
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "max": number("Điểm tối đa"),
        "min": number("Điểm thấp nhất (âm khi trừ)"),
        "missing": one_of(Missing, "Khi số liệu chưa báo"),
        "not-applicable": one_of(NotApplicable, "Khi số liệu không áp dụng"),
        "among": words("Các nhóm nhận điểm chia lại, với redistribute"),
        "gate": said(ref("condition"), "Không đạt thì không có điểm"),
        **methods,
    }
    return {
        **mapping(["title", "clause", "max"], properties),
        "oneOf": [{"required": [word]} for word in methods],
    }


def _methods() -> dict[str, Schema]:
    target = yes_no("yes: chia cho chỉ tiêu")
    band = mapping(["points"], {**BOUNDS, "points": number("Điểm của bậc")})
    return {
        "events": mapping(
            ["of", "each"],
            {
                "of": OF,
                "each": number("Điểm mỗi lần"),
                "per": number("Cứ mỗi … thì được điểm một lần"),
                "rounding": one_of(Rounding, "Cách làm tròn số lần, với per"),
            },
            "Số lần × điểm mỗi lần",
        ),
        "share": mapping(
            ["of"],
            {"of": OF, "target": target, "beyond": yes_no("yes: được vượt mức tối đa"), "empty": EMPTY},
            "Mức tối đa × tỷ lệ",
        ),
        "tiers": mapping(
            ["of", "bands"],
            {
                "of": OF,
                "target": target,
                "empty": EMPTY,
                "place": one_of(Place, "Bậc theo thứ hạng trong khối: cao nhất hay thấp nhất đứng đầu"),
                "bands": listing(band, "Các bậc, phủ kín từ 0 (theo thứ hạng thì từ 1)"),
            },
            "Bậc chứa giá trị cho điểm",
        ),
        "yes-no": mapping(
            ["of", "yes"],
            {"of": OF, "yes": number("Điểm khi có"), "no": number("Điểm khi không")},
            "Có hay không",
        ),
        "mark": mapping(
            ["of"],
            {
                "of": OF,
                "step": number("Bước điểm"),
                "combine": one_of(Combine, "Cách kết hợp điểm nhiều người chấm"),
                "gap": number("Chênh quá mức này thì để người xem lại"),
                "settles": text_word("Cột của người phân xử"),
            },
            "Điểm do người chấm cho",
        ),
        "relative": mapping(
            ["of", "empty"],
            {"of": OF, "at-target": number("Phần điểm khi đúng chỉ tiêu, không ghi là 1/2"), "empty": EMPTY},
            "So với chỉ tiêu, rồi so với đơn vị dẫn đầu",
        ),
    }


# --- Afterwards -------------------------------------------------------------------------------------------


def _roll_up() -> Schema:
    properties: dict[str, Schema] = {
        "level": LEVEL,
        "of": one_of(PeriodKind, "Kỳ nhỏ được gộp"),
        "points": one_of(PartPoints, "Điểm của kỳ dài: không có, trung bình hoặc tổng"),
        "clause": CLAUSE,
        "class": listing(ref("rule"), "Danh sách xếp loại của kỳ dài"),
        "titles": named(text_word("Danh hiệu"), "Loại nào dẫn tới danh hiệu nào"),
        "unverified": UNVERIFIED,
    }
    return mapping(["level", "of", "points", "clause", "class"], properties)


def _quota() -> Schema:
    percent = number("Tỷ lệ, từ 0 % đến 100 %")
    step: dict[str, Schema] = {
        "base": text_word("eligible, headcount, class:<loại>, group-figure:<số liệu> hoặc một bước trước"),
        "percent": {
            "oneOf": [percent, named(percent, "Theo loại của tập thể")],
            "description": "Tỷ lệ, chung cho tất cả hoặc theo loại của tập thể",
        },
        "minus": words("Trừ đi các bước này"),
        "rounding": one_of(Rounding, "Cách làm tròn"),
        "fixed": number("Số cố định"),
    }
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "level": LEVEL,
        "form": text_word("Chỉ tính người thuộc mẫu này"),
        "excluded": words("Các loại không tính vào eligible"),
        "collective-class": text_word("Số liệu ghi loại của tập thể"),
        "exempt": text_word("Số liệu có/không của tập thể: có thì không áp định mức"),
        "steps": named(mapping([], step), "Các số, tính lần lượt"),
        "limits": named(text_word("Bước cho số nhiều nhất"), "Loại nào theo bước nào"),
        "unverified": UNVERIFIED,
    }
    return mapping(["title", "clause", "level", "steps"], properties)


def _distinction() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "level": LEVEL,
        "top": number("Số đối tượng đầu mỗi khối; không ghi là tất cả ai đạt when"),
        "when": ref("condition"),
    }
    return mapping(["title", "clause"], properties)


def _work_step() -> Schema:
    properties: dict[str, Schema] = {
        "title": TITLE,
        "clause": CLAUSE,
        "from": text_word("Từ ngày/tháng"),
        "to": text_word("Đến ngày/tháng"),
        "working-days": number("Số ngày làm việc"),
    }
    return mapping(["title", "clause"], properties)


def _resolution() -> Schema:
    properties: dict[str, Schema] = {
        "problem": text_word("Mã lỗi, phần sau chữ scheme."),
        "at": text_word("Chỗ mà lời báo đã nêu"),
        "take": text_word("as-printed, max hoặc một loại"),
        "reason": text_word("Lý do chọn cách hiểu này"),
    }
    return mapping(["problem", "at", "take", "reason"], properties)


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
