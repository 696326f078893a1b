"""`thidua audit verify`: whether anybody changed the audit log behind the program's back."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.cli import screen
from thidua.cli.frame import Group, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both


@command(
    "verify",
    Both(
        "Kiểm tra nhật ký: dòng bị sửa, bị lấy đi, bị chèn vào.",
        "Check the audit log: lines edited, taken away, slipped in.",
    ),
)
@option(
    "--number",
    said=Both("Số của mắt xích đã ghi lại ở nơi khác.", "Number of a link noted down elsewhere."),
    type=int,
    metavar="N",
)
@option(
    "--head",
    said=Both("Mã băm của mắt xích ấy.", "Digest of that link."),
    default="",
    metavar="SHA256",
)
@home_option()
@click.pass_context
def verify(context: click.Context, home: Path, number: int | None, head: str) -> None:
    open_home(home)
    from thidua.actions.audit_verify import audit_verify

    found = audit_verify(number=number, head=head)
    if found.problems:
        screen.print_problems(found.problems)
        context.exit(1)
    screen.tell(
        Both(
            "Nhật ký nguyên vẹn: {lines} dòng. Mắt xích cuối: {number} {head}",
            "The audit log is whole: {lines} lines. Last link: {number} {head}",
        ),
        style="green",
        lines=found.lines,
        number=found.number,
        head=found.head,
    )


audit = Group("audit", said=Both("Nhật ký thao tác.", "The audit log."), commands=[verify])
