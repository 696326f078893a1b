"""`thidua document sign` and `verify`: signed, checked, and every answer with its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.office.keys import PASSPHRASE, Authority
from tests.office.papers import DECISION
from thidua.cli import thidua
from thidua.office.document import to_pdf
from thidua.office.paper import decision
from thidua.office.paper.form import filled


def run(*words: str, said: str = "") -> Result:
    return CliRunner().invoke(thidua, ["document", *words], input=said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, authority = tmp_path_factory.mktemp("signed"), Authority()
    (made / "paper.pdf").write_bytes(to_pdf(filled(decision.FORM, decision.values(DECISION))))
    (made / "an.p12").write_bytes(authority.p12("Nguyễn Thị An"))
    (made / "ca.pem").write_bytes(authority.pem)
    return made


def test_sign_then_verify(folder: Path) -> None:
    paper, signed = str(folder / "paper.pdf"), str(folder / "signed.pdf")
    made = run("sign", paper, "--key", str(folder / "an.p12"), "--out", signed, said=f"{PASSPHRASE}\n")
    assert made.exit_code == 0, made.output
    assert PASSPHRASE not in made.output
    good = run("verify", signed, "--trust", str(folder / "ca.pem"))
    assert good.exit_code == 0
    assert "Nguyễn Thị An (nơi cấp: Cơ quan chứng thực thử)" in good.output
    assert "nguyên vẹn; tin cậy; không đổi gì sau khi ký." in good.output
    unknown = run("verify", signed)
    assert (unknown.exit_code, "không rõ nơi cấp" in unknown.output) == (1, True)


def test_what_is_not_signed_or_not_opened_ends_with_one(folder: Path) -> None:
    bare = run("verify", str(folder / "paper.pdf"))
    assert (bare.exit_code, "không có chữ ký số" in bare.output) == (1, True)
    key = ("--key", str(folder / "an.p12"), "--out", str(folder / "x.pdf"))
    wrong = run("sign", str(folder / "paper.pdf"), *key, said="sai\n")
    assert (wrong.exit_code, "sai mật khẩu" in wrong.output) == (1, True)
    assert not (folder / "x.pdf").exists()
