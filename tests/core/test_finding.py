from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from thidua.core.figure import Qualifier
from thidua.core.finding import Edition, FindingKind, Published, award_findings, find


def figure(code, value, measure="xã", **marks):
    return Published(code, f"Chỉ số {code}", Fraction(value), measure, **marks)


def codes(figures, **more):
    return [finding.code for finding in find(figures, **more)]


COMPLEX = figure("a", 13, numerator=13, denominator=74, set="xa", listed="denominator", meaning="bad")
SECURE = figure("b", 87, numerator=87, denominator=94, set="xa", listed="numerator", meaning="good")


def test_two_opposite_lists_longer_than_their_whole_must_share_members():
    (found,) = find([COMPLEX, SECURE])
    assert (found.code, found.kind) == ("finding.opposite-lists-undated", FindingKind.CONTRADICTION)
    assert {key: found.numbers[key] for key in ("both", "left", "both_left")} == {
        "both": 67, "left": 61, "both_left": 54,
    }  # fmt: skip


def test_lists_of_the_same_day_contradict_each_other_and_of_different_days_only_raise_a_question():
    old, new = date(2020, 12, 31), date(2021, 12, 31)
    assert codes([replace(COMPLEX, as_of=old), replace(SECURE, as_of=old)]) == ["finding.opposite-lists"]
    (other,) = find([replace(COMPLEX, as_of=old), replace(SECURE, as_of=new)])
    assert (other.code, other.kind) == ("finding.opposite-lists-other-day", FindingKind.QUESTION)


@pytest.mark.parametrize("size", [0, 7, 20])
def test_opposite_lists_that_fit_into_their_whole_give_no_finding(size):
    secure = figure("b", size, numerator=size, denominator=94, set="xa", listed="numerator", meaning="good")
    assert find([COMPLEX, secure]) == ()


def test_lists_of_one_meaning_or_of_different_wholes_give_no_contradiction():
    same = figure("c", 90, numerator=90, denominator=94, set="xa", listed="numerator", meaning="good")
    other = figure("d", 90, numerator=90, denominator=94, set="thon", listed="numerator", meaning="bad")
    assert find([SECURE, same]) == ()
    assert find([SECURE, other]) == ()


def test_what_is_left_uncovered_is_computed():
    found = next(f for f in find([COMPLEX, figure("c", 47, covers="a")]))
    assert (found.code, found.numbers["left"], found.numbers["gap"]) == ("finding.coverage-gap", 61, 14)
    assert codes([COMPLEX, figure("c", 61, covers="a")]) == ["finding.coverage-holds"]


def test_parts_are_added_up_against_their_total():
    parts = [figure("new", 755, "hộ", part_of="all"), figure("mended", 307, "hộ", part_of="all")]
    assert codes([*parts, figure("all", 1062, "căn")]) == ["finding.sum-holds"]
    wrong = find([*parts, figure("all", 1063, "căn")])
    assert [(f.code, f.numbers["difference"]) for f in wrong] == [("finding.sum-differs", 1)]
    assert [(f.code, f.numbers["sum"]) for f in find(parts)] == [("finding.sum-computed", 1062)]


def test_instances_are_added_up_as_instances_not_as_recipients():
    given = [figure("c", 2847, "lượt", part_of="kt"), figure("i", 9341, "lượt", part_of="kt")]
    assert [(f.code, f.numbers["sum"]) for f in find(given)] == [("finding.instances", 12188)]


def test_a_percentage_without_parts_is_possible_only_for_some_denominators():
    (found,) = find([figure("p", Fraction(976, 10), "%", places=1)])
    assert found.code == "finding.percent-grim"
    assert found.numbers["smallest"] == 41
    assert found.numbers["fits"] == "41, 42, 82, 83, 84, 85, 123, 124"


