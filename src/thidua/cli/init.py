"""`thidua init`: a new home, or an old one brought up to date."""

from __future__ import annotations

from pathlib import Path

from thidua.cli import screen
from thidua.cli.frame import command
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both


@command(
    "init",
    Both(
        "Tạo thư mục dữ liệu mới, hoặc cập nhật cơ sở dữ liệu của thư mục đang có.",
        "Make a new home folder, or bring the database of an existing one up to date.",
    ),
)
@home_option()
def init(home: Path) -> None:
    open_home(home, migrate=True)
    screen.tell(
        Both(
            "{home}: sẵn sàng. Tiếp theo: thidua serve, mở trang rồi thiết lập lần đầu bằng mã được in ra"
            " (hoặc thidua import directory, rồi thidua account add USERNAME --person CODE --administrator UNIT).",
            "{home}: ready. Next: thidua serve, open the page and set up with the code it prints"
            " (or thidua import directory, then thidua account add USERNAME --person CODE --administrator UNIT).",
        ),
        style="green",
        home=home,
    )
