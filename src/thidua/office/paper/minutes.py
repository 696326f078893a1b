"""Biên bản họp and biên bản kiểm phiếu (Nghị định 30/2020/NĐ-CP, mẫu 1.9): no line of place and day, two signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from thidua.office.document import Align, Column, Section, Signature, body
from thidua.office.document.model import Note
from thidua.office.paper.content import Count, Meeting, Vote, Weighed
from thidua.office.paper.form import Form, Listing, Repeat, When
from thidua.office.paper.frame import HEAD, HEADING, SIGNED, head_values, plain
from thidua.office.paper.tags import Fields, Values

_COMMON = {
    **HEAD,
    "tên_cuộc_họp": "ví dụ Họp Hội đồng Thi đua - Khen thưởng xét danh hiệu năm 2025",
    "hội_đồng": "tên hội đồng",
    "địa_điểm": "nơi họp",
    "số_thành_viên": "tổng số thành viên",
    "có_mặt": "số có mặt",
    "chủ_trì": "người chủ trì",
    "chức_vụ_chủ_trì": "chức vụ của người chủ trì trong hội đồng",
    "thư_ký": "thư ký",
    "chức_vụ_thư_ký": "chức vụ của thư ký trong hội đồng",
}
_VOTE = {
    "tt": "số thứ tự", "tên": "tên người, tập thể", "hình_thức": "danh hiệu, hình thức", "phát_ra": "phiếu phát ra",
    "thu_vào": "phiếu thu vào", "hợp_lệ": "phiếu hợp lệ", "không_hợp_lệ": "phiếu không hợp lệ",
    "đồng_ý": "phiếu đồng ý", "không_đồng_ý": "phiếu không đồng ý", "phiếu_trắng": "phiếu trắng",
    "tỷ_lệ": "tỷ lệ trên tổng số thành viên", "cần": "số phiếu cần có", "kết_quả": "đạt hoặc không đạt",
}  # fmt: skip
_WEIGHED = {
    "tt": "số thứ tự", "tên": "tên người, tập thể", "hình_thức": "danh hiệu, hình thức",
    "kết_quả": "ý kiến của hội đồng",
}  # fmt: skip
_PLACES = ("Thành viên Hội đồng", "Lưu: VT, hồ sơ khen thưởng")
_PAPER: dict[str, Any] = {
    "heading": replace(HEADING, place="", on=None),
    "recipients": _PLACES,
    "signatures": (Signature(("THƯ KÝ",), "{{ thư_ký }}"), Signature(("CHỦ TỌA",), "{{ chủ_trì }}")),
}
_STOP = "{% if loop.last %}.{% else %};{% endif %}"


MEETING = Form(
    "bien-ban-hop",
    "Biên bản họp hội đồng",
    Fields(
        {
            **_COMMON, "bắt_đầu": "giờ, ngày bắt đầu", "kết_thúc": "giờ, ngày kết thúc; trống khi chưa kết thúc",
            "vắng_mặt": "số vắng mặt", "phải_có_mặt": "số thành viên phải có mặt để họp",
        },
        {
            **SIGNED, "người_có_mặt": {}, "người_vắng": {}, "nội_dung": {}, "các_hồ_sơ": _WEIGHED, "các_hồ_sơ.dòng": {},
            "các_phiếu": _VOTE, "kết_luận": {}, "mã_băm": {},
        },
        frozenset({"cơ_quan", "bắt_đầu", "kết_thúc", "có_mặt", "chủ_trì", "thư_ký"}),
    ),
    plain("Biên bản", "{{ tên_cuộc_họp }}", **_PAPER),
    (
        body("Thời gian bắt đầu: {{ bắt_đầu }}."),
        body("Địa điểm: {{ địa_điểm }}."),
        body("Chủ trì (chủ tọa): {{ chủ_trì }}{% if chức_vụ_chủ_trì %}, {{ chức_vụ_chủ_trì }}{% endif %}."),
        body("Thư ký (người ghi biên bản): {{ thư_ký }}{% if chức_vụ_thư_ký %}, {{ chức_vụ_thư_ký }}{% endif %}."),
        body("Thành phần: {{ hội_đồng }} có {{ số_thành_viên }} thành viên; có mặt {{ có_mặt }}, vắng {{ vắng_mặt }}; "
             "số thành viên phải có mặt để họp là {{ phải_có_mặt }}."),
        body("Có mặt:"),
        Repeat("người_có_mặt", "người", (body(f"- {{{{ người }}}}{_STOP}"),)),
        When("người_vắng", (body("Vắng mặt:"), Repeat("người_vắng", "người", (body(f"- {{{{ người }}}}{_STOP}"),)))),
        Section("I. NỘI DUNG"),
        Repeat("nội_dung", "dòng", (body("{{ dòng }}"),)),
        Repeat("các_hồ_sơ", "x", (
            Section("{{ x.tt }}. {{ x.tên }}: {{ x.hình_thức }}", 2),
            Repeat("x.dòng", "dòng", (body("{{ dòng }}"),)),
            body("Kết quả: {{ x.kết_quả }}."),
        )),
        Section("II. KẾT QUẢ"),
        Listing(
            (
                Column("TT", 12, Align.CENTRE),
                Column("Hồ sơ"),
                Column("Danh hiệu, hình thức", 48),
                Column("Kết quả", 46),
            ),
            "các_hồ_sơ",
            ("{{ x.tt }}", "{{ x.tên }}", "{{ x.hình_thức }}", "{{ x.kết_quả }}"),
        ),
        body("Đây là ý kiến tham mưu của Hội đồng; người có thẩm quyền xem xét, quyết định."),
        Section("III. KẾT LUẬN CỦA CHỦ TỌA"),
        Repeat("kết_luận", "dòng", (body("{{ dòng }}"),)),
        Repeat("mã_băm", "dòng", (Note("{{ dòng }}"),)),
        When("kết_thúc", (
            body("Phiên họp kết thúc vào {{ kết_thúc }}; biên bản đã đọc lại cho mọi người cùng nghe./."),
        )),
    ),
)  # fmt: skip

COUNT = Form(
    "bien-ban-kiem-phieu",
    "Biên bản kiểm phiếu",
    Fields(
        {
            **_COMMON, "lượt": "lượt bỏ phiếu, ví dụ Chiến sĩ thi đua cơ sở, vòng 1",
            "mở_phiếu": "giờ, ngày mở lượt bỏ phiếu", "bắt_đầu": "giờ, ngày kiểm phiếu",
            "cách_bỏ_phiếu": "cách bỏ phiếu", "căn_cứ_tỷ_lệ": "tỷ lệ phải đạt, với điều khoản",
            "phát_ra": "phiếu phát ra, cộng mọi hồ sơ", "thu_vào": "phiếu thu vào, cộng mọi hồ sơ",
            "hợp_lệ": "phiếu hợp lệ, cộng mọi hồ sơ", "không_hợp_lệ": "phiếu không hợp lệ, cộng mọi hồ sơ",
            "mã_khóa": "mã khóa của lượt bỏ phiếu", "mã_băm": "mã băm SHA-256 của tệp hòm phiếu",
        },
        {**SIGNED, "các_phiếu": _VOTE},
        frozenset({"cơ_quan", "bắt_đầu", "số_thành_viên", "các_phiếu"}),
    ),
    plain("Biên bản", "Kiểm phiếu {{ lượt }}", **_PAPER),
    (
        body("Mở lượt bỏ phiếu: {{ mở_phiếu }}; kiểm phiếu: {{ bắt_đầu }}."),
        body("Phiên họp: {{ tên_cuộc_họp }}. Địa điểm: {{ địa_điểm }}."),
        body("{{ hội_đồng }} có {{ số_thành_viên }} thành viên; {{ có_mặt }} thành viên dự họp. {{ cách_bỏ_phiếu }}."),
        body("Tỷ lệ: {{ căn_cứ_tỷ_lệ }}; tính trên tổng số thành viên, không phải trên số người có mặt."),
        Section("KẾT QUẢ KIỂM PHIẾU"),
        Listing(
            (
                Column("TT", 10, Align.CENTRE), Column("Họ tên, đơn vị"), Column("Phát ra", 16, Align.RIGHT),
                Column("Thu về", 16, Align.RIGHT), Column("Đồng ý", 16, Align.RIGHT),
                Column("Không", 16, Align.RIGHT), Column("Trắng", 15, Align.RIGHT),
                Column("Không hợp lệ", 17, Align.RIGHT), Column("Đồng ý / tổng số thành viên", 28, Align.CENTRE),
            ),
            "các_phiếu",
            (
                "{{ x.tt }}", "{{ x.tên }}", "{{ x.phát_ra }}", "{{ x.thu_vào }}", "{{ x.đồng_ý }}",
                "{{ x.không_đồng_ý }}", "{{ x.phiếu_trắng }}", "{{ x.không_hợp_lệ }}",
                "{{ x.tỷ_lệ }} (cần {{ x.cần }})",
            ),
        ),
        body("Tệp hòm phiếu công bố cho mọi người bỏ phiếu; "
             "kiểm lại bằng lệnh thidua ballot verify trên máy bất kỳ."),
        Note("Mã khóa của lượt bỏ phiếu: {{ mã_khóa }}. Mã băm SHA-256 của tệp hòm phiếu: {{ mã_băm }}."),
    ),
)  # fmt: skip


def hour_text(at: datetime) -> str:
    """ "08 giờ 30 phút, ngày 05 tháng 02 năm 2026" of a moment in the place's own time."""
    month = f"{at.month:02d}" if at.month < 3 else f"{at.month}"
    return f"{at.hour:02d} giờ {at.minute:02d} phút, ngày {at.day:02d} tháng {month} năm {at.year}"


