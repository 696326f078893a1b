"""The made-up world: the same for one seed, nobody real in it, and consistent with itself."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections import Counter

import pytest

from thidua.actions.demo.deeds import DEED_KEEPERS
from thidua.actions.demo.files import evidence
from thidua.actions.demo.numbers import WEEKLY_TARGETS
from thidua.actions.demo.papers import MISMATCH_UNIT
from thidua.actions.demo.people import MIDDLE
from thidua.actions.demo.world import World, make_world
from thidua.core.number import MILLI
from thidua.core.period import PeriodKind
from thidua.core.text import fold
from thidua.rules import catalogue


@pytest.fixture(scope="module")
def year() -> World:
    return make_world(2025)


def test_same_seed_makes_the_same_world() -> None:
    first, second = make_world(7, 5), make_world(7, 5)
    assert first == second
    assert [first.happened(week) for week in first.weeks] == [second.happened(week) for week in second.weeks]


def test_another_seed_makes_another_world() -> None:
    first, second = make_world(7, 1), make_world(8, 1)
    assert first.people != second.people
    assert first.happened(first.weeks[0]).figures != second.happened(second.weeks[0]).figures


def test_a_shorter_world_is_the_beginning_of_the_year(year: World) -> None:
    short = make_world(2025, 5)
    assert short.happened(short.weeks[4]) == year.happened(year.weeks[4])
    assert [period.code for period in short.closing] == ["2025-01"]


def test_the_year_has_52_weeks_12_months_and_closes_in_order(year: World) -> None:
    assert len(year.weeks) == 52
    assert Counter(period.kind for period in year.closing) == {
        PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.YEAR: 1,
    }  # fmt: skip
    assert year.closing[-1].code == "2025"


def test_three_levels_and_about_forty_units(year: World) -> None:
    sorts = Counter(unit.sort for unit in year.units)
    assert sorts == {"province": 1, "office": 4, "company": 1, "commune": 12, "team": 24, "neighbour": 2}
    assert len(year.officers) == 24


def test_nobody_made_up_has_the_name_of_a_published_office_holder(year: World) -> None:
    published = catalogue.data_text("directory/people.yaml")
    holders = {fold(name) for name in re.findall(r"name: (.+)", published)}
    assert len(holders) >= 4
    made = {fold(person.name) for person in year.people}
    assert made & holders == set()


def test_every_made_up_name_says_that_it_is_a_sample_and_is_used_once(year: World) -> None:
    assert [p.name for p in year.people if p.name.split()[1] != MIDDLE] == []
    assert len({p.name for p in year.people}) == len(year.people)
    assert len({p.code for p in year.people}) == len(year.people)


def test_no_made_up_unit_or_area_has_the_name_of_a_real_one(year: World) -> None:
    real = "".join(catalogue.data_text(f"directory/{name}.yaml") for name in ("areas", "units"))
    published = {
        row["unit"]
        for row in csv.DictReader(io.StringIO(catalogue.data_text("published.csv")))
        if "unit" in row
    }
    named = {fold(name) for name in re.findall(r"name: ([^,}\n]+)", real)} | {
        fold(name) for name in published
    }
    made = {fold(unit.name) for unit in year.units} | {fold(area.name) for area in year.areas}
    assert made & named == set()


def test_deeds_add_up_to_the_figures_of_their_commune(year: World) -> None:
    week = year.happened(year.weeks[22])
    for code, deeds in week.deeds.items():
        if code not in DEED_KEEPERS:
            assert deeds == ()
            continue
        counted = {(deed.kind, quantity): value for deed in deeds for quantity, value in deed.quantities}
        have = {f.figure: f.numerator // MILLI for f in week.figures[code]}
        made_of = {d.code: d.from_deeds for d in catalogue.figure_definitions() if d.from_deeds}
        sums = {
            figure: sum(counted.get((source.kind, source.quantity), 0) for source in sources)
            for figure, sources in made_of.items()
        }
        assert sums == {figure: have[figure] for figure in made_of}


def test_ratios_never_exceed_one_and_cells_that_do_not_apply_say_so(year: World) -> None:
    week = year.happened(year.weeks[30])
    figures = [figure for unit in week.figures.values() for figure in unit]
    ratios = [f for f in figures if f.denominator != MILLI]
    assert [f for f in ratios if f.numerator > f.denominator] == []
    aside = {f.figure for f in week.figures["xa-lim-xanh-to-1"] if not f.applies}
    assert aside == {"dien-dan-lang-nghe", "mo-hinh-xac-nhan", "mo-hinh-duoc-nhan-rong", "tap-huan"}


def test_one_commune_promises_more_than_its_teams_and_only_that_one(year: World) -> None:
    differs = set()
    for unit in year.units:
        if unit.sort != "commune":
            continue
        own = {t.figure: t.value for c in year.compacts if c.unit == unit.code for t in c.targets}
        teams = Counter()
        for compact in year.compacts:
            if compact.superior == unit.code:
                teams.update({t.figure: t.value for t in compact.targets if t.subject == compact.unit})
        differs |= {(unit.code, figure) for figure in teams if teams[figure] != own[figure]}
    assert differs == {(MISMATCH_UNIT, "buoi-tuyen-truyen")}


def test_no_target_counts_arrests_or_fines(year: World) -> None:
    promised = {target.figure for compact in year.compacts for target in compact.targets}
    assert promised == set(WEEKLY_TARGETS)


def test_evidence_is_a_picture_or_a_pdf_of_its_own(year: World) -> None:
    deeds = [deed for week in year.weeks[:8] for unit in year.happened(week).deeds.values() for deed in unit]
    files = [evidence(deed) for deed in deeds]
    assert len({content for _, _, content in files}) == len(files)
    for name, media_type, content in files:
        if media_type == "image/png":
            assert name.endswith(".png")
            start = content.index(b"IDAT") + 4
            size = int.from_bytes(content[start - 8 : start - 4])
            assert len(zlib.decompress(content[start : start + size])) == 64 * (1 + 96 * 3)
        else:
            assert media_type == "application/pdf"
            assert content.startswith(b"%PDF-1.4")
            place = int(content.rpartition(b"startxref\n")[2].split()[0])
            assert content[place : place + 4] == b"xref"
