"""What every page knows: whether the data are a demonstration, who is here, and the doors of the house."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from thidua import __version__
from thidua.core.period import PeriodKind, containing
from thidua.store.access import RECORDS, Viewer
from thidua.web.door import viewer_of

# url name → which door of the top bar it belongs to
_ROOMS = {
    "today": "today", "unit-month": "unit", "unit": "unit", "entry": "entry", "figures-import": "entry",
    "figure-correct": "entry", "classes": "entry", "classes-months": "entry", "deeds": "deed", "deed": "deed",
    "deed-new": "deed", "movements": "movement", "movement": "movement", "movement-new": "movement",
    "movement-launch": "movement", "compact": "movement", "compact-new": "movement", "target-change": "movement",
    "plans": "movement", "plan": "movement", "plan-new": "movement", "standing": "movement", "why": "movement",
    "moved": "movement", "register": "register", "register-sheet": "register", "award": "register",
    "award-new": "register", "awards-import": "register", "directory": "directory",
}  # fmt: skip


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of the page shell. Nobody signed in: only the banner."""
    shell: dict[str, Any] = {"demo": settings.DEMO, "demo_day": settings.DEMO_DAY, "program": __version__}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return shell
    viewer = viewer_of(request)
    name = request.resolver_match.url_name if request.resolver_match else ""
    shell["doors"] = [
        {"title": title, "url": url, "current": _ROOMS.get(name or "") == room}
        for room, title, url in _doors(viewer)
    ]
    shell["house_unit"] = viewer.posts[0].unit_name if viewer.posts else ""
    shell["me"] = {
        "name": viewer.name,
        "initials": _initials(viewer.name),
        "posts": [f"{post.title}, {post.unit_name}" for post in viewer.posts],
    }
    return shell


def _doors(viewer: Viewer) -> list[tuple[str, str, str]]:
    month = containing(viewer.day, PeriodKind.MONTH).code
    doors = [("today", "Việc hôm nay", reverse("today"))]
    if viewer.posts:
        unit = viewer.posts[0].unit
        doors.append(("unit", "Đơn vị", reverse("unit-month", args=[unit, month])))
        if recording := next((p.unit for p in viewer.posts if p.role in RECORDS), None):
            doors.append(("entry", "Nhập số liệu", reverse("entry", args=[recording, month])))
        doors.append(("deed", "Việc làm", reverse("deeds")))
    return [
        *doors,
        ("movement", "Phong trào", reverse("movements")),
        ("register", "Sổ ghi danh", reverse("register")),
        ("directory", "Danh bạ", reverse("directory")),
    ]


def _initials(name: str) -> str:
    """Vietnamese names are called by the last word: "Nguyễn Thị An" → "TA"."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()
