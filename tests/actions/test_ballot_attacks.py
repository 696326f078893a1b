"""What somebody might do to a secret ballot through the program, and how it fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.ballots import CHOICES, Device, ballot, close, codes, devices, draw_all, seal
from tests.factories import at
from thidua.actions.ballot import (
    Put,
    ballot_cast,
    ballot_count,
    ballot_issue,
    ballot_issue_by_hand,
    ballot_void,
)
from thidua.actions.ballot_box import ballot_check, ballot_file, file_digest
from thidua.core.ballot import file_problems, read_file
from thidua.core.problem import Refused
from thidua.store.models import AuditLine, BallotVoter

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(Refused, check=lambda fault: fault.code == code)


# --- The way it goes ------------------------------------------------------------------------------------------


def test_nine_draw_seven_cast_and_the_count_is_theirs(world, poll, phones):
    draw_all(world, poll, phones)
    for phone, choice in zip(phones, ["yes"] * 5 + ["no", "blank"], strict=False):
        phone.cast({"dung": choice})
    close(world, poll)
    (box,) = ballot_count(poll)
    assert (box.issued, len(box.slips), box.counted) == (9, 7, {"yes": 5, "no": 1, "blank": 1})
    assert ballot_check(poll) == []


def test_the_count_can_be_made_again_from_the_file_alone_and_the_log_names_its_digest(world, poll, phones):
    draw_all(world, poll, phones)
    for phone in phones:
        phone.cast({"dung": "yes"})
    close(world, poll)
    _, boxes = read_file(ballot_file(poll))
    assert (file_problems(boxes), boxes) == ([], ballot_count(poll))
    line = AuditLine.objects.get(subject="ballot:xet-2025", action="ballot-close")
    assert file_digest(poll) in line.sentence


def test_a_voter_finds_his_paper_in_the_published_box(world, poll, phones):
    draw_all(world, poll, phones)
    for phone in phones[:4]:
        phone.cast({"dung": "no"})
    close(world, poll)
    (box,) = read_file(ballot_file(poll))[1]
    assert [phone.slip("dung", "no") in box.slips for phone in phones] == [True] * 4 + [False] * 5


# --- Twice ----------------------------------------------------------------------------------------------------


def test_a_second_draw_gets_no_second_paper(world, poll, phones, nine):
    first = phones[0].draw()
    assert phones[0].draw() == first  # the same number again: the telephone lost the answer
    with refused("ballot.drawn"):
        ballot_issue(by=world.see(nine[0]), at=at(), ballot=poll, blinded={"dung": "abcdef"})
    assert BallotVoter.objects.exclude(signature="").count() == 1


def test_the_database_itself_takes_one_voter_once(poll, nine):
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotVoter.objects.create(question=poll.questions.get(), person=nine[0])


def test_the_same_paper_again_changes_nothing_and_another_choice_is_refused(world, poll, phones):
    draw_all(world, poll, phones)
    phones[0].cast({"dung": "yes"})
    before = poll.questions.get().box
    phones[0].cast({"dung": "yes"})  # a replay
    with refused("ballot.twice"):
        phones[0].cast({"dung": "no"})
    assert poll.questions.get().box == before


# --- Strangers ------------------------------------------------------------------------------------------------


def test_who_is_not_on_the_roll_draws_nothing(world, poll):
    with refused("ballot.not-yours"):
        ballot_issue(by=world.see(world.chi), at=at(), ballot=poll, blinded={"dung": "abcdef"})


def test_who_has_an_interest_draws_no_paper_for_it_and_votes_on_the_rest(world, nine):
    poll = ballot(
        world, nine, Put("own", "Ủy viên 1", CHOICES, recused=[nine[0]]), Put("other", "Khác", CHOICES)
    )
    with refused("ballot.not-yours"):
        ballot_issue(
            by=world.see(nine[0]), at=at(), ballot=poll, blinded={"own": "abcdef", "other": "abcdef"}
        )
    assert set(Device(world, poll, nine[0]).draw()) == {"other"}


@pytest.mark.parametrize("number", ["", "0", "1", "zz", "-5", "f" * 512, "f" * 600])
def test_what_is_no_number_is_not_signed(world, poll, nine, number):
    """Signing 0, 1 or n-1 would tell nothing about a paper, and a longer number nothing about the key."""
    with refused("ballot.malformed"):
        ballot_issue(by=world.see(nine[0]), at=at(), ballot=poll, blinded={"dung": number})


def test_a_forged_paper_is_not_taken(world, poll, phones):
    draw_all(world, poll, phones)
    good = phones[0].slip("dung", "yes")
    for bad in (
        replace(good, signature="abcdef"),
        replace(good, choice="no"),
        replace(good, secret="0" * 64),
    ):
        with refused("ballot.forged"):
            ballot_cast(code=poll.code, slips={"dung": bad})
    with refused("ballot.forged"):
        ballot_cast(code="khong-co", slips={"dung": good})
    assert poll.questions.get().box == "[]"


def test_a_paper_of_the_first_round_does_not_count_in_the_second(world, poll, phones, nine):
    draw_all(world, poll, phones)
    old = phones[0].slip("dung", "yes")
    second = ballot(world, nine, code="xet-2025-vong-2")
    draw_all(world, second, devices(world, second, nine))
    with refused("ballot.forged"):
        ballot_cast(code=second.code, slips={"dung": old})


def test_a_paper_for_one_question_does_not_fit_another(world, nine):
    poll = ballot(world, nine, Put("a", "A", CHOICES), Put("b", "B", CHOICES))
    phones = devices(world, poll, nine)
    draw_all(world, poll, phones)
    with refused("ballot.forged"):
        ballot_cast(code=poll.code, slips={"b": phones[0].slip("a", "yes")})


def test_all_papers_of_a_sheet_are_taken_or_none(world, nine):
    poll = ballot(world, nine, Put("a", "A", CHOICES), Put("b", "B", CHOICES))
    phones = devices(world, poll, nine)
    draw_all(world, poll, phones)
    good = phones[0].slip("a", "yes")
    with refused("ballot.forged"):
        ballot_cast(code=poll.code, slips={"a": good, "b": good})
    assert {question.box for question in poll.questions.all()} == {"[]"}


# --- Too early, too late --------------------------------------------------------------------------------------


def test_nobody_casts_while_papers_are_given_out(world, poll, phones):
    phones[0].draw()
    with refused("ballot.phase"):
        phones[0].cast({"dung": "yes"})


def test_nobody_draws_once_casting_has_begun_and_the_key_is_gone(world, poll, phones):
    for phone in phones[:8]:
        phone.draw()
    seal(world, poll)
    assert set(poll.questions.values_list("sealed_key", flat=True)) == {""}
    with refused("ballot.phase"):
        phones[8].draw()


def test_a_late_vote_is_not_counted(world, poll, phones):
    draw_all(world, poll, phones)
    for phone in phones[:8]:
        phone.cast({"dung": "yes"})
    close(world, poll)
    before = file_digest(poll)
    with refused("ballot.phase"):
        phones[8].cast({"dung": "no"})
    assert file_digest(poll) == before


def test_nobody_counts_an_open_box(world, poll, phones):
    draw_all(world, poll, phones)
    phones[0].cast({"dung": "yes"})
    poll.refresh_from_db()
    with refused("ballot.phase"):
        ballot_count(poll)
    with refused("ballot.phase"):
        ballot_file(poll)


def test_a_ballot_given_up_keeps_nothing(world, poll, phones):
    draw_all(world, poll, phones)
    phones[0].cast({"dung": "yes"})
    with refused("ballot.void-reason"):
        ballot_void(by=world.see(world.dung), at=at(), ballot=poll, reason=" ")
    ballot_void(by=world.see(world.dung), at=at(), ballot=poll, reason="Mất mạng giữa chừng")
    assert list(poll.questions.values_list("box", "sealed_key")) == [("[]", "")]
    with refused("ballot.phase"):
        close(world, poll)


# --- Small numbers tell ---------------------------------------------------------------------------------------


def test_fewer_than_three_papers_are_no_secret(world, nine):
    with pytest.raises(Refused) as fault:
        ballot(world, nine[:2])
    assert codes(fault.value.problems) == ["ballot.too-few"]
    poll = ballot(world, nine)
    for phone in devices(world, poll, nine)[:2]:
        phone.draw()
    with pytest.raises(Refused) as fault:
        seal(world, poll)
    assert codes(fault.value.problems) == ["ballot.too-few-drawn"]


def test_a_box_with_one_or_two_papers_is_not_opened(world, poll, phones):
    draw_all(world, poll, phones)
    for count, phone in enumerate(phones[:3], 1):
        phone.cast({"dung": "no"})
        if count < 3:
            with pytest.raises(Refused) as fault:
                close(world, poll)
            assert codes(fault.value.problems) == ["ballot.too-few-cast"]
    close(world, poll)
    assert ballot_count(poll)[0].counted["no"] == 3


def test_a_paper_box_of_one_would_show_whose_it_is(world, poll, phones, nine):
    for phone in phones[:8]:
        phone.draw()
    ballot_issue_by_hand(by=world.see(world.dung), at=at(), ballot=poll, person=nine[8])
    with pytest.raises(Refused) as fault:
        seal(world, poll)
    assert codes(fault.value.problems) == ["ballot.too-few-drawn"]


def test_paper_and_device_are_counted_apart_and_added(world, poll, phones, nine):
    for phone in phones[:6]:
        phone.draw()
    for one in nine[6:]:
        ballot_issue_by_hand(by=world.see(world.dung), at=at(), ballot=poll, person=one)
    with refused("ballot.drawn"):
        phones[6].draw()
    with refused("ballot.drawn"):
        ballot_issue_by_hand(by=world.see(world.dung), at=at(), ballot=poll, person=nine[0])
    seal(world, poll)
    for phone in phones[:6]:
        phone.cast({"dung": "yes"})
    with pytest.raises(Refused) as fault:
        close(world, poll, hand={"dung": {"yes": 4}, "khac": {"yes": 1}})
    assert codes(fault.value.problems) == ["ballot.hand-counts", "ballot.hand-question"]
    close(world, poll, hand={"dung": {"yes": 1, "no": 1, "invalid": 1}})
    (box,) = ballot_count(poll)
    assert (box.issued, box.hand_issued, box.counted) == (6, 3, {"yes": 7, "no": 1, "blank": 0})
    assert ballot_check(poll) == []
