from datetime import date
from fractions import Fraction

import pytest

from thidua.core.area import Area, area_problems, communes_on, converted, ratio_problem, territory_version
from thidua.core.problem import Refused
from thidua.core.unit import Succession, SuccessionKind

START, LAST_OLD, NEW = date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1)
AREAS = [
    Area("minh-hoa", "tinh", "Minh Họa", START),
    Area("lim", "xa", "Lim", START, LAST_OLD, "minh-hoa"),
    Area("tre", "xa", "Tre", START, LAST_OLD, "minh-hoa"),
    Area("hoa-mo", "xa", "Hoa Mơ", START, None, "minh-hoa"),
    Area("lim-xanh", "xa", "Lim Xanh", NEW, None, "minh-hoa"),
]
MERGER = Succession(NEW, SuccessionKind.MERGE, ("lim", "tre"), ("lim-xanh",), "NQ số 1")


def test_the_version_of_a_territory_is_the_day_its_communes_became_what_they_are():
    assert territory_version(AREAS, "minh-hoa", LAST_OLD) == "minh-hoa@2020-01-01"
    assert territory_version(AREAS, "minh-hoa", NEW) == "minh-hoa@2025-07-01"
    assert territory_version(AREAS, "minh-hoa", date(2026, 5, 4)) == "minh-hoa@2025-07-01"
    assert communes_on(AREAS, "minh-hoa", LAST_OLD) == ("hoa-mo", "lim", "tre")


def test_an_unchanged_commune_keeps_its_version():
    assert territory_version(AREAS, "hoa-mo", NEW) == "hoa-mo@2020-01-01"


def test_a_territory_asked_for_before_it_existed_is_refused():
    with pytest.raises(Refused) as refused:
        territory_version(AREAS, "lim-xanh", LAST_OLD)
    assert refused.value.code == "area.not-in-force"


def test_a_ratio_over_two_territory_versions_is_refused():
    old, new = (territory_version(AREAS, "minh-hoa", day) for day in (LAST_OLD, NEW))
    assert ratio_problem(old, old) is None
    assert ratio_problem(old, new).code == "area.territory-differs"
    assert ratio_problem("", new).code == "area.territory-unknown"


def test_a_merger_converts_by_adding_up():
    assert converted({"lim": 2000, "tre": 3000, "hoa-mo": 1000}, [MERGER]).values == {
        "hoa-mo": 1000,
        "lim-xanh": 5000,
    }


def test_a_split_is_converted_by_declared_shares_or_refused():
    undeclared = Succession(NEW, SuccessionKind.SPLIT, ("lim",), ("a", "b"), "NQ số 2")
    with pytest.raises(Refused) as refused:
        converted({"lim": 1000}, [undeclared])
    assert refused.value.code == "area.crosswalk-incomplete"
    assert [p.values["unit"] for p in refused.value.problems] == ["lim"]
    shares = {"lim": {"a": Fraction(1, 4), "b": Fraction(3, 4)}}
    declared = Succession(NEW, SuccessionKind.SPLIT, ("lim",), ("a", "b"), "NQ số 2", shares=shares)
    assert converted({"lim": 1000}, [declared]).values == {"a": 250, "b": 750}


def test_what_is_wrong_with_areas_is_said_at_once():
    areas = [
        *AREAS,
        Area("ngoai", "xa", "Ngoài", NEW, None, "khong-co"),
        Area("lac", "xa", "Lạc", NEW, LAST_OLD),
        Area("muon", "thon", "Muộn", START, None, "lim"),
        Area("vong", "xa", "Vòng", START, None, "vong"),
    ]
    assert [p.code for p in area_problems(areas)] == [
        "area.parent-unknown", "area.days", "area.parent-outside-life", "area.cycle",
    ]  # fmt: skip
    assert area_problems(AREAS) == []
