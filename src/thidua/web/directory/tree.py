"""What the directory page shows: a day's tree, how many of each kind, and what became of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy

from thidua.core.text import matches, words
from thidua.core.unit import Link, LinkKind, SuccessionKind, Tree, Unit, tree_on
from thidua.store import models as store
from thidua.web.titles import unit_kinds

LINK_TITLES = {
    LinkKind.COMMAND: gettext_lazy("Ngành dọc"),
    LinkKind.PARTY: gettext_lazy("Tổ chức đảng"),
    LinkKind.AUTHORITY: gettext_lazy("Chính quyền địa phương"),
    LinkKind.PATRONAGE: gettext_lazy("Phụ trách, đỡ đầu"),
}
SUCCESSION_TITLES = {
    SuccessionKind.MERGE: gettext_lazy("Hợp nhất, sáp nhập"),
    SuccessionKind.SPLIT: gettext_lazy("Chia tách"),
    SuccessionKind.RENAME: gettext_lazy("Đổi tên"),
    SuccessionKind.DISSOLVE: gettext_lazy("Kết thúc hoạt động"),
    SuccessionKind.REGROUP: gettext_lazy("Sắp xếp lại"),
}
OPEN_LEVELS = 2
CROWDED = 24  # a longer list of siblings starts folded


@dataclass(slots=True)
class Node:
    """A unit in the tree; `below` counts everything under it."""

    code: str
    name: str
    kind: str
    kind_title: str  # "" where the name says it already
    children: list[Node] = field(default_factory=list)
    below: int = 0
    open: bool = False
    seen: bool = False  # whether its page may be opened
    once: str = ""  # the old name that answered a search


@dataclass(frozen=True, slots=True)
class Directory:
    roots: tuple[Node, ...]
    counts: Counter[str]
    found: tuple[Node, ...]


def directory_on(
    day: date, kind: LinkKind, titles: Mapping[str, str], query: str = "", known: Collection[str] = ()
) -> Directory:
    """The tree of that hierarchy on that day; with a query, the units whose name answers it. Three queries.

    In a hierarchy other than command, units outside it (no parent and no child) are left out.
    """
    rows = list(store.Unit.objects.on(day).values("code", "name", "kind", "search", "first_day"))
    links = [
        Link(child, parent, kind, day)
        for child, parent in store.UnitLink.objects.on(day)
        .filter(kind=kind)
        .values_list("child__code", "parent__code")
    ]
    tree = tree_on((Unit(r["code"], r["kind"], r["name"], r["first_day"]) for r in rows), links, day, kind)
    nodes = {
        r["code"]: Node(
            r["code"], r["name"], r["kind"], _unsaid(r["name"], titles.get(r["kind"], r["kind"])),
            seen=r["code"] in known,
        )
        for r in rows
    }  # fmt: skip
    roots = [c for c in tree.roots if kind is LinkKind.COMMAND or tree.children(c)]
    return Directory(
        tuple(_grow(tree, nodes, code, 0) for code in roots),
        Counter(n.kind for n in nodes.values()),
        _found(nodes, {r["code"]: r["search"] for r in rows}, query, day) if words(query) else (),
    )


def _found(nodes: Mapping[str, Node], search: Mapping[str, str], query: str, day: date) -> tuple[Node, ...]:
    """Units that answer by their own name, their kind, an abbreviation, or a name they had before that day."""
    short = unit_kinds().abbreviations
    steps = store.UnitSuccession.objects.filter(on__lte=day).exclude(after=None)
    old: dict[str, list[tuple[str, str, str]]] = {}
    for after, before, name, text in steps.values_list(
        "after__code", "before__code", "before__name", "before__search"
    ):
        old.setdefault(after, []).append((before, name, text))
    found = []
    for code, node in nodes.items():
        if matches(search[code], query, short):
            found.append(node)
        elif once := _once(code, old, query, short):
            node.once = once
            found.append(node)
    return tuple(found)


def _once(
    code: str, old: Mapping[str, list[tuple[str, str, str]]], query: str, short: Mapping[str, str]
) -> str:
    """The first old name, generation by generation, that answers the query."""
    waiting, seen = [code], {code}
    while waiting:
        for before, name, text in old.get(waiting.pop(0), ()):
            if matches(text, query, short):
                return name
            if before not in seen:
                seen.add(before)
                waiting.append(before)
    return ""


def _unsaid(name: str, kind: str) -> str:
    """The kind, unless the name begins with it: "Công an xã Lim Xanh" says that it is a Công an xã."""
    said = " ".join(kind.replace(",", " ").split()[:3]).casefold()
    return "" if name.casefold().startswith(said) else kind


def _grow(tree: Tree, nodes: dict[str, Node], code: str, depth: int) -> Node:
    node = nodes[code]
    if depth < 12:  # a cycle not yet mended must not hang the page
        node.children = [_grow(tree, nodes, child, depth + 1) for child in tree.children(code)]
    node.below = sum(1 + child.below for child in node.children)
    node.open = depth < OPEN_LEVELS and len(node.children) <= CROWDED
    return node


@dataclass(frozen=True, slots=True)
class Change:
    """One succession as a sentence: the day, what kind, from whom to whom, by which paper."""

    on: date
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    paper: str
    note: str
    area: bool


def changes_between(first: date, last: date) -> list[Change]:
    """Successions of units and of territories after `first` up to `last`, newest first. Six queries."""
    held: list[Change] = []
    for model, is_area in ((store.UnitSuccession, False), (store.AreaSuccession, True)):
        rows = model.objects.filter(on__gt=first, on__lte=last).prefetch_related("before", "after")
        held += [
            Change(
                row.on,
                SUCCESSION_TITLES.get(SuccessionKind(row.kind), row.kind),
                tuple(u.name for u in row.before.all()),
                tuple(u.name for u in row.after.all()),
                row.paper,
                row.note,
                is_area,
            )
            for row in rows
        ]
    return sorted(held, key=lambda c: c.on, reverse=True)


def area_counts(day: date) -> list[tuple[str, Counter[str]]]:
    """Per province (or other root territory): how many territories of each kind lie in it that day. One query."""
    rows = list(store.Area.objects.filter(_on(day)).values("id", "name", "kind", "parent_id"))
    by_id = {row["id"]: row for row in rows}

    def top(row: dict) -> dict:
        for _ in range(8):
            if row["parent_id"] not in by_id:
                break
            row = by_id[row["parent_id"]]
        return row

    held: dict[str, Counter[str]] = {}
    for row in rows:
        above = top(row)
        held.setdefault(above["name"], Counter())
        if above is not row:
            held[above["name"]][row["kind"]] += 1
    return sorted(held.items())


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
