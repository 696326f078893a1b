from datetime import date
from importlib.resources import files

from thidua.core.area import communes_on, territory_version
from thidua.core.unit import SuccessionKind, kind_problems, successors, tree_on
from thidua.rules.directory import FILES, load, packaged
from thidua.rules.unit import load as load_kinds

BEFORE, AFTER = date(2020, 12, 31), date(2025, 12, 31)


def units():
    return [entry.unit for entry in packaged().units]


def areas():
    return [entry.area for entry in packaged().areas]


def test_lai_chau_has_106_communes_in_2020_and_38_in_2025():
    old, new = (communes_on(areas(), "lai-chau", day) for day in (BEFORE, AFTER))
    assert (len(old), len(new)) == (106, 38)
    assert set(old) & set(new) == {"ta-tong", "mu-ca"}
    by_code = {area.code: area.kind for area in areas()}
    assert [sum(by_code[c] == kind for c in old) for kind in ("xa", "phuong", "thi-tran")] == [94, 5, 7]
    assert [sum(by_code[c] == kind for c in new) for kind in ("xa", "phuong", "thi-tran")] == [36, 2, 0]


def test_the_territory_of_lai_chau_has_two_versions():
    versions = [territory_version(areas(), "lai-chau", day) for day in (BEFORE, AFTER)]
    assert versions == ["lai-chau@2020-12-31", "lai-chau@2025-07-01"]


def test_lao_cai_before_and_after_are_two_units_of_one_name():
    steps = [entry.succession for entry in packaged().unit_successions]
    assert successors("ca-tinh-yen-bai", steps) == ("ca-tinh-lao-cai-2025",)
    assert successors("ca-tinh-ha-giang", steps) == ("ca-tinh-tuyen-quang-2025",)
    names = {unit.code: unit.name for unit in units()}
    assert names["ca-tinh-lao-cai"] == names["ca-tinh-lao-cai-2025"]


def test_the_tree_of_each_day_is_its_own():
    links = packaged().links
    before, after = (tree_on(units(), links, day) for day in (BEFORE, AFTER))
    assert before.ancestors("ca-xa-ta-tong") == ("ca-huyen-muong-te", "ca-tinh-lai-chau", "bo-cong-an")
    assert after.ancestors("ca-xa-ta-tong") == ("ca-tinh-lai-chau", "bo-cong-an")
    assert len(before.children("bo-cong-an")) == 12
    assert len(after.children("bo-cong-an")) == 8


def test_district_police_ended_on_28_february_2025():
    districts = [unit for unit in units() if unit.kind == "cong-an-huyen"]
    assert len(districts) == 5
    assert {unit.last_day for unit in districts} == {date(2025, 2, 28)}
    step = packaged().unit_successions[0].succession
    assert (step.kind, step.after) == (SuccessionKind.DISSOLVE, ())


def test_every_unit_is_of_a_known_kind_that_existed():
    kinds, _ = load_kinds(files("thidua.rules").joinpath("data/units.yaml").read_text("utf-8"))
    assert kind_problems(kinds.units, units(), packaged().links) == []
    assert {area.kind for area in areas()} <= set(kinds.areas)


def test_cluster_two_of_2023_had_seven_members_and_lai_chau_led():
    cluster = next(c for c in packaged().clusters if c.code == "cum-so-2-2023")
    assert len(cluster.members) == 7
    assert [code for code, role in cluster.members.items() if role == "lead"] == ["ca-tinh-lai-chau"]


def test_members_of_every_edition_exist_on_its_days():
    rows = {unit.code: unit for unit in units()}
    for cluster in packaged().clusters:
        for code in cluster.members:
            unit = rows[code]
            assert unit.first_day <= cluster.first_day
            assert unit.last_day is None or unit.last_day >= cluster.last_day


def test_a_directory_with_faults_is_refused_with_every_line():
    texts = dict.fromkeys(FILES, "title: x\n")
    texts["areas.yaml"] = "title: x\nareas:\n  a: {kind: tinh, name: A}\n"
    texts["units.yaml"] = (
        "title: x\nopened: 01/01/2020\nunits:\n  u: {kind: phong, name: U, area: b}\n"
        "successions:\n  - {on: 01/01/2021, kind: merge, before: [v*], after: [u], paper: P}\n"
    )
    del texts["people.yaml"]
    made, problems = load(texts)
    assert made is None
    assert [(p.code, p.where.source, p.where.line) for p in problems] == [
        ("directory.first-day-missing", "areas.yaml", 3),
        ("directory.area-unknown", "units.yaml", 4),
        ("directory.nothing-matches", "units.yaml", 6),
        ("directory.file-missing", "people.yaml", 0),
        ("rule.key-missing", "clusters.yaml", 1),
        ("rule.key-missing", "directives.yaml", 1),
    ]
