"""`thidua demo`: a made-up year, closed period by period, then served."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli import screen
from thidua.cli.frame import command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, say
from thidua.cli.serve import PORT, PORT_HELP, refuse_taken_port, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from thidua.actions.demo.report import Report

HOST = "127.0.0.1"
SEED = 2025
YEAR_OF_WEEKS = 52

STEPS = {  # step of the loader → what its progress bar is called
    "advice": Both("Những lần tham mưu trong năm", "What was advised in the year"),
    "council": Both("Hội đồng, bỏ phiếu kín", "Council and secret ballot"),
    "villages": Both("Thôn, bản và các buổi dân vận", "Villages and outreach"),
    "cluster": Both("Cụm thi đua trước hội nghị", "An emulation cluster before its conference"),
    "merger": Both("Một phương án sáp nhập đang chuẩn bị", "A merger being prepared"),
    "directory": Both("Danh bạ, địa bàn, người, chức vụ", "Directory, areas, people, posts"),
    "papers": Both("Chỉ thị, kế hoạch, giao ước, chỉ tiêu", "Directive, plans, compacts, targets"),
    "weeks": Both("Các tuần: việc, số liệu, chốt", "Weeks: deeds, figures, closes"),
    "honours": Both("Khen thưởng và sổ ghi danh", "Awards and the honour register"),
    "season": Both("Mùa khen thưởng", "The season of awards"),
    "next": Both("Mở phong trào năm sau", "Opening next year's movement"),
    "month": Both("Báo cáo tháng, khiếu nại, kiểm tra", "Reports, disputes, inspections"),
}


@command(
    "demo",
    Both(
        "Dựng một năm thi đua mẫu (dữ liệu giả định), chốt mọi kỳ, in kết quả rồi chạy trang web.",
        "Build a made-up emulation year, close every period, print the standing, then serve the pages.",
    ),
)
@option(
    "--no-serve",
    said=Both("Chỉ dựng và in kết quả, không chạy trang web.", "Build and print only."),
    is_flag=True,
)
@option(
    "--seed",
    said=Both(
        "Số gieo; cùng số thì mọi thứ giống nhau, cả mã băm.", "Same seed, same everything, hashes included."
    ),
    type=int,
    default=SEED,
    show_default=True,
)
@home_option(default="var/demo")
@option("--port", said=PORT_HELP, type=click.IntRange(1, 65535), default=PORT, show_default=True)
@option(
    "--weeks",
    said=Both("Chỉ dựng số tuần đầu năm này.", "Build only that many weeks of the year."),
    type=click.IntRange(1, YEAR_OF_WEEKS),
    default=YEAR_OF_WEEKS,
    show_default=True,
)
def demo(no_serve: bool, seed: int, home: Path, port: int, weeks: int) -> None:
    if not no_serve:
        refuse_taken_port(HOST, port)  # before a minute of work, not after it
    from thidua.actions.demo.home import fresh_home

    fresh_home(home)
    os.environ.pop("THIDUA_DATABASE", None)  # a demonstration never writes into anybody's server
    open_home(home, migrate=True)
    from thidua.actions.demo.load import demo_load
    from thidua.actions.demo.world import make_world

    with _bars() as tell:
        report = demo_load(world=make_world(seed, weeks), tell=tell)
    print_report(home, port, report)
    if not no_serve:
        run(HOST, port, min(os.cpu_count() or 1, 2))


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """One progress bar per step; the loader calls back with (step, done, total)."""
    with screen.progress() as bars:
        tasks: dict[str, object] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(STEPS[step]), total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield tell


def print_report(home: Path, port: int, report: Report) -> None:
    """The standing of every level, what is proposed, the heads of the chains, and how to sign in."""
    from thidua.office.format import points

    for group in report.groups:
        screen.line(f"\n{group.title} · {report.period}", style="bold")
        made = screen.table(
            (say(Both("Hạng", "Place")), "right"),
            (say(Both("Đơn vị", "Unit")), "left"),
            (say(Both("Điểm", "Points")), "right"),
            (say(Both("Xếp loại", "Class")), "left"),
        )
        for row in group.rows:
            place = f"{row.place}{'=' if row.tied else ''}" if row.place else "–"
            made.add_row(place, row.name, points(row.total) if row.complete else "–", row.class_title)
        screen.show(made)
    if report.officer_classes:
        # Officers are counted, never ranked.
        counts = " · ".join(f"{title}: {count}" for title, count in report.officer_classes)
        screen.tell(
            Both("{who}, {period}: {counts}", "{who}, {period}: {counts}"),
            who=report.officers_title, period=report.period, counts=counts,
        )  # fmt: skip
    for proposal in report.proposals:
        screen.tell(
            Both("Đề xuất {what} ({group}): {who}", "Proposed {what} ({group}): {who}"),
            what=proposal.title, group=proposal.group, who=", ".join(proposal.subjects),
        )  # fmt: skip
    for movement, sequence, head in report.heads:
        screen.tell(
            Both(
                "Mã băm cuối của {movement}: {head} ({sequence} lần chốt)",
                "Last hash of {movement}: {head} ({sequence} closes)",
            ),
            movement=movement, head=head, sequence=sequence,
        )  # fmt: skip
    _print_accounts(home, port, report)


def _print_accounts(home: Path, port: int, report: Report) -> None:
    screen.tell(
        Both("\nDữ liệu giả định, chỉ để trình diễn.", "\nMade-up data, for demonstration only."),
        style="yellow",
    )
    screen.tell(Both("Thư mục: {home}", "Home: {home}"), home=home)
    screen.tell(
        Both(
            "Địa chỉ: http://localhost:{port}/ · mật khẩu chung: {password}",
            "Address: http://localhost:{port}/ · password of all: {password}",
        ),
        style="bold", port=port, password=report.password,
    )  # fmt: skip
    for username, name, post in report.accounts:
        screen.line(f"  {username:<9} {name} – {post}")
