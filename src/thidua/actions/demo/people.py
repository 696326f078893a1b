"""Made-up people. Everyone's middle name is "Mẫu" (sample): natural to read, and plainly nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from thidua.core.text import fold

MIDDLE = "Mẫu"
FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Lò",
    "Giàng",
    "Vàng",
    "Tòng",
)
GIVEN = (
    "Anh", "Ban", "Cúc", "Cường", "Diệp", "Duyên", "Đào", "Đoan", "Gấm", "Hạnh", "Hòa", "Huyền", "Khang",
    "Khuê", "Kiên", "Lan", "Lâm", "Liễu", "Lộc", "Mai", "Minh", "Nam", "Ngân", "Nhài", "Oanh", "Phong", "Phúc",
    "Quế", "Quỳnh", "Sen", "Sơn", "Tâm", "Thảo", "Thu", "Trà", "Trúc", "Tùng", "Uyên", "Vân", "Yến",
)  # fmt: skip
INSPECTOR = "thanh-tra"  # account of the province's inspector
CAST = {  # account → (name, rank)
    "an": ("Nguyễn Mẫu An", "Thiếu tá"),
    "binh": ("Trần Mẫu Bình", "Đại úy"),
    "chi": ("Lò Mẫu Chi", "Thiếu tá"),
    "dung": ("Phạm Mẫu Dung", "Trung tá"),
}


@dataclass(frozen=True, slots=True)
class MadePost:
    """A dated post; `role` is a code of core.unit.Role."""

    unit: str
    role: str
    title: str


@dataclass(frozen=True, slots=True)
class MadePerson:
    code: str
    name: str
    rank: str
    post: MadePost
    account: str = ""  # user name, "" for none
    also: tuple[str, ...] = ()  # further units in which the same post is held


class Names:
    """Hands out names, none twice, in an order set by the seed."""

    def __init__(self, random: Random) -> None:
        taken = {name for name, _ in CAST.values()}
        pool = [f"{family} {MIDDLE} {given}" for family in FAMILY for given in GIVEN]
        self._left = [name for name in pool if name not in taken]
        random.shuffle(self._left)
        self._given = 0

    def person(self, rank: str, post: MadePost, also: tuple[str, ...] = ()) -> MadePerson:
        self._given += 1
        name = self._left.pop()
        code = f"{fold(name).replace(' ', '-')}-{self._given:03}"
        return MadePerson(code, name, rank, post, also=also)


def cast(username: str, post: MadePost) -> MadePerson:
    """One of An, Bình, Chi and Dung, with an account."""
    name, rank = CAST[username]
    return MadePerson(username, name, rank, post, account=username)
