"""The definition that held on a day: figures and deed kinds are dated data, in several versions of one code."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from thidua.core.deed import DeedKind
from thidua.core.figure import FigureDefinition
from thidua.rules import catalogue


@cache
def _by_code() -> dict[str, tuple[FigureDefinition, ...]]:
    found: dict[str, tuple[FigureDefinition, ...]] = {}
    for definition in catalogue.figure_definitions():
        found[definition.code] = (*found.get(definition.code, ()), definition)
    return found


@lru_cache(maxsize=4096)
def figure_definition(code: str, on: date) -> FigureDefinition | None:
    """The version in force that day; an assessor's mark "code@assessor" is defined by its code."""
    versions = _by_code().get(code.partition("@")[0], ())
    return next((definition for definition in versions if definition.in_force(on)), None)


@lru_cache(maxsize=512)
def figure_definitions(on: date) -> tuple[FigureDefinition, ...]:
    """All definitions in force that day."""
    return tuple(d for versions in _by_code().values() for d in versions if d.in_force(on))


@cache
def deed_kinds() -> dict[str, DeedKind]:
    return {kind.code: kind for kind in catalogue.deed_kinds()}
