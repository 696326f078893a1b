"""Which unit stands under which on a day: one parent of a kind at a time, several kinds at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from thidua.core.problem import Problem, Where, problem


class LinkKind(StrEnum):
    COMMAND = "command"  # ngành dọc: who gives orders
    PARTY = "party"  # tổ chức đảng cấp trên trực tiếp
    AUTHORITY = "authority"  # local authority it serves under
    PATRONAGE = "patronage"  # phụ trách: looks after; may have several at once


class Role(StrEnum):
    """What a post allows; its printed title is free."""

    HEAD = "head"
    DEPUTY = "deputy"
    EMULATION = "emulation-officer"
    CLERK = "clerk"
    OFFICER = "officer"
    INSPECTOR = "inspector"  # samples, complaints and disputes of units other than her own
    EDITOR = "editor"  # head of the Editorial Board: what is published outside
    ADMINISTRATOR = "administrator"  # accounts and backups; no content of her own accord


@dataclass(frozen=True, slots=True)
class Unit:
    """One organisation under one name, from `first_day` to `last_day` (included; None: still)."""

    code: str
    kind: str
    name: str
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    child: str
    parent: str
    kind: LinkKind
    first_day: date
    last_day: date | None = None


def in_force(row: Unit | Link, day: date) -> bool:
    return row.first_day <= day and (row.last_day is None or day <= row.last_day)


@dataclass(frozen=True)
class Tree:
    """The hierarchy of one kind on one day. Units without a parent there are its roots; order is by code."""

    day: date
    kind: LinkKind
    codes: tuple[str, ...]
    parents: Mapping[str, tuple[str, ...]]
    _children: Mapping[str, tuple[str, ...]]

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(code for code in self.codes if not self.parents.get(code))

    def children(self, code: str) -> tuple[str, ...]:
        return self._children.get(code, ())

    def subtree(self, code: str) -> tuple[str, ...]:
        """The unit and everything below it, parents before children; each once."""
        return self._walk(code, self._children)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Everything above the unit, nearest first."""
        return self._walk(code, self.parents)[1:]

    def _walk(self, code: str, step: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Depth first; a unit met twice (two patrons, or a cycle not yet mended) is listed once."""
        seen: dict[str, None] = {}
        waiting = [code] if code in self.codes else []
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen[here] = None
                waiting += reversed(step.get(here, ()))
        return tuple(seen)


def tree_on(
    units: Iterable[Unit], links: Iterable[Link], day: date, kind: LinkKind = LinkKind.COMMAND
) -> Tree:
    """The tree of that kind as it stood on `day`; a link counts only while both its ends exist."""
    codes = tuple(sorted(unit.code for unit in units if in_force(unit, day)))
    known = set(codes)
    parents: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    for link in links:
        if link.kind is kind and in_force(link, day) and {link.child, link.parent} <= known:
            parents.setdefault(link.child, []).append(link.parent)
            children.setdefault(link.parent, []).append(link.child)
    return Tree(day, kind, codes, _sorted(parents), _sorted(children))


def _sorted(rows: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({code: tuple(sorted(set(found))) for code, found in rows.items()})


def link_problems(units: Iterable[Unit], links: Iterable[Link]) -> list[Problem]:
    """What cannot be: ends that do not exist then, two parents of one kind at once, a unit above itself.

    Codes: link.unit-unknown, link.outside-life, link.overlap, link.cycle.
    """
    known = {unit.code: unit for unit in units}
    links = list(links)
    found = [p for link in links for p in _end_problems(known, link)]
    found += _overlaps(links)
    for kind in LinkKind:
        found += _cycles([link for link in links if link.kind is kind], kind)
    return found


def _end_problems(known: Mapping[str, Unit], link: Link) -> list[Problem]:
    found = []
    for code in (link.child, link.parent):
        where = Where(field=f"link.{link.kind}.{link.child}")
        unit = known.get(code)
        if unit is None:
            found.append(problem("link.unit-unknown", where, unit=code))
        elif link.first_day < unit.first_day or (
            unit.last_day is not None and (link.last_day is None or link.last_day > unit.last_day)
        ):
            found.append(problem("link.outside-life", where, unit=code, child=link.child, parent=link.parent))
    return found


def _overlaps(links: Sequence[Link]) -> list[Problem]:
    """Two parents of one kind at once; patronage is shared by nature, but no link may repeat itself."""
    found = []
    by_child: dict[tuple[str, ...], list[Link]] = {}
    for link in links:
        shared = (link.parent,) if link.kind is LinkKind.PATRONAGE else ()
        by_child.setdefault((link.kind, link.child, *shared), []).append(link)
    for rows in by_child.values():
        rows.sort(key=lambda row: row.first_day)
        for before, after in pairwise(rows):
            if before.last_day is None or before.last_day >= after.first_day:
                found.append(
                    problem(
                        "link.overlap",
                        Where(field=f"link.{after.kind}.{after.child}"),
                        child=after.child,
                        parent=after.parent,
                        other=before.parent,
                        day=after.first_day,
                    )
                )
    return found


def _cycles(links: Sequence[Link], kind: LinkKind) -> list[Problem]:
    """A cycle can only arise on a day some link starts, so only those days are looked at."""
    for day in sorted({link.first_day for link in links}):
        above: dict[str, list[str]] = {}
        for link in links:
            if in_force(link, day):
                above.setdefault(link.child, []).append(link.parent)
        if ring := _ring(above):
            return [
                problem("link.cycle", Where(field=f"link.{kind}.{ring[0]}"), units=" → ".join(ring), day=day)
            ]
    return []


def _ring(above: Mapping[str, list[str]]) -> list[str]:
    """One cycle as codes, first repeated at the end; empty when there is none. Iterative, for deep trees."""
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            code, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
            elif code in path:
                return [*path[path.index(code) :], code]
            elif code not in done:
                path.append(code)
                waiting.append((code, True))
                waiting += [(parent, False) for parent in above.get(code, ())]
    return []
