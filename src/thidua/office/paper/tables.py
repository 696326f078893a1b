"""Papers that are mostly a table: money of a decision, a page of the register, the year's statistics."""

from __future__ import annotations

from thidua.office.document import Align, Column, Note, body
from thidua.office.format import count, day
from thidua.office.paper.content import Decision, Register, Statistics
from thidua.office.paper.form import Form, Listing, Repeat
from thidua.office.paper.frame import (
    CELLS,
    COLUMNS,
    GROUPED,
    HEAD,
    SIGNED,
    counted,
    head_values,
    list_values,
    plain,
)
from thidua.office.paper.spell import dong
from thidua.office.paper.tags import Fields, Values

_SIGN = Column("Ký nhận", 26)

MONEY = Form(
    "bang-tien-thuong",
    "Bảng tiền thưởng",
    Fields(
        {**HEAD, "quyết_định": "số quyết định", "tổng_tiền": "tổng tiền bằng số", "tổng_tiền_bằng_chữ": "bằng chữ",
         "số_lượng": "“02 tập thể, 11 cá nhân”"},
        {**SIGNED, **GROUPED},
        frozenset({"cơ_quan", "quyết_định", "tổng_tiền"}),
    ),
    plain("Danh sách chi tiền thưởng", "Kèm theo Quyết định số {{ quyết_định }} {{ ngày_ký }}"),
    (
        Listing(
            (*COLUMNS, _SIGN), "các_nhóm", (*CELLS, ""), "{{ nhóm.tên }}",
            ("", "Cộng", "{{ số_lượng }}", "{{ tổng_tiền }}", ""),
        ),
        body("Tổng số tiền bằng chữ: {{ tổng_tiền_bằng_chữ }}."),
    ),
)  # fmt: skip

_LINE = {
    "số": "số ghi sổ", "tên": "người, tập thể", "chức_vụ_đơn_vị": "chức vụ, đơn vị", "hình_thức": "hình thức",
    "thành_tích": "thành tích", "quyết_định": "số, ngày quyết định", "trạng_thái": "đã trao, đã hủy bỏ",
    "mã": "mã kiểm tra",
}  # fmt: skip
REGISTER = Form(
    "trang-so",
    "Trang sổ ghi danh",
    Fields({**HEAD, "trang": "số trang của sổ"}, {**SIGNED, "các_dòng": _LINE}, frozenset({"cơ_quan", "các_dòng"})),
    plain("Sổ ghi danh khen thưởng", "Trang {{ trang }}", recipients=()),
    (
        Listing(
            (
                Column("Số", 11, Align.CENTRE),
                Column("Họ tên, tập thể; chức vụ, đơn vị", 42),
                Column("Hình thức; thành tích"),
                Column("Quyết định", 32),
                Column("Ghi chú, mã", 32),
            ),
            "các_dòng",
            ("{{ x.số }}", "{{ x.tên }}{% if x.chức_vụ_đơn_vị %}; {{ x.chức_vụ_đơn_vị }}{% endif %}",
             "{{ x.hình_thức }}; {{ x.thành_tích }}", "{{ x.quyết_định }}", "{{ x.trạng_thái }} {{ x.mã }}"),
        ),
        Note("Dòng đã ghi không sửa, không xóa: đính chính và hủy bỏ ghi bên dưới."),
    ),
)  # fmt: skip

STATISTICS_HEADS = ("lượt", "đối_tượng", "cá_nhân", "tập_thể", "nữ", "lãnh_đạo", "cán_bộ_chiến_sĩ")
STATISTICS = Form(
    "thong-ke",
    "Thống kê khen thưởng",
    Fields(
        {**HEAD, "năm": "năm thống kê"},
        {**SIGNED, "các_dòng": {"nội_dung": "hình thức, cấp", **dict.fromkeys(STATISTICS_HEADS, "số lượng")},
         "ghi_chú": {}},
        frozenset({"cơ_quan", "năm", "các_dòng"}),
    ),
    plain("Báo cáo thống kê", "Khen thưởng năm {{ năm }}", recipients=()),
    (
        Listing(
            (
                Column("Hình thức, cấp"),
                Column("Lượt", 15, Align.RIGHT),
                Column("Người, tập thể", 17, Align.RIGHT),
                Column("Cá nhân", 15, Align.RIGHT),
                Column("Tập thể", 15, Align.RIGHT),
                Column("Nữ", 13, Align.RIGHT),
                Column("Lãnh đạo", 15, Align.RIGHT),
                Column("Cán bộ, chiến sĩ", 17, Align.RIGHT),
            ),
            "các_dòng",
            ("{{ x.nội_dung }}", *(f"{{{{ x.{head} }}}}" for head in STATISTICS_HEADS)),
        ),
        Repeat("ghi_chú", "dòng", (Note("{{ dòng }}"),)),
    ),
)  # fmt: skip


def money_values(content: Decision) -> Values:
    money = sum(one.money or 0 for one in content.recipients)
    return {
        **head_values(content.issuer, "", content.on, content.places),
        **list_values(content.recipients),
        "quyết_định": content.number,
        "số_lượng": counted(content.recipients),
        "tổng_tiền": count(money),
        "tổng_tiền_bằng_chữ": dong(money),
    }


def register_values(content: Register) -> Values:
    return {
        **head_values(content.issuer, "", None),
        "trang": content.sheet,
        "các_dòng": [
            {
                "số": entry.number, "tên": entry.name, "hình_thức": entry.title, "thành_tích": entry.reason,
                "chức_vụ_đơn_vị": ", ".join(filter(None, (entry.post, entry.unit))),
                "quyết_định": f"{entry.decision}, {day(entry.on)}", "trạng_thái": entry.state, "mã": entry.code,
            }
            for entry in content.entries
        ],
    }  # fmt: skip


def statistics_values(content: Statistics) -> Values:
    return {
        **head_values(content.issuer, "", content.on),
        "năm": content.year,
        "các_dòng": [
            {"nội_dung": what, **dict(zip(STATISTICS_HEADS, numbers, strict=True))}
            for what, numbers in content.rows
        ],
        "ghi_chú": list(content.notes),
    }
