"""`thidua honour`: the register as a file, and codes printed on papers checked against it, without a network."""

from __future__ import annotations

import sys
from pathlib import Path

from thidua.cli import screen
from thidua.cli.frame import FILE, NEW_FILE, Group, argument, command, option
from thidua.cli.home import home_option, open_home
from thidua.cli.language import Both
from thidua.core.register_code import RegisterAnswer, RegisterFound

_TOLD = {
    RegisterFound.FOUND: Both(
        "ĐÚNG: {title}, {name}, quyết định {decision} ngày {on}.",
        "FOUND: {title}, {name}, decision {decision} of {on}.",
    ),
    RegisterFound.REVOKED: Both(
        "ĐÃ HỦY BỎ ngày {revoked}: {title}, {name}, quyết định {decision} ngày {on}.",
        "REVOKED on {revoked}: {title}, {name}, decision {decision} of {on}.",
    ),
    RegisterFound.MISMATCH: Both(
        "SAI SỐ: mã này thuộc quyết định {decision} ngày {on}, không phải số ghi trên giấy.",
        "NUMBER MISMATCH: this code belongs to decision {decision} of {on}, not to the number on the paper.",
    ),
    RegisterFound.UNKNOWN: Both("KHÔNG CÓ trong sổ: {code}.", "UNKNOWN: {code} is not in the register."),
    RegisterFound.DAMAGED: Both(
        "Tệp sổ ĐÃ BỊ SỬA: mã hoặc chuỗi mã băm không khớp; không dùng tệp này để kiểm tra.",
        "The register file WAS CHANGED: its codes or its chain do not agree; do not check with this file.",
    ),
}


@command(
    "check",
    Both(
        "Kiểm tra mã in trên quyết định, giấy khen với tệp sổ ghi danh. Không cần mạng, không cần cơ sở dữ liệu.",
        "Check the code printed on a decision or certificate against a register file. No network, no database.",
    ),
)
@argument(
    "code",
    Both("Mã in trên giấy, hoặc cả dòng quét được từ mã QR.", "The printed code, or what the QR says."),
)
@option("--register", said=Both("Tệp sổ ghi danh.", "The register file."), type=FILE, required=True)
@option(
    "--number", said=Both("Số quyết định in trên giấy.", "Number of the decision on the paper."), default=""
)
@option(
    "--chain",
    said=Both("Mã băm của sổ đã công bố ở nơi khác.", "Chain of the register as published elsewhere."),
    default="",
    metavar="SHA256",
)
def check(code: str, register: Path, number: str, chain: str) -> None:
    from thidua.core.register_code import RegisterAnswer, RegisterFound, read_register, read_scanned
    from thidua.core.register_code import check as look

    held = read_register(register.read_text(encoding="utf-8"))
    read, scanned_number = read_scanned(code)
    answer = (
        look(held, read, number or scanned_number, chain) if held else RegisterAnswer(RegisterFound.DAMAGED)
    )
    _say(answer, code)
    if answer.found is not RegisterFound.FOUND:
        sys.exit(1)


def _say(answer: RegisterAnswer, code: str) -> None:
    from thidua.office.format import day

    line = answer.line
    told = {"code": code}
    if line is not None:
        told |= {"title": line.title, "name": line.name, "decision": line.decision, "on": day(line.on)}
        told["revoked"] = day(line.revoked_on) if line.revoked_on else ""
    screen.tell(
        _TOLD[answer.found], style="green" if answer.found is RegisterFound.FOUND else "bold red", **told
    )


@command(
    "export",
    Both(
        "Ghi sổ ghi danh ra một tệp để kiểm tra giấy ở nơi không có mạng.",
        "Write the register to a file, for checking papers where there is no network.",
    ),
)
@argument("file", Both("Tệp .json, hoặc .html mở được bằng trình duyệt.", "A .json file, or .html for a browser."),
          type=NEW_FILE)  # fmt: skip
@home_option()
def export(file: Path, home: Path) -> None:
    open_home(home)
    from thidua.actions.register_code import register_file
    from thidua.core.register_code import read_register
    from thidua.office.paper.checker import checker_page
    from thidua.store.clock import now

    text = register_file(now().date())
    file.write_text(checker_page(text) if file.suffix == ".html" else text, encoding="utf-8")
    held = read_register(text)
    assert held is not None
    screen.tell(
        Both(
            "Đã ghi {file}: {count} dòng. Mã băm của sổ: {chain}",
            "Wrote {file}: {count} lines. Chain: {chain}",
        ),
        style="green",
        file=file,
        count=len(held.lines),
        chain=held.chain,
    )


honour = Group(
    "honour", said=Both("Sổ ghi danh khen thưởng.", "The register of honours."), commands=[check, export]
)
