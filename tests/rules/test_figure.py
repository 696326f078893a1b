"""The packaged definitions of figures are sound, and faults of a text are told with their lines."""

from __future__ import annotations

from pathlib import Path

import thidua.rules
from thidua.core.deed import check_sources
from thidua.core.figure import DeedSource
from thidua.rules import deed, figure

DATA = Path(thidua.rules.__path__[0]) / "data"
FIGURES = figure.load((DATA / "figures.yaml").read_text(encoding="utf-8"), "figures.yaml")
DEEDS = deed.load((DATA / "deeds.yaml").read_text(encoding="utf-8"), "deeds.yaml")

ONE = """figures:
  ngay-cong:
    title: Ngày công
    kind: count
    unit: ngày công
    version: "1"
    first_day: 2025-01-01
    meaning: Một người làm một ngày.
    source: Kế hoạch
"""


def test_the_packaged_figures_and_deeds_are_sound_and_fit_together() -> None:
    assert FIGURES.problems == ()
    assert DEEDS.problems == ()
    assert check_sources(FIGURES.figures, DEEDS.kinds) == []


def test_workdays_come_from_workdays_of_helping_and_may_be_halves() -> None:
    workdays = next(f for f in FIGURES.figures if f.code == "ngay-cong-giup-dan")
    assert (workdays.unit, workdays.whole, workdays.from_deeds) == (
        "ngày công",
        False,
        (DeedSource("giup-dan", "ngay-cong"),),
    )


def test_every_ratio_says_what_is_counted_and_out_of_what() -> None:
    ratios = [f for f in FIGURES.figures if f.kind == "ratio"]
    assert [f.code for f in ratios if not (f.numerator_title and f.denominator_title)] == []


def test_a_figure_without_meaning_or_first_day_is_refused_with_its_line() -> None:
    text = ONE.replace("    first_day: 2025-01-01\n", "").replace(
        "    meaning: Một người làm một ngày.\n", ""
    )
    loaded = figure.load(text, "x.yaml")
    assert [(p.code, p.where.line, p.values["key"]) for p in loaded.problems] == [
        ("rule.key-missing", 3, "first_day"),
        ("rule.key-missing", 3, "meaning"),
    ]
    assert not loaded.sound


def test_a_figure_bounded_by_an_unknown_figure_is_refused() -> None:
    loaded = figure.load(ONE + "    not_above: khong-co\n")
    assert [p.code for p in loaded.problems] == ["figure.not-above-unknown"]


def test_a_relation_names_one_bond_a_known_figure_and_the_reason() -> None:
    told = figure.load(ONE + "    related: [{at-least: khong-co, because: Vì thế}]\n")
    assert [p.code for p in told.problems] == ["figure.related-unknown"]
    two = figure.load(ONE + "    related: [{at-least: ngay-cong, at-most: ngay-cong, because: Vì thế}]\n")
    assert [p.code for p in two.problems] == ["figure.relation-unreadable"]
    silent = figure.load(ONE + "    related: [{together: ngay-cong}]\n")
    assert [(p.code, p.values["key"]) for p in silent.problems] == [("rule.key-missing", "because")]


def test_a_source_that_does_not_name_a_quantity_is_refused() -> None:
    loaded = figure.load(ONE + "    from_deeds: [giup-dan]\n")
    assert [p.code for p in loaded.problems] == ["deed.source-unreadable"]
