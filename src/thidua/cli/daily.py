"""`thidua daily`: what is done once a day; `thidua worker` does it by itself."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.cli import screen
from thidua.cli.frame import command
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both, say

PARTS = {
    "reminders": Both("Đơn vị được nhắc nộp báo cáo: {count}", "Units reminded of their report: {count}"),
    "disputes": Both("Khiếu nại mới quá hạn: {count}", "Disputes that became overdue: {count}"),
    "letters": Both("Thư tổng hợp đã gửi: {count}", "Letters of the day sent: {count}"),
    "erased": Both("Dữ liệu tạm quá hạn đã xóa: {count}", "Passing data erased: {count}"),
    "head": Both("Mắt xích cuối của nhật ký đã ghi lại: {count}", "Heads of the audit log noted: {count}"),
    "statistics": Both(
        "Thống kê cơ sở dữ liệu đã làm mới: {count}", "Statistics of the database renewed: {count}"
    ),
}


@command(
    "daily",
    Both(
        "Việc hằng ngày: nhắc hạn, thư tổng hợp, xóa dữ liệu tạm quá hạn, thống kê.",
        "The work of the day: reminders, letters, terms of keeping, statistics.",
    ),
)
@home_option()
@click.pass_context
def daily(context: click.Context, home: Path) -> None:
    open_home(home)
    from thidua.actions.daily import BY, daily_run
    from thidua.store.clock import now

    done = daily_run(by=BY, at=now())
    for part in done:
        style = "red" if part.failed else ""
        failed = (
            say(Both(" (không xong, xem nhật ký máy chủ)", " (failed, see the log)")) if part.failed else ""
        )
        screen.line(say(PARTS[part.code], count=part.count) + failed, style=style)
    if any(part.failed for part in done):
        context.exit(1)
