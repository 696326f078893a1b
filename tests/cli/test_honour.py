"""`thidua honour check`: every answer with its exit code, from a file alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thidua.cli import thidua
from thidua.core.register_code import RegisterLine, chain_of, register_text, scanned, spaced

LAN = RegisterLine(12, "giay-khen", "Lê Thị Lan", "05/QĐ-CAX", date(2026, 2, 5), "Giấy khen")
BINH = replace(LAN, number=13, name="Trần Văn Bình", revoked_on=date(2026, 5, 4))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "so.json"
    path.write_text(register_text([LAN, BINH], date(2026, 6, 1)), encoding="utf-8")
    return path


def ask(register: Path, *words: str) -> Result:
    return CliRunner().invoke(thidua, ["honour", "check", *words, "--register", str(register)])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((spaced(LAN.code),), 0, "ĐÚNG: Giấy khen, Lê Thị Lan, quyết định 05/QĐ-CAX ngày 05/02/2026."),
        ((scanned(LAN.code, "5/QĐ-CAX"),), 0, "ĐÚNG"),
        ((spaced(BINH.code),), 1, "ĐÃ HỦY BỎ ngày 04/05/2026"),
        ((spaced(LAN.code), "--number", "15/QĐ-CAX"), 1, "SAI SỐ"),
        ((scanned(LAN.code, "15/QĐ-CAX"),), 1, "SAI SỐ"),
        (("0000-0000-0000",), 1, "KHÔNG CÓ trong sổ"),
        ((spaced(LAN.code), "--chain", "0" * 64), 1, "ĐÃ BỊ SỬA"),
        ((spaced(LAN.code), "--chain", chain_of([LAN, BINH])), 0, "ĐÚNG"),
    ],
)
def test_answers(register: Path, words: tuple[str, ...], code: int, told: str) -> None:
    found = ask(register, *words)
    assert (found.exit_code, told in found.output) == (code, True), found.output


def test_a_changed_register_is_not_used(register: Path) -> None:
    register.write_text(
        register.read_text(encoding="utf-8").replace("Lê Thị Lan", "Kẻ Giả Mạo"), encoding="utf-8"
    )
    found = ask(register, spaced(LAN.code))
    assert found.exit_code == 1
    assert "ĐÃ BỊ SỬA" in found.output
