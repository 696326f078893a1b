"""The commands speak Vietnamese, or English when asked, down to click's own words."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from thidua.cli import thidua
from thidua.cli.language import CLICK_WORDS


def words_of_click() -> set[str]:
    """Every text that the installed click hands to gettext."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                found |= {
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    return found


def all_commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    for name, command in group.commands.items():
        inside = (*path, name)
        found += all_commands(command, inside) if isinstance(command, click.Group) else [inside]
    return found


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(thidua, list(arguments), prog_name="thidua")
    return result.exit_code, result.output


def test_every_word_of_click_has_a_vietnamese_one() -> None:
    missing = words_of_click() - set(CLICK_WORDS)
    assert missing == set()


@pytest.mark.parametrize("path", all_commands(thidua), ids=" ".join)
def test_help_of_every_command_exists_in_both_languages(path: tuple[str, ...]) -> None:
    code_vi, vietnamese = run(*path, "--help")
    code_en, english = run(*path, "--help", "--lang", "en")
    assert (code_vi, code_en) == (0, 0)
    assert vietnamese.startswith("Cách dùng:")
    assert english.startswith("Usage:")
    english_words = {"Usage", "Options", "Commands", "Show this message", "default:", "required"}
    assert [word for word in english_words if word in vietnamese] == []
    assert [
        word for word in ("Cách dùng", "Tùy chọn", "mặc định", "bắt buộc", "Ngôn ngữ") if word in english
    ] == []


def test_language_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "en")
    assert run("--help")[1].startswith("Usage:")
    assert run("--help", "--lang", "vi")[1].startswith("Cách dùng:")


def test_unknown_language_is_named_in_vietnamese() -> None:
    code, said = run("demo", "--lang", "fr")
    assert code == 2
    assert "Giá trị của '--lang' không đúng: 'fr' không nằm trong 'vi', 'en'." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chấm",), "Lỗi: Không có lệnh 'chấm'."),
        (("score",), "Lỗi: Thiếu tham số"),
        (("verify", "không-có"), "Thư mục 'không-có' không tồn tại."),
        (("demo", "--port", "0"), "0 nằm ngoài khoảng 1<=x<=65535."),
        (("demo", "--không"), "Lỗi: Không có tùy chọn '--không'."),
    ],
    ids=["command", "argument", "folder", "port", "option"],
)
def test_wrong_command_line_is_said_in_vietnamese_with_code_2(arguments: tuple[str, ...], said: str) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert said.lower() in output.lower()
