"""`thidua scheme`: a regulation begun with answers or a table, two compared, all listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.office.books import workbook
from thidua.cli import thidua
from thidua.rules.catalogue import scheme_text
from thidua.rules.scheme import load


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(thidua, ["scheme", *arguments], input=typed)


def test_answers_make_a_file_without_fault(tmp_path: Path):
    file = tmp_path / "xa-phuong.yaml"
    answers = "Quy chế xã, phường\nCông an tỉnh\nunit\nmonth\n01/01/2026\nA. Phục vụ: 60\nB. Lực lượng 40\n\n"
    done = run("new", str(file), typed=answers)
    assert done.exit_code == 0, done.output
    assert "2 nhóm, 2 tiêu chí, 100 điểm" in done.output
    loaded = load(file.read_text(encoding="utf-8"))
    assert loaded.problems == ()
    assert (loaded.scheme.code, loaded.scheme.title) == ("xa-phuong", "Quy chế xã, phường")


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    file = tmp_path / "quy-che.yaml"
    return file, (
        "new", str(file), "--title", "Quy chế", "--issuer", "Công an tỉnh", "--subject", "unit",
        "--period", "month", "--first-day", "2026-01-01",
    )  # fmt: skip


def test_options_answer_without_questions(given: tuple[Path, tuple[str, ...]]):
    file, arguments = given
    done = run(*arguments, "--group", "Phục vụ: 100")
    assert done.exit_code == 0, done.output
    assert load(file.read_text(encoding="utf-8")).problems == ()


def test_a_table_gives_the_criteria_and_says_what_it_did_not_understand(
    given: tuple[Path, tuple[str, ...]], tmp_path: Path
):
    file, arguments = given
    table = tmp_path / "bang.xlsx"
    table.write_bytes(workbook(("Nội dung", "Điểm"), ("Tỷ lệ hồ sơ đúng hạn", 60), ("Điều lệnh, nội vụ", 40)))
    done = run(*arguments, "--table", str(table))
    assert done.exit_code == 0, done.output
    assert "“Điều lệnh, nội vụ”: không rõ tính từ số liệu nào" in done.output.replace("\n", " ")
    assert len(load(file.read_text(encoding="utf-8")).scheme.forms[0].criteria) == 2


def test_nothing_is_written_over_and_nothing_half_written(given: tuple[Path, tuple[str, ...]]):
    file, arguments = given
    assert run(*arguments, "--group", "Phục vụ").exit_code == 1
    assert not file.exists()
    file.write_text("của người khác", encoding="utf-8")
    assert run(*arguments, "--group", "Phục vụ: 100").exit_code == 1
    assert file.read_text(encoding="utf-8") == "của người khác"


def test_two_regulations_compared_in_words(tmp_path: Path):
    later = tmp_path / "sau.yaml"
    text = scheme_text("vi-an-ninh-to-quoc").replace("to: 31/12/2026", "to: 31/12/2027")
    later.write_text(text, encoding="utf-8")
    done = run("compare", "vi-an-ninh-to-quoc", str(later))
    assert done.exit_code == 0, done.output
    assert "Ngày hết hiệu lực: 31/12/2026 → 31/12/2027" in done.output
    assert "1 thay đổi." in done.output
    assert run("compare", "vi-an-ninh-to-quoc", "khong-co").exit_code == 1
