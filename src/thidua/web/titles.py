"""Words for codes, from the packaged rules, read once."""

from __future__ import annotations

from functools import cache

from thidua.core.award import AwardForm
from thidua.core.score.scheme import Scheme
from thidua.rules import award, catalogue, scheme, unit


@cache
def unit_kinds() -> unit.Kinds:
    kinds, problems = unit.load(catalogue.data_text("units.yaml"), "units.yaml")
    assert kinds is not None, problems
    return kinds


@cache
def award_forms() -> tuple[AwardForm, ...]:
    forms, problems = award.load(catalogue.data_text("awards.yaml"), "awards.yaml")
    assert forms is not None, problems
    return forms


@cache
def packaged_scheme(code: str) -> scheme.Loaded:
    """A packaged regulation with its problems.

    Raises:
        KeyError: there is no such regulation.
    """
    return scheme.load(catalogue.scheme_text(code), f"{code}.yaml")


def scheme_named(code: str) -> Scheme | None:
    return packaged_scheme(code).scheme if code in catalogue.scheme_codes() else None
