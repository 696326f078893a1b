"""`thidua ballot verify FILE`: check a published ballot box and count it again, on any machine, without a database."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from thidua.cli import screen
from thidua.cli.frame import FILE, Group, argument, command
from thidua.cli.language import Both, say


@command(
    "verify",
    Both(
        "Kiểm hòm phiếu đã công bố: từng chữ ký, phiếu trùng, số phát ra; rồi đếm lại.",
        "Check a published ballot box: every signature, papers twice, papers given out; then count again.",
    ),
)
@argument(
    "file",
    Both("Tệp hòm phiếu (.json) tải từ trang bỏ phiếu.", "File of the box (.json) from the ballot's page."),
    type=FILE,
)
def verify(file: Path) -> None:
    from thidua.core.ballot import file_problems, read_file
    from thidua.core.problem import Refused

    content = file.read_bytes()
    try:
        title, boxes = read_file(content.decode("utf-8"))
    except ValueError as wrong:  # also bytes that are no text
        raise Refused("ballot.not-a-file", file=file) from wrong
    screen.line(title, style="bold")
    columns = [(say(Both("Nội dung", "Question")), "left"), (say(Both("Phát ra", "Given out")), "right")]
    choices = list(dict.fromkeys(choice for box in boxes for choice in (*box.asked.choices, *box.hand)))
    made = screen.table(*columns, *((choice, "right") for choice in choices))
    for box in boxes:
        counted = {**box.counted, "invalid": box.hand.get("invalid", 0)}
        made.add_row(
            box.title, str(box.issued + box.hand_issued), *(str(counted.get(choice, 0)) for choice in choices)
        )
    screen.show(made)
    screen.tell(
        Both("Mã băm của tệp, so với biên bản: {digest}", "Digest of the file, compare it with the minutes: {digest}"),
        digest=sha256(content).hexdigest(),
    )  # fmt: skip
    problems = file_problems(boxes)
    if problems:
        screen.print_problems(problems)
        sys.exit(1)
    screen.tell(
        Both(
            "ĐẠT: mọi phiếu có chữ ký đúng, không phiếu nào trùng, không nhiều hơn số phát ra.",
            "PASSED: every paper is signed, none is there twice, no more than were given out.",
        ),
        style="green",
    )


ballot = Group("ballot", said=Both("Bỏ phiếu kín.", "Secret ballots."), commands=[verify])
