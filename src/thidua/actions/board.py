"""Hang up a wall screen, and take it down."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, allow, audit
from thidua.core.text import visible
from thidua.store import access
from thidua.store.access import Viewer
from thidua.store.models import Movement, WallLink

OPEN_MAX = 20  # screens of one movement; more are forgotten ones


@transaction.atomic
def wall_hang(
    *, by: Viewer, at: datetime, movement: Movement, place: str, secret: str = ""
) -> tuple[WallLink, str]:
    """A link for a screen that hangs at `place`, and its secret, which is never seen again.

    Args:
        secret: only where it is none, in a demonstration; else it is drawn.

    Raises:
        Refused: "access.may-not-close"; "board.place-missing"; "board.too-many".
    """
    acting(by)
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    place = " ".join(visible(place).split())[:120]
    allow(bool(place), "board.place-missing")
    allow(movement.wall_links.filter(revoked_at=None).count() < OPEN_MAX, "board.too-many", count=OPEN_MAX)
    secret = secret or secrets.token_urlsafe(24)
    row = WallLink.objects.create(
        movement=movement, place=place, sha256=wall_sum(secret), made_by=by.name, made_at=at
    )
    said = f"Mở màn hình “{place}” chiếu bảng của {movement.title} mà không cần đăng nhập."
    audit(by=by, at=at, action="wall-hang", subject=f"wall:{row.pk}", sentence=said, unit=movement.owner)
    return row, secret


@transaction.atomic
def wall_take_down(*, by: Viewer, at: datetime, link: WallLink) -> WallLink:
    """The screen goes dark at its next question.

    Raises:
        Refused: "access.may-not-close"; "board.taken-down-already".
    """
    acting(by)
    row = WallLink.objects.select_for_update().get(pk=link.pk)
    movement = row.movement
    allow(access.may_close(by, movement), "access.may-not-close", movement=movement.title)
    allow(row.revoked_at is None, "board.taken-down-already", place=row.place)
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    said = f"Đóng màn hình “{row.place}” chiếu bảng của {movement.title}: đang mở → đã đóng."
    audit(by=by, at=at, action="wall-take-down", subject=f"wall:{row.pk}", sentence=said, unit=movement.owner)
    return row


def wall_sum(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
