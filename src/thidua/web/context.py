"""What every page knows: whether the data are a demonstration, who is here, and the look that was chosen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from thidua import __version__
from thidua.store.models import Notice, Person
from thidua.web.door import viewer_of
from thidua.web.look.theme import THEMES, languages, theme_of
from thidua.web.room import doors_for, known


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of the page shell. Nobody signed in: only the banner."""
    shell: dict[str, Any] = {
        "demo": settings.DEMO,
        "demo_day": settings.DEMO_DAY,
        "program": __version__,
        "theme": theme_of(request),
        "themes": THEMES,
    }
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return shell
    viewer = viewer_of(request)
    held = (*viewer.posts, *viewer.offices)
    return shell | {
        "doors": doors_for(viewer, request.resolver_match),
        "languages": languages(),
        "search_url": known("search"),
        "unread": SimpleLazyObject(lambda: _unread(viewer.person)),
        "account_url": known("account"),
        "tour_url": known("tour"),
        "house_unit": held[0].unit_name if held else "",
        "me": {
            "name": viewer.name,
            "initials": _initials(viewer.name),
            "posts": [f"{post.title}, {post.unit_name}" for post in held],
        },
    }


def _unread(person: Person | None) -> int:
    """What the bell says; asked for only by pages that have a bell."""
    return Notice.objects.filter(to=person, read_at__isnull=True).count() if person else 0


def _initials(name: str) -> str:
    """Vietnamese names are called by the last word: "Nguyễn Thị An" → "TA"."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()
