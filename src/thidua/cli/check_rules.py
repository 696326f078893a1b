"""`thidua check-rules PATH…`: every fault of scoring regulations, with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thidua.cli import screen
from thidua.cli.frame import EXISTING, argument, command
from thidua.cli.language import Both
from thidua.core.problem import Severity


@command(
    "check-rules",
    Both(
        "Soát quy chế chấm điểm (YAML): nêu mọi lỗi kèm tệp và dòng.",
        "Check scoring regulations (YAML): every fault with file and line.",
    ),
)
@argument(
    "paths",
    Both("Tệp .yaml hoặc thư mục chứa chúng.", ".yaml files, or folders of them."),
    metavar="PATH…",
    nargs=-1,
    required=True,
    type=EXISTING,
)
def check_rules(paths: tuple[Path, ...]) -> None:
    from thidua.actions.rule import rules_check

    checked = rules_check(paths)
    if not checked:
        raise click.ClickException(
            screen.say(Both("Không tìm thấy tệp .yaml nào.", "There is no .yaml file here."))
        )
    count = dict.fromkeys(Severity, 0)
    for file in checked:
        screen.print_problems(file.problems, error=False)
        for found in file.problems:
            count[found.severity] += 1
    screen.tell(
        Both(
            "{files} quy chế: {errors} lỗi, {warnings} điểm cần xem lại, {resolved} mâu thuẫn đã có cách giải quyết.",
            "{files} regulations: {errors} errors, {warnings} to look at, {resolved} resolved contradictions.",
        ),
        files=len(checked),
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        resolved=count[Severity.RESOLVED],
    )
    if count[Severity.ERROR]:
        sys.exit(1)
