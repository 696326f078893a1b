"""What differs between two versions of a regulation, as typed changes. `office.scheme_change` says them in words.

Parts are matched by what identifies them (a code, the longer period, the class a line leads to), so that a criterion
that moved or was retitled is not taken for another one. Where something stands in the file makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from thidua.core.score.scheme import (
    Choice,
    ClassCap,
    ClassName,
    ClassRule,
    Criterion,
    Distinction,
    Events,
    FigureUse,
    Form,
    Group,
    Mark,
    Quota,
    QuotaStep,
    Relative,
    RollUp,
    Scheme,
    Share,
    Source,
    Step,
    TieBreak,
    Tiers,
    Veto,
    WorkStep,
    YesNo,
)


class ChangeSort(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"  # the same parts in another order; before and after are their codes


# How a part is called inside `SchemeChange.what`, and the field that tells it from its sisters.
PARTS: dict[type, tuple[str, str]] = {
    ClassName: ("class", "code"),
    FigureUse: ("figure", "code"),
    Form: ("form", "code"),
    Group: ("group", "code"),
    Criterion: ("criterion", "code"),
    ClassRule: ("rule", "code"),
    Veto: ("veto", "code"),
    ClassCap: ("cap", "code"),
    Step: ("step", "clause"),
    RollUp: ("roll-up", "level"),
    TieBreak: ("tie-break", "of"),
    Quota: ("quota", "code"),
    QuotaStep: ("quota-step", "name"),
    Distinction: ("distinction", "code"),
    WorkStep: ("work-step", "code"),
    Choice: ("choice", "code"),
}
METHODS: dict[type, str] = {
    Events: "events",
    Share: "share",
    Tiers: "tiers",
    YesNo: "yes-no",
    Mark: "mark",
    Relative: "relative",
}
OWNERS: dict[type, str] = {Scheme: "scheme", Source: "source"}
UNSAID = frozenset({"line", "lines"})


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One step of the way to a change: `kind` as in `PARTS`, `code` what identifies it, `title` for readers."""

    kind: str
    code: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """One difference.

    Attributes:
        what: "criterion.maximum" for a field, "criterion" for a part that came or went.
        place: the parts around it, outermost first; the part itself is the last one.
        before, after: the values of the field, or the whole part (None on the side where it is not).
    """

    sort: ChangeSort
    what: str
    place: tuple[ChangedPart, ...]
    before: Any
    after: Any


Place = tuple[ChangedPart, ...]


def compare(before: Scheme, after: Scheme) -> tuple[SchemeChange, ...]:
    """Every difference that a reader of the regulation could care about, in the order of the text."""
    return tuple(_fields(before, after, "scheme", ()))


def _fields(before: Any, after: Any, owner: str, place: Place) -> Iterator[SchemeChange]:
    """What the part itself says, then what is inside it."""
    identity = PARTS.get(type(before), ("", ""))[1]
    inside: list[tuple[Any, Any, str]] = []
    for each in fields(before):
        if each.name in UNSAID or (each.name == identity and place) or _follows(each.name, before, after):
            continue
        sides = getattr(before, each.name), getattr(after, each.name)
        if any(_are_parts(side) for side in sides):
            inside.append((*sides, f"{owner}.{each.name}"))
        else:
            yield from _values(*sides, f"{owner}.{each.name}", place)
    for old, new, what in inside:
        yield from _parts(old, new, what, place)


def _follows(name: str, before: Any, after: Any) -> bool:
    """What is scaled to the maximum moves with it; that is one change, not two."""
    return name == "rescale_to" and all(one.rescale_to == one.maximum for one in (before, after))


def _values(before: Any, after: Any, what: str, place: Place) -> Iterator[SchemeChange]:
    if before == after:
        return
    if type(before) is type(after) and type(before) in METHODS:
        yield from _fields(before, after, METHODS[type(before)], place)
    elif isinstance(before, Source):
        yield from _fields(before, after, "source", place)
    elif what == "scheme.notes":
        yield from _texts(before, after, what, place)
    else:
        yield SchemeChange(ChangeSort.CHANGED, what, place, before, after)


def _are_parts(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and type(value[0]) in PARTS


def _parts(before: Sequence[Any], after: Sequence[Any], what: str, place: Place) -> Iterator[SchemeChange]:
    """Sisters matched by what identifies them; those alike in that by their order."""
    old, new = _by_identity(before), _by_identity(after)
    for key, one in old.items():
        if key not in new:
            yield _whole(ChangeSort.REMOVED, one, place)
    for key, one in new.items():
        here = (*place, _part(one))
        if key not in old:
            yield _whole(ChangeSort.ADDED, one, place)
        else:
            yield from _fields(old[key], one, PARTS[type(one)][0], here)
    kept_before = [key for key in old if key in new]
    kept_after = [key for key in new if key in old]
    if kept_before != kept_after:
        codes = [tuple(key[0] for key in kept) for kept in (kept_before, kept_after)]
        yield SchemeChange(ChangeSort.REORDERED, what, place, *codes)


def _by_identity(parts: Sequence[Any]) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for one in parts:
        code = _part(one).code
        number = 0
        while (code, number) in found:
            number += 1
        found[code, number] = one
    return found


def _part(one: Any) -> ChangedPart:
    kind, identity = PARTS[type(one)]
    return ChangedPart(kind, str(getattr(one, identity)), getattr(one, "title", ""))


def _whole(sort: ChangeSort, one: Any, place: Place) -> SchemeChange:
    part = _part(one)
    before, after = (one, None) if sort is ChangeSort.REMOVED else (None, one)
    return SchemeChange(sort, part.kind, (*place, part), before, after)


def _texts(before: Sequence[str], after: Sequence[str], what: str, place: Place) -> Iterator[SchemeChange]:
    yield from (
        SchemeChange(ChangeSort.REMOVED, what, place, text, None) for text in before if text not in after
    )
    yield from (
        SchemeChange(ChangeSort.ADDED, what, place, None, text) for text in after if text not in before
    )


def known_fields() -> tuple[str, ...]:
    """Every `what` that a change of a field can carry; `office.scheme_change` has a word for each."""
    owners = {kind: name for kind, (name, _) in PARTS.items()} | METHODS | OWNERS
    identities = {(kind, identity) for kind, (_, identity) in PARTS.items()}
    return tuple(
        f"{name}.{each.name}"
        for kind, name in owners.items()
        if is_dataclass(kind)
        for each in fields(kind)
        if each.name not in UNSAID and (kind, each.name) not in identities
    )
