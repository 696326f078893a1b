"""What a linter cannot see: the shape of the house, its names, its text, and what it must not carry."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

from thidua.cli import thidua

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thidua"

LINES_MAX = 400
FUNCTION_LINES_MAX = 70
# file → why it may be longer
LONG_FILES: dict[str, str] = {
    "src/thidua/core/score/scheme.py": "the whole language of a scheme, read in one go",
    "src/thidua/office/words/scheme.py": "sentences only, one per fault of a scheme",
}
# file::function → why it may be longer
LONG_FUNCTIONS: dict[str, str] = {}

STOREYS = {"core", "rules", "office", "store", "actions", "web", "cli"}
TOP_FILES = {"__init__", "locale", "__main__", "settings", "urls", "wsgi"}
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
}

# One word for one thing, the same in every storey. A new noun enters here and in docs/glossary.md together.
NOUNS = {
    "account", "approval", "area", "audit", "award", "ballot", "board", "bulletin", "cluster", "comment",
    "compact", "correction", "council", "decision", "deed", "delegation", "demo", "directive", "directory",
    "dispute", "document", "dossier", "draft", "eligibility", "evidence", "exchange", "feed", "figure",
    "finding", "identity", "inspection", "job", "lab", "law", "lock", "mapping", "merit", "movement", "notice",
    "nudge", "outreach", "paper", "period", "person", "plan", "proposal", "published", "register", "report",
    "retention", "scheme", "score", "search", "session", "signature", "standing", "succession", "suppression",
    "sync", "target", "tile", "token", "tour", "unit", "weakness", "window", "workday",
}  # fmt: skip
# What a storey has besides nouns, because of what that storey is.
# fmt: off
TOOLS = {
    "core": {"number", "problem", "text"},
    "rules": {"catalogue", "data", "fields", "scoring", "text", "write"},
    "office": {
        "archive", "chart", "columns", "condition", "dates", "format", "language", "method", "number", "photo", "print",
        "reason", "reason_words",
        "sheet", "sheet_part", "wording", "words", "workbook",
    },
    "store": {"access", "apps", "chain", "clock", "dated", "migrations", "models", "password", "searched", "vault"},
    "actions": {"bundle", "compute", "daily", "definition", "export", "rule", "scale", "spark", "verify"},
    "web": {
        "api", "apps", "chart", "context", "door", "form", "guard", "language", "look", "mishap", "refusal", "room",
        "sheet",
        "sign_in",
        "static", "templates", "templatetags", "titles", "today", "upload",
    },
    "cli": {"frame", "home", "language", "screen"},
}
# fmt: on


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> dict[str, str]:
    """Repository path → content, of files that are text."""
    found = {}
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return found


def python(under: str = "") -> dict[str, str]:
    return {name: text for name, text in texts().items() if name.endswith(".py") and name.startswith(under)}


def templates() -> dict[str, str]:
    return {name: text for name, text in texts().items() if "/templates/" in name}


def ours(name: str) -> bool:
    return "/vendor/" not in name and "/migrations/" not in name


def test_no_file_is_longer_than_one_can_hold_in_mind():
    code = (".py", ".html", ".css", ".js")
    lengths = {name: text.count("\n") for name, text in texts().items() if name.endswith(code) and ours(name)}
    assert {name for name, lines in lengths.items() if lines > LINES_MAX} - set(LONG_FILES) == set()


def test_no_function_needs_scrolling():
    long = {
        f"{name}::{node.name}"
        for name, text in python().items()
        if ours(name)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES_MAX
    }
    assert long - set(LONG_FUNCTIONS) == set()


def test_every_storey_is_known():
    found = {path.stem for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert found - STOREYS - TOP_FILES == set()


@pytest.mark.parametrize("storey", sorted(STOREYS))
def test_files_of_a_storey_are_nouns_or_its_few_tools(storey: str):
    """Whoever finds core/award.py can guess store/models/award.py and actions/award.py."""
    places = [f"src/thidua/{storey}/"]
    if storey == "store":
        places.append("src/thidua/store/models/")
    names = {
        rest.split("/")[0].removesuffix(".py")
        for place in places
        for name in texts()
        if (rest := _under(place, name))
    }
    tools = TOOLS[storey] | (commands() if storey == "cli" else set())
    assert {name for name in names - {"__init__"} if not _guessable(name, tools)} == set()


def _under(place: str, name: str) -> str:
    return name.removeprefix(place) if name.startswith(place) else ""


def commands() -> set[str]:
    """A command lives in the file of its name; Python's own words get an underscore behind them."""
    return {part for name in thidua.commands for part in (name.replace("-", "_"), f"{name}_")}


