"""`thidua import figures|awards|directory FILE`: all of a file or nothing; `--dry-run` only looks."""

from __future__ import annotations

from pathlib import Path

from thidua.cli import screen
from thidua.cli.account import AS_HELP, viewer_of
from thidua.cli.frame import FILE, Group, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both

bring_in = Group(
    "import",
    said=Both(
        "Nạp dữ liệu từ tệp: nạp hết, hoặc không nạp gì nếu có lỗi.",
        "Bring data in from a file: all of it, or nothing if there is any fault.",
    ),
)
DRY_RUN = Both("Chỉ đọc và báo lỗi, không ghi gì.", "Only read and report; write nothing.")


@command(
    "figures",
    Both(
        "Nạp số liệu: subject, figure, period, value [, numerator, denominator, target, evidence].",
        "Bring in figures: subject, figure, period, value [, numerator, denominator, target, evidence].",
    ),
)
@argument("file", Both("Tệp .csv hoặc .xlsx.", ".csv or .xlsx file."), metavar="FILE", type=FILE)
@option("--as", "username", said=AS_HELP, metavar="ACCOUNT", required=True)
@option(
    "--reason",
    said=Both("Lý do, khi thay số đã có.", "Why, when values that stand are replaced."),
    metavar="TEXT",
    default="",
)
@option("--dry-run", said=DRY_RUN, is_flag=True)
@home_option()
def figures(file: Path, username: str, reason: str, dry_run: bool, home: Path) -> None:
    open_home(home)
    from django.utils import timezone

    from thidua.actions.figure_import import figures_import

    now = timezone.localtime()
    by = viewer_of(username, now.date())
    done = figures_import(by=by, at=now, file=file, reason=reason, dry_run=dry_run)
    screen.print_problems(done.problems)
    _tell(done.rows, done.written, dry_run)


def _tell(rows: int, written: int, dry_run: bool) -> None:
    text = Both(
        "Đọc {rows} dòng; ghi mới {written} (dòng đã có giá trị ấy thì giữ nguyên).",
        "{rows} rows read; {written} written (rows that say what stands already are left alone).",
    )
    dry = Both("Đọc {rows} dòng, nạp được. Chưa ghi gì.", "{rows} rows read, all fit. Nothing written.")
    screen.tell(dry if dry_run else text, style="green", rows=rows, written=written)


bring_in.add_command(figures)
