"""What somebody with the database might change in a secret ballot, and how it is found out."""

from __future__ import annotations

import json

import pytest

from tests.ballots import Device, close, codes, draw_all, seal
from tests.factories import at
from thidua.actions.ballot import (
    ballot_issue_by_hand,
)
from thidua.actions.ballot_box import ballot_check
from thidua.core.ballot import read_box
from thidua.core.problem import Refused
from thidua.store.models import Ballot, BallotQuestion, BallotVoter

pytestmark = pytest.mark.django_db


def refused(code: str):
    return pytest.raises(Refused, check=lambda fault: fault.code == code)


# --- Behind the program's back --------------------------------------------------------------------------------


def edit_box(poll: Ballot, change) -> None:
    question = poll.questions.get()
    held = json.loads(question.box)
    change(held)
    BallotQuestion.objects.filter(pk=question.pk).update(box=json.dumps(held))


def flip(held: list) -> None:
    held[0]["choice"] = "no"


def twice(held: list) -> None:
    held.append(held[0])


def stuff(held: list) -> None:
    held.append({**held[0], "signature": "abc"})


def turn(held: list) -> None:
    held.reverse()


CHANGES = {
    flip: ["ballot.forged-in-box"],
    twice: ["ballot.box-order", "ballot.twice-in-box"],
    turn: ["ballot.box-order"],
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_edited_box_is_not_counted(world, poll, phones, change):
    draw_all(world, poll, phones)
    for phone in phones[:8]:
        phone.cast({"dung": "yes"})
    edit_box(poll, change)
    with pytest.raises(Refused) as fault:
        close(world, poll)
    assert codes(fault.value.problems) == CHANGES[change]


def test_a_stuffed_box_is_not_counted(world, poll, phones):
    draw_all(world, poll, phones)
    for phone in phones:
        phone.cast({"dung": "yes"})
    edit_box(poll, stuff)
    with pytest.raises(Refused) as fault:
        close(world, poll)
    assert {"ballot.forged-in-box", "ballot.more-than-issued"} <= set(codes(fault.value.problems))


def test_a_box_of_rubbish_is_told_as_such(world, poll, phones):
    draw_all(world, poll, phones)
    poll.questions.update(box="{")
    with refused("ballot.box-unreadable"):
        close(world, poll)


@pytest.mark.parametrize("change", [flip, twice, stuff, turn, list.pop], ids=lambda change: change.__name__)
def test_an_edit_after_the_count_contradicts_the_log(world, poll, phones, change):
    draw_all(world, poll, phones)
    for phone in phones[:8]:
        phone.cast({"dung": "yes"})
    close(world, poll)
    edit_box(poll, change)
    assert "ballot.file-edited" in codes(ballot_check(poll))


def test_a_paper_taken_out_before_the_count_is_missed_by_its_voter_who_puts_it_back(world, poll, phones):
    draw_all(world, poll, phones)
    for phone in phones:
        phone.cast({"dung": "yes"})
    whole = poll.questions.get().box
    edit_box(poll, list.pop)
    inside = read_box(poll.questions.get().box)
    assert sum(phone.slip("dung", "yes") not in inside for phone in phones) == 1
    for phone in phones:
        phone.cast({"dung": "yes"})
    assert poll.questions.get().box == whole


def test_edited_counts_of_paper_contradict_the_log(world, poll, phones, nine):
    for phone in phones[:3]:
        phone.draw()
    for one in nine[3:]:
        ballot_issue_by_hand(by=world.see(world.dung), at=at(), ballot=poll, person=one)
    seal(world, poll)
    close(world, poll, hand={"dung": {"no": 6}})
    poll.questions.update(hand={"yes": 6})
    assert codes(ballot_check(poll)) == ["ballot.file-edited"]


def test_a_voter_slipped_into_the_roll_stops_the_ballot(world, poll, phones):
    BallotVoter.objects.create(question=poll.questions.get(), person=world.chi)
    Device(world, poll, world.chi).draw()
    for phone in phones:
        phone.draw()
    with pytest.raises(Refused) as fault:
        seal(world, poll)
    assert codes(fault.value.problems) == ["ballot.roll-edited"]


def test_an_exchanged_key_stops_the_ballot(world, poll, phones):
    for phone in phones:
        phone.draw()
    poll.questions.update(key="f" * 512)
    with pytest.raises(Refused) as fault:
        seal(world, poll)
    assert codes(fault.value.problems) == ["ballot.roll-edited"]


def test_an_edited_issue_list_contradicts_the_log(world, poll, phones):
    for phone in phones[:8]:
        phone.draw()
    seal(world, poll)
    BallotVoter.objects.filter(way="").update(way="device", signature="abc")
    with pytest.raises(Refused) as fault:
        close(world, poll)
    assert codes(fault.value.problems) == ["ballot.drawn-edited"]


def test_a_question_with_another_title_is_not_what_was_voted_on(world, poll, phones):
    draw_all(world, poll, phones)
    poll.questions.update(title="Người khác")
    assert codes(ballot_check(poll)) == ["ballot.roll-edited"]


def test_a_key_that_came_back_is_told(world, poll, phones):
    draw_all(world, poll, phones)
    poll.questions.update(sealed_key="x")
    assert codes(ballot_check(poll)) == ["ballot.key-kept"]
