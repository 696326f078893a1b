"""Every code that the software can raise has a sentence in both languages, and its blanks are filled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import thidua
from thidua.core.problem import Refused, Severity, Where, problem
from thidua.office.language import spoken
from thidua.office.wording import all_words, place, report, reports, sentence

SOURCE = Path(thidua.__path__[0])
RAISING = {"problem", "Problem", "Refused", "refuse", "_refuse", "add"}
CODE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)?")
BLANKS = re.compile(r"\{(\w+)\}")


def raised() -> Iterator[tuple[str, set[str] | None, str]]:
    """(code, names given or None when they cannot be told, place) of every literal code in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = node.args[0].value
            if called not in RAISING or not isinstance(code, str) or not CODE.fullmatch(code):
                continue
            if called in ("add", "refuse", "_refuse") and "." not in code:
                continue  # another sort of `add`
            names = {k.arg for k in node.keywords if k.arg}
            open_ended = any(k.arg is None for k in node.keywords) or called not in (
                "problem",
                "Refused",
                "add",
                "refuse",
            )
            yield code, None if open_ended else names, f"{path.relative_to(SOURCE)}:{node.lineno}"


def test_every_code_has_a_sentence() -> None:
    missing = sorted({f"{code} ({at})" for code, _, at in raised() if code not in all_words()})
    assert missing == []


def test_every_blank_of_a_sentence_is_given() -> None:
    wrong = []
    for code, names, at in raised():
        blanks = set(BLANKS.findall(all_words().get(code, ("", ""))[0]))
        if names is not None and blanks - names:
            wrong.append(f"{code} needs {sorted(blanks - names)} ({at})")
    assert sorted(wrong) == []


def test_both_languages_are_there() -> None:
    assert [code for code, pair in all_words().items() if not all(pair)] == []


@pytest.mark.parametrize("lang", [0, 1])
def test_sentences_end_like_sentences(lang: int) -> None:
    assert [c for c, pair in all_words().items() if pair[lang].rstrip()[-1] not in ".?!}”"] == []


def test_a_problem_is_told_with_its_place() -> None:
    found = problem("figure.not-yes-no", Where("so-lieu.xlsx", 7, "C7", "value"), figure="Báo cáo đúng hạn")
    assert report(found) == "so-lieu.xlsx, ô C7: Báo cáo đúng hạn: chỉ nhập “có” hoặc “không”."
    assert report(found, "en") == "so-lieu.xlsx, cell C7: Báo cáo đúng hạn: type only “yes” or “no”."
    assert place(Where("a.csv", 3, field="value")) == "a.csv, dòng 3, cột value"
    assert place(Where("e29.yaml", 12, field="forms.a.max")) == "e29.yaml, dòng 12, forms.a.max"


def test_errors_are_told_before_questions() -> None:
    question = problem("figure.jump", severity=Severity.WARNING, figure="A", previous="1", value="40")
    assert reports([question, problem("file.empty")])[0] == "Tệp trống."


def test_a_refusal_has_a_sentence_too() -> None:
    assert sentence(Refused("file.too-large", limit=60)) == "Tệp lớn hơn 60 MB."


def test_a_cell_full_of_junk_does_not_bury_the_other_problems() -> None:
    assert len(sentence(problem("number.not-a-number", value="x" * 100_000))) < 1_000


def test_an_unknown_code_still_says_what_it_knows() -> None:
    assert sentence(problem("new.code", unit="x")) == "new.code (unit: x)"


def test_what_is_said_follows_the_language_of_whoever_is_answered():
    told = problem("token.no-scope")
    assert sentence(told) == "Chọn ít nhất một quyền."
    before = spoken.set("en")
    try:
        assert sentence(told) == "Choose at least one scope."
        assert sentence(told, "vi") == "Chọn ít nhất một quyền."
    finally:
        spoken.reset(before)
