"""A secret ballot: open → draw → seal → cast → count. Used by whoever holds a vote: a council, a cluster.

Drawing says who; casting does not. Between the two lies `ballot_seal`, which destroys the keys: nobody draws and casts
at the same time, and from then on nobody can make a paper. `ballot_cast` alone of all actions takes neither `by` nor
`at`: it must not know. It writes no line into the audit log either; opening, sealing and counting do, with digests of
what stood in the database, and `ballot_check` compares them.

Whether somebody may open, seal, count or void a ballot is asked by whoever owns it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.actions.audit import acting, audit
from thidua.actions.ballot_box import (
    Phase,
    Way,
    asked_of,
    ballot_check,
    ballot_count,
    drawn_digest,
    file_digest,
    roll_digest,
)
from thidua.actions.ballot_key import new_key, open_key
from thidua.core.ballot import (
    EXPONENT,
    VOTERS_LEAST,
    Box,
    Slip,
    hand_problems,
    number_of,
    read_box,
    sign_blinded,
    slip_fault,
    token,
    write_box,
)
from thidua.core.problem import Problem, Refused, problem
from thidua.store.access import Viewer
from thidua.store.models import Ballot, BallotQuestion, BallotVoter, Person, Unit


@dataclass(frozen=True, slots=True)
class Put:
    """A question to be put to the vote.

    Attributes:
        choices: codes, such as ("yes", "no", "blank").
        recused: who has an interest and draws no paper for it.
    """

    code: str
    title: str
    choices: tuple[str, ...]
    recused: Collection[Person] = ()


@transaction.atomic
def ballot_open(
    *, by: Viewer, at: datetime, code: str, title: str, owner: str, unit: Unit, questions: Sequence[Put],
    voters: Collection[Person],
) -> Ballot:  # fmt: skip
    """Make keys, questions and the roll; drawing may begin.

    Raises:
        Refused: "ballot.refused" with questions for which fewer than three may vote.
    """
    who = acting(by)
    rolls = [sorted({*voters} - {*put.recused}, key=lambda person: person.code) for put in questions]
    few = [
        problem("ballot.too-few", question=put.title, voters=len(roll), least=VOTERS_LEAST)
        for put, roll in zip(questions, rolls, strict=True)
        if len(roll) < VOTERS_LEAST
    ]
    if few:
        raise Refused("ballot.refused", few)
    ballot = Ballot.objects.create(
        code=code, title=title, owner=owner, unit=unit, opened_by=who, opened_at=at
    )
    for number, (put, roll) in enumerate(zip(questions, rolls, strict=True), 1):
        key, sealed = new_key()
        question = BallotQuestion.objects.create(
            ballot=ballot, code=put.code, number=number, title=put.title, choices=list(put.choices),
            key=f"{key:x}", sealed_key=sealed,
        )  # fmt: skip
        BallotVoter.objects.bulk_create(BallotVoter(question=question, person=person) for person in roll)
    _note(
        by, at, "ballot-open", ballot,
        f"Mở lượt bỏ phiếu kín “{title}”: {len(questions)} nội dung, {len(set(voters))} người bỏ phiếu; "
        f"mã danh sách {roll_digest(ballot)}",
    )  # fmt: skip
    return ballot


@transaction.atomic
def ballot_issue(*, by: Viewer, at: datetime, ballot: Ballot, blinded: Mapping[str, str]) -> dict[str, str]:
    """Sign one blinded number per question for a voter, once. The same numbers again get the same answer.

    Args:
        blinded: question code → number, hexadecimal.

    Raises:
        Refused: "ballot.phase", "ballot.not-yours", "ballot.drawn", "ballot.malformed".
    """
    who = acting(by)
    _locked(ballot, Phase.DRAWING)
    mine = {
        row.question.code: row
        for row in BallotVoter.objects.filter(question__ballot=ballot, person=who).select_related("question")
    }
    if not mine or not blinded or set(blinded) - set(mine):
        raise Refused("ballot.not-yours")
    return {code: _sign(mine[code], text) for code, text in sorted(blinded.items())}


def _sign(row: BallotVoter, text: str) -> str:
    number, key = number_of(text), int(row.question.key, 16)
    if number is None or not 1 < number < key - 1:
        raise Refused("ballot.malformed")
    if row.way == Way.NONE:
        row.way = Way.DEVICE
        row.signature = f"{sign_blinded(key, open_key(row.question.sealed_key), number):x}"
        row.save(update_fields=["way", "signature"])
    elif row.way == Way.HAND or pow(int(row.signature, 16), EXPONENT, key) != number:
        raise Refused("ballot.drawn")
    return row.signature


@transaction.atomic
def ballot_issue_by_hand(*, by: Viewer, at: datetime, ballot: Ballot, person: Person) -> None:
    """A voter without a device takes papers of paper, which are cast into a box of their own.

    Raises:
        Refused: "ballot.phase", "ballot.not-yours", "ballot.drawn".
    """
    acting(by)
    _locked(ballot, Phase.DRAWING)
    rows = BallotVoter.objects.filter(question__ballot=ballot, person=person)
    ways = set(rows.values_list("way", flat=True))
    if not ways:
        raise Refused("ballot.not-yours")
    if ways != {Way.NONE}:
        raise Refused("ballot.drawn")
    rows.update(way=Way.HAND)
    _note(by, at, "ballot-hand", ballot, f"Phát phiếu giấy cho {person.name}, “{ballot.title}”", person)


@transaction.atomic
def ballot_seal(*, by: Viewer, at: datetime, ballot: Ballot) -> Ballot:
    """End drawing, destroy the keys, and begin casting. From here on nobody can make a paper.

    Raises:
        Refused: "ballot.phase"; "ballot.refused" where so few drew that a paper would tell whose it is, or where
            roll or keys are no longer those of the opening.
    """
    acting(by)
    ballot = _locked(ballot, Phase.DRAWING)
    few = ballot_check(ballot)
    for question in ballot.questions.all():
        drawn = {way: question.voters.filter(way=way).count() for way in (Way.DEVICE, Way.HAND)}
        if sum(drawn.values()) < VOTERS_LEAST or any(0 < number < VOTERS_LEAST for number in drawn.values()):
            few.append(
                problem(
                    "ballot.too-few-drawn", question=question.title, device=drawn[Way.DEVICE],
                    hand=drawn[Way.HAND], least=VOTERS_LEAST,
                )
            )  # fmt: skip
    if few:
        raise Refused("ballot.refused", few)
    ballot.questions.update(sealed_key="")
    ballot.phase, ballot.sealed_at = Phase.CASTING, at
    ballot.save(update_fields=["phase", "sealed_at"])
    _note(
        by, at, "ballot-seal", ballot,
        f"Ngừng phát phiếu, hủy khóa và mở hòm phiếu “{ballot.title}”; mã phát phiếu {drawn_digest(ballot)}",
    )  # fmt: skip
    return ballot


@transaction.atomic
def ballot_cast(*, code: str, slips: Mapping[str, Slip]) -> None:
    """Put papers into their boxes. Nobody knows whose they are, and nothing is noted but the papers themselves.

    The same paper again changes nothing, so that a telephone may repeat what was perhaps lost.

    Args:
        code: of the ballot.
        slips: question code → paper; all are taken, or none.

    Raises:
        Refused: "ballot.phase", "ballot.forged" (unknown ballot or question, or no valid signature), "ballot.twice",
            "ballot.full".
    """
    ballot = Ballot.objects.filter(code=code).first()
    asked = {row.code: row for row in ballot.questions.all()} if ballot else {}
    if ballot is None or not slips or set(slips) - set(asked):
        raise Refused("ballot.forged")
    if any(slip_fault(asked_of(ballot, asked[name]), slip) for name, slip in slips.items()):
        raise Refused("ballot.forged")
    ballot = _locked(ballot, Phase.CASTING)
    for name, slip in sorted(slips.items()):
        _drop(ballot, ballot.questions.select_for_update().get(code=name), slip)


def _drop(ballot: Ballot, question: BallotQuestion, slip: Slip) -> None:
    asked = asked_of(ballot, question)
    inside = {token(asked, held.leaves): held for held in read_box(question.box)}
    number = token(asked, slip.leaves)
    if number in inside:
        if inside[number] != slip:
            raise Refused("ballot.twice")
        return
    if len(inside) >= question.voters.filter(way=Way.DEVICE).count():
        raise Refused("ballot.full")
    question.box = write_box(asked, [*inside.values(), slip])
    question.save(update_fields=["box"])


@transaction.atomic
def ballot_close(
    *, by: Viewer, at: datetime, ballot: Ballot, hand: Mapping[str, Mapping[str, int]] | None = None
) -> list[Box]:
    """Close the boxes and count. The digest of the published file enters the audit log.

    Args:
        hand: question code → what the counters found in the box of papers of paper, per choice and "invalid".

    Raises:
        Refused: "ballot.phase"; "ballot.refused" with counts that cannot be, and with everything that was changed in
            roll or boxes behind the program's back: such a box is not counted; `ballot_void` gives it up.
    """
    acting(by)
    ballot = _locked(ballot, Phase.CASTING)
    given = hand or {}
    questions = {row.code: row for row in ballot.questions.all()}
    wrong = ballot_check(ballot)
    wrong += [problem("ballot.hand-question", question=code) for code in sorted(set(given) - set(questions))]
    for code, question in questions.items():
        question.hand = {choice: number for choice, number in given.get(code, {}).items() if number}
        issued = question.voters.filter(way=Way.HAND).count()
        wrong += hand_problems(asked_of(ballot, question), issued, question.hand)
        wrong += _few_cast(ballot, question)
    if wrong:
        raise Refused("ballot.refused", wrong)
    for question in questions.values():
        question.save(update_fields=["hand"])
    ballot.phase, ballot.counted_at = Phase.COUNTED, at
    ballot.save(update_fields=["phase", "counted_at"])
    _note(
        by, at, "ballot-close", ballot,
        f"Đóng hòm, kiểm phiếu “{ballot.title}”; mã băm tệp hòm phiếu {file_digest(ballot)}",
    )  # fmt: skip
    return ballot_count(ballot)


def _few_cast(ballot: Ballot, question: BallotQuestion) -> list[Problem]:
    """One or two papers in a box tell whose they are: such a box is not opened."""
    inside = {Way.DEVICE: len(read_box(question.box)), Way.HAND: sum(question.hand.values())}
    return [
        problem("ballot.too-few-cast", question=question.title, papers=inside[way], least=VOTERS_LEAST)
        for way in (Way.DEVICE, Way.HAND)
        if 0 < inside[way] < VOTERS_LEAST
    ]


@transaction.atomic
def ballot_void(*, by: Viewer, at: datetime, ballot: Ballot, reason: str) -> Ballot:
    """Give a ballot up before it is counted; keys and papers are destroyed, uncounted.

    Raises:
        Refused: "ballot.phase", "ballot.void-reason".
    """
    acting(by)
    if not reason.strip():
        raise Refused("ballot.void-reason")
    ballot = _locked(ballot, Phase.DRAWING, Phase.CASTING)
    ballot.questions.update(sealed_key="", box="[]")
    ballot.phase, ballot.void_reason = Phase.VOID, reason.strip()[:300]
    ballot.save(update_fields=["phase", "void_reason"])
    _note(
        by,
        at,
        "ballot-void",
        ballot,
        f"Hủy lượt bỏ phiếu “{ballot.title}”, không kiểm. Lý do: {reason.strip()}",
    )
    return ballot


def _locked(ballot: Ballot, *phases: Ballot.Phase) -> Ballot:
    """The ballot as it stands now; others who want it wait. Raises: Refused "ballot.phase"."""
    row = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if row.phase not in phases:
        raise Refused("ballot.phase")
    return row


def _note(
    by: Viewer, at: datetime, action: str, ballot: Ballot, sentence: str, about: Person | None = None
) -> None:
    audit(
        by=by, at=at, action=action, subject=f"ballot:{ballot.code}", sentence=f"{sentence.removesuffix('.')}.",
        unit=ballot.unit, about=about,
    )  # fmt: skip
