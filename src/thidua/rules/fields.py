"""Ask a mapping for what it should say; what is missing, unknown or of the wrong sort is collected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeVar

from thidua.core.number import MILLI
from thidua.core.problem import Problem, Severity, Where, problem
from thidua.rules import text as yaml_text
from thidua.rules.text import Listing, Mapping, Node, Scalar

Choice = TypeVar("Choice", bound=StrEnum)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or ""."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


class Placed(Protocol):
    """Something read from the file that knows its line and its clause."""

    @property
    def line(self) -> int: ...
    @property
    def clause(self) -> str: ...


class Findings:
    """Every problem of one file, in the order found."""

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.problems: list[Problem] = []

    def add(
        self,
        code: str,
        at: Node | None = None,
        *,
        line: int = 0,
        path: str = "",
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Report a problem at a node, or at a line and path."""
        where = Where(self.source, at.line if at else line, field=at.path if at else path)
        self.problems.append(problem(code, where, severity, **values))

    def at(self, code: str, owner: Placed, path: str, **values: object) -> None:
        """Report an error of something already read, with its clause."""
        where = Where(self.source, owner.line, field=path)
        self.problems.append(problem(code, where, Severity.ERROR, clause=owner.clause, **values))

    def clean(self, path: str) -> bool:
        """Whether nothing at or under this path is an error so far."""
        return not any(
            p.severity is Severity.ERROR and (p.where.field == path or p.where.field.startswith(path + "."))
            for p in self.problems
        )


class Fields:
    """One mapping of the file. Keys that were never asked for are unknown; `close` reports them."""

    def __init__(self, node: Node, findings: Findings) -> None:
        self.findings = findings
        self.node = node
        self._asked: list[str] = []
        self._entries: dict[str, tuple[Scalar, Node]] = {}
        if isinstance(node, Mapping):
            self._entries = {key.text: (key, value) for key, value in node.entries}
        else:
            findings.add("rule.mapping-expected", node)

    @property
    def line(self) -> int:
        return self.node.line

    @property
    def path(self) -> str:
        return self.node.path

    def has(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def node_of(self, key: str, required: bool = False) -> Node | None:
        """The node under `key`; an empty one counts as missing."""
        self._asked.append(key)
        entry = self._entries.get(key)
        if entry is None or (isinstance(entry[1], Scalar) and not entry[1].text):
            if required and isinstance(self.node, Mapping):
                line = entry[0].line if entry else self.line
                self.findings.add("rule.key-missing", line=line, path=self.path, key=key)
            return None
        return entry[1]

    def scalar(self, key: str, required: bool = True) -> Scalar | None:
        node = self.node_of(key, required)
        if node is None or isinstance(node, Scalar):
            return node
        self.findings.add("rule.text-expected", node, key=key)
        return None

    def text(self, key: str, required: bool = True) -> str:
        node = self.scalar(key, required)
        return node.text if node else ""

    def clause(self, owner: str = "") -> str:
        """The reference every value needs; its absence is a problem of its own."""
        node = self.scalar("clause", required=False)
        if node is None and isinstance(self.node, Mapping):
            self.findings.add("rule.clause-missing", self.node, owner=owner)
        return node.text if node else ""

    def fraction(self, key: str, required: bool = True) -> Fraction | None:
        node = self.scalar(key, required)
        return read_number(node, self.findings) if node else None

    def points(self, key: str, required: bool = True) -> int | None:
        """Points in thousandths."""
        node = self.scalar(key, required)
        return read_points(node, self.findings) if node else None

    def integer(self, key: str, required: bool = True) -> int | None:
        node = self.scalar(key, required)
        value = read_number(node, self.findings) if node else None
        if node and value is not None and value.denominator != 1:
            self.findings.add("rule.integer-expected", node, value=node.text)
            return None
        return value.numerator if value is not None else None

    def day(self, key: str, required: bool = True) -> date | None:
        node = self.scalar(key, required)
        found = yaml_text.day(node.text) if node else None
        if node and found is None:
            self.findings.add("rule.day-expected", node, value=node.text)
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.scalar(key, required=False)
        if node is None:
            return default
        if node.text not in ("yes", "no"):
            self.findings.add("rule.yes-no-expected", node, value=node.text)
        return node.text == "yes"

    def choice(
        self, key: str, choices: type[Choice], required: bool = True, code: str = "rule.choice-unknown"
    ) -> Choice | None:
        """One of a closed list of words."""
        node = self.scalar(key, required)
        if node is None:
            return None
        words = [member.value for member in choices]
        if node.text in words:
            return choices(node.text)
        self.findings.add(
            code, node, value=node.text, choices=", ".join(words), suggestion=nearest(node.text, words)
        )
        return None

    def fields(self, key: str, required: bool = True) -> Fields | None:
        node = self.node_of(key, required)
        return Fields(node, self.findings) if node else None

    def members(self, key: str, required: bool = True) -> tuple[tuple[Scalar, Node], ...]:
        """The entries of a mapping of named things, in the order written."""
        node = self.node_of(key, required)
        if node is None or isinstance(node, Mapping):
            return node.entries if node else ()
        self.findings.add("rule.mapping-expected", node)
        return ()

    def items(self, key: str, required: bool = True) -> tuple[Node, ...]:
        """The items of a list, in the order written."""
        node = self.node_of(key, required)
        if node is None or isinstance(node, Listing):
            return node.items if node else ()
        self.findings.add("rule.list-expected", node)
        return ()

    def words(self, key: str, required: bool = True) -> tuple[Scalar, ...]:
        """A list of words; one word alone is a list of one."""
        node = self.node_of(key, required)
        if isinstance(node, Scalar):
            return (node,)
        found: list[Scalar] = []
        for item in node.items if isinstance(node, Listing) else ():
            if isinstance(item, Scalar) and item.text:
                found.append(item)
            else:
                self.findings.add("rule.text-expected", item, key=key)
        if isinstance(node, Mapping):
            self.findings.add("rule.list-expected", node)
        return tuple(found)

    def close(self, *also: str) -> None:
        """Report every key that nobody asked for, with the nearest one that exists."""
        known = list(dict.fromkeys((*self._asked, *also)))
        for name, (key, _) in self._entries.items():
            if name not in known:
                self.findings.add("rule.key-unknown", key, key=name, suggestion=nearest(name, known))


def read_number(node: Scalar, findings: Findings) -> Fraction | None:
    """An exact number, or a problem that says how to write it."""
    value = node.fraction()
    if value is None:
        if yaml_text.has_decimal_comma(node.text):
            suggestion = node.text.replace(".", "").replace(",", ".")
            findings.add("rule.number-comma", node, value=node.text, suggestion=suggestion)
        else:
            findings.add("rule.number-expected", node, value=node.text)
    return value


def read_points(node: Scalar, findings: Findings) -> int | None:
    """Points in thousandths; finer than that is a problem."""
    value = read_number(node, findings)
    if value is None:
        return None
    scaled = value * MILLI
    if scaled.denominator != 1:
        findings.add("rule.number-too-fine", node, value=node.text)
        return None
    return scaled.numerator
