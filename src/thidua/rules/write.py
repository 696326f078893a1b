"""A rule's YAML written in one canonical way, and its tree changed at a dotted path.

Everything is text, as in `rules.text`: what is read, changed in one place and written again says the same
everywhere else, whatever the vocabulary. Comments inside are not part of a tree; those above the first key are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from thidua.rules.text import Listing, Node, Scalar

Tree = str | list["Tree"] | dict[str, "Tree"]

WIDTH = 110
_INSIDE = re.compile(r": |:$| #|[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]")
_FIRST = re.compile(r"[-?:](?=\s|$)|[,\[\]{}#&*!|>'\"%@`=~]|---|\.\.\.")
_IN_FLOW = re.compile(r"[,\[\]{}?:]|^-")


def plain(node: Node) -> Tree:
    """The tree of a text without its lines."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def dump(tree: dict[str, Tree], head: str = "") -> str:
    """The text of a tree: read again it is the same tree.

    Args:
        head: comment lines to stand above it.
    """
    lines = [line for line in head.splitlines() if line.startswith("#")]
    for number, (key, value) in enumerate(tree.items()):
        written = list(_entry(key, value, 0))
        if number and len(written) > 1 and lines and lines[-1]:
            lines.append("")
        lines += written
        if len(written) > 1:
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def head_of(text: str) -> str:
    """The comment lines above the first key."""
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line)
    return "\n".join(line for line in lines if line.startswith("#"))


def has_inner_comments(text: str) -> bool:
    """Whether there are comments that writing the tree again would lose."""
    above = len(head_of(text).splitlines())
    whole = sum(1 for line in text.splitlines() if line.lstrip().startswith("#"))
    return whole > above or bool(re.search(r"(?m)^[^#\n\"']*\S\s+# ", text))


# --- Places -----------------------------------------------------------------------------------------------


def at(tree: Tree, path: str) -> Tree | None:
    """What stands at a dotted path such as "forms.chung.groups.lam.max"; list places count from 1."""
    held: Tree | None = tree
    for step in path.split(".") if path else []:
        if isinstance(held, dict):
            held = held.get(step)
        elif isinstance(held, list) and step.isdecimal() and 0 < int(step) <= len(held):
            held = held[int(step) - 1]
        else:
            return None
    return held


def put(tree: Tree, path: str, value: Tree) -> None:
    """Set what stands at a path whose owner exists; "" takes the key away.

    Raises:
        KeyError: the owner is no mapping, or no list with such a place.
    """
    owner_path, _, last = path.rpartition(".")
    owner = at(tree, owner_path)
    if isinstance(owner, list) and last.isdecimal() and 0 < int(last) <= len(owner):
        owner[int(last) - 1] = value
    elif isinstance(owner, dict):
        if value == "":
            owner.pop(last, None)
        else:
            owner[last] = value
    else:
        raise KeyError(path)


def take(tree: Tree, path: str) -> None:
    """Remove what stands at a path.

    Raises:
        KeyError: there is nothing.
    """
    owner_path, _, last = path.rpartition(".")
    owner = at(tree, owner_path)
    if isinstance(owner, dict) and last in owner:
        del owner[last]
    elif isinstance(owner, list) and last.isdecimal() and 0 < int(last) <= len(owner):
        del owner[int(last) - 1]
    else:
        raise KeyError(path)


# --- Writing ----------------------------------------------------------------------------------------------


def _entry(key: str, value: Tree, depth: int) -> Iterator[str]:
    """The lines of one key of a mapping."""
    start = f"{'  ' * depth}{_scalar(key, in_flow=False)}:"
    yield from _after(start, value, depth)


def _after(start: str, value: Tree, depth: int) -> Iterator[str]:
    short = _flow(value, depth)
    if short is not None and len(start) + 1 + len(short) <= WIDTH:
        yield f"{start} {short}"
    elif isinstance(value, str):
        yield from _text(start, value, depth)
    elif isinstance(value, dict):
        yield start
        for key, inner in value.items():
            yield from _entry(key, inner, depth + 1)
    else:
        yield start
        for item in value:
            yield from _item(item, depth + 1)


def _item(item: Tree, depth: int) -> Iterator[str]:
    dash = f"{'  ' * depth}-"
    short = _flow(item, depth)
    if short is not None and len(dash) + 1 + len(short) <= WIDTH:
        yield f"{dash} {short}"
    elif isinstance(item, str):
        yield from _text(dash, item, depth)
    elif isinstance(item, dict):
        lines = [line for key, inner in item.items() for line in _entry(key, inner, depth + 1)]
        yield f"{dash} {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield dash
        for inner in item:
            yield from _item(inner, depth + 1)


def _text(start: str, text: str, depth: int) -> Iterator[str]:
    """Long text folded over several lines; what folding would change stays quoted on one."""
    words = text.split(" ")
    foldable = all(words) and not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff\xa0]", text)
    if not foldable or not text:
        yield f"{start} {_scalar(text, in_flow=False)}"
        return
    yield f"{start} >-"
    indent = "  " * (depth + 1)
    line = indent + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = indent + word
        else:
            line += f" {word}"
    yield line


def _flow(value: Tree, depth: int) -> str | None:
    """Everything on one line, or None where that would be hard to read."""
    if isinstance(value, str):
        return _scalar(value, in_flow=False) if len(value) <= WIDTH - 2 * depth else None
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    if depth == 0 and isinstance(value, dict) and len(value) > 3:
        return None
    if _levels(value) > 2:
        return None
    if isinstance(value, list) and any(not isinstance(item, str) for item in value):
        return None
    return _inline(value)


def _inline(value: Tree) -> str:
    if isinstance(value, str):
        return _scalar(value, in_flow=True)
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    return (
        "{"
        + ", ".join(f"{_scalar(key, in_flow=True)}: {_inline(inner)}" for key, inner in value.items())
        + "}"
    )


def _levels(value: Tree) -> int:
    if isinstance(value, str):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max((_levels(item) for item in inner), default=0)


def _scalar(text: str, in_flow: bool) -> str:
    unsafe = (
        not text
        or text != text.strip()
        or _INSIDE.search(text)
        or _FIRST.match(text)
        or (in_flow and _IN_FLOW.search(text) and not re.fullmatch(r"-\d[\d.]*", text))
    )
    return json.dumps(text, ensure_ascii=False) if unsafe else text
