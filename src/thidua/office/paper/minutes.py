"""Biên bản họp and biên bản kiểm phiếu (Nghị định 30/2020/NĐ-CP, mẫu 1.9): no line of place and day, two signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from thidua.office.document import Align, Column, Section, Signature, body
from thidua.office.paper.content import Count, Meeting, Vote
from thidua.office.paper.form import Form, Listing, Piece, Repeat, When
from thidua.office.paper.frame import HEAD, HEADING, SIGNED, head_values, plain
from thidua.office.paper.tags import Fields, Values

_COMMON = {**HEAD, "tên_cuộc_họp": "ví dụ Họp Hội đồng Thi đua - Khen thưởng xét danh hiệu năm 2025"}
_VOTE = {
    "tt": "số thứ tự", "tên": "tên người, tập thể", "hình_thức": "danh hiệu, hình thức", "đồng_ý": "phiếu đồng ý",
    "không_đồng_ý": "phiếu không đồng ý", "phiếu_trắng": "phiếu trắng",
    "tỷ_lệ": "tỷ lệ trên tổng số thành viên", "cần": "số phiếu cần có", "kết_quả": "đạt hoặc không đạt",
}  # fmt: skip
_VOTES = Listing(
    (
        Column("TT", 10, Align.CENTRE),
        Column("Người, tập thể – danh hiệu"),
        Column("Đồng ý", 17, Align.RIGHT),
        Column("Không đồng ý", 18, Align.RIGHT),
        Column("Trắng", 17, Align.RIGHT),
        Column("Tỷ lệ / tổng số thành viên", 28, Align.RIGHT),
        Column("Kết quả", 20, Align.CENTRE),
    ),
    "các_phiếu",
    (
        "{{ x.tt }}", "{{ x.tên }} – {{ x.hình_thức }}", "{{ x.đồng_ý }}", "{{ x.không_đồng_ý }}",
        "{{ x.phiếu_trắng }}", "{{ x.tỷ_lệ }}; cần {{ x.cần }}", "{{ x.kết_quả }}",
    ),
)  # fmt: skip
_HEADING = replace(HEADING, place="", on=None)
_PLACES = ("Thành viên hội đồng", "Lưu: VT, Hồ sơ")

MEETING = Form(
    "bien-ban-hop",
    "Biên bản họp hội đồng",
    Fields(
        {
            **_COMMON, "bắt_đầu": "giờ, ngày bắt đầu", "kết_thúc": "giờ, ngày kết thúc", "địa_điểm": "nơi họp",
            "số_thành_viên": "tổng số thành viên", "có_mặt": "số có mặt", "thành_phần": "thành phần dự",
            "chủ_trì": "người chủ trì", "thư_ký": "thư ký",
        },
        {**SIGNED, "nội_dung": {}, "kết_luận": {}, "các_phiếu": _VOTE},
        frozenset({"cơ_quan", "bắt_đầu", "kết_thúc", "có_mặt", "chủ_trì", "thư_ký"}),
    ),
    plain(
        "Biên bản", "{{ tên_cuộc_họp }}", heading=_HEADING, recipients=_PLACES,
        signatures=(Signature(("THƯ KÝ",), "{{ thư_ký }}"), Signature(("CHỦ TỌA",), "{{ chủ_trì }}")),
    ),
    (
        body("Thời gian bắt đầu: {{ bắt_đầu }}"),
        body("Địa điểm: {{ địa_điểm }}"),
        body("Thành phần tham dự: {{ có_mặt }}/{{ số_thành_viên }} thành viên; {{ thành_phần }}"),
        body("Chủ trì: {{ chủ_trì }}"),
        body("Thư ký: {{ thư_ký }}"),
        Section("Nội dung"),
        Repeat("nội_dung", "dòng", (body("{{ dòng }}"),)),
        When("các_phiếu", (Section("Kết quả bỏ phiếu"), _VOTES)),
        Section("Kết luận"),
        Repeat("kết_luận", "dòng", (body("{{ dòng }}"),)),
        body("Cuộc họp kết thúc vào {{ kết_thúc }}./."),
    ),
)  # fmt: skip
COUNT_BLOCKS: tuple[Piece, ...] = (
    body("Hồi {{ bắt_đầu }}, Ban kiểm phiếu gồm: {% for người in ban_kiểm_phiếu %}{{ người }}"
         "{% if not loop.last %}, {% endif %}{% endfor %}."),
    When("cách_bỏ_phiếu", (body("Cách bỏ phiếu: {{ cách_bỏ_phiếu }}."),)),
    body("Tổng số thành viên hội đồng: {{ số_thành_viên }}; có mặt: {{ có_mặt }}."),
    body("Số phiếu phát ra: {{ phát_ra }}; thu vào: {{ thu_vào }}; hợp lệ: {{ hợp_lệ }}; "
         "không hợp lệ: {{ không_hợp_lệ }}."),
    body("Tỷ lệ tính trên tổng số thành viên hội đồng, không phải trên số người có mặt."),
    _VOTES,
    body("Biên bản lập xong hồi {{ kết_thúc }}, đã đọc cho hội đồng cùng nghe và nhất trí./."),
)  # fmt: skip
COUNT = Form(
    "bien-ban-kiem-phieu",
    "Biên bản kiểm phiếu",
    Fields(
        {
            **_COMMON, "bắt_đầu": "giờ, ngày kiểm phiếu", "kết_thúc": "giờ, ngày lập xong",
            "số_thành_viên": "tổng số thành viên", "có_mặt": "số có mặt", "phát_ra": "phiếu phát ra",
            "thu_vào": "phiếu thu vào", "hợp_lệ": "phiếu hợp lệ", "không_hợp_lệ": "phiếu không hợp lệ",
            "cách_bỏ_phiếu": "cách bỏ phiếu; trống nếu không cần nêu", "trưởng_ban": "trưởng ban kiểm phiếu",
        },
        {**SIGNED, "các_phiếu": _VOTE, "ban_kiểm_phiếu": {}},
        frozenset({"cơ_quan", "bắt_đầu", "số_thành_viên", "phát_ra", "thu_vào", "các_phiếu"}),
    ),
    plain(
        "Biên bản kiểm phiếu", "{{ tên_cuộc_họp }}", heading=_HEADING, recipients=_PLACES,
        signatures=(
            Signature(("TM. BAN KIỂM PHIẾU", "TRƯỞNG BAN"), "{{ trưởng_ban }}"),
            Signature(("CHỦ TỌA",), "{{ người_ký }}"),
        ),
    ),
    COUNT_BLOCKS,
)  # fmt: skip


def hour_text(at: datetime) -> str:
    """ "08 giờ 30 phút, ngày 05 tháng 02 năm 2026" of a moment in the place's own time."""
    month = f"{at.month:02d}" if at.month < 3 else f"{at.month}"
    return f"{at.hour:02d} giờ {at.minute:02d} phút, ngày {at.day:02d} tháng {month} năm {at.year}"