def test_a_percentage_is_held_against_its_printed_parts():
    right = figure("p", Fraction(1757, 100), "%", places=2, numerator=13, denominator=74)
    wrong = figure("p", Fraction(1857, 100), "%", places=2, numerator=13, denominator=74)
    assert codes([right]) == []
    assert codes([wrong]) == ["finding.percent-disagrees"]
    assert codes([figure("p", 98, "%")]) == ["finding.percent-without-parts"]


def test_a_change_in_percent_gives_the_earlier_value_as_a_range():
    later = figure("area", 87497, "m²")
    (found,) = find([later, figure("down", Fraction(-7574, 100), "%", places=2, change_of="area")])
    numbers = found.numbers
    assert (numbers["low"], numbers["middle"], numbers["high"]) == (360590, 360664, 360737)
    for earlier in (numbers["low"], numbers["high"]):
        assert round(Fraction(87497 - earlier, earlier) * 100, 2) == Fraction(-7574, 100)


def test_a_vague_number_is_a_bound():
    found = find([
        figure("x", 50, "tỷ", qualifier=Qualifier.ABOVE),
        figure("y", 90, "vụ", qualifier=Qualifier.NEARLY),
        figure("z", 1000, "tin", qualifier=Qualifier.THOUSANDS),
    ])  # fmt: skip
    assert [(f.code, f.numbers["limit"]) for f in found] == [
        ("finding.bound-above", 50),
        ("finding.bound-below", 90),
        ("finding.bound-above", 1000),
    ]


def test_one_topic_defined_twice_is_not_one_series():
    one, other = (figure(c, 25, topic="t", definition=d) for c, d in (("a", "x"), ("b", "y")))
    assert codes([one, other]) == ["finding.not-comparable"]
    assert codes([one, figure("c", 30, topic="t", definition="x")]) == []


def test_rates_over_two_wholes_of_one_subject_are_kept_apart():
    small = figure("s", 35, numerator=35, denominator=94, set="xa", listed="numerator", subject="lai-chau")
    large = figure(
        "l", 31, numerator=31, denominator=106, set="cap-xa", listed="numerator", subject="lai-chau"
    )
    (found,) = find([small, large])
    assert (found.code, found.numbers["difference"]) == ("finding.different-wholes", 12)


def test_a_rate_of_a_territory_that_changed_is_quoted_for_its_day_only():
    old, new = "lai-chau@2020-12-31", "lai-chau@2025-07-01"
    assert codes([SECURE], territories={"b": (old, new)}) == ["finding.territory-changed"]
    assert codes([SECURE], territories={"b": (new, new)}) == []


def test_a_year_printed_before_its_end_is_questioned():
    early = figure("v", 4213, "vụ", published_on=date(2023, 11, 25), covers_to=date(2023, 12, 31))
    late = figure("v", 4213, "vụ", published_on=date(2024, 1, 25), covers_to=date(2023, 12, 31))
    assert [(f.code, f.numbers["days"]) for f in find([early])] == [("finding.cut-off-early", 36)]
    assert find([late]) == ()


def test_plain_figures_without_marks_give_nothing():
    assert find([figure("a", 115, "hòm thư"), figure("b", 150, "hội nghị")]) == ()
    assert find([]) == ()


EDITION = Edition("Cụm thi đua", {"a": "An", "b": "Bình", "c": "Chi"}, lead="a", host="a")


def test_an_award_for_each_member_and_the_best_for_the_host_are_both_said():
    found = award_findings(EDITION, {"co-1": ["a"], "co-2": ["b", "c"]})
    assert [f.code for f in found] == ["finding.award-each-once", "finding.award-host"]
    assert found[0].numbers["split"] == "1 + 2"
    assert found[1].numbers["roles"] == "lead+host"


def test_members_without_an_award_and_outsiders_with_one_are_said():
    found = award_findings(EDITION, {"co-1": ["b"], "co-2": ["b", "d"]})
    assert [f.code for f in found] == ["finding.award-outsider", "finding.award-uneven"]
    assert (found[1].numbers["without"], found[1].numbers["more"]) == ("An, Chi", "Bình")
    assert award_findings(EDITION, {}) == ()
