"""Who is asking and what day it is; every view begins here and then goes through `store.access`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest

from thidua.store.access import Viewer, viewer
from thidua.store.clock import now

__all__ = ["crumbs", "now", "today", "viewer_of", "whole"]


def today() -> date:
    return now().date()


def viewer_of(request: HttpRequest) -> Viewer:
    """The person behind the request, looked up once."""
    held = getattr(request, "_viewer", None)
    if held is None:
        held = viewer(request.user, today())
        request._viewer = held
    return held


def whole(request: HttpRequest, name: str) -> int | None:
    """A small whole number from the address; None for anything else, which is what "²" and long digits are."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None


def crumbs(*steps: tuple[str, str] | str) -> list[dict[str, Any]]:
    """The path above a heading: (title, address) pairs; a plain title stands for where we are."""
    return [
        {"title": step, "url": ""} if isinstance(step, str) else {"title": step[0], "url": step[1]}
        for step in steps
    ]
