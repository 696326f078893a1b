"""What was typed into the fields, put back into the regulation's tree at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.rules.text import has_decimal_comma
from thidua.rules.write import at, put
from thidua.web.scheme.fields import HIGH, LOW, BoundsField, Field, Tree_


def put_typed(tree: Tree_, shown: Iterable[Field], posted: Mapping[str, str]) -> None:
    """Write every field that came back with another value than it was shown with."""
    for field in shown:
        if field.sort == "flag":
            typed = "yes" if field.name in posted else ""
            known = f"f.{field.path}" in posted
        else:
            typed, known = posted.get(field.name, "").strip(), field.name in posted
        if not known or typed == field.value:
            continue
        if typed == field.default and at(tree, field.path) is None:
            continue
        _make_owner(tree, field.path)
        put(tree, field.path, _written(typed, field.sort))


def put_bounds(tree: Tree_, shown: Iterable[BoundsField], posted: Mapping[str, str]) -> None:
    """Write both sides of the bands and class lines that came back."""
    for field in shown:
        if f"{field.name}.low" not in posted:
            continue
        words = [posted.get(f"{field.name}.{side}-word", "") for side in ("low", "high")]
        values = [posted.get(f"{field.name}.{side}", "").strip() for side in ("low", "high")]
        if [*words, *values] == [field.low_word, field.high_word, field.low, field.high]:
            continue
        owner = at(tree, field.path)
        if not isinstance(owner, dict):
            continue
        kept = {key: value for key, value in owner.items() if key not in (*LOW, *HIGH)}
        said = {
            word: _written(value, "number")
            for word, value, known in zip(words, values, (LOW, HIGH), strict=True)
            if value and word in known
        }
        first = {key: kept.pop(key) for key in ("points",) if key in kept and kept["points"] == "total"}
        put(tree, field.path, {**first, **said, **kept})


def _make_owner(tree: Tree_, path: str) -> None:
    owner, _, _ = path.rpartition(".")
    if owner and at(tree, owner) is None:
        _make_owner(tree, owner)
        put(tree, owner, {})


def _written(typed: str, sort: str) -> str:
    if sort == "number" and has_decimal_comma(typed):
        return typed.replace(".", "").replace(",", ".")
    return typed.replace("\u2212", "-") if sort == "number" else typed
