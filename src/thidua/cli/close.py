"""`thidua close MOVEMENT PERIOD`: close one period into the vault."""

from __future__ import annotations

from pathlib import Path

from thidua.cli import screen
from thidua.cli.account import AS_HELP, closer_of, viewer_of
from thidua.cli.frame import argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both
from thidua.core.problem import Refused


@command(
    "close",
    Both(
        "Chốt một kỳ của phong trào: tính điểm, ghi vào kho, nối vào chuỗi mã băm.",
        "Close one period of a movement: score it, write the bundle, chain it.",
    ),
)
@argument("movement", Both("Mã phong trào.", "Code of the movement."), metavar="MOVEMENT")
@argument(
    "period",
    Both("Kỳ: 2025-W09, 2025-03, 2025-Q1 hoặc 2025.", "Period: 2025-W09, 2025-03, 2025-Q1 or 2025."),
    metavar="PERIOD",
)
@option("--as", "username", said=AS_HELP, metavar="ACCOUNT")
@option(
    "--allow-incomplete",
    said=Both(
        "Vẫn chốt dù có đối tượng thiếu số liệu; các đối tượng ấy không có điểm, hạng.",
        "Close although figures are missing; those subjects get no points and no place.",
    ),
    is_flag=True,
)
@home_option()
def close(movement: str, period: str, username: str | None, allow_incomplete: bool, home: Path) -> None:
    open_home(home)
    from django.utils import timezone

    from thidua.actions.period import period_close
    from thidua.store.models import Movement

    now = timezone.localtime()
    found = Movement.objects.select_related("owner").filter(code=movement).first()
    if found is None:
        raise Refused("movement.unknown", movement=movement)
    by = viewer_of(username, now.date()) if username else closer_of(found, now.date())
    closed = period_close(by=by, at=now, movement=found, period=period, allow_incomplete=allow_incomplete)
    screen.tell(
        Both("Đã chốt {bundle}\nMã băm: {manifest}", "Closed {bundle}\nHash: {manifest}"),
        style="green",
        bundle=closed.bundle,
        manifest=closed.manifest,
    )
