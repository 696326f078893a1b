"""N1: nowhere to write down opinion, loyalty, ethnicity, accounts, biometrics, ID numbers, tip senders."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django import forms
from django.apps import apps

import thidua
from thidua.core.text import fold

PACKAGE = Path(thidua.__file__).parent
LIST = yaml.load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
WORDS = {fold(word) for group in LIST["words"] for language in ("en", "vi") for word in group[language]}
ALLOWED = {place: entry["reason"] for entry in LIST["allowed"] for place in entry["places"]}


def found(text: str) -> set[str]:
    """Words of the list that stand in `text` as whole words, however it is spelt."""
    apart = re.sub(r"([a-zà-ỹ])([A-Z])", r"\1 \2", text)
    plain = f" {re.sub(r'[^a-z0-9]+', ' ', fold(apart)).strip()} "
    return {word for word in WORDS if f" {word} " in plain}


def model_places() -> Iterator[tuple[str, str]]:
    """Every table and column, with what people read beside it."""
    for model in apps.get_models(include_auto_created=True):
        name = model.__name__
        if not model.__module__.startswith("thidua."):
            continue
        yield name, name
        for field in model._meta.get_fields():
            if field.auto_created and field.is_relation:
                continue
            choices = " ; ".join(str(label) for pair in field.flatchoices for label in pair)
            yield (
                f"{name}.{field.name}",
                f"{field.name} ; {field.verbose_name} ; {field.help_text} ; {choices}",
            )


def modules(under: str) -> Iterator[object]:
    root = importlib.import_module(under)
    yield root
    for item in pkgutil.walk_packages(getattr(root, "__path__", []), f"{under}."):
        yield importlib.import_module(item.name)


def form_places() -> Iterator[tuple[str, str]]:
    """Every field of every form, and every input that a template writes by hand."""
    for module in modules("thidua.web"):
        for name, thing in vars(module).items():
            if inspect.isclass(thing) and issubclass(thing, forms.BaseForm) and hasattr(thing, "base_fields"):
                for field_name, field in thing.base_fields.items():
                    yield f"{name}.{field_name}", f"{field_name} ; {field.label} ; {field.help_text}"
    for path in (PACKAGE / "web" / "templates").rglob("*.html"):
        for input_name in re.findall(
            r"<(?:input|select|textarea)\b[^>]*\bname=\"([^\"]+)\"", path.read_text("utf-8")
        ):
            yield f"{path.name}:{input_name}", input_name


def value_places() -> Iterator[tuple[str, str]]:
    """Every attribute of every class: a value that travels through the house needs a name somewhere."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, node.name
                for item in node.body:
                    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                        yield f"{node.name}.{item.target.id}", item.target.id


def rule_places() -> Iterator[tuple[str, str]]:
    """Every key, code and title of the packaged rules: a criterion is a form field in the making."""
    for path in sorted((PACKAGE / "rules").rglob("*.yaml")):
        for text in _scalars(yaml.compose(path.read_text("utf-8"), Loader=yaml.BaseLoader)):
            yield f"{path.name}: {text}", text


NAMING = {"code", "title", "name", "label", "unit", "question", "figure"}


def _scalars(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value
            if isinstance(value, yaml.ScalarNode) and key.value in NAMING:
                yield value.value
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)


@pytest.mark.parametrize("places", [model_places, form_places, value_places, rule_places])
def test_there_is_no_place_to_write_down_what_people_think_or_are(places):
    hits = {place: sorted(words) for place, text in places() if (words := found(text))}
    assert {place: words for place, words in hits.items() if place not in ALLOWED} == {}


def test_every_allowed_place_gives_its_reason_and_still_exists():
    assert [place for place, reason in ALLOWED.items() if len(reason) < 40] == []
    everything = [*model_places(), *form_places(), *value_places(), *rule_places()]
    hits = {place for place, text in everything if found(text)}
    assert set(ALLOWED) - hits == set()


@pytest.mark.parametrize(
    "spelling",
    [
        "political_view",
        "PoliticalView",
        "Tư tưởng chính trị",
        "thái độ",
        "Thái Độ",
        "so-dinh-danh",
        "sender_name",
    ],
)
def test_the_scan_sees_through_spelling(spelling: str):
    assert found(spelling) != set()


@pytest.mark.parametrize("innocent", ["recorded_by", "facet", "Công an xã Lim Xanh", "tracer", "surface"])
def test_the_scan_leaves_innocent_words_alone(innocent: str):
    assert found(innocent) == set()
