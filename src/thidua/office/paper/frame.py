"""What papers of one house share: head, signature, recipients, and the rows of a list of awards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from thidua.office.document import Align, Check, Column, Document, Heading, Signature
from thidua.office.document.model import day_text, number_text
from thidua.office.format import count
from thidua.office.paper.content import Issuer, Recipient

HEAD = {
    "cơ_quan_chủ_quản": "cơ quan cấp trên trực tiếp; trống nếu không có",
    "cơ_quan": "cơ quan ban hành",
    "số": "số và ký hiệu, ví dụ 05/QĐ-CAX",
    "địa_danh": "nơi ban hành",
    "ngày_ký": "“ngày 05 tháng 02 năm 2026”",
    "người_ký": "họ và tên người ký",
}
ITEM = {
    "tt": "số thứ tự trong danh sách",
    "tên": "họ tên hoặc tên tập thể",
    "chức_vụ": "chức vụ",
    "đơn_vị": "đơn vị",
    "chức_vụ_đơn_vị": "chức vụ, đơn vị viết liền",
    "hình_thức": "danh hiệu, hình thức",
    "thành_tích": "thành tích của riêng người, tập thể đó; trống nếu cả danh sách như nhau",
    "tiền": "tiền thưởng; trống nếu không có",
    "mã": "mã kiểm tra",
}
GROUP = {"tên": "tên nhóm: hình thức, cá nhân hay tập thể, số lượng"}
SIGNED: dict[str, dict[str, str]] = {"chức_vụ_ký": {}, "nơi_nhận": {}}
GROUPED = {"các_nhóm": GROUP, "các_nhóm.dòng": ITEM, "danh_sách": ITEM}
CODED = {"mã": "mã kiểm tra của văn bản", "mã_qr": "hình mã QR"}

HEADING = Heading(
    "{{ cơ_quan|hoa }}",
    "{%p if cơ_quan_chủ_quản %}\n{{ cơ_quan_chủ_quản|hoa }}\n{%p endif %}",
    "{{ số }}",
    "{{ địa_danh }}",
    "{{ ngày_ký }}",
)
POSTS = ("{%p for dòng in chức_vụ_ký %}", "{{ dòng|hoa }}", "{%p endfor %}")
SIGNATURE = Signature(POSTS, "{{ người_ký }}")
PLACES = (
    "{%p for nơi in nơi_nhận %}",
    "- {{ nơi }}{% if loop.last %}.{% else %};{% endif %}",
    "{%p endfor %}",
)
CHECK = Check(("{%p if mã %}", "{{ mã_qr }}", "Mã kiểm tra: {{ mã }}", "{%p endif %}"))
COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Họ và tên, tên tập thể", 52),
    Column("Chức vụ, đơn vị; thành tích"),
    Column("Tiền thưởng (đồng)", 34, Align.RIGHT),
)
CELLS = (
    "{{ x.tt }}",
    "{{ x.tên }}",
    "{{ x.chức_vụ_đơn_vị }}{% if x.chức_vụ_đơn_vị and x.thành_tích %}; {% endif %}{{ x.thành_tích }}",
    "{{ x.tiền }}",
)


def plain(kind: str, subject: str, **more: Any) -> Document:
    """A paper with head, one signature and recipients, whose blocks are still to come."""
    given: dict[str, Any] = {"signatures": (SIGNATURE,), "recipients": PLACES, **more}
    return Document(more.pop("heading", HEADING), kind, subject, (), **_without(given, "heading"))


def _without(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}


def head_values(
    issuer: Issuer, number: str, on: date | None, places: Sequence[str] = (), check: str = ""
) -> dict[str, Any]:
    """Values of HEAD and SIGNED, and of the check where there is one."""
    return {
        "cơ_quan_chủ_quản": issuer.superior,
        "cơ_quan": issuer.agency,
        "số": number_text(number).removeprefix("Số: ").strip() if number else "",
        "địa_danh": issuer.place,
        "ngày_ký": day_text(on),
        "người_ký": issuer.signer,
        "chức_vụ_ký": [post.strip() for post in issuer.posts],
        "nơi_nhận": [place.rstrip(" .;") for place in places],
        "minh_họa": issuer.specimen,
        "mã_qr": check,
    }


def numbered(recipients: Sequence[Recipient]) -> tuple[Recipient, ...]:
    """In the order of the printed list, numbered: titles before forms, collectives before persons."""
    ordered = sorted(recipients, key=_group)
    return tuple(replace(one, number=number) for number, one in enumerate(ordered, 1))


def _group(one: Recipient) -> tuple[bool, str, bool]:
    return not one.conferred, one.title, not one.collective


def list_values(recipients: Sequence[Recipient]) -> dict[str, Any]:
    """The list as it is, and by groups. A reason that all share stands in the decision and not in every line."""
    same = len({one.reason for one in recipients}) == 1
    groups = [(key, list(members)) for key, members in groupby(sorted(recipients, key=_group), _group)]
    return {
        "danh_sách": [_item(one, same) for one in recipients],
        "các_nhóm": [
            {"tên": f"{title}: {counted(members)}", "dòng": [_item(one, same) for one in members]}
            for (_, title, _), members in groups
        ],
    }


def _item(one: Recipient, same: bool) -> dict[str, Any]:
    return {
        "tt": one.number,
        "tên": one.name,
        "chức_vụ": one.post,
        "đơn_vị": one.unit,
        "chức_vụ_đơn_vị": ", ".join(filter(None, (one.post, one.unit))),
        "hình_thức": one.title,
        "thành_tích": "" if same else one.reason.rstrip(" .;"),
        "tiền": "" if one.money is None else count(one.money),
        "mã": one.code,
    }


def grounds(lines: Sequence[str]) -> list[str]:
    """ "Căn cứ …", whether somebody wrote the word or not, and without the mark at the end."""
    bare = (line.strip().rstrip(" .;") for line in lines)
    return [
        line if line.startswith(("Căn cứ", "Theo", "Xét", "Thực hiện")) else f"Căn cứ {line}"
        for line in bare
        if line
    ]


def counted(recipients: Sequence[Recipient]) -> str:
    """ "02 tập thể, 11 cá nhân": numbers below ten have a leading zero, so that none can be put before them."""
    collectives = sum(one.collective for one in recipients)
    told = ((collectives, "tập thể"), (len(recipients) - collectives, "cá nhân"))
    return ", ".join(
        f"{count(number) if number > 9 else f'{number:02d}'} {what}" for number, what in told if number
    )