def _guessable(name: str, tools: set[str]) -> bool:
    """A noun, its plural, what is done to a noun (figure_import), or one of the storey's tools."""
    first = name.split("_")[0]
    return name in tools or first in NOUNS or (first.endswith("s") and first[:-1] in NOUNS)


def test_nothing_is_kept_in_a_drawer_for_everything():
    parts = {part.removesuffix(".py") for name in texts() for part in name.split("/")}
    assert parts & DRAWERS == set()


def test_no_file_names_a_package_index():
    hosts = [
        "py" + "pi.",
        "python" + "hosted",
        "npm" + "js.",
        "yarn" + "pkg",
        "jsde" + "livr",
        "un" + "pkg.com",
    ]
    settings = ["index" + "-url", "UV_" + "INDEX", "PIP_" + "INDEX", "tool.uv." + "index", "find" + "-links"]
    named = re.compile("|".join(map(re.escape, hosts + settings)), re.IGNORECASE)
    assert {name: named.findall(text) for name, text in texts().items() if named.search(text)} == {}


def test_no_lock_file_is_committed():
    locks = {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "pylock.toml"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    assert locks & {Path(name).name for name in tracked.splitlines()} == set()


def test_every_dependency_is_pinned_exactly():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *settings["project"]["dependencies"],
        *(item for extra in settings["project"]["optional-dependencies"].values() for item in extra),
        *(item for group in settings["dependency-groups"].values() for item in group),
    ]
    names = {re.match(r"[\w.-]+", item)[0].lower().replace("_", "-") for item in wanted}
    pins = settings["tool"]["uv"]["constraint-dependencies"]
    assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.+!]*", pin)] == []
    assert names - {pin.split("==")[0] for pin in pins} == set()


def test_all_text_is_composed_unicode_with_plain_line_ends():
    """Two spellings of "điểm" are unequal strings; only one of them is allowed in."""
    assert [n for n, text in texts().items() if not unicodedata.is_normalized("NFC", text)] == []
    assert [n for n, text in texts().items() if "\r" in text] == []
    assert [n for n in texts() if not unicodedata.is_normalized("NFC", n)] == []


JUDGING = ("src/thidua/core/score", "src/thidua/core/standing", "src/thidua/core/number")
FLOATING = {
    "float",
    "float16",
    "float32",
    "float64",
    "double",
    "mean",
    "average",
    "true_divide",
    "round",
    "std",
}


def test_nothing_that_judges_a_person_uses_floats():
    found = []
    for under in JUDGING:
        for name, text in python(under).items():
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Constant) and isinstance(node.value, float):
                    found.append(f"{name}:{node.lineno} {node.value}")
                if isinstance(node, ast.Name) and node.id in FLOATING:
                    found.append(f"{name}:{node.lineno} {node.id}")
                if isinstance(node, ast.Attribute) and node.attr in FLOATING and _numpy(node.value):
                    found.append(f"{name}:{node.lineno} .{node.attr}")
    assert found == []


def _numpy(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"np", "numpy"}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("style attribute", r"\sstyle\s*="),
        ("style element", r"<style\b"),
        ("inline script", r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")"),
        ("inline handler", r"<[^>]*\son[a-z]+\s*="),
        ("script address", r"javascript:"),
        ("htmx handler", r"\shx-on[:-]"),
        ("foreign address", r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
        ("unescaped text", r"\|\s*safe\b|autoescape\s+off"),
    ],
)
def test_templates_keep_the_content_security_policy(what: str, pattern: str):
    """`|safe` is not needed anywhere: charts hand over safe strings of their own."""
    broken = {name: re.findall(pattern, text) for name, text in templates().items()}
    assert {name: found for name, found in broken.items() if found} == {}, what


def test_only_charts_make_markup_outside_templates():
    marked = {
        name for name, text in python("src/").items() if re.search(r"\bmark_safe\b|\bSafeString\b", text)
    }
    assert marked <= {"src/thidua/web/chart.py"}


def test_the_changelog_speaks_of_this_version():
    newest = re.search(r"^## (\d+\.\d+\.\d+)", texts()["CHANGELOG.md"], re.MULTILINE)
    settings = tomllib.loads(texts()["pyproject.toml"])
    assert newest is not None
    assert newest[1] == settings["project"]["version"] == version("thidua")
