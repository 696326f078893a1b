"""Every command, option, setting, problem and scheme word stands in the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import click
import pytest

from tests.docs.test_links import ROOT
from tests.docs.write_problems import PAGE, page
from thidua.cli import thidua
from thidua.core.number import Rounding
from thidua.core.score import scheme

PACKAGE = ROOT / "src" / "thidua"


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


@pytest.mark.parametrize(("name", "command"), list(commands(thidua)), ids=lambda value: str(value))
def test_command_and_its_options_are_in_the_guide(name: str, command: click.Command):
    sections = re.split(r"(?m)^## ", text("guide/lenh.md"))
    section = [part for part in sections if part.startswith(f"`thidua {name}`")]
    assert len(section) == 1, f"docs/guide/lenh.md needs a section for thidua {name}"
    options = {option for param in command.params if isinstance(param, click.Option) for option in param.opts}
    assert {
        option for option in options - {"--lang", "--help", "-h"} if f"`{option}" not in section[0]
    } == set()


def test_settings_are_in_the_installation_guide():
    code = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    settings = {name for source in code for name in re.findall(r"\bTHIDUA_[A-Z_]+\b", source)}
    assert {name for name in settings if f"`{name}`" not in text("admin/install.md")} == set()


def test_every_problem_and_its_sentence_are_in_the_guide():
    """When this fails, `uv run python -m tests.docs.write_problems` writes the page again."""
    assert PAGE.read_text(encoding="utf-8") == page()


METHODS = [kind.__name__ for kind in scheme.Method.__args__]


def test_every_scheme_word_is_explained():
    explained = text("scheme.md")
    words = {
        member.value
        for enum in (
            scheme.SubjectKind, scheme.FigureKind, scheme.Missing, scheme.NotApplicable, scheme.PartPoints,
            scheme.CriteriaCounted, scheme.Empty, scheme.Unknown, scheme.Combine, scheme.Takes, scheme.FedBy,
            scheme.FedAs, Rounding,
        )
        for member in enum
    }  # fmt: skip
    assert {word for word in words if not re.search(rf"`{word}`|: {word}\b", explained)} == set()
    methods = {re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() for name in METHODS}
    assert {name for name in methods if not re.search(rf"`{name}|{name}:", explained)} == set()
    assert all(is_dataclass(kind) and fields(kind) for kind in scheme.Method.__args__)
