"""`thidua check-rules`: all faults with file and line, and exit code 1 when any of them is an error."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

import thidua.rules
from thidua.cli import thidua as command
from thidua.rules import catalogue

SHIPPED = Path(thidua.rules.__file__).parent / "scoring"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["check-rules", *arguments], prog_name="thidua")


def test_shipped_regulations_have_no_error_and_name_what_was_resolved() -> None:
    done = run(str(SHIPPED))
    assert done.exit_code == 0, done.output
    assert f"{len(catalogue.scheme_codes())} quy chế: 0 lỗi, " in done.stdout
    assert "hai-phong-212-2025.yaml:" in done.stdout
    assert "Đã có cách giải quyết" in done.stdout


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    text = catalogue.scheme_text("vi-an-ninh-to-quoc")
    broken = text.replace("rounding: {places: 2, mode: half-up}", "rounding: {places: 2}").replace(
        "subject: unit", "subject: household"
    )
    path = tmp_path / "sai.yaml"
    path.write_text(broken, encoding="utf-8")
    lines = broken.splitlines()
    done = run(str(path))
    assert done.exit_code == 1
    for fault in ("rounding: {places: 2}", "subject: household"):
        assert f"{path}:{lines.index(fault) + 1}: Lỗi: " in done.stdout


def test_the_same_in_english(tmp_path: Path) -> None:
    path = tmp_path / "sai.yaml"
    path.write_text("scheme: a\nscheme: b\n", encoding="utf-8")
    done = run(str(path), "--lang", "en")
    assert done.exit_code == 1
    assert f"{path}:2: Error: " in done.stdout


def test_text_in_another_encoding_is_said_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "cu.yaml"
    path.write_bytes("title: Quy chế".encode("utf-16"))
    done = run(str(path))
    assert done.exit_code == 1
    assert "không phải văn bản UTF-8" in done.stdout


def test_folder_without_regulations_is_refused(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.exit_code == 1
    assert "Không tìm thấy tệp .yaml nào." in done.output
