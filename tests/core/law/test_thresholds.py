"""Votes, quorum, money, clocks, papers and quotas, from the law as shipped."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thidua.core.award import FormKind
from thidua.core.law.council import quorum, secret, votes_needed
from thidua.core.law.dossier import missing, papers
from thidua.core.law.money import Recipient, Won, payable, reward
from thidua.core.law.publication import APPRAISAL, deadline, may_meet, must_publish
from thidua.core.law.quota import allowed
from thidua.rules.catalogue import law_book, law_under, work_calendar

LAW = law_book()
OLD, NOW = date(2024, 3, 1), date(2025, 12, 1)
BASE, WIDER = "chien-si-thi-dua-co-so", "chien-si-thi-dua-toan-luc-luong"


@pytest.mark.parametrize(
    ("title", "members", "needed"),
    [(BASE, 9, 8), (WIDER, 9, 9), (BASE, 10, 8), (WIDER, 11, 10), (BASE, 1, 1)],
)
def test_votes_are_a_share_of_all_members_rounded_up(title: str, members: int, needed: int):
    assert votes_needed(title, members, OLD, LAW).needed == needed


def test_seven_of_nine_are_not_eighty_percent_even_when_two_were_absent():
    threshold = votes_needed(BASE, 9, OLD, LAW)
    assert (threshold.met(7), threshold.met(8), threshold.share) == (False, True, Fraction(4, 5))


def test_the_decree_of_2025_is_assumed_and_says_so():
    before, now = votes_needed(BASE, 9, OLD, LAW), votes_needed(BASE, 9, NOW, LAW)
    assert (before.provision.seen, now.provision.seen, now.needed) == (True, False, 8)


def test_no_vote_is_made_up_where_no_text_asks_for_one():
    assert votes_needed("chien-si-tien-tien", 9, NOW, LAW) is None
    assert votes_needed(BASE, 9, date(2023, 12, 31), LAW) is None
    with pytest.raises(ValueError, match="0"):
        votes_needed(BASE, 0, NOW, LAW)


def test_quorum_is_two_thirds_and_higher_for_heroes_and_in_bac_ninh():
    assert quorum(BASE, 9, OLD, LAW).needed == 6
    assert quorum("anh-hung-lao-dong", 9, OLD, LAW).needed == 9
    local = law_under("bac-ninh-86-2025")
    assert quorum(BASE, 10, date(2025, 12, 2), local).needed == 7
    found = quorum(BASE, 10, date(2025, 12, 3), local)
    assert (found.needed, found.provision.overlay) == (8, "Tỉnh Bắc Ninh, Quyết định 86/2025/QĐ-UBND")


def test_the_word_secret_belongs_to_the_decree_of_2017():
    assert [secret(day, LAW).word for day in (date(2018, 1, 1), OLD)] == ["secret", "open"]


def test_money_shows_the_product_and_what_the_decree_rounds_it_to():
    found = reward("chien-si-tien-tien", Recipient.INDIVIDUAL, NOW, LAW)
    assert (found.exact, found.rounded) == (702_000, 710_000)
    found = reward("don-vi-tien-tien", Recipient.COLLECTIVE, NOW, LAW)
    assert (found.exact, found.rounded) == (1_872_000, 1_880_000)


def test_money_follows_the_base_salary_of_the_day_of_the_decision():
    days = (date(2024, 6, 30), date(2024, 7, 1))
    found = [reward(BASE, Recipient.INDIVIDUAL, day, LAW) for day in days]
    assert [f.rounded for f in found] == [1_800_000, 2_340_000]
    assert [p.seen for p in found[0].provisions] == [True, False, True]


def test_money_of_an_earlier_regime_is_not_guessed():
    assert reward(BASE, Recipient.INDIVIDUAL, date(2023, 12, 1), LAW) is None


def test_a_household_gets_half_as_much_again_and_a_badge_at_most_so_much():
    assert reward("giay-khen", Recipient.HOUSEHOLD, NOW, LAW).coefficient == Fraction(9, 20)
    assert reward("ky-niem-chuong-bao-ve-an-ninh-to-quoc", Recipient.INDIVIDUAL, NOW, LAW).at_most


def test_of_titles_for_the_same_year_only_the_highest_is_paid():
    def won(code: str, since: int, title: bool = True) -> Won:
        return Won(code, title, since, 2025, reward(code, Recipient.INDIVIDUAL, NOW, LAW))

    all_of = [
        won("chien-si-tien-tien", 2025),
        won(BASE, 2025),
        won(WIDER, 2023),
        won("giay-khen", 2025, False),
    ]
    paid = payable(all_of, NOW, LAW)
    assert [(p.won.code, p.paid, p.higher) for p in paid] == [
        ("chien-si-tien-tien", False, BASE),
        (BASE, True, ""),
        (WIDER, True, ""),
        ("giay-khen", True, ""),
    ]
    assert {p.won.code: p.paid for p in payable(all_of[::-1], NOW, LAW)} == {p.won.code: p.paid for p in paid}


def test_ten_working_days_pass_before_the_council_meets():
    """17/04/2025 is a Thursday; 30/04, 01/05 and 02/05 are free and 26/04 is worked."""
    term = deadline("publication", date(2025, 4, 17), LAW, work_calendar())
    assert (term.days, term.due, term.unknown) == (10, date(2025, 5, 5), ())
    assert not may_meet(date(2025, 4, 17), term.due, LAW, work_calendar())
    assert may_meet(date(2025, 4, 17), date(2025, 5, 6), LAW, work_calendar())
    assert must_publish("huan-chuong-lao-dong-hang-ba")
    assert not must_publish(BASE)


def test_a_term_tells_which_years_have_no_calendar():
    assert deadline(APPRAISAL, date(2026, 12, 20), LAW, work_calendar()).unknown == (2027,)
    assert deadline(APPRAISAL, date(2023, 12, 20), LAW, work_calendar()) is None


def test_the_certificate_belongs_to_the_dossier_only_when_it_is_the_ground():
    plain = papers(BASE, FormKind.TITLE, NOW, LAW)
    assert [p.code for p in plain] == ["submission", "report", "minutes"]
    full = papers(BASE, FormKind.TITLE, NOW, LAW, certified=True)
    assert [p.code for p in missing(full, {"submission", "report", "minutes"})] == ["certificate"]
    assert [p.code for p in papers("chien-si-tien-tien", FormKind.TITLE, NOW, LAW, certified=True)] == [
        "submission", "report", "minutes",
    ]  # fmt: skip
    simple = papers("giay-khen", FormKind.FORM, NOW, LAW, simplified=True)
    assert [(p.code, p.provision.seen) for p in simple] == [("submission", False), ("report", False)]


def test_a_quota_of_one_title_does_not_bind_its_sister():
    army = law_under("quan-doi-151-2018")
    assert allowed("chien-si-tien-tien", 57, NOW, army).most == 22
    assert allowed("lao-dong-tien-tien", 57, NOW, army).most == 39
    assert allowed("chien-si-tien-tien", 57, NOW, LAW) is None
