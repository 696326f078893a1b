"""The secret ballot as arithmetic: what a signature proves, what a box shows, and what neither tells."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ballot import (
    BITS,
    EXPONENT,
    Asked,
    Box,
    PaperBox,
    Slip,
    box_problems,
    expand,
    file_problems,
    message,
    paper_problems,
    read_box,
    read_file,
    sign_blinded,
    signs,
    slip_fault,
    tally,
    token,
    write_box,
    write_file,
)
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper, plain_code

KEY = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
ASKED = Asked("xet-2025/dung", ("yes", "no", "blank"), KEY.public_numbers.n)
CODE = "0123456789ABCDEFGHJK"


def code(number: int) -> str:
    return "".join(Random(number).choices(ALPHABET, k=LENGTH))


def sign(paper: Paper) -> int:
    return sign_blinded(ASKED.key, KEY.d, paper.blind())


def cast(number: int, choice: str = "yes") -> Slip:
    paper = Paper(ASKED, code(number))
    return paper.mark(choice, sign(paper))


SLIPS = [cast(number, ASKED.choices[number % 3]) for number in range(9)]


def codes(problems: list) -> list[str]:
    return [problem.code for problem in problems]


def test_a_signed_paper_counts():
    assert slip_fault(ASKED, cast(1)) == ""


def test_whoever_signs_sees_neither_the_number_nor_the_signature():
    paper = Paper(ASKED, CODE)
    signed = sign(paper)
    seen = {paper.blind(), signed}
    assert message(ASKED, paper.number) not in seen
    assert paper.unblind(signed) not in seen


def test_a_blind_signature_fits_every_paper_in_the_box_equally_well():
    """For each drawn signature and each cast paper there is a factor that would have led from one to the other."""
    drawn = [sign(Paper(ASKED, code(number))) for number in range(3)]
    cast_ones = [int(cast(number).signature, 16) for number in range(3)]
    for signed in drawn:
        for signature in cast_ones:
            factor = signed * pow(signature, -1, ASKED.key) % ASKED.key
            blinded = pow(signed, EXPONENT, ASKED.key)
            assert (
                blinded == pow(signature, EXPONENT, ASKED.key) * pow(factor, EXPONENT, ASKED.key) % ASKED.key
            )


def test_a_stranger_cannot_make_a_paper():
    other = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
    theirs = Paper(Asked(ASKED.code, ASKED.choices, other.public_numbers.n), CODE)
    stranger = theirs.mark("yes", sign_blinded(other.public_numbers.n, other.d, theirs.blind()))
    assert slip_fault(ASKED, stranger) == "forged"
    assert slip_fault(ASKED, replace(cast(1), signature="1")) == "forged"


def test_a_voter_learns_that_another_key_was_used_for_him():
    """A key of one's own would mark a voter; his own device finds out before he votes."""
    other = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
    paper = Paper(ASKED, CODE)
    with pytest.raises(ValueError, match="another key"):
        paper.unblind(sign_blinded(other.public_numbers.n, other.d, paper.blind()))


def test_a_paper_of_another_round_or_question_is_forged():
    again = replace(ASKED, code="xet-2025-vong-2/dung")
    assert slip_fault(again, cast(1)) == "forged"


def test_nobody_turns_a_cast_yes_into_a_no():
    """Without the private key, and even with it: the secret of "no" was never shown."""
    yes = cast(1, "yes")
    assert slip_fault(ASKED, replace(yes, choice="no")) == "forged"
    swapped = replace(yes, choice="no", leaves=(yes.leaves[1], yes.leaves[0], yes.leaves[2]))
    assert slip_fault(ASKED, swapped) == "forged"
    invented = replace(yes, choice="no", leaves=(yes.leaves[0], "0" * 64, yes.leaves[2]), secret="1" * 64)
    assert slip_fault(ASKED, invented) == "forged"


@pytest.mark.parametrize(
    "wrong",
    [
        {"choice": "perhaps"},
        {"leaves": ()},
        {"leaves": ("a", "b", "c")},
        {"secret": "Z" * 64},
        {"secret": ""},
        {"signature": ""},
        {"signature": "-5"},
        {"signature": "f" * 600},
    ],
)
def test_what_is_no_paper_is_malformed(wrong):
    assert slip_fault(ASKED, replace(cast(1), **wrong)) == "malformed"


