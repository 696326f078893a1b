"""The rooms of the house and their doors in the top bar: which fit whom, in which order, and where one stands.

A new noun adds one `Room` here. Its door shows as soon as its address exists, for those to whom `where` gives one;
a page belongs to the room that names its folder under `thidua.web`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua.core.unit import Role
from thidua.core.window import month_in_hand
from thidua.store.access import KEEPS, RECORDS, Held, Viewer

NEAR = 6  # doors on the bar itself; the rest stand behind "Thêm"


@dataclass(frozen=True, slots=True)
class Holder:
    """All that doors may follow from."""

    posts: tuple[Held, ...]
    offices: tuple[Held, ...]
    day: date


Where = Callable[[Holder | Viewer], tuple[str, ...] | None]


def _anywhere(viewer: Holder | Viewer) -> tuple[str, ...] | None:
    return ()


def _with_post(viewer: Holder | Viewer) -> tuple[str, ...] | None:
    return () if viewer.posts else None


def _own_month(viewer: Holder | Viewer) -> tuple[str, ...] | None:
    return (viewer.posts[0].unit, _month(viewer)) if viewer.posts else None


def _recorded_month(viewer: Holder | Viewer) -> tuple[str, ...] | None:
    unit = next((post.unit for post in viewer.posts if post.role in RECORDS), None)
    return (unit, _month(viewer)) if unit else None


def _month(viewer: Holder | Viewer) -> str:
    return month_in_hand(viewer.day).code


def _keeps(viewer: Holder | Viewer) -> tuple[str, ...] | None:
    return () if any(post.role in KEEPS for post in viewer.posts) else None


def _held_by(*roles: Role) -> Where:
    return lambda viewer: () if any(held.role in roles for held in (*viewer.posts, *viewer.offices)) else None


@dataclass(frozen=True, slots=True)
class Room:
    """One door.

    Attributes:
        name: of its address in the URL table.
        icon: in static/icons.svg.
        where: what the address needs for this viewer; None: no door for her.
        folders: folders of `thidua.web` whose pages belong here, besides the one of its own name.
    """

    code: str
    title: str | Promise
    name: str
    icon: str
    where: Where = _anywhere
    folders: tuple[str, ...] = ()


ROOMS = (
    Room("today", _("Việc hôm nay"), "today", "today"),
    Room("unit", _("Đơn vị"), "unit-month", "unit", _own_month),
    Room("figure", _("Nhập số liệu"), "entry", "entry", _recorded_month),
    Room("deed", _("Việc làm"), "deeds", "deed", _with_post, ("evidence",)),
    Room("report", _("Báo cáo tháng"), "reports", "report", _with_post),
    Room("movement", _("Phong trào"), "movements", "movement", _anywhere, ("directive", "proposal")),
    Room("standing", _("Xếp hạng"), "boards", "standing", _with_post, ("board",)),
    Room("dispute", _("Khiếu nại"), "disputes", "dispute", _with_post),
    Room("inspection", _("Kiểm tra"), "inspections", "inspection", _with_post),
    Room("map", _("Bản đồ"), "tiles", "map", _with_post, ("area",)),
    Room("bulletin", _("Bản tin"), "bulletins", "bulletin"),
    Room(
        "dossier",
        _("Khen thưởng"),
        "season",
        "award",
        _keeps,
        ("decision", "eligibility", "identity", "merit"),
    ),
    Room("award", _("Sổ ghi danh"), "register", "award"),
    Room("law", _("Luật"), "law", "scheme"),
    Room("cluster", _("Cụm thi đua"), "clusters", "standing"),
    Room("council", _("Hội đồng"), "councils", "award", _with_post, ("ballot",)),
    Room("outreach", _("Dân vận"), "outreach", "deed", _with_post),
    Room("directory", _("Danh bạ"), "directory", "directory", _anywhere, ("succession",)),
    Room("scheme", _("Quy chế chấm điểm"), "schemes", "scheme", _anywhere, ("lab",)),
    Room("published", _("Số liệu đã công bố"), "published", "published"),
    Room("document", _("Văn bản"), "documents", "report", _with_post),
    Room("account", _("Tài khoản"), "accounts", "account", _held_by(Role.ADMINISTRATOR)),
    Room("api", _("Kết nối phần mềm"), "tokens", "more", _with_post),
    Room("job", _("Việc nền"), "jobs", "job", _with_post),
    Room("audit", _("Nhật ký"), "audit", "audit", _held_by(Role.ADMINISTRATOR, Role.INSPECTOR, Role.HEAD)),
)

# Which doors come first for whom; what is not named follows in the order above.
FIRST = {
    Role.HEAD: ("today", "unit", "report", "deed", "standing", "movement"),
    Role.DEPUTY: ("today", "deed", "report", "figure", "unit", "standing"),
    Role.CLERK: ("today", "figure", "report", "deed", "unit", "standing"),
    Role.EMULATION: ("today", "report", "standing", "movement", "dossier", "bulletin"),
    Role.OFFICER: ("today", "deed", "unit", "standing", "movement", "award"),
    Role.INSPECTOR: ("today", "inspection", "dispute", "standing", "unit", "deed"),
    Role.EDITOR: ("today", "bulletin", "published", "award", "movement", "standing"),
    Role.ADMINISTRATOR: ("today", "account", "job", "audit", "directory"),
}


@lru_cache(maxsize=4096)
def known(name: str, *arguments: str) -> str:
    """An address, or "" while nobody has built that page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=2048)
def _doors(posts: tuple[Held, ...], offices: tuple[Held, ...], day: date, folder: str, language: str) -> str:
    holder = Holder(posts, offices, day)
    doors = []
    for room in sorted(ROOMS, key=_order(holder)):
        arguments = room.where(holder)
        if arguments is None or not (url := known(room.name, *arguments)):
            continue
        current = folder == room.code or folder in room.folders
        doors.append({"title": room.title, "url": url, "icon": room.icon, "current": current})
    return render_to_string("parts/doors.html", {"near": doors[:NEAR], "more": doors[NEAR:]})


def doors_for(viewer: Viewer, here: ResolverMatch | None) -> str:
    """Doors on the bar, and those behind "Thêm", drawn once for everything they follow from."""
    return _doors(viewer.posts, viewer.offices, viewer.day, _folder(here), get_language() or "")


def _order(viewer: Holder | Viewer) -> Callable[[Room], tuple[int, int]]:
    """By the doors of the first post that has any; with the ones all know where there is no post."""
    held = (*viewer.posts, *viewer.offices)
    role = held[0].role if held else Role.OFFICER
    first = FIRST[role]

    def place(room: Room) -> tuple[int, int]:
        return (first.index(room.code) if room.code in first else len(first), ROOMS.index(room))

    return place


def _folder(here: ResolverMatch | None) -> str:
    """ "thidua.web.standing.views" → "standing"."""
    module = getattr(here.func, "__module__", "") if here else ""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["thidua", "web"] and len(parts) > 2 else ""
