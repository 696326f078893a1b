"""docs/scheme.md lists every problem with its sentence, every key the loader knows, and an example that loads."""

from __future__ import annotations

import re
from pathlib import Path

from thidua.office.words.scheme import WORDS
from thidua.rules.scheme import load

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = (ROOT / "docs" / "scheme.md").read_text(encoding="utf-8")
RULES = ROOT / "src" / "thidua" / "rules"
SOURCES = [*sorted((RULES / "scheme").glob("*.py")), RULES / "text.py", RULES / "fields.py"]


def test_every_problem_the_loader_knows_has_a_sentence_and_every_sentence_a_problem():
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert set(re.findall(r'"((?:yaml|rule|scheme)\.[a-z-]+)"', code)) == set(WORDS)


def test_every_problem_is_listed_with_its_sentence():
    rows = re.findall(r"(?m)^\| `((?:yaml|rule|scheme)\.[a-z-]+)` \| (.+) \|$", DOCUMENT)
    assert rows == [(code, vietnamese) for code, (vietnamese, _) in sorted(WORDS.items())]


def test_every_key_of_the_language_is_explained():
    asked = re.compile(
        r'\.(?:text|scalar|points|fraction|integer|day|flag|choice|fields|members|items|words|node_of)\(\s*"([a-z-]+)"'
    )
    keys = {key for path in SOURCES for key in asked.findall(path.read_text(encoding="utf-8"))}
    assert {key for key in keys if not re.search(rf"`{key}\b|\b{key}:", DOCUMENT)} == set()


def test_the_complete_example_is_sound():
    example = next(
        block for block in re.findall(r"(?ms)^```yaml\n(.*?)^```$", DOCUMENT) if "scheme: vi-du" in block
    )
    assert load(example).problems == ()