@given(st.permutations(SLIPS))
def test_the_order_of_casting_never_shows(slips):
    assert write_box(ASKED, slips) == write_box(ASKED, SLIPS)
    assert tally(ASKED.choices, slips) == {"yes": 3, "no": 3, "blank": 3}


def test_the_box_holds_the_papers_and_nothing_else():
    assert set(read_box(write_box(ASKED, SLIPS))) == set(SLIPS)
    assert box_problems(ASKED, read_box(write_box(ASKED, SLIPS)), 9) == []


def test_everything_wrong_with_a_box_is_named():
    ordered = read_box(write_box(ASKED, SLIPS))
    assert codes(box_problems(ASKED, [*ordered, ordered[0]], 9)) == [
        "ballot.twice-in-box",
        "ballot.more-than-issued",
        "ballot.box-order",
    ]
    flipped = replace(ordered[0], choice="no" if ordered[0].choice != "no" else "yes")
    assert codes(box_problems(ASKED, [flipped, *ordered[1:]], 9)) == ["ballot.forged-in-box"]
    assert codes(box_problems(ASKED, ordered[::-1], 8)) == ["ballot.more-than-issued", "ballot.box-order"]


def test_the_published_file_can_be_counted_again_anywhere():
    box = Box(
        ASKED,
        "Lê Văn Dũng: Chiến sĩ thi đua cơ sở",
        9,
        read_box(write_box(ASKED, SLIPS)),
        3,
        {"yes": 2, "invalid": 1},
    )
    title, boxes = read_file(write_file("xet-2025", "Xét danh hiệu năm 2025", [box]))
    assert (title, boxes) == ("Xét danh hiệu năm 2025", [box])
    assert file_problems(boxes) == []
    assert boxes[0].counted == {"yes": 5, "no": 3, "blank": 3}


@pytest.mark.parametrize("hand", [{"yes": 4}, {"yes": -1}, {"perhaps": 1}])
def test_a_count_by_hand_that_cannot_be_is_a_problem(hand):
    assert codes(file_problems([Box(ASKED, "", 0, (), 3, hand)])) == ["ballot.hand-counts"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "x"}', '{"format": "thidua-ballot-1"}'])
def test_another_file_is_not_read(text):
    with pytest.raises(ValueError, match=r"ballot|x"):
        read_file(text)


def test_a_code_is_read_as_people_type_it():
    assert plain_code(" o123i-5678l ABCDE-FGHJK") == "0123156781ABCDEFGHJK"
    assert plain_code("0123") == ""
    assert plain_code("U" * 20) == ""


def test_hashes_fill_the_key():
    """Full domain: the top bits of the hashes differ too."""
    assert len({expand(ASKED.key, "x", str(n)) >> (BITS - 8) for n in range(64)}) > 20
    assert signs(ASKED.key, 0, 0) is False


def test_the_arithmetic_is_pinned():
    """The browser computes the same numbers; a change here is another format."""
    asked = Asked("xet/dung", ("yes", "no"), 2**2048 - 1)
    paper = Paper(asked, CODE)
    assert paper.number == token(asked, paper.leaves)
    assert (paper.number[:16], f"{paper.blind():x}"[:16]) == ("9440772e9181eb92", "83e03a15913f18cd")


def test_counts_of_paper_add_up_or_everything_is_told_at_once() -> None:
    def codes(*numbers: int | None) -> list[tuple[str, str]]:
        collected, valid, yes, no, blank = numbers
        box = PaperBox(collected, valid, {"yes": yes, "no": no, "blank": blank})
        return [
            (one.code.removeprefix("ballot.paper-"), one.where.field)
            for one in paper_problems("q", "Q", 6, box)
        ]

    assert codes(6, 5, 4, 1, 0) == []
    assert codes(0, 0, 0, 0, 0) == []  # given out, and nobody put one in
    assert codes(7, 8, 4, 1, 0) == [("collected", "collected-q"), ("valid", "valid-q"), ("sum", "yes-q")]
    assert codes(None, 5, 4, 0, None) == [("number", "collected-q")]
    assert PaperBox(6, 5, {"yes": 4, "no": 1, "blank": 0}).hand == {
        "yes": 4,
        "no": 1,
        "blank": 0,
        "invalid": 1,
    }
