"""Words for codes, from the packaged rules, read once."""

from __future__ import annotations

from datetime import date
from functools import cache

from thidua.actions.scheme import SchemeTexts
from thidua.core.award import AwardForm
from thidua.core.score.scheme import Scheme
from thidua.rules import award, catalogue, unit


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


def scheme_named(code: str, on: date, texts: SchemeTexts | None = None) -> Scheme | None:
    """The regulation of that code as it holds on that day; `texts` where many are asked for at once."""
    return (texts or SchemeTexts([code])).scheme(code, on)
