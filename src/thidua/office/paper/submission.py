"""Tờ trình: what a unit asks of whoever decides (Nghị định 30/2020/NĐ-CP, mẫu 1.4)."""

from __future__ import annotations

from thidua.office.document import Basis, Centred, body
from thidua.office.paper.content import Submission
from thidua.office.paper.decision import about, by_title
from thidua.office.paper.form import Form, Listing, Piece, Repeat, When
from thidua.office.paper.frame import (
    CELLS,
    COLUMNS,
    GROUPED,
    HEAD,
    SIGNED,
    counted,
    grounds,
    head_values,
    list_values,
    plain,
)
from thidua.office.paper.tags import Fields, Values

FIELDS = Fields(
    {
        **HEAD,
        "trích_yếu": "“Về việc đề nghị tặng …”",
        "kính_gửi": "nơi nhận tờ trình",
        "số_lượng": "“02 tập thể, 11 cá nhân”",
        "kết_quả_bỏ_phiếu": "kết quả họp hội đồng; trống nếu chưa họp",
    },
    {
        **SIGNED,
        **GROUPED,
        "căn_cứ": {},
        "hồ_sơ": {},
        "các_hình_thức": {"tên": "tên hình thức", "số_lượng": "số lượng"},
    },
    frozenset({"cơ_quan", "số", "ngày_ký", "người_ký", "kính_gửi"}),
)

LISTED = "- {{ dòng }}{% if loop.last %}.{% else %};{% endif %}"
BLOCKS: tuple[Piece, ...] = (
    Centred("Kính gửi: {{ kính_gửi }}"),
    Repeat("căn_cứ", "dòng", (Basis("{{ dòng }};"),)),
    When("kết_quả_bỏ_phiếu", (body("{{ kết_quả_bỏ_phiếu }}."),)),
    body(
        "{{ cơ_quan }} đề nghị {{ kính_gửi }} xét, {% for loại in các_hình_thức %}{% if loop.first %}tặng"
        "{% else %}; tặng{% endif %} {{ loại.tên }} cho {{ loại.số_lượng }}{% endfor %} (có danh sách kèm theo)."
    ),
    When(
        "hồ_sơ",
        (
            body("Hồ sơ kèm theo gồm:"),
            Repeat("hồ_sơ", "dòng", (body(LISTED),)),
        ),
    ),
    body("{{ cơ_quan }} kính trình {{ kính_gửi }} xem xét, quyết định./."),
)
FORM = Form(
    "to-trinh",
    "Tờ trình đề nghị khen thưởng",
    FIELDS,
    plain("Tờ trình", "{{ trích_yếu }}"),
    BLOCKS,
    (
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG",
        "(Kèm theo Tờ trình số {{ số }} {{ ngày_ký }} của {{ cơ_quan }})",
        (Listing(COLUMNS[:3], "các_nhóm", CELLS[:3], "{{ nhóm.tên }}"),),
    ),
)


def values(content: Submission) -> Values:
    return {
        **head_values(content.issuer, content.number, content.on, content.places),
        **list_values(content.recipients),
        "trích_yếu": content.about or about(content.recipients).replace("tặng", "đề nghị tặng", 1),
        "kính_gửi": content.to,
        "căn_cứ": grounds(content.grounds),
        "số_lượng": counted(content.recipients),
        "kết_quả_bỏ_phiếu": content.votes.rstrip(" ."),
        "hồ_sơ": [one.rstrip(" .;") for one in content.attachments],
        "các_hình_thức": [
            {"tên": title, "số_lượng": counted(members)} for title, members in by_title(content.recipients)
        ],
    }
