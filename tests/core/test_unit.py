from datetime import date, timedelta

from thidua.core.unit import Link, LinkKind, Unit, link_problems, tree_on

START = date(2020, 1, 1)
DISTRICT_END = date(2025, 2, 28)
UNITS = [
    Unit("tinh", "cong-an-tinh", "Công an tỉnh", START),
    Unit("huyen", "cong-an-huyen", "Công an huyện", START, DISTRICT_END),
    Unit("xa", "cong-an-xa", "Công an xã Lim Xanh", START),
    Unit("dang-uy", "dang-bo", "Đảng bộ Công an tỉnh", START),
]
LINKS = [
    Link("huyen", "tinh", LinkKind.COMMAND, START, DISTRICT_END),
    Link("xa", "huyen", LinkKind.COMMAND, START, DISTRICT_END),
    Link("xa", "tinh", LinkKind.COMMAND, DISTRICT_END + timedelta(days=1)),
    Link("xa", "dang-uy", LinkKind.PARTY, START),
]


def codes(problems):
    return [p.code for p in problems]


def test_the_tree_is_that_of_the_day_asked_for():
    before, after = tree_on(UNITS, LINKS, DISTRICT_END), tree_on(UNITS, LINKS, date(2025, 3, 1))
    assert before.ancestors("xa") == ("huyen", "tinh")
    assert after.ancestors("xa") == ("tinh",)
    assert before.subtree("tinh") == ("tinh", "huyen", "xa")
    assert after.codes == ("dang-uy", "tinh", "xa")


def test_party_and_command_trees_are_different_trees():
    party = tree_on(UNITS, LINKS, START, LinkKind.PARTY)
    assert party.children("dang-uy") == ("xa",)
    assert party.children("tinh") == ()
    assert party.roots == ("dang-uy", "huyen", "tinh")


def test_a_unit_not_yet_founded_is_in_no_tree():
    tree = tree_on(UNITS, LINKS, START - timedelta(days=1))
    assert tree.codes == ()
    assert tree.subtree("tinh") == ()


def test_a_well_kept_directory_has_no_problems():
    assert link_problems(UNITS, LINKS) == []


def test_two_commanders_at_once_are_reported():
    links = [*LINKS[:2], Link("xa", "tinh", LinkKind.COMMAND, DISTRICT_END)]
    assert codes(link_problems(UNITS, links)) == ["link.overlap"]


def test_two_patrons_at_once_are_allowed():
    links = [Link("xa", parent, LinkKind.PATRONAGE, START) for parent in ("tinh", "dang-uy")]
    assert link_problems(UNITS, links) == []


def test_a_unit_above_itself_is_reported():
    links = [Link("xa", "tinh", LinkKind.COMMAND, START), Link("tinh", "xa", LinkKind.COMMAND, START)]
    found = link_problems(UNITS, links)
    assert codes(found) == ["link.cycle"]
    assert found[0].values["units"] == "tinh → xa → tinh"
    assert tree_on(UNITS, links, START).subtree("tinh") == ("tinh", "xa")


def test_a_loop_that_never_stands_on_one_day_is_no_cycle():
    links = [
        Link("xa", "tinh", LinkKind.COMMAND, START, DISTRICT_END),
        Link("tinh", "xa", LinkKind.COMMAND, DISTRICT_END + timedelta(days=1)),
    ]
    assert link_problems(UNITS, links) == []


def test_a_link_outside_the_life_of_its_unit_is_reported():
    links = [Link("xa", "huyen", LinkKind.COMMAND, START), Link("xa", "khong-co", LinkKind.PARTY, START)]
    assert codes(link_problems(UNITS, links)) == ["link.outside-life", "link.unit-unknown"]
