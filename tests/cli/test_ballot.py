"""`thidua ballot verify`: a published box, checked and counted without a database."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.core.test_ballot import ASKED, SLIPS
from thidua.cli import thidua
from thidua.core.ballot import Box, read_box, write_box, write_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    slips = read_box(write_box(ASKED, SLIPS))
    path = tmp_path / "hom-phieu.json"
    boxes = [Box(ASKED, "Lê Văn Dũng", 9, slips, 3, {"yes": 2, "invalid": 1})]
    path.write_text(write_file("xet-2025", "Xét danh hiệu năm 2025", boxes), encoding="utf-8")
    return path


def run(path: Path, *more: str) -> Result:
    return CliRunner().invoke(thidua, ["ballot", "verify", str(path), *more], prog_name="thidua")


def test_an_honest_box_passes_and_is_counted_again(file: Path):
    done = run(file)
    assert done.exit_code == 0, done.output
    cells = [line.split() for line in done.stdout.splitlines() if "Lê Văn Dũng" in line]
    assert [cell for cell in cells[0] if cell.isdecimal()] == ["12", "5", "3", "3", "1"]
    assert sha256(file.read_bytes()).hexdigest() in done.stdout
    assert "ĐẠT" in done.stdout


def test_an_edited_box_fails_and_says_where(file: Path):
    held = json.loads(file.read_text(encoding="utf-8"))
    slip = held["questions"][0]["box"][0]
    slip["choice"] = "no" if slip["choice"] != "no" else "yes"
    file.write_text(json.dumps(held), encoding="utf-8")
    done = run(file, "--lang", "en")
    assert done.exit_code == 1
    assert "has no valid signature, or its choice was changed" in done.output
    assert "PASSED" not in done.output


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{}", b'{"format": "thidua-ballot-1", "questions": [1]}']
)
def test_another_file_is_refused_in_words(tmp_path: Path, content: bytes):
    path = tmp_path / "khac.json"
    path.write_bytes(content)
    done = run(path)
    assert (done.exit_code, "không phải là tệp hòm phiếu" in done.output) == (1, True)
