"""A cluster's year: stages that follow from facts, reports against own months, sums in which absent is not zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from thidua.core.cluster import (
    ClusterStage,
    ClusterYear,
    LimitText,
    MonthNumber,
    OwnNumber,
    check_ring,
    milestones,
    next_lead,
    own_number,
    recurrence,
    report_problems,
    stage_of,
    total,
    yearly_change,
)
from thidua.core.figure import FigureDefinition, FigureValue
from thidua.core.score.scheme import FigureKind
from thidua.core.score.table import State

SEVEN = ("lai-chau", "dien-bien", "son-la", "lao-cai", "ha-giang", "cao-bang", "lang-son")
ALL = frozenset(SEVEN)


def definition(code: str, kind: FigureKind = FigureKind.COUNT) -> FigureDefinition:
    return FigureDefinition(code, code.replace("-", " ").title(), kind, "vụ", "1", date(2025, 1, 1))


def count(value: int) -> FigureValue:
    return FigureValue(numerator=value * 1000)


def ratio(k: int, n: int) -> FigureValue:
    return FigureValue(numerator=k * 1000, denominator=n * 1000)


CASES, SOLVED = definition("vu-ma-tuy"), definition("ho-so-dung-han", FigureKind.RATIO)
LIMIT = LimitText("Hồ sơ trả chậm ở ba xã", "Thiếu người trực", "Phòng Tham mưu", date(2026, 3, 31))


# --- How far a year has come ------------------------------------------------------------------------------


def test_a_year_goes_through_its_stages_in_order():
    year = ClusterYear(SEVEN, quarters=frozenset({1, 2, 3}), leads=frozenset({"lai-chau", "lang-son"}))
    steps = [
        (ClusterStage.PLANNED, {}),
        (ClusterStage.COMPACT, {"signed": ALL}),
        (ClusterStage.REVIEWED, {"reviewed": frozenset({1, 2, 3})}),
        (ClusterStage.REPORTED, {"reported": ALL, "issued": True}),
        (ClusterStage.CONFERENCE, {"opened": True}),
        (ClusterStage.VOTED, {"voted": True}),
        (ClusterStage.HANDED_OVER, {"handed": frozenset({"lai-chau", "lang-son"})}),
    ]
    for stage, facts in steps:
        year = replace(year, **facts)
        assert stage_of(year) is stage


def test_what_is_missing_is_named():
    year = ClusterYear(
        SEVEN,
        signed=ALL - {"son-la"},
        quarters=frozenset({1, 2, 3}),
        reviewed=frozenset({1, 3}),
        reported=ALL - {"cao-bang"},
    )
    held = {line.stage: line for line in milestones(year)}
    assert (held[ClusterStage.COMPACT].missing, held[ClusterStage.COMPACT].done) == (("son-la",), 6)
    assert held[ClusterStage.REVIEWED].missing == ("2",)
    assert held[ClusterStage.REPORTED].missing == ("cao-bang",)


def test_one_signature_of_two_does_not_hand_over():
    year = ClusterYear(SEVEN, leads=frozenset({"lai-chau", "lang-son"}), handed=frozenset({"lai-chau"}))
    last = milestones(year)[-1]
    assert (last.reached, last.done, last.of, last.missing) == (False, 1, 2, ("lang-son",))


def test_reports_are_complete_only_when_the_consolidated_one_is_issued():
    assert stage_of(ClusterYear(SEVEN, signed=ALL, reported=ALL)) is ClusterStage.COMPACT


def test_an_issue_without_a_silent_member_still_names_it():
    year = ClusterYear(SEVEN, signed=ALL, reported=ALL - {"ha-giang"}, issued=True, excused=True)
    line = milestones(year)[2]
    assert (line.reached, line.missing, line.done) == (True, ("ha-giang",), 6)


def test_a_year_without_members_has_reached_nothing():
    assert stage_of(ClusterYear(())) is ClusterStage.PLANNED


# --- Who checks whom, who leads next ----------------------------------------------------------------------


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_everybody_checks_and_is_checked_once_and_nobody_checks_itself(quarter):
    ring = check_ring(SEVEN, quarter)
    assert sorted(checker for checker, _ in ring) == sorted(SEVEN)
    assert sorted(checked for _, checked in ring) == sorted(SEVEN)
    assert all(checker != checked for checker, checked in ring)


def test_in_another_quarter_others_come():
    pairs = [pair for quarter in (1, 2, 3, 4) for pair in check_ring(SEVEN, quarter)]
    assert len(set(pairs)) == len(pairs)


def test_two_members_check_each_other_and_one_checks_nobody():
    assert check_ring(("a", "b"), 3) == (("a", "b"), ("b", "a"))
    assert check_ring(("a",), 1) == ()


def test_the_lead_goes_to_whoever_has_not_led_for_longest():
    led = {"lai-chau": 2023, "dien-bien": 2021, "son-la": 2022}
    assert next_lead(("lai-chau", "dien-bien", "son-la"), led) == "dien-bien"
    assert next_lead(SEVEN, led) == "lao-cai"
    assert next_lead(SEVEN, led, deputy="lang-son") == "lang-son"
    assert next_lead(SEVEN, led, deputy="lai-chau") == "lao-cai"


# --- A member's report ------------------------------------------------------------------------------------


def months(*values: FigureValue | None) -> list[MonthNumber]:
    return [MonthNumber(f"2025-{n:02d}", value, "ab" if value else "") for n, value in enumerate(values, 1)]


def test_months_add_up_and_an_absent_month_is_not_a_zero():
    own = own_number(FigureKind.COUNT, months(count(3), None, count(4)))
    assert (own.total, own.absent, own.frozen) == (count(7), ("2025-02",), True)
    assert own_number(FigureKind.COUNT, months(None, None)).total is None


def test_a_ratio_adds_both_parts_and_a_class_adds_nothing():
    assert own_number(FigureKind.RATIO, months(ratio(3, 4), ratio(5, 6))).total == ratio(8, 10)
    assert own_number(FigureKind.CLASS, months(count(1), count(2))).total is None


def codes(**given) -> list[tuple[str, str]]:
    held = {"definitions": [CASES], "entered": {}, "own": {}, "limits": [LIMIT]} | given
    return [(p.code, p.where.field) for p in report_problems(**held)]


def test_a_report_that_equals_its_months_is_taken():
    own = {"vu-ma-tuy": OwnNumber(count(7)), "ho-so-dung-han": OwnNumber(ratio(8, 10))}
    entered = {"vu-ma-tuy": count(7), "ho-so-dung-han": ratio(8, 10)}
    assert codes(definitions=[CASES, SOLVED], entered=entered, own=own) == []


def test_every_difference_is_named_by_itself():
    own = {
        "vu-ma-tuy": OwnNumber(count(7), tuple(months(count(3), count(4)))),
        "ho-so-dung-han": OwnNumber(ratio(8, 10)),
    }
    found = report_problems(
        [CASES, SOLVED], {"vu-ma-tuy": count(9), "ho-so-dung-han": ratio(8, 9)}, own, [LIMIT]
    )
    assert [(p.code, dict(p.values)) for p in found] == [
        ("cluster.figure-differs", {"figure": "Vu Ma Tuy", "entered": "9", "own": "7", "months": "2"}),
        (
            "cluster.figure-differs",
            {"figure": "Ho So Dung Han", "entered": "8/9", "own": "8/10", "months": "0"},
        ),
    ]


def test_the_same_share_of_another_whole_is_a_difference():
    own = {"ho-so-dung-han": OwnNumber(ratio(8, 10))}
    entered = {"ho-so-dung-han": ratio(4, 5)}
    assert codes(definitions=[SOLVED], entered=entered, own=own) == [
        ("cluster.figure-differs", "figure-ho-so-dung-han")
    ]


def test_a_number_that_stands_in_no_month_is_refused_and_one_left_out_too():
    assert codes(entered={"vu-ma-tuy": count(1)}) == [("cluster.figure-without-months", "figure-vu-ma-tuy")]
    assert codes(own={"vu-ma-tuy": OwnNumber(count(0))}) == [("cluster.figure-left-out", "figure-vu-ma-tuy")]
    assert codes() == []


def test_a_report_without_limitations_is_refused():
    assert codes(limits=[]) == [("cluster.limits-missing", "limit-text-1")]


def test_a_limitation_has_cause_owner_and_day():
    bare = LimitText("Hồ sơ trả chậm", "", "", None)
    assert codes(limits=[LIMIT, bare]) == [
        ("cluster.limit-incomplete", f"limit-{part}-2") for part in ("cause", "owner", "due")
    ]


# --- The cluster's report ---------------------------------------------------------------------------------


def test_members_add_up_and_who_is_silent_or_has_nothing_is_named():
    reports = {
        "lai-chau": {"vu-ma-tuy": count(700), "ho-so-dung-han": ratio(9, 10)},
        "dien-bien": {"vu-ma-tuy": count(800), "ho-so-dung-han": None},
        "son-la": {"vu-ma-tuy": count(0)},
    }
    cases, solved = total([CASES, SOLVED], SEVEN, reports)
    assert (cases.total, cases.given, cases.absent) == (count(1500), ("lai-chau", "dien-bien", "son-la"), ())
    assert cases.silent == ("lao-cai", "ha-giang", "cao-bang", "lang-son")
    assert (solved.total, solved.absent) == (ratio(9, 10), ("dien-bien", "son-la"))


def test_a_figure_nobody_has_has_no_sum():
    (line,) = total([CASES], ("lai-chau",), {"lai-chau": {}})
    assert (line.total, line.absent) == (None, ("lai-chau",))


def test_what_may_not_be_added_is_not_added():
    mark = definition("diem-danh-gia", FigureKind.MARK)
    (line,) = total([mark], ("a", "b"), {"a": {mark.code: count(8)}, "b": {mark.code: count(9)}})
    assert (line.total, line.added, line.given) == (None, False, ("a", "b"))


def test_mostly_down_is_said_as_k_of_n():
    before = {code: count(10) for code in SEVEN}
    now = {**{code: count(9) for code in SEVEN[:4]}, SEVEN[4]: count(11), SEVEN[5]: count(10), SEVEN[6]: None}
    assert yearly_change(SEVEN, now, before) == (4, 1, 6)
    assert yearly_change(SEVEN, {SEVEN[0]: FigureValue(State.NOT_APPLICABLE)}, before) == (0, 0, 0)


def test_a_limitation_that_says_last_years_again_is_found():
    earlier = {4: "Hồ sơ trả chậm ở ba xã biên giới", 9: "Tuyên truyền còn hình thức"}
    assert recurrence("Hồ sơ còn trả chậm tại các xã biên giới", earlier) == 4
    assert recurrence("Công tác tuyên truyền còn hình thức", earlier) == 9
    assert recurrence("Thiếu phương tiện đi lại", earlier) is None
