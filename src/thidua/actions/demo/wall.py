"""One wall screen, in the duty room of the made-up province. Its address is no secret: this is a demonstration."""

from __future__ import annotations

from datetime import date

from thidua.actions.board import wall_hang
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.papers import MOVEMENT
from thidua.actions.demo.rows import Rows
from thidua.store.models import Movement

SECRET = "minh-hoa-phong-truc"  # noqa: S105 - told to everybody on purpose
HUNG = date(2025, 3, 3)


def screen_hang(rows: Rows) -> None:
    wall_hang(
        by=rows.emulation,
        at=moment(HUNG, 8),
        movement=Movement.objects.get(code=MOVEMENT),
        place="Phòng trực ban Công an tỉnh",
        secret=SECRET,
    )
