"""What is packaged: scoring regulations and the data files of the other nouns, read as text and kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from thidua.core.award import AwardForm
from thidua.core.deed import DeedKind
from thidua.core.figure import FigureDefinition
from thidua.core.law.provision import LawBook
from thidua.core.retention import Retention
from thidua.core.window import WindowRule
from thidua.core.workday import WorkCalendar
from thidua.rules import award, deed, figure, law, movement, outreach, retention, tile, window, workday
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


LAW_FILES = (
    "principles", "general", "individual", "collective", "forms", "authority", "procedure", "money", "quota", "rating",
    "conduct",
)  # fmt: skip


@cache
def law_library() -> law.Library:
    """Legal texts, where they were read, and the regimes."""
    library, problems = law.load_texts(_law_text("texts.yaml"), "law/texts.yaml")
    assert library is not None, problems
    return library


@cache
def law_book() -> LawBook:
    """The law of the land: every provision of every regime."""
    books = [_law_file(f"{name}.yaml") for name in LAW_FILES]
    return law.bind(books, law_library(), award_forms())


@cache
def law_overlays() -> tuple[str, ...]:
    """Codes of the packaged overlays: what one ministry or province adds to the law of the land."""
    names = (entry.name for entry in _RULES.joinpath("law", "overlays").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def law_overlay(code: str) -> LawBook:
    """What one packaged overlay adds.

    Raises:
        KeyError: there is no such overlay.
    """
    if code not in law_overlays():
        raise KeyError(code)
    return _law_file(f"overlays/{code}.yaml")


@lru_cache(maxsize=16)
def law_under(*overlays: str) -> LawBook:
    """The law of the land with packaged overlays laid over it, in the order given.

    Raises:
        KeyError: there is no such overlay.
    """
    book = law_book()
    for code in overlays:
        book = book.laid_over(law_overlay(code))
    return book


def _law_text(name: str) -> str:
    return _RULES.joinpath("law", *name.split("/")).read_text(encoding="utf-8")


def _law_file(name: str) -> LawBook:
    book, problems = law.load(_law_text(name), law_library(), f"law/{name}")
    assert book is not None, problems
    return book
