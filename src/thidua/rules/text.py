"""A strict reader of YAML: every scalar stays the text that was written, every fault is a `Problem`.

Only the parser's events are used, never its scalar types: `on`, `1.10` and `2025-01-01` are the characters
the author typed. Duplicate keys, anchors, aliases, tags, tabs and several documents in one file are refused,
because each of them lets a reader and a machine see different rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import yaml

from thidua.core.problem import Problem, Where, problem

CHARACTERS_MAX = 1_000_000
DEPTH_MAX = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written, NFC, with the line it starts on and the dotted path that leads to it."""

    text: str
    line: int
    path: str = ""

    def fraction(self) -> Fraction | None:
        """The exact number written here ("1.25", "95 %", "2/3"), or None when it is not one."""
        return number(self.text)


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; keys are unique text."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    path: str = ""

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Listing | Mapping

# Eighteen digits hold every quantity of a regulation; without an end, one long line of digits would stop the reader.
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_FRACTION = re.compile(r"(-?[0-9]{1,18})\s*/\s*([0-9]{1,18})")
_COMMA = re.compile(r"-?[0-9]{1,18}(\.[0-9]{3}){0,6},[0-9]{1,18}\s*%?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DMY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def number(text: str) -> Fraction | None:
    """Read "1.25", "95 %" or "2/3" exactly; None for anything else, a decimal comma included."""
    written = text.strip()
    if match := _FRACTION.fullmatch(written):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    percent = written.endswith("%")
    digits = written[:-1].rstrip() if percent else written
    if not _DECIMAL.fullmatch(digits):
        return None
    return Fraction(digits) / (100 if percent else 1)


def has_decimal_comma(text: str) -> bool:
    """Whether this looks like a number written the Vietnamese way ("1,25")."""
    return _COMMA.fullmatch(text.strip()) is not None


def day(text: str) -> date | None:
    """Read 2025-12-01 or 01/12/2025; None when it is neither or there is no such day."""
    written = text.strip()
    try:
        if match := _ISO.fullmatch(written):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DMY.fullmatch(written):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return None


def read(text: str, source: str = "") -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document.

    Returns:
        The tree (None when the text cannot be read at all) and every fault found.
    """
    if len(text) > CHARACTERS_MAX:
        return None, (problem("yaml.too-long", Where(source), limit=CHARACTERS_MAX),)
    tabs = [number for number, line in enumerate(text.splitlines(), 1) if "\t" in line]
    if tabs:
        return None, tuple(problem("yaml.tab", Where(source, line)) for line in tabs)
    builder = _Builder(source)
    try:
        node = builder.document(yaml.parse(unicodedata.normalize("NFC", text), Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return None, (*builder.problems, problem("yaml.broken", Where(source, line)))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        return None, (*builder.problems, problem("yaml.character", Where(source, line)))
    except _TooDeepError as error:
        return None, (problem("yaml.too-deep", Where(source, error.line), limit=DEPTH_MAX),)
    return node, tuple(builder.problems)


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Builder:
    """Turns the parser's events into nodes, collecting what is refused."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("yaml.many-documents", event)
                    return root
                if event.tags or event.version:
                    self._refuse("yaml.directive", event)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, "", 0)
        if root is None or (isinstance(root, Scalar) and not root.text):
            self.problems.append(problem("yaml.empty", Where(self.source)))
            return None
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> Node:
        line = _line(event)
        if depth > DEPTH_MAX:
            raise _TooDeepError(line)
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml.alias", event, event.anchor or "")
            return Scalar("", line, path)
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(str(event.value).strip(), line, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, _step(path, str(len(items) + 1)), depth + 1))
            return Listing(tuple(items), line, path)
        return self._mapping(line, events, path, depth)

    def _mapping(self, line: int, events: Iterator[yaml.Event], path: str, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        first: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, path, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse("yaml.key-not-text", event)
                key = Scalar("", key.line, path)
            here = _step(path, key.text)
            value = self._node(next(events), events, here, depth + 1)
            if key.text in first:
                where = Where(self.source, key.line, field=here)
                self.problems.append(
                    problem("yaml.duplicate-key", where, key=key.text, first=first[key.text])
                )
                continue
            first[key.text] = key.line
            entries.append((Scalar(key.text, key.line, here), value))
        return Mapping(tuple(entries), line, path)

    def _refuse_marks(self, event: yaml.Event) -> None:
        for code, mark in (("yaml.anchor", "anchor"), ("yaml.tag", "tag")):
            if name := getattr(event, mark, None):
                self._refuse(code, event, name)

    def _refuse(self, code: str, event: yaml.Event, name: str = "") -> None:
        self.problems.append(problem(code, Where(self.source, _line(event)), name=name))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _step(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
