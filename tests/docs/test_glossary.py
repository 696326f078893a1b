"""The glossary is the contract between officials and code: nothing missing, nothing invented."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "thidua"


def rows() -> list[tuple[str, str, list[str]]]:
    """(Vietnamese, English, identifiers) of every row."""
    found = []
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and "`" in cells[2]:
            found.append((cells[0], cells[1], re.findall(r"`([^`]+)`", cells[2])))
    return found


def identifiers() -> set[str]:
    return {name for _, _, names in rows() for name in names}


def core_classes() -> set[str]:
    return {
        node.name
        for path in (PACKAGE / "core").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }


def tables() -> set[str]:
    return {model.__name__ for model in apps.get_app_config("store").get_models()} | {"Dated"}


def families() -> set[str]:
    """Where codes that people use are defined: a file of packaged data, or the folder of regulations."""
    data = {p.relative_to(PACKAGE).as_posix() for p in (PACKAGE / "rules" / "data").iterdir() if p.is_file()}
    return data | {"rules/scoring"}


def test_every_table_class_and_family_of_codes_has_a_row():
    wanted = tables() | core_classes() | families()
    assert wanted - identifiers() == set()


def test_every_identifier_exists():
    paths = {name for name in identifiers() if "/" in name}
    assert {name for name in paths if not (PACKAGE / name).exists()} == set()
    assert identifiers() - paths - tables() - core_classes() == set()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[2][0])
def test_every_row_speaks_both_languages(row):
    vietnamese, english, _ = row
    marks = unicodedata.normalize("NFD", vietnamese).replace("đ", "\u0300")
    assert any(unicodedata.combining(letter) for letter in marks)
    assert english.isascii()


def test_no_identifier_stands_twice():
    names = [name for _, _, found in rows() for name in found]
    assert sorted(names) == sorted(set(names))
