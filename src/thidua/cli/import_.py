"""`thidua import figures|awards|directory FILE`: all of a file or nothing; `--dry-run` only looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from thidua.cli import screen
from thidua.cli.account import AS_HELP, AT_THE_SERVER, viewer_of
from thidua.cli.frame import FILE, OLD_FOLDER, Group, argument, command, option
from thidua.cli.home import home_option, moment, open_home
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
    from thidua.actions.figure_import import figures_import

    now = moment()
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


@command(
    "awards",
    Both(
        "Nạp khen thưởng đã có từ tệp, vào sổ ghi danh.",
        "Bring awards that were decided into the register.",
    ),
)
@argument("file", Both("Tệp .csv hoặc .xlsx.", ".csv or .xlsx file."), metavar="FILE", type=FILE)
@option("--as", "username", said=AS_HELP, metavar="ACCOUNT", required=True)
@option("--dry-run", said=DRY_RUN, is_flag=True)
@home_option()
def awards(file: Path, username: str, dry_run: bool, home: Path) -> None:
    open_home(home)
    from django.utils import timezone

    from thidua.actions.award import award_import_file

    now = timezone.localtime()
    by = viewer_of(username, now.date())
    with _kept_unless(dry_run):
        made = award_import_file(by=by, at=now, source=file)
    _tell(len(made), len(made), dry_run)


@command(
    "directory",
    Both(
        "Nạp danh bạ từ thư mục có areas, units, people, clusters, directives (.yaml); không ghi thư mục thì "
        "nạp danh bạ đã công bố đi kèm chương trình.",
        "Bring in a directory from a folder with areas, units, people, clusters, directives (.yaml); without a "
        "folder, the published one that comes with the program.",
    ),
)
@argument(
    "folder",
    Both("Thư mục danh bạ.", "Folder of the directory."),
    metavar="[FOLDER]",
    required=False,
    type=OLD_FOLDER,
)
@option("--dry-run", said=DRY_RUN, is_flag=True)
@home_option()
def directory(folder: Path | None, dry_run: bool, home: Path) -> None:
    open_home(home)
    from django.utils import timezone

    from thidua.actions.directory import directory_load
    from thidua.actions.directory_file import directory_read

    source = directory_read(folder) if folder else None
    with _kept_unless(dry_run):
        loaded = directory_load(by=AT_THE_SERVER, at=timezone.localtime(), directory=source)
    text = Both(
        "{areas} địa bàn, {units} đơn vị, {people} người, {clusters} cụm, {directives} văn bản mới.",
        "{areas} areas, {units} units, {people} people, {clusters} clusters, {directives} directives are new.",
    )
    screen.tell(text, style="green", **asdict(loaded))
    if dry_run:
        screen.tell(Both("Chưa ghi gì.", "Nothing written."))


@contextmanager
def _kept_unless(dry_run: bool) -> Iterator[None]:
    """A dry run does everything and takes it back."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(dry_run)


for one in (awards, directory):
    bring_in.add_command(one)
