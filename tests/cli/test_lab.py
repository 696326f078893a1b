"""`thidua lab`: a draft in, its impact sheet out; no database, no Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from thidua.cli import thidua

HEADER = "subject,figure,period,value,numerator,denominator,target\n"
DRAFT = """\
scheme: du-thao
title: Dự thảo của xã Lim Xanh
source: {issuer: Công an xã Lim Xanh, number: 01/QC, issued: 01/01/2025}
subject: unit
period: week
in-force: {from: 01/01/2025}
rounding: {places: 2, mode: half-up}
classes: {dat: Đạt}
figures:
  dung-han: {title: Hồ sơ đúng hạn, kind: ratio}
forms:
  chung:
    title: Phiếu chung
    clause: Điều 1
    max: 10
    groups:
      a:
        title: Kết quả
        clause: Điều 1
        max: 10
        criteria:
          dung-han: {title: Đúng hạn, clause: Điều 1, max: 10, share: {of: dung-han, empty: problem}}
    class:
      - {class: dat, clause: Điều 2, otherwise: yes}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(thidua, ["lab", *arguments, "--worlds", "20"], prog_name="thidua")


def draft(folder: Path) -> str:
    path = folder / "du-thao.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


def week(folder: Path) -> str:
    path = folder / "tuan.csv"
    lines = [f"{who},dung-han,2025-W09,,{top},10,\n" for who, top in (("an", 9), ("binh", 7), ("chi", 5))]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return str(path)


def test_a_draft_is_asked_before_it_is_signed(tmp_path: Path):
    done = run(draft(tmp_path))
    assert done.exit_code == 0, done.output
    assert "Dự thảo của xã Lim Xanh" in done.stdout
    assert "đơn vị dựng từ chính dự thảo" in done.stdout
    assert "Người đứng đầu có vững. Chỉ có một tiêu chí." in done.stdout


def test_past_figures_are_used_when_given(tmp_path: Path):
    done = run(draft(tmp_path), "--data", week(tmp_path), "--json")
    assert done.exit_code == 0, done.output
    sheet = json.loads(done.stdout)
    assert (sheet["units"], sheet["synthetic"], sheet["periods"]) == (3, False, ["2025-W09"])
    assert sheet["unit"] == "milli"
    padding = next(answer for answer in sheet["answers"] if answer["part"] == "padding")
    assert padding["effects"][0]["number"]["low"] is None  # every unit was asked: exact
    assert padding["sentences"]


def test_the_sheet_is_written_as_paper_and_as_page(tmp_path: Path):
    paper, page = tmp_path / "phieu.pdf", tmp_path / "phieu.html"
    done = run(draft(tmp_path), "--pdf", str(paper), "--html", str(page))
    assert done.exit_code == 0, done.output
    assert paper.read_bytes().startswith(b"%PDF")
    assert "Dự thảo của xã Lim Xanh" in page.read_text(encoding="utf-8")


def test_the_same_seed_prints_the_same_sheet():
    one, again, other = (run("e29-thang", "--seed", seed, "--json").stdout for seed in ("3", "3", "4"))
    assert one == again
    assert json.loads(other)["answers"] == json.loads(one)["answers"]  # quotas are exact


def test_what_cannot_be_asked_is_said(tmp_path: Path):
    for arguments, sentence in (
        ((draft(tmp_path), "--form", "khac"), "Quy chế không có biểu “khac”"),
        (("e29-thang", "--data", week(tmp_path)), "không lập trên số liệu của cán bộ"),
        ((draft(tmp_path), "--data", "vi-an-ninh-to-quoc-2025"), "thì ghi kỳ"),
        ((draft(tmp_path), "--data", week(tmp_path), "--period", "2025-W10"), "không có kỳ nào như thế"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert sentence in done.output


def test_the_laboratory_needs_no_django(tmp_path: Path):
    code = (
        "import sys; from thidua.cli import thidua;"
        f"thidua(['lab', {draft(tmp_path)!r}, '--worlds', '10'], standalone_mode=False);"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
