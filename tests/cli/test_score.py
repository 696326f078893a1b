"""`thidua score`: a file and a regulation in, points with their working out; no database, no Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thidua.cli import thidua
from thidua.rules import catalogue

HEADER = "subject,figure,period,value,numerator,denominator,target\n"
WEEKS = ("2025-W06", "2025-W07", "2025-W08", "2025-W09")  # February


def run(*arguments: str) -> Result:
    return CliRunner().invoke(thidua, list(arguments), prog_name="thidua")


def officers_file(folder: Path, classes: str, name: str = "e29.csv") -> Path:
    """Officer "chien-si-1" with one class per week of February."""
    lines = [f"chien-si-1,form,{week},chien-si,,,\n" for week in WEEKS]
    lines += [
        f"chien-si-1,loai-tuan,{week},{value},,,\n" for week, value in zip(WEEKS, classes, strict=False)
    ]
    path = folder / name
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


def month_class(path: Path) -> str:
    done = run("score", "e29-thang", str(path), "--on", "2025-03-01", "--json")
    assert done.exit_code == 0, done.output
    periods = {period["period"]: period for period in json.loads(done.stdout)["periods"]}
    return periods["2025-02"]["subjects"][0]["class_code"]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("1111", "loai-1"),
        ("1122", "loai-1"),
        ("1222", "loai-2"),
        ("1123", "loai-3"),
        ("1114", "loai-4"),
        ("0000", "loai-4"),
    ],
)
def test_weeks_of_an_officer_make_the_month(tmp_path: Path, classes: str, expected: str) -> None:
    assert month_class(officers_file(tmp_path, classes)) == expected


def test_places_of_officers_are_never_printed(tmp_path: Path) -> None:
    done = run("score", "e29-thang", str(officers_file(tmp_path, "1112")), "--on", "01/03/2025")
    assert done.exit_code == 0, done.output
    assert "chien-si-1: · Loại 1" in done.stdout
    assert "hạng" not in done.stdout


def test_points_come_with_their_clause_and_figures(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    week = "2025-W10"
    path.write_text(
        HEADER
        + f"xa-lim-xanh,buoi-tuyen-truyen,{week},2,,,2\n"
        + f"xa-lim-xanh,dien-dan-lang-nghe,{week},1,,,1\n"
        + f"xa-lim-xanh,mo-hinh-xac-nhan,{week},,6,6,\n"
        + f"xa-lim-xanh,ho-so-dung-han,{week},,30,40,\n"
        + f"xa-lim-xanh,phan-anh-tra-loi-dung-han,{week},,9,9,\n"
        + f"xa-lim-xanh,ngay-cong-giup-dan,{week},8,,,8\n"
        + f"xa-lim-xanh,dieu-lenh-dat,{week},,10,10,\n"
        + f"xa-lim-xanh,tap-huan,{week},,4,4,\n"
        + f"xa-lim-xanh,bao-cao-dung-han,{week},có,,,\n"
        + f"xa-lim-xanh,phan-anh-dung-ve-thai-do,{week},0,,,\n"
        + f"xa-lim-xanh,so-lieu-sai-khi-kiem-tra,{week},0,,,\n",
        encoding="utf-8",
    )
    done = run("score", "vi-an-ninh-to-quoc", str(path), "--on", "2025-03-31")
    assert done.exit_code == 0, done.output
    assert "xa-lim-xanh: 97,00 điểm · Xuất sắc · hạng 1" in done.stdout  # 30/40 of 12 is 9: three points lost
    assert "số kỳ xếp loại Hoàn thành, Chưa hoàn thành bằng 0" in done.stdout  # titles, not codes
    assert "Điều 5 khoản 1" in done.stdout


def test_regulation_answers_nothing_before_its_first_day(tmp_path: Path) -> None:
    done = run("score", "e29-thang", str(officers_file(tmp_path, "1111")), "--on", "31/12/2024")
    assert done.exit_code == 1
    assert "chưa có hiệu lực ngày 31/12/2024: hiệu lực từ 01/01/2025" in done.output


def test_unknown_regulation_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = run("score", "e30", str(officers_file(tmp_path, "1111")), "--on", "2025-03-01")
    assert done.exit_code == 1
    assert "Không có quy chế “e30”" in done.output
    assert ", ".join(catalogue.scheme_codes()) in done.output.replace("\n", " ")


def test_day_that_is_no_day_is_a_usage_error(tmp_path: Path) -> None:
    done = run("score", "e29-thang", str(officers_file(tmp_path, "1111")), "--on", "31/02/2025")
    assert done.exit_code == 2
    assert "“31/02/2025” không phải là ngày" in done.output


def test_all_faults_of_a_file_are_said_at_once_and_nothing_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "sai.csv"
    path.write_text(
        HEADER
        + "chien-si-1,loai-tuan,2025-W06,một,,,\n"
        + "chien-si-1,khong-co,2025-W06,1,,,\n"
        + "chien-si-1,loai-tuan,2025-W07,1,,,\n"
        + "chien-si-1,loai-tuan,2025-W07,2,,,\n",
        encoding="utf-8",
    )
    done = run("score", "e29-thang", str(path), "--on", "2025-03-01")
    assert done.exit_code == 1
    assert "sai.csv:2" in done.output
    assert "sai.csv:3" in done.output  # seen by the regulation, where the others are seen by the reader
    assert "sai.csv:5" in done.output
    assert "Kỳ" not in done.stdout


def test_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.xlsx"
    path.write_text("subject,figure,period,value\n", encoding="utf-8")
    done = run("score", "e29-thang", str(path), "--on", "2025-03-01")
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_regulation_of_ones_own_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "cua-toi.yaml"
    path.write_text(catalogue.scheme_text("e29-thang"), encoding="utf-8")
    done = run("score", str(path), str(officers_file(tmp_path, "1111")), "--on", "2025-03-01")
    assert done.exit_code == 0, done.output


def test_regulation_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "cua-toi.yaml"
    path.write_text(catalogue.scheme_text("e29-thang"), encoding="utf-16")
    done = run("score", str(path), str(officers_file(tmp_path, "1111")), "--on", "2025-03-01")
    assert done.exit_code == 1
    assert "UTF-8" in done.output


def test_starts_without_django(tmp_path: Path) -> None:
    file = officers_file(tmp_path, "1111")
    code = (
        "import sys\n"
        "from thidua.cli import thidua\n"
        f"for words in (['score', 'e29-thang', {str(file)!r}, '--on', '2025-03-01'],"
        f" ['verify', {str(tmp_path)!r}], ['check-rules', {str(tmp_path)!r}]):\n"
        "    try:\n"
        "        thidua(words, prog_name='thidua')\n"
        "    except SystemExit:\n"
        "        pass\n"
        "print('DJANGO' if 'django' in sys.modules else 'NONE')\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "NONE", done.stderr


def test_a_terminal_without_unicode_gets_letters_without_accents(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "check-rules", str(tmp_path)],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == b"Loi: Khong tim thay tep .yaml nao.\n"
