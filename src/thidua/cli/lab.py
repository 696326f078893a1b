"""`thidua lab SCHEME`: the impact sheet of a draft, on the screen, as PDF, as a page or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.cli import screen
from thidua.cli.frame import OnDisk, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both
from thidua.core.problem import Refused

if TYPE_CHECKING:
    from thidua.actions.lab import LabSheet

OUT = OnDisk(Both("tệp", "file"), dir_okay=False, writable=True)


@command(
    "lab",
    Both(
        "Lập phiếu tác động của một quy chế: quy chế ấy thưởng cho điều gì, trước khi ký.",
        "Make the impact sheet of a regulation: what it rewards, before it is signed.",
    ),
)
@argument(
    "scheme",
    Both(
        "Mã quy chế có sẵn (như e29-thang) hoặc đường dẫn tệp .yaml của dự thảo.",
        "Code of a shipped regulation (such as e29-thang), or the .yaml path of a draft.",
    ),
    metavar="SCHEME",
)
@option(
    "--data",
    said=Both(
        "Số liệu đã qua: tệp .csv, .xlsx hoặc mã một phong trào; không ghi thì dựng số liệu giả định từ chính quy chế.",
        "Past figures: a .csv or .xlsx file, or a movement's code; without it, figures are drawn from the regulation.",
    ),
    metavar="FIGURES",
)
@option(
    "--period",
    said=Both("Kỳ của số liệu; không ghi thì là kỳ cuối của tệp.", "Period of the figures; the file's last."),
    default="",
    metavar="PERIOD",
)
@option("--form", said=Both("Biểu của quy chế.", "Form of the regulation."), default="", metavar="FORM")
@option(
    "--seed",
    said=Both("Hạt giống ngẫu nhiên.", "Seed of chance."),
    type=click.IntRange(0),
    default=1,
    show_default=True,
)
@option(
    "--worlds",
    said=Both("Số kỳ giả định cho mỗi câu hỏi.", "How many worlds are drawn for each question."),
    type=click.IntRange(10, 100_000),
    default=400,
    show_default=True,
)
@option("--json", "as_json", said=Both("In kết quả dạng JSON.", "Print JSON."), is_flag=True)
@option("--pdf", said=Both("Ghi phiếu thành tệp PDF.", "Write the sheet as PDF."), type=OUT, metavar="FILE")
@option(
    "--html", said=Both("Ghi phiếu thành trang HTML.", "Write the sheet as a page."), type=OUT, metavar="FILE"
)
@home_option()
def lab(
    scheme: str,
    data: str | None,
    period: str,
    form: str,
    seed: int,
    worlds: int,
    as_json: bool,
    pdf: Path | None,
    html: Path | None,
    home: Path,
) -> None:
    from thidua.office.lab_print import sheet_html, sheet_pdf

    made = _made(scheme, data, period, home, {"form": form, "seed": seed, "worlds": worlds}, quiet=as_json)
    if pdf is not None:
        pdf.write_bytes(sheet_pdf(made.sheet, made.scheme))
    if html is not None:
        html.write_text(sheet_html(made.sheet, made.scheme), encoding="utf-8")
    if as_json:
        sys.stdout.write(json.dumps(plain(made), ensure_ascii=False, indent=2) + "\n")
    elif pdf is None and html is None:
        _print(made)
    for path in (pdf, html):
        if path is not None and not as_json:
            screen.tell(Both("Đã ghi {path}", "Wrote {path}"), style="green", path=path)
    if not as_json:
        screen.print_problems(made.problems)


def _made(
    scheme: str, data: str | None, period: str, home: Path, more: dict[str, Any], *, quiet: bool
) -> LabSheet:
    """The sheet, with a progress bar on the error stream."""
    from thidua.actions.lab import lab_movement, lab_sheet
    from thidua.actions.score import scheme_named
    from thidua.office.lab_words import QUESTIONS

    movement = data is not None and Path(data).suffix.lower() not in {".csv", ".xlsx"}
    if movement and not period:
        raise Refused("lab.period-needed", movement=data or "")
    if movement:
        open_home(home)
    with screen.progress(error=True) as bar:
        task = bar.add_task("", total=None, visible=not quiet)

        def progress(part: Any, number: int, whole: int) -> None:
            bar.update(task, description=QUESTIONS[part][0], completed=number, total=whole)

        if movement:
            made = lab_movement(
                scheme=scheme_named(scheme), movement=data or "", period=period, progress=progress, **more
            )
        else:
            figures = Path(data) if data else None
            made = lab_sheet(scheme=scheme, figures=figures, period=period, progress=progress, **more)
        bar.update(task, completed=len(QUESTIONS), total=len(QUESTIONS))
    return made


def _print(made: LabSheet) -> None:
    from thidua.core.lab.effect import Gravity
    from thidua.office.lab import basis, not_asked, tell

    style = {Gravity.FAULT: "bold red", Gravity.CAUTION: "yellow", Gravity.NOTE: "cyan", Gravity.SOUND: "dim"}
    screen.line(made.scheme.title, style="bold")
    screen.line(basis(made.sheet, made.scheme))
    parts = tell(made.sheet, made.scheme)
    for number, part in enumerate((p for p in parts if not p.skipped), 1):
        screen.line(f"\n{number}. {part.title}", style="bold cyan")
        for told in part.told:
            source = "; ".join(text for text in (told.surety, told.clause) if text)
            screen.line(f"   {told.weight}: {told.sentence} ({source})", style=style[told.gravity])
    for line in not_asked(parts):
        screen.line(f"\n{line}", style="dim")


def plain(made: LabSheet) -> dict[str, Any]:
    """The sheet as JSON values, numbers in thousandths, with the sentences people read."""
    from dataclasses import asdict

    from thidua.office.lab import tell

    told = {part.part: [one.sentence for one in part.told] for part in tell(made.sheet, made.scheme)}
    sheet = asdict(made.sheet)
    for answer in sheet["answers"]:
        answer["sentences"] = told[answer["part"]]
    return {"unit": "milli", **sheet}
