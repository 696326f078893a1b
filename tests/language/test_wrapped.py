"""Nothing that people read is written past the catalogue: templates and views mark every Vietnamese sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import thidua

WEB = Path(thidua.__file__).parent / "web"
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
BLOCK = re.compile(r"\{%\s*(blocktranslate|comment)\b.*?%\}.*?\{%\s*end\1\s*%\}", re.DOTALL)
LITERAL = re.compile(r"(?<!_\()(?:\"([^\"]*)\"|'([^']*)')")
MARKS = {
    "say",
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "gettext_noop",
}
# Vietnamese that is data or typed by people, not a sentence of the page: file → why.
DATA: dict[str, str] = {
    "scheme/operations.py": "what is written into the text of a regulation",
    "search/door.py": "words that people call a page by, to be found by",
    "search/found.py": "what a noun is called in a query",
    "standing/board.py": "how names of units begin",
    "area/views.py": "how names of areas begin",
    "award/history.py": "what the register says of where a line came from",
    "decision/views.py": "grounds of a decision, as they are typed",
    "dossier/choose.py": "a draft of what is written into the dossier",
    "paper/template.py": "fields of a Word template, as they are typed",
    "cluster/new.py": "the title of a cluster, as the register of clusters has it",
    "directory/area.py": "kinds of village that a name begins with",
    **dict.fromkeys(
        (f"api/{name}.py" for name in ("deed", "directory", "exchange", "figure", "frame", "standing")),
        "the OpenAPI document is written in Vietnamese",
    ),
}

TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SOURCES = sorted(WEB.rglob("*.py"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_marks_what_it_says(path: Path):
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    bare = [piece.strip() for piece in TAG.split(text) if VIETNAMESE.search(piece)]
    inside = [
        literal
        for tag in TAG.findall(text)
        if not re.match(r"\{%\s*translate\b|\{#", tag)
        for pair in LITERAL.findall(tag)
        if VIETNAMESE.search(literal := pair[0] or pair[1])
    ]
    assert (bare, inside) == ([], [])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_view_marks_what_it_says(path: Path):
    if (name := path.relative_to(WEB).as_posix()) in DATA:
        pytest.fail(f"{name} has no Vietnamese of its own any more") if not _bare(path) else None
        return
    assert _bare(path) == []


def _bare(path: Path) -> list[tuple[int, str]]:
    """(line, text) of Vietnamese literals that no mark surrounds; docstrings are for readers of the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skip: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in MARKS:
            skip |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
        if isinstance(node, ast.keyword) and node.arg == "sentence":  # the log speaks Vietnamese to everybody
            skip |= {id(inner) for inner in ast.walk(node.value)}
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                skip.add(id(first.value))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
    return [
        (node.lineno, node.value[:60])
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VIETNAMESE.search(node.value)
        and id(node) not in skip
    ]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
