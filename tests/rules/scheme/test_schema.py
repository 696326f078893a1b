"""The schema that editors read: current, knows every word of the language, and every shipped scheme fits it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.rules.scheme.drafts import DRAFT
from tests.rules.scheme.test_document import SOURCES
from thidua.rules.catalogue import scheme_codes, scheme_text
from thidua.rules.scheme import schema

VALIDATOR = Draft202012Validator(json.loads(schema.PATH.read_text(encoding="utf-8")))


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers are numbers, `yes` and days are text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "float")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(text: str) -> object:
    """What an editor makes of the text; keys are text in JSON."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    return plain(yaml.load(text, Loader=Editor))  # noqa: S506


def described(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """(path of a word, its description) for every word of the schema."""
    if isinstance(node, dict):
        for word, inner in node.get("properties", {}).items():
            yield f"{path}.{word}", inner.get("description", inner.get("$ref", ""))
        for key, inner in node.items():
            yield from described(inner, f"{path}.{key}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from described(inner, f"{path}.{number}")


def test_the_file_is_current():
    """When this fails, `uv run python -m thidua.rules.scheme.schema` writes it again."""
    assert schema.PATH.read_text(encoding="utf-8") == schema.text()


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema.build())


@pytest.mark.parametrize("code", scheme_codes())
def test_every_shipped_scheme_fits(code: str):
    assert [error.message for error in VALIDATOR.iter_errors(as_json(scheme_text(code)))] == []


def test_every_word_that_the_loader_asks_for_is_in_the_schema_and_no_other():
    asked = re.compile(
        r"(?:\.(?:text|scalar|points|fraction|integer|day|flag|choice|fields|members|items|words|node_of)"
        r'|_value|_month_day|read_mode|_limits)\((?:\s*(?:fields|inner),)?\s*"([a-z-]+)"'
    )
    sources = [path for path in SOURCES if not path.name.startswith("schema")]
    keys = {key for path in sources for key in asked.findall(path.read_text(encoding="utf-8"))}
    methods = {"events", "share", "tiers", "yes-no", "mark", "relative"}
    words = {path.rpartition(".")[2] for path, _ in described(schema.build())}
    assert words == keys | methods | {"all", "any", "none", "criteria", "parts"} | {"clause"}


def test_every_word_is_explained_in_vietnamese():
    assert [path for path, said in described(schema.build()) if not said] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\ntitle: Quy chế thử\n", "\ntitel: Quy chế thử\n"),
        ("subject: unit", "subject: household"),
        ("mode: half-up", "mode: up"),
        ("kind: mark", "kind: number"),
        ("{figure: sai, from: 5}", "{figur: sai, from: 5}"),
        ("empty: not-applicable", "empty: none"),
        ("prefer: high", "prefer: best"),
        ("max: 40\n            not", "max: 40,5\n            not"),
    ],
)
def test_a_wrong_word_is_underlined(right: str, wrong: str):
    assert DRAFT.count(right) == 1
    assert list(VALIDATOR.iter_errors(as_json(DRAFT))) == []
    assert list(VALIDATOR.iter_errors(as_json(DRAFT.replace(right, wrong)))) != []