def votes(found: tuple[Vote, ...]) -> list[dict[str, Any]]:
    return [
        {
            "tt": number, "tên": one.name, "hình_thức": one.title, "đồng_ý": one.yes, "không_đồng_ý": one.no,
            "phiếu_trắng": one.blank, "tỷ_lệ": one.share, "cần": one.needed,
            "kết_quả": "Đạt" if one.passed else "Không đạt",
        }
        for number, one in enumerate(found, 1)
    ]  # fmt: skip


def meeting_values(content: Meeting) -> Values:
    return {
        **head_values(content.issuer, content.number, None),
        "tên_cuộc_họp": content.name, "bắt_đầu": hour_text(content.began), "kết_thúc": hour_text(content.ended),
        "địa_điểm": content.place, "số_thành_viên": content.members, "có_mặt": content.present,
        "thành_phần": content.attendance, "chủ_trì": content.chair, "thư_ký": content.secretary,
        "nội_dung": list(content.content), "kết_luận": list(content.conclusion), "các_phiếu": votes(content.votes),
    }  # fmt: skip


def count_values(content: Count) -> Values:
    return {
        **head_values(content.issuer, content.number, None),
        "tên_cuộc_họp": content.name, "bắt_đầu": hour_text(content.at), "kết_thúc": hour_text(content.at),
        "số_thành_viên": content.members, "có_mặt": content.present, "phát_ra": content.issued,
        "thu_vào": content.returned, "hợp_lệ": content.valid, "không_hợp_lệ": content.returned - content.valid,
        "cách_bỏ_phiếu": content.method.rstrip(" ."), "các_phiếu": votes(content.votes),
        "ban_kiểm_phiếu": list(content.tellers), "trưởng_ban": content.tellers[0] if content.tellers else "",
    }  # fmt: skip
