"""Quyết định khen thưởng with its list as an annex: Nghị định 30/2020/NĐ-CP, mẫu 1.2."""

from __future__ import annotations

from thidua.office.document import Basis, Centred, Paragraph, Run
from thidua.office.format import count
from thidua.office.paper.content import Decision, Recipient
from thidua.office.paper.form import Form, Listing, Piece, Repeat, When
from thidua.office.paper.frame import (
    CELLS,
    CHECK,
    CODED,
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
from thidua.office.paper.spell import dong
from thidua.office.paper.tags import Fields, Values

FIELDS = Fields(
    {
        **HEAD,
        **CODED,
        "trích_yếu": "“Về việc tặng Giấy khen …”",
        "thẩm_quyền": "người có thẩm quyền, ví dụ Trưởng Công an xã Lim Xanh",
        "đề_nghị": "“Theo đề nghị của …”, kết thúc bằng dấu chấm",
        "số_lượng": "“02 tập thể, 11 cá nhân”",
        "thành_tích_chung": "thành tích chung của mọi người trong danh sách; trống nếu mỗi dòng một khác",
        "tổng_tiền": "tổng tiền thưởng bằng số; trống nếu không có tiền thưởng",
        "tổng_tiền_bằng_chữ": "tổng tiền thưởng bằng chữ",
    },
    {
        **SIGNED,
        **GROUPED,
        "căn_cứ": {},
        "các_hình_thức": {"tên": "tên hình thức, kèm động từ", "số_lượng": "số lượng"},
    },
    frozenset({"cơ_quan", "số", "ngày_ký", "người_ký", "thẩm_quyền"}),
)


def article(number: int, told: str) -> Paragraph:
    return Paragraph((Run(f"Điều {number}. ", bold=True), Run(told)))


BLOCKS: tuple[Piece, ...] = (
    Repeat("căn_cứ", "dòng", (Basis("{{ dòng }};"),)),
    Basis("{{ đề_nghị }}"),
    Centred("QUYẾT ĐỊNH:"),
    article(
        1,
        "{% for loại in các_hình_thức %}{% if loop.first %}Tặng{% else %}; tặng{% endif %} {{ loại.tên }} cho "
        "{{ loại.số_lượng }}{% endfor %}{% if thành_tích_chung %} {{ thành_tích_chung }}{% endif %} "
        "(có danh sách kèm theo).",
    ),
    When(
        "tổng_tiền",
        (
            article(
                2,
                "Các tập thể, cá nhân có tên tại Điều 1 được nhận tiền thưởng theo quy định của pháp luật; tổng số "
                "tiền là {{ tổng_tiền }} đồng ({{ tổng_tiền_bằng_chữ }}).",
            ),
        ),
    ),
    When(
        "not tổng_tiền",
        (article(2, "Quyết định này có hiệu lực kể từ ngày ký."),),
    ),
    article(
        3,
        "Thủ trưởng các đơn vị liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành "
        "Quyết định này./.",
    ),
)
FORM = Form(
    "quyet-dinh",
    "Quyết định khen thưởng",
    FIELDS,
    plain("Quyết định", "{{ trích_yếu }}", preamble="{{ thẩm_quyền|hoa }}", check=CHECK),
    BLOCKS,
    (
        "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG",
        "(Kèm theo Quyết định số {{ số }} {{ ngày_ký }} của {{ thẩm_quyền }})",
        (
            When("tổng_tiền", (Listing(COLUMNS, "các_nhóm", CELLS, "{{ nhóm.tên }}"),)),
            When("not tổng_tiền", (Listing(COLUMNS[:3], "các_nhóm", CELLS[:3], "{{ nhóm.tên }}"),)),
        ),
    ),
)


def values(content: Decision) -> Values:
    money = sum(one.money or 0 for one in content.recipients)
    return {
        **head_values(content.issuer, content.number, content.on, content.places, content.check),
        **list_values(content.recipients),
        "mã": content.code,
        "trích_yếu": content.about or about(content.recipients),
        "thẩm_quyền": content.issuer.authority,
        "căn_cứ": grounds(content.grounds),
        "đề_nghị": f"Theo đề nghị của {content.proposed_by}."
        if content.proposed_by
        else "Xét thành tích đạt được.",
        "số_lượng": counted(content.recipients),
        "các_hình_thức": [
            {"tên": title, "số_lượng": counted(members)} for title, members in by_title(content.recipients)
        ],
        "thành_tích_chung": content.reason.rstrip(" .;"),
        "tổng_tiền": count(money) if money else "",
        "tổng_tiền_bằng_chữ": dong(money) if money else "",
    }


def about(recipients: tuple[Recipient, ...]) -> str:
    """Trích yếu: what is given, or simply "khen thưởng" where it is more than two kinds."""
    titles = [title for title, _ in by_title(recipients)]
    return f"Về việc tặng {' và '.join(titles)}" if 0 < len(titles) < 3 else "Về việc khen thưởng"


def by_title(recipients: tuple[Recipient, ...]) -> list[tuple[str, list[Recipient]]]:
    """What is given, as a sentence names it, titles before forms; with who is given it."""
    found: dict[tuple[bool, str], list[Recipient]] = {}
    for one in recipients:
        found.setdefault((not one.conferred, one.title), []).append(one)
    return [
        (f"danh hiệu “{title}”" if not form else title, members)
        for (form, title), members in sorted(found.items())
    ]
