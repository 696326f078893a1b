"""`thidua export figures|standing|register|directory FILE`: to Excel or CSV, by the ending of the file's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.cli import screen
from thidua.cli.account import viewer_of
from thidua.cli.frame import Day, Group, OnDisk, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, say

if TYPE_CHECKING:
    from thidua.office.workbook import Table
    from thidua.store.access import Viewer

export = Group(
    "export", said=Both("Xuất dữ liệu ra tệp .xlsx hoặc .csv.", "Write data to an .xlsx or .csv file.")
)


class Target(OnDisk):
    """A file to be written whose ending says how."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if path.suffix not in {".xlsx", ".csv"}:
            text = Both("“{name}” phải có đuôi .xlsx hoặc .csv.", "“{name}” must end in .xlsx or .csv.")
            raise click.BadParameter(say(text, name=path.name), ctx, param)
        return path


TARGET = Target(Both("tệp", "file"), dir_okay=False)
TARGET_HELP = Both("Tệp .xlsx hoặc .csv sẽ ghi.", ".xlsx or .csv file to write.")
AS = Both(
    "Chỉ xuất những gì tài khoản này được xem; không ghi thì xuất hết.",
    "Only what this account may see; everything when left out.",
)


@command(
    "figures",
    Both(
        "Số liệu của một kỳ, theo dạng mà lệnh import đọc được.", "Figures of a period, as import reads them."
    ),
)
@argument("file", TARGET_HELP, metavar="FILE", type=TARGET)
@option(
    "--period", said=Both("Kỳ, như 2025-W09.", "Period, such as 2025-W09."), metavar="PERIOD", required=True
)
@option(
    "--unit", said=Both("Chỉ một đơn vị, theo mã.", "One unit only, by code."), metavar="CODE", default=""
)
@option("--as", "username", said=AS, metavar="ACCOUNT")
@home_option()
def figures(file: Path, period: str, unit: str, username: str | None, home: Path) -> None:
    open_home(home)
    from thidua.actions.export import figures_export

    _write(file, figures_export(by=_by(username), period=period, unit=unit))


@command("standing", Both("Kết quả một kỳ đã chốt.", "The standing of a closed period."))
@argument("movement", Both("Mã phong trào.", "Code of the movement."), metavar="MOVEMENT")
@argument("period", Both("Kỳ đã chốt.", "A closed period."), metavar="PERIOD")
@argument("file", TARGET_HELP, metavar="FILE", type=TARGET)
@option("--as", "username", said=AS, metavar="ACCOUNT")
@home_option()
def standing(movement: str, period: str, file: Path, username: str | None, home: Path) -> None:
    open_home(home)
    from thidua.actions.export import standing_export

    _write(file, standing_export(by=_by(username), movement=movement, period=period))


@command("register", Both("Sổ ghi danh khen thưởng.", "The honour register."))
@argument("file", TARGET_HELP, metavar="FILE", type=TARGET)
@home_option()
def register(file: Path, home: Path) -> None:
    open_home(home)
    from thidua.actions.export import register_export

    _write(file, register_export())


@command("directory", Both("Địa bàn và đơn vị vào một ngày.", "Areas and units as of a day."))
@argument("file", TARGET_HELP, metavar="FILE", type=TARGET)
@option(
    "--on",
    "day",
    said=Both("Ngày, như 31/12/2020.", "Day, such as 2020-12-31."),
    metavar="DATE",
    type=Day(),
    required=True,
)
@home_option()
def directory(file: Path, day: date, home: Path) -> None:
    open_home(home)
    from thidua.actions.export import directory_export

    _write(file, directory_export(on=day))


for one in (figures, standing, register, directory):
    export.add_command(one)


def _by(username: str | None) -> Viewer | None:
    from django.utils import timezone

    return viewer_of(username, timezone.localdate()) if username else None


def _write(file: Path, table: Table) -> None:
    from thidua.office.workbook import csv_file, xlsx

    file.write_bytes(xlsx(table) if file.suffix == ".xlsx" else csv_file(table))
    screen.tell(
        Both("{file}: {rows} dòng.", "{file}: {rows} rows."), style="green", file=file, rows=len(table.rows)
    )
