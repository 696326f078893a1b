"""What is packaged: scoring regulations and the data files of the other nouns, read as text and kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from thidua.core.award import AwardForm
from thidua.core.deed import DeedKind
from thidua.core.figure import FigureDefinition
from thidua.core.retention import Retention
from thidua.core.window import WindowRule
from thidua.core.workday import WorkCalendar
from thidua.rules import award, deed, figure, movement, outreach, retention, tile, window, workday
from thidua.rules import unit as unit_rules

_RULES = files("thidua.rules")


@cache
def scheme_codes() -> tuple[str, ...]:
    """Codes of the packaged scoring regulations, sorted."""
    names = (entry.name for entry in _RULES.joinpath("scoring").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def scheme_text(code: str) -> str:
    """The text of a packaged regulation.

    Raises:
        KeyError: there is no such regulation.
    """
    if code not in scheme_codes():
        raise KeyError(code)
    return _RULES.joinpath("scoring", f"{code}.yaml").read_text(encoding="utf-8")


@cache
def data_text(name: str) -> str:
    """A packaged data file such as "figures.yaml" or "directory/lai-chau.yaml".

    Raises:
        FileNotFoundError: there is no such file.
    """
    return _RULES.joinpath("data", *name.split("/")).read_text(encoding="utf-8")


@cache
def figure_definitions() -> tuple[FigureDefinition, ...]:
    """Every version of every packaged figure; a test holds the file sound."""
    return figure.load(data_text("figures.yaml"), "figures.yaml").figures


@cache
def deed_kinds() -> tuple[DeedKind, ...]:
    """Every packaged kind of deed."""
    return deed.load(data_text("deeds.yaml"), "deeds.yaml").kinds


@cache
def unit_kinds() -> unit_rules.Kinds:
    """Kinds of unit and of territory, and the table of abbreviations.

    Raises:
        AssertionError: the packaged file is wrong, which the tests would have shown.
    """
    kinds, problems = unit_rules.load(data_text("units.yaml"), "units.yaml")
    if kinds is None:
        raise AssertionError(problems)
    return kinds


@cache
def award_forms() -> tuple[AwardForm, ...]:
    """Titles and forms of award, one entry per legal regime.

    Raises:
        AssertionError: the packaged file is wrong, which the tests would have shown.
    """
    forms, problems = award.load(data_text("awards.yaml"), "awards.yaml")
    if forms is None:
        raise AssertionError(problems)
    return forms


@cache
def work_calendar() -> WorkCalendar:
    """Holidays and swapped days; a test holds the file sound."""
    return workday.load(data_text("holidays.yaml"), "holidays.yaml")[0]


@cache
def window_rules() -> tuple[WindowRule, ...]:
    """When a month takes figures where no unit above has said otherwise."""
    return window.load(data_text("windows.yaml"), "windows.yaml")[0]


@cache
def retention_terms() -> tuple[Retention, ...]:
    """How long passing data are kept; a test holds the file sound."""
    return retention.load(data_text("retention.yaml"), "retention.yaml")[0]


@cache
def tile_layouts() -> Mapping[str, tile.Rows]:
    """Province → where its communes lie on the tile map."""
    layouts, problems = tile.load(data_text("tiles.yaml"), "tiles.yaml")
    assert layouts is not None, problems
    return layouts


@cache
def occasions() -> tuple[movement.Occasion, ...]:
    """Days on which rounds of emulation are held, in the order of the year; a test holds the file sound."""
    return movement.load(data_text("occasions.yaml"), "occasions.yaml")[0]


@cache
def outreach_ways() -> outreach.Ways:
    """Channels and languages of outreach; a test holds the file sound."""
    return outreach.load(data_text("outreach.yaml"), "outreach.yaml")[0]
