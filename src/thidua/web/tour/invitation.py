"""The card on the first page that offers the tour: until it was taken or declined, and whenever asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from thidua.web.door import viewer_of
from thidua.web.tour.step import role_of, steps

AGAIN = "huong-dan"  # in the address of the first page: show it again


def invitation(request: HttpRequest) -> dict[str, Any] | None:
    """What the card needs; None for whoever has seen it."""
    viewer = viewer_of(request)
    again = AGAIN in request.GET
    if viewer.account is None or (viewer.account.toured_at is not None and not again):
        return None
    return {"steps": steps(viewer, role_of(viewer)), "again": again}
