"""Báo cáo thành tích of a person and of a collective: who it is about, what was done, what was given before."""

from __future__ import annotations

from dataclasses import replace

from thidua.office.document import Align, Column, Section, Signature, body
from thidua.office.document.model import Heading, Note
from thidua.office.paper.content import Achievement
from thidua.office.paper.form import Form, Listing, Piece, Repeat, When
from thidua.office.paper.frame import HEAD, HEADING, POSTS, SIGNED, head_values, plain
from thidua.office.paper.tags import Fields, Values

FIELDS = Fields(
    {
        **HEAD,
        "tên": "họ tên hoặc tên tập thể",
        "đề_nghị_tặng": "danh hiệu, hình thức được đề nghị",
        "xác_nhận": "chức vụ của người xác nhận; trống nếu không cần",
        "lập_lúc": "lập lúc nào, từ hồ sơ ở bước nào",
        "mã_dữ_kiện": "mã của các dữ kiện trong báo cáo, để biết sau này còn đúng không",
    },
    {
        **SIGNED,
        "sơ_lược": {"nội_dung": "ví dụ Chức vụ", "giá_trị": "ví dụ Trưởng Công an xã"},
        "các_phần": {"tên": "tên phần, ví dụ II. THÀNH TÍCH ĐẠT ĐƯỢC"},
        "các_phần.dòng": {},
        "đã_nhận": {"năm": "năm", "tên": "danh hiệu, hình thức", "quyết_định": "số, ngày quyết định"},
    },
    frozenset({"cơ_quan", "tên", "đề_nghị_tặng"}),
)
HELD = (Column("Năm", 20, Align.CENTRE), Column("Danh hiệu, hình thức khen thưởng"), Column("Quyết định", 52))
BLOCKS: tuple[Piece, ...] = (
    Section("I. SƠ LƯỢC"),
    Repeat("sơ_lược", "dòng", (body("- {{ dòng.nội_dung }}: {{ dòng.giá_trị }}"),)),
    Repeat(
        "các_phần", "phần", (Section("{{ phần.tên }}"), Repeat("phần.dòng", "dòng", (body("{{ dòng }}"),)))
    ),
    When(
        "đã_nhận",
        (
            Section("DANH HIỆU, HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC GHI NHẬN"),
            Listing(HELD, "đã_nhận", ("{{ x.năm }}", "{{ x.tên }}", "{{ x.quyết_định }}")),
        ),
    ),
    When("lập_lúc", (Note("{{ lập_lúc }}. Mã dữ kiện: {{ mã_dữ_kiện }}."),)),
)
# A report by the person herself has no number; two sign: who confirms, and who reports.
_HEADING = replace(HEADING, number="")
_SIGNED = (
    Signature(("{{ xác_nhận|hoa }}",), "", "{% if xác_nhận %}(Ký, đóng dấu){% endif %}"),
    Signature(POSTS, "{{ người_ký }}"),
)


def _form(code: str, name: str, heading: Heading) -> Form:
    document = plain(
        "Báo cáo thành tích", "Đề nghị tặng {{ đề_nghị_tặng }} cho {{ tên }}", heading=heading, signatures=_SIGNED,
        recipients=(),
    )  # fmt: skip
    return Form(code, name, FIELDS, document, BLOCKS)


PERSON = _form("bao-cao-ca-nhan", "Báo cáo thành tích cá nhân", _HEADING)
COLLECTIVE = _form("bao-cao-tap-the", "Báo cáo thành tích tập thể", _HEADING)


def values(content: Achievement) -> Values:
    return {
        **head_values(content.issuer, "", content.on),
        "tên": content.subject,
        "đề_nghị_tặng": content.title,
        "sơ_lược": [{"nội_dung": label, "giá_trị": told} for label, told in content.facts],
        "các_phần": [{"tên": part.title, "dòng": list(part.lines)} for part in content.parts],
        "đã_nhận": [{"năm": year, "tên": title, "quyết_định": paper} for year, title, paper in content.held],
        "xác_nhận": content.confirmed_by,
        "lập_lúc": content.made,
        "mã_dữ_kiện": content.mark,
    }
