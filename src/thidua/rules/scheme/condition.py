"""Conditions: points, figures, counts of criteria and of sub-periods, joined by all, any and none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.core.score.scheme import (
    AllOf,
    AnyOf,
    Bounds,
    Condition,
    CriteriaCounted,
    CriteriaIn,
    FigureIn,
    FigureKind,
    NoneOf,
    PartsIn,
    PointsIn,
    Unknown,
)
from thidua.rules.fields import Fields, nearest
from thidua.rules.scheme.bounds import SIDELESS, WORDS, read_bounds
from thidua.rules.scheme.context import Context
from thidua.rules.text import Listing, Mapping, Node

JOINS = ("all", "any", "none")
COMPARED = (FigureKind.COUNT, FigureKind.AMOUNT, FigureKind.RATIO, FigureKind.YES_NO, FigureKind.CLASS)
UNCLASSED = "unclassed"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be asked at this place: sorts of condition, and the names that `points` may take."""

    sorts: tuple[str, ...]
    points: tuple[str, ...] = ()


IN_GATE = Allowed(("figure",))
IN_ROLL_UP = Allowed(("points", "parts"), (TOTAL,))
IN_LONGER_DISTINCTION = Allowed(("points",), (TOTAL,))


def in_form(points: Iterable[str]) -> Allowed:
    """In a form's class table: its total, its groups and its criteria have points."""
    return Allowed(("points", "figure", "criteria"), (TOTAL, *points))


def read_condition(node: Node, context: Context, allowed: Allowed) -> Condition | None:
    """A condition tree; None when it is faulty (the faults are in the findings)."""
    if isinstance(node, Listing):
        return AllOf(_each(node, context, allowed))
    if not isinstance(node, Mapping):
        context.findings.add("scheme.condition-unknown", node, value=node.text, choices=_choices(allowed))
        return None
    sorts = [key.text for key, _ in node.entries if key.text in (*JOINS, *_READERS)]
    if len(sorts) != 1:
        keys = ", ".join(key.text for key, _ in node.entries)
        context.findings.add("scheme.condition-unknown", node, value=keys, choices=_choices(allowed))
        return None
    sort = sorts[0]
    fields = Fields(node, context.findings)
    if sort in JOINS:
        inner = fields.node_of(sort, required=True)
        fields.close()
        return _join(sort, inner, context, allowed) if inner else None
    if sort not in allowed.sorts:
        context.findings.add("scheme.condition-not-here", node, value=sort, choices=_choices(allowed))
        return None
    found = _READERS[sort](fields, context, allowed)
    fields.close(*WORDS, *SIDELESS)
    return found


def atoms(condition: Condition | None) -> Iterator[FigureIn | PointsIn | CriteriaIn | PartsIn]:
    """Every leaf of a condition tree."""
    if isinstance(condition, AllOf | AnyOf | NoneOf):
        for inner in condition.conditions:
            yield from atoms(inner)
    elif condition is not None:
        yield condition


def _join(sort: str, inner: Node, context: Context, allowed: Allowed) -> Condition | None:
    if not isinstance(inner, Listing):
        context.findings.add("rule.list-expected", inner)
        return None
    conditions = _each(inner, context, allowed)
    if sort == "all":
        return AllOf(conditions)
    return AnyOf(conditions) if sort == "any" else NoneOf(conditions)


def _each(node: Listing, context: Context, allowed: Allowed) -> tuple[Condition, ...]:
    found = (read_condition(item, context, allowed) for item in node.items)
    return tuple(condition for condition in found if condition is not None)


def _figure(fields: Fields, context: Context, allowed: Allowed) -> Condition | None:
    node = fields.scalar("figure")
    if node is not None:
        context.figure(node, COMPARED)
    bounds = read_bounds(fields)
    absent = fields.choice("absent", Unknown, required=False) or Unknown.PROBLEM
    not_applicable = fields.choice("not-applicable", Unknown, required=False) or Unknown.PROBLEM
    return FigureIn(node.text, bounds, absent, not_applicable) if node else None


def _points(fields: Fields, context: Context, allowed: Allowed) -> Condition | None:
    node = fields.scalar("points")
    bounds = read_bounds(fields)
    if node is None:
        return None
    if node.text not in allowed.points:
        suggestion = nearest(node.text, allowed.points)
        context.findings.add("scheme.points-unknown", node, value=node.text, suggestion=suggestion)
    return PointsIn("" if node.text == TOTAL else node.text, bounds)


def _criteria(fields: Fields, context: Context, allowed: Allowed) -> Condition | None:
    counted = fields.choice("criteria", CriteriaCounted)
    written = [fields.scalar(word, required=False) for word in WORDS]
    share = any(node is not None and ("%" in node.text or "/" in node.text) for node in written)
    bounds = read_bounds(fields)
    return CriteriaIn(counted, share, bounds) if counted else None


def _parts(fields: Fields, context: Context, allowed: Allowed) -> Condition | None:
    words = fields.words("parts")
    bounds: Bounds = read_bounds(fields)
    classes = tuple("" if word.text == UNCLASSED else context.class_code(word) for word in words)
    return PartsIn(classes, bounds) if classes else None


def _choices(allowed: Allowed) -> str:
    return ", ".join((*allowed.sorts, *JOINS))


_READERS = {"figure": _figure, "points": _points, "criteria": _criteria, "parts": _parts}
