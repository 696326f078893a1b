"""`thidua verify BUNDLE`: recompute a closed period, or a movement's whole chain, offline."""

from __future__ import annotations

import sys
from pathlib import Path

from thidua.cli import screen
from thidua.cli.frame import OLD_FOLDER, argument, command, option
from thidua.cli.language import Both
from thidua.core.problem import errors


@command(
    "verify",
    Both(
        "Kiểm tra kỳ đã chốt: tính lại, so từng byte và chuỗi mã băm. Không cần cơ sở dữ liệu.",
        "Check a closed period: recompute, compare every byte and the chain. No database needed.",
    ),
)
@argument(
    "bundle",
    Both(
        "Thư mục của một kỳ đã chốt, hoặc thư mục của phong trào trong kho.",
        "Folder of one closed period, or of a movement in the vault.",
    ),
    type=OLD_FOLDER,
)
@option(
    "--head",
    said=Both(
        "Mã băm của kỳ chốt cuối, đã công bố ở nơi khác; phát hiện cả việc cắt đuôi chuỗi.",
        "Hash of the last close as published elsewhere; catches a chain cut short.",
    ),
    metavar="CODE",
)
def verify(bundle: Path, head: str | None) -> None:
    from thidua.actions.verify import verify as check

    problems = check(bundle, head=head)
    screen.print_problems(problems)
    wrong = errors(problems)
    if wrong:
        screen.tell(
            Both("{bundle}: KHÔNG ĐẠT, {count} điểm sai khác.", "{bundle}: FAILED, {count} differences."),
            style="bold red",
            bundle=bundle,
            count=len(wrong),
        )
        sys.exit(1)
    screen.tell(
        Both(
            "{bundle}: ĐẠT. Tính lại cho đúng từng byte, chuỗi mã băm liền mạch.",
            "{bundle}: PASSED. Recomputed to the same bytes; the chain is unbroken.",
        ),
        style="green",
        bundle=bundle,
    )
