"""The fields of a template and the little language around them: `{{ số }}`, `{% for x in danh_sách %}`, `{% if … %}`.

A template comes from outside, so it may name fields and lists, repeat, and ask whether something is there: nothing
else parses. No calls, no arithmetic, no attributes but those of a known list, no other files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.core.problem import Problem, problem

Values = Mapping[str, Any]
FILTERS = {"hoa": str.upper, "length": len}
LOOP = frozenset({"index", "first", "last", "length"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Filter,
    nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
)  # fmt: skip
DEPTH = 2  # of loops within loops
_PLAIN = ImmutableSandboxedEnvironment()  # reads everything, so that all that is wrong can be told at once


@dataclass(frozen=True, eq=False)
class Fields:
    """What a kind of paper offers to its template, with what each field says.

    Attributes:
        required: without these the paper would not be what its name says.
        lists: list → (field of one item → what it says). A list of plain texts has no fields.
    """

    texts: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.texts) | frozenset(self.lists)


def example(fields: Fields) -> Values:
    """Something for every field, so that a template can be tried: what the field says, or the example it gives."""
    values: dict[str, Any] = {name: _said(told) for name, told in fields.texts.items()}
    for path, items in fields.lists.items():
        first, _, inner = path.partition(".")
        rows = _rows(path, items)
        if inner:
            values[first] = [{**row, inner: rows} for row in values[first]]
        else:
            values[first] = rows
    return values


def _said(told: str) -> str:
    _, quoted, shown = told.partition("ví dụ ")
    return shown if quoted else f"[{told.partition(';')[0].strip('“”')}]"


def _rows(path: str, items: Mapping[str, str]) -> list[Any]:
    if not items:
        return [f"[{path}: dòng {number}]" for number in (1, 2)]
    return [{name: f"{_said(told)} {number}" for name, told in items.items()} for number in (1, 2)]


class Fenced(ImmutableSandboxedEnvironment):
    """Refuses to compile what is not allowed, wherever a document hides it: in a footnote, in its properties."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(type(node).__name__, node.lineno)
        return tree


@cache
def environment(autoescape: bool = False) -> ImmutableSandboxedEnvironment:
    """For filling in; Word's text is XML and must be escaped, Typst takes plain text."""
    made = Fenced(undefined=StrictUndefined, autoescape=autoescape)
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update(FILTERS)
    return made


def text(template: str, values: Values) -> str:
    """One line of our own templates, filled in."""
    return environment().from_string(template).render(values) if "{" in template else template


def wrong_fields(template: str, fields: Fields) -> list[Problem]:
    """Everything wrong with the fields of a template, at once.

    Codes: paper.template-syntax, paper.template-forbidden, paper.template-unknown, paper.template-misspelt,
    paper.template-missing, paper.template-depth.
    """
    try:
        tree = _PLAIN.parse(template)
    except TemplateSyntaxError as fault:
        return [problem("paper.template-syntax", near=_near(template, fault), told=fault.message or "")]
    reader = _Reader(fields)
    reader.read(tree, {}, 0)
    missing = sorted(fields.required - reader.used)
    found = [*reader.found, *(problem("paper.template-missing", field=name) for name in missing)]
    return list(dict.fromkeys(found))


def _near(template: str, fault: TemplateSyntaxError) -> str:
    lines = template.splitlines()
    return lines[fault.lineno - 1].strip()[:80] if 0 < fault.lineno <= len(lines) else ""


class _Reader:
    """Walks the tree and knows which name stands for what: a field, an item of a list, or the loop itself."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.found: list[Problem] = []
        self.used: set[str] = set()

    def read(self, node: nodes.Node, known: dict[str, str], depth: int) -> None:
        if not isinstance(node, _ALLOWED):
            self.found.append(problem("paper.template-forbidden", what=type(node).__name__))
            return
        match node:
            case nodes.For():
                self._loop(node, known, depth)
                return
            case nodes.Getattr():
                self._attribute(node, known)
                return
            case nodes.Filter() if node.name not in FILTERS:
                self.found.append(problem("paper.template-forbidden", what=node.name))
            case nodes.Name():
                self._name(node.name, known)
        for child in node.iter_child_nodes():
            self.read(child, known, depth)

    def _loop(self, node: nodes.For, known: dict[str, str], depth: int) -> None:
        over = self._list_of(node.iter, known)
        if depth >= DEPTH:
            self.found.append(problem("paper.template-depth"))
            return
        if over is None or not isinstance(node.target, nodes.Name) or node.recursive or node.test:
            self.found.append(problem("paper.template-unknown", field=_written(node.iter)))
            return
        inner = {**known, node.target.name: over, "loop": "loop"}
        for child in (*node.body, *node.else_):
            self.read(child, inner, depth + 1)

    def _list_of(self, node: nodes.Node, known: Mapping[str, str]) -> str | None:
        """The list a loop runs over: of the paper, or ("nhóm.dòng") of an item of another list."""
        if isinstance(node, nodes.Name) and node.name in self.fields.lists:
            self.used.add(node.name)
            return node.name
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            path = f"{known.get(node.node.name, '')}.{node.attr}"
            if path in self.fields.lists:
                self.used.add(path)
                return path
        return None

    def _attribute(self, node: nodes.Getattr, known: Mapping[str, str]) -> None:
        owner = known.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        offered = LOOP if owner == "loop" else self.fields.lists.get(owner or "", {})
        if owner is None or node.attr not in offered:
            self._unknown(_written(node), [f"{_written(node.node)}.{name}" for name in offered])
        elif owner != "loop":
            self.used.add(f"{owner}.{node.attr}")

    def _name(self, name: str, known: Mapping[str, str]) -> None:
        if name in self.fields.names:
            self.used.add(name)
        elif name not in known:
            self._unknown(name, sorted(self.fields.names))

    def _unknown(self, name: str, offered: list[str]) -> None:
        near = get_close_matches(name, offered, 1, 0.75)
        if near:
            self.found.append(problem("paper.template-misspelt", field=name, near=near[0]))
        else:
            self.found.append(problem("paper.template-unknown", field=name))


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__


def lines(templates: tuple[str, ...], values: Values) -> Iterator[str]:
    """Lines among which `{%p for … %}` and `{%p if … %}` stand on lines of their own, as in Word."""
    joined = "\n".join(templates).replace("{%p", "{%")
    yield from (line for line in text(joined, values).split("\n") if line.strip())
