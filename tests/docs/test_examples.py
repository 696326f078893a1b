"""Examples in the documents work: `console` lines run, `yaml` loads, `sh` is at least a shell script."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.demonstration import demonstration, thidua
from tests.docs.test_links import ROOT, documents
from thidua.rules.text import read

# Tools of the development group that the whole run, or .ci/run, starts itself: here only that they are there.
TOOLS = {"pytest", "ruff", "mypy", "lint-imports", "python"}


def blocks(language: str) -> Iterator[pytest.param]:
    for document in documents():
        text = document.read_text(encoding="utf-8")
        for number, block in enumerate(re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text), start=1):
            yield pytest.param(block, id=f"{document.relative_to(ROOT)}-{number}")


def commands() -> Iterator[pytest.param]:
    for param in blocks("console"):
        for line in re.findall(r"(?m)^\$ (.+)$", param.values[0]):
            yield pytest.param(line, id=f"{param.id}: {line}")


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration, for examples that write."""
    copied = tmp_path_factory.mktemp("documents") / "home"
    shutil.copytree(demonstration().home, copied)
    return copied


@pytest.mark.parametrize("line", list(commands()))
def test_command_runs(line: str, request: pytest.FixtureRequest):
    words = [word for word in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=\S*", word)]
    if words[:2] == ["uv", "run"]:
        words = [word for word in words[2:] if word != "--no-dev"]
    if words[0] != "thidua":
        assert words[0] in {"uv", "python3", *TOOLS}
        assert shutil.which(words[0]), words[0]
        assert [w for w in words[1:] if re.match(r"(tests|src|docs)/", w) and not (ROOT / w).exists()] == []
        return
    home = request.getfixturevalue("tmp_path" if "--help" in words else "example_home")
    run = thidua(*(word.replace("var/demo", str(home)) for word in words[1:]), home=home)
    assert run.returncode == 0, run.stderr + run.stdout


@pytest.mark.parametrize("text", list(blocks("yaml")))
def test_yaml_loads(text: str):
    _, problems = read(text, "example")
    assert problems in ([], ())
    assert yaml.compose(text, Loader=yaml.BaseLoader) is not None


@pytest.mark.parametrize("text", list(blocks("sh")))
def test_shell_parses(text: str):
    checked = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_readme_gives_the_two_commands_that_work_alone():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"(?ms)^```\n(.*?)\n```$", readme) == [
        "python3 -m pip install uv && python3 -m uv run thidua demo",
        "python3 -m pip install uv && python3 -m uv run pytest",
    ]
    assert {"uv run thidua demo", "uv run pytest"} <= set(re.findall(r"`([^`\n]+)`", readme))


def test_the_checks_end_with_the_readmes_test_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().splitlines()[-1] == "python3 -m uv run pytest"
