"""`thidua document`: signatures in PDF files, made and checked at the terminal, without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli import screen
from thidua.cli.frame import FILE, NEW_FILE, Group, argument, command, option
from thidua.cli.language import Both, say

if TYPE_CHECKING:
    from thidua.office.signature import Checked

_TRUST = {
    "trusted": Both("tin cậy", "trusted"),
    "expired": Both("chứng thư ngoài thời hạn lúc ký", "certificate not valid at the time of signing"),
    "unknown": Both("không rõ nơi cấp", "unknown authority"),
}
_CHANGE = {
    "none": Both("không đổi gì sau khi ký", "nothing changed after signing"),
    "allowed": Both("sau đó có thêm chữ ký hoặc ô điền", "a further signature or field followed"),
    "changed": Both("ĐÃ BỊ SỬA sau khi ký", "CHANGED after signing"),
}


@command(
    "verify",
    Both("Kiểm tra chữ ký số trong tệp PDF.", "Check the digital signatures of a PDF."),
)
@argument("file", Both("Tệp PDF.", "The PDF."), type=FILE)
@option(
    "--trust",
    said=Both(
        "Chứng thư của nơi cấp mà mình tin (PEM, DER); dùng nhiều lần được.",
        "A certificate authority to trust.",
    ),
    type=FILE,
    multiple=True,
)
def verify(file: Path, trust: tuple[Path, ...]) -> None:
    from thidua.office.signature import checked, roots

    found = checked(file.read_bytes(), roots([path.read_bytes() for path in trust]))
    if not found:
        screen.tell(
            Both("{file}: không có chữ ký số.", "{file}: no digital signature."), style="bold red", file=file
        )
        sys.exit(1)
    for one in found:
        _tell(one)
    if not all(one.good for one in found):
        sys.exit(1)


def _tell(one: Checked) -> None:
    whole = Both("nguyên vẹn", "intact") if one.intact else Both("KHÔNG nguyên vẹn", "NOT intact")
    screen.tell(
        Both(
            "{signer} (nơi cấp: {issuer}), {at}: {whole}; {trust}; {change}.",
            "{signer} (issued by {issuer}), {at}: {whole}; {trust}; {change}.",
        ),
        style="green" if one.good else "bold red",
        signer=one.signer,
        issuer=one.issuer,
        at=f"{one.at:%d/%m/%Y %H:%M %z}" if one.at else "?",
        whole=say(whole),
        trust=say(_TRUST[one.trust]),
        change=say(_CHANGE[one.change]),
    )


@command(
    "sign",
    Both(
        "Ký số một tệp PDF bằng tệp chứng thư .p12; mật khẩu hỏi khi chạy, không lưu.",
        "Sign a PDF with a .p12 certificate file; the passphrase is asked for and not kept.",
    ),
)
@argument("file", Both("Tệp PDF.", "The PDF."), type=FILE)
@option("--key", said=Both("Tệp chứng thư .p12, .pfx.", "The .p12 or .pfx file."), type=FILE, required=True)
@option("--out", said=Both("Tệp đã ký sẽ ghi.", "The signed file to write."), type=NEW_FILE, required=True)
@option("--agency", said=Both("Cơ quan in trên dấu.", "Agency printed on the stamp."), default="")
def sign_(file: Path, key: Path, out: Path, agency: str) -> None:
    from datetime import datetime

    from thidua.office.signature import name_of, open_key, sign

    passphrase = click.prompt(
        say(Both("Mật khẩu chứng thư", "Passphrase")), hide_input=True, default="", show_default=False
    )
    opened = open_key(key.read_bytes(), passphrase)
    assert opened.signing_cert is not None
    name = name_of(opened.signing_cert)
    out.write_bytes(sign(file.read_bytes(), opened, at=datetime.now().astimezone(), agency=agency or name))
    screen.tell(
        Both("Đã ký {out} bằng chứng thư của {name}.", "Signed {out} as {name}."),
        style="green",
        out=out,
        name=name,
    )


document = Group(
    "document", said=Both("Văn bản PDF và chữ ký số.", "PDFs and their signatures."), commands=[verify, sign_]
)
