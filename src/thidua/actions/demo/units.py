"""The made-up province "tỉnh Minh Họa" and its tiny neighbour: areas, units, posts, clusters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from thidua.actions.demo.people import INSPECTOR, MadePerson, MadePost, Names, cast

PROVINCE = "ca-minh-hoa"
NEIGHBOUR = "ca-lang-gieng"
COMPANY = "minh-hoa-dai-doi-co-dong"
AN_UNIT = "ca-xa-lim-xanh"
CHI_UNIT = "ca-xa-suoi-trong"
OFFICERS = 22  # with the two who lead the company, 24 are classified
LONG_BEFORE = date(2021, 1, 1)
SPECIAL_ZONE, SPECIAL_DAY = "dac-khu-dao-sim", date(2025, 7, 1)  # special zones exist since that day

COMMUNES = (  # code, kind, name of the area
    ("xa-lim-xanh", "xa", "xã Lim Xanh"),
    ("xa-hoa-mo", "xa", "xã Hoa Mơ"),
    ("xa-cau-may", "xa", "xã Cầu Mây"),
    ("xa-doi-che", "xa", "xã Đồi Chè"),
    ("xa-thong-non", "xa", "xã Thông Non"),
    ("xa-nui-que", "xa", "xã Núi Quế"),
    ("xa-bai-lau", "xa", "xã Bãi Lau"),
    ("xa-rung-sen", "xa", "xã Rừng Sến"),
    ("xa-dong-coi", "xa", "xã Đồng Cói"),
    ("phuong-phuong-do", "phuong", "phường Phượng Đỏ"),
    ("phuong-bang-lang", "phuong", "phường Bằng Lăng Tím"),
    ("dac-khu-dao-sim", "dac-khu", "đặc khu Đảo Sim"),
)
OFFICES = (
    ("minh-hoa-phong-tham-muu", "Phòng Tham mưu"),
    ("minh-hoa-phong-cong-tac-chinh-tri", "Phòng Công tác chính trị"),
    ("minh-hoa-phong-quan-ly-hanh-chinh", "Phòng Cảnh sát quản lý hành chính về trật tự xã hội"),
    ("minh-hoa-phong-xay-dung-phong-trao", "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"),
)
TEAMS = (("to-1", "Tổ Phòng ngừa – Dân vận"), ("to-2", "Tổ Tiếp dân – Giải quyết thủ tục"))
CLUSTERS = (  # code, title, sort of member
    (
        "minh-hoa-khoi-xa-phuong-dac-khu-2025",
        "Khối xã – phường – đặc khu, tỉnh Minh Họa, năm 2025",
        "commune",
    ),
    ("minh-hoa-khoi-phong-2025", "Khối phòng, Công an tỉnh Minh Họa, năm 2025", "office"),
    ("minh-hoa-khoi-to-2025", "Khối tổ công tác, tỉnh Minh Họa, năm 2025", "team"),
)


@dataclass(frozen=True, slots=True)
class MadeArea:
    code: str
    kind: str
    name: str
    parent: str
    first_day: date = LONG_BEFORE


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """`sort` is province, office, commune, team, company or neighbour: what the generator does with it."""

    code: str
    kind: str
    name: str
    short_name: str
    area: str
    parent: str
    sort: str
    first_day: date = LONG_BEFORE


def make_areas() -> tuple[MadeArea, ...]:
    areas = [MadeArea("tinh-minh-hoa", "tinh", "tỉnh Minh Họa", "")]
    areas += [MadeArea(code, kind, name, "tinh-minh-hoa", _since(code)) for code, kind, name in COMMUNES]
    areas += [
        MadeArea("tinh-lang-gieng", "tinh", "tỉnh Láng Giềng", ""),
        MadeArea("xa-suoi-trong", "xa", "xã Suối Trong", "tinh-lang-gieng"),
    ]
    return tuple(areas)


def _since(commune: str) -> date:
    return SPECIAL_DAY if commune == SPECIAL_ZONE else LONG_BEFORE


def make_units() -> tuple[MadeUnit, ...]:
    """Parents before children."""
    name = "Công an tỉnh Minh Họa"
    units = [MadeUnit(PROVINCE, "cong-an-tinh", name, "CAT Minh Họa", "tinh-minh-hoa", "", "province")]
    units += [
        MadeUnit(code, "phong", f"{title} – {name}", title, "tinh-minh-hoa", PROVINCE, "office")
        for code, title in OFFICES
    ]
    company = "Đại đội Cảnh sát cơ động"
    units.append(
        MadeUnit(COMPANY, "dai-doi", f"{company} – {name}", company, "tinh-minh-hoa", PROVINCE, "company")
    )
    kinds = {"xa": "cong-an-xa", "phuong": "cong-an-phuong", "dac-khu": "cong-an-dac-khu"}
    for code, kind, area in COMMUNES:
        police = f"Công an {area}"
        units.append(
            MadeUnit(f"ca-{code}", kinds[kind], police, area, code, PROVINCE, "commune", _since(code))
        )
        units += [
            MadeUnit(
                f"{code}-{team}",
                "to",
                f"{title}, {police}",
                title,
                code,
                f"ca-{code}",
                "team",
                _since(code),
            )
            for team, title in TEAMS
        ]
    units += [
        MadeUnit(
            NEIGHBOUR,
            "cong-an-tinh",
            "Công an tỉnh Láng Giềng",
            "CAT Láng Giềng",
            "tinh-lang-gieng",
            "",
            "neighbour",
        ),
        MadeUnit(
            CHI_UNIT,
            "cong-an-xa",
            "Công an xã Suối Trong",
            "xã Suối Trong",
            "xa-suoi-trong",
            NEIGHBOUR,
            "neighbour",
        ),
    ]
    return tuple(units)


_LEADERS = {  # sort of unit → (role, rank, title)
    "province": (("head", "Đại tá", "Giám đốc"), ("deputy", "Thượng tá", "Phó Giám đốc")),
    "office": (
        ("head", "Thượng tá", "Trưởng phòng"),
        ("deputy", "Trung tá", "Phó Trưởng phòng"),
        ("clerk", "Đại úy", "Cán bộ tổng hợp"),
    ),
    "company": (("head", "Thiếu tá", "Đại đội trưởng"), ("deputy", "Đại úy", "Chính trị viên")),
    "commune": (
        ("head", "Thiếu tá", "Trưởng Công an"),
        ("deputy", "Đại úy", "Phó Trưởng Công an"),
        ("clerk", "Thượng úy", "Cán bộ tổng hợp"),
    ),
    "team": (("head", "Đại úy", "Tổ trưởng"), ("officer", "Trung úy", "Cán bộ")),
    "neighbour": (("head", "Thiếu tá", "Trưởng Công an"),),
}
_CAST_POSTS = {
    (AN_UNIT, "head"): "an",
    (AN_UNIT, "deputy"): "binh",
    (CHI_UNIT, "head"): "chi",
}
_ACCOUNTS = {  # who has one besides the cast
    (AN_UNIT, "clerk"): "tong-hop",
    (COMPANY, "head"): "dai-doi",
    (PROVINCE, "deputy"): "bien-tap",
}


def _books_kept(unit: MadeUnit, units: tuple[MadeUnit, ...]) -> tuple[str, ...]:
    """Where else a clerk keeps the books: a commune's in its teams, the staff office's in the other offices."""
    if unit.sort == "office":
        return tuple(code for code, _ in OFFICES[1:])
    return tuple(team.code for team in units if team.parent == unit.code)


def make_people(random: Random, units: tuple[MadeUnit, ...]) -> tuple[MadePerson, ...]:
    """The leaders of every unit, the cast in their posts, and the company's officers."""
    names = Names(random)
    people = [cast("dung", MadePost(PROVINCE, "emulation-officer", "Cán bộ thi đua, khen thưởng"))]
    for unit in units:
        for role, rank, title in _LEADERS[unit.sort]:
            post = MadePost(unit.code, role, title)
            played = _CAST_POSTS.get((unit.code, role))
            if role == "clerk" and unit.sort == "office" and unit.code != OFFICES[0][0]:
                continue
            also = _books_kept(unit, units) if role == "clerk" else ()
            made = cast(played, post) if played else names.person(rank, post, also)
            people.append(replace(made, account=_ACCOUNTS.get((unit.code, role), made.account)))
    officers = [
        names.person(
            random.choice(("Trung sĩ", "Thượng sĩ", "Trung úy")),
            MadePost(COMPANY, "officer", "Cán bộ, chiến sĩ"),
        )
        for _ in range(OFFICERS)
    ]
    post = MadePost(PROVINCE, "inspector", "Thanh tra viên")
    inspector = replace(names.person("Trung tá", post), code=INSPECTOR, account=INSPECTOR)
    return (*people, replace(officers[0], account="chien-si"), *officers[1:], inspector)