def meeting_values(content: Meeting) -> Values:
    return {
        **head_values(content.issuer, content.number, None), **_sitting(content),
        "bắt_đầu": hour_text(content.began), "kết_thúc": hour_text(content.ended) if content.ended else "",
        "vắng_mặt": len(content.absent), "phải_có_mặt": content.quorum,
        "người_có_mặt": list(content.present), "người_vắng": list(content.absent), "nội_dung": list(content.notes),
        "các_hồ_sơ": [_weighed(number, one) for number, one in enumerate(content.items, 1)],
        "các_phiếu": _votes(one.vote for one in content.items if one.vote),
        "kết_luận": list(content.conclusion), "mã_băm": list(content.digests),
    }  # fmt: skip


def count_values(content: Count) -> Values:
    issued, returned = (sum(getattr(one, name) for one in content.votes) for name in ("issued", "returned"))
    invalid = sum(one.invalid for one in content.votes)
    return {
        **head_values(content.meeting.issuer, content.meeting.number, None), **_sitting(content.meeting),
        "lượt": content.round, "mở_phiếu": hour_text(content.opened), "bắt_đầu": hour_text(content.counted),
        "cách_bỏ_phiếu": content.method.rstrip(" ."), "căn_cứ_tỷ_lệ": content.basis.rstrip(" ."),
        "phát_ra": issued, "thu_vào": returned, "hợp_lệ": returned - invalid, "không_hợp_lệ": invalid,
        "các_phiếu": _votes(content.votes), "mã_khóa": content.key_mark, "mã_băm": content.digest,
    }  # fmt: skip


