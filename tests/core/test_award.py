from dataclasses import replace
from datetime import date

from thidua.core.award import (
    AwardForm,
    AwardLevel,
    AwardRow,
    Category,
    FormKind,
    State,
    Tally,
    check_award,
    move_problem,
    register_order,
    tally,
)
from thidua.core.problem import Severity

FORM = AwardForm(
    "giay-khen", "Giấy khen", FormKind.FORM, AwardLevel.UNIT, (Category.INDIVIDUAL,), "Thủ trưởng", "Điều 75",
    "A", date(2024, 1, 1),
)  # fmt: skip
ROW = AwardRow(
    "gk-1", "giay-khen", Category.INDIVIDUAL, "an", 2025, "Giúp dân sau lũ",
    decision_number="12/QĐ", decided_on=date(2025, 9, 1), decided_by="Giám đốc",
)  # fmt: skip


def codes(row, *forms):
    return [p.code for p in check_award(row, forms or (FORM,))]


def test_a_complete_decided_award_has_no_problems():
    assert codes(ROW) == []


def test_a_decided_award_needs_its_decision_and_a_reason():
    assert codes(replace(ROW, decision_number="", reason=" ", decided_by="")) == [
        "award.reason-missing", "award.decision-missing", "award.decided-by-missing",
    ]  # fmt: skip


def test_a_proposal_carries_no_decision():
    assert codes(replace(ROW, state=State.PROPOSED)) == ["award.decision-early"]
    assert codes(replace(ROW, state=State.PROPOSED, decision_number="", decided_on=None)) == []


def test_a_form_is_not_given_before_its_law_nor_to_the_wrong_kind_of_subject():
    assert codes(replace(ROW, decided_on=date(2023, 9, 1))) == ["award.form-not-in-force"]
    assert codes(replace(ROW, category=Category.COLLECTIVE)) == ["award.category"]
    assert codes(replace(ROW, form="khong-co")) == ["award.form-unknown"]


def test_an_article_that_was_not_checked_is_said_and_does_not_stop_the_record():
    problems = check_award(ROW, [replace(FORM, mark="U")])
    assert [(p.code, p.severity) for p in problems] == [("award.form-unverified", Severity.WARNING)]


def test_nothing_is_presented_before_it_is_decided():
    assert codes(replace(ROW, state=State.PRESENTED)) == ["award.presented-missing"]
    assert codes(replace(ROW, state=State.PRESENTED, presented_on=date(2025, 8, 31))) == [
        "award.presented-early"
    ]


def test_states_follow_each_other_and_a_revocation_is_final():
    assert move_problem(State.PROPOSED, State.SUBMITTED) is None
    assert move_problem(State.DECIDED, State.PRESENTED) is None
    assert move_problem(State.PRESENTED, State.REVOKED) is None
    assert move_problem(State.PROPOSED, State.PRESENTED).code == "award.state"
    assert move_problem(State.REVOKED, State.PRESENTED).code == "award.state"


def test_the_register_numbers_decided_awards_by_day_of_decision():
    later = replace(ROW, code="gk-0", decided_on=date(2025, 9, 2))
    proposed = replace(ROW, code="gk-2", state=State.PROPOSED, decision_number="", decided_on=None)
    assert [row.code for row in register_order([later, proposed, ROW])] == ["gk-1", "gk-0"]


def test_times_given_and_distinct_recipients_are_two_numbers():
    given = [("individual", "an"), ("individual", "an"), ("individual", "binh"), ("collective", "lim-xanh")]
    assert tally(given) == {"collective": Tally(1, 1), "individual": Tally(3, 2)}