def _sitting(content: Meeting) -> dict[str, Any]:
    return {
        "tên_cuộc_họp": content.name, "hội_đồng": content.council, "địa_điểm": content.place,
        "số_thành_viên": content.members, "có_mặt": len(content.present),
        "chủ_trì": content.chair, "chức_vụ_chủ_trì": content.chair_office,
        "thư_ký": content.secretary, "chức_vụ_thư_ký": content.secretary_office,
    }  # fmt: skip


def _weighed(number: int, one: Weighed) -> dict[str, Any]:
    return {
        "tt": number, "tên": one.name, "hình_thức": one.title, "kết_quả": one.result, "dòng": list(one.lines),
    }  # fmt: skip


def _votes(found: Iterable[Vote]) -> list[dict[str, Any]]:
    return [
        {
            "tt": number, "tên": one.name, "hình_thức": one.title, "phát_ra": one.issued, "thu_vào": one.returned,
            "hợp_lệ": one.returned - one.invalid, "không_hợp_lệ": one.invalid, "đồng_ý": one.yes,
            "không_đồng_ý": one.no, "phiếu_trắng": one.blank, "tỷ_lệ": f"{one.yes}/{one.members}",
            "cần": one.needed, "kết_quả": "Đạt" if one.yes >= one.needed else "Không đạt",
        }
        for number, one in enumerate(found, 1)
    ]  # fmt: skip
