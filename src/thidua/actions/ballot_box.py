"""What is in the boxes of a ballot, the file it is published as, and whether both are what the audit log says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from thidua.core.ballot import Asked, Box, digest, file_problems, read_box, write_file
from thidua.core.problem import Problem, Refused, problem
from thidua.store.models import AuditLine, Ballot, BallotQuestion, BallotVoter

Phase, Way = Ballot.Phase, BallotVoter.Way


def asked_of(ballot: Ballot, question: BallotQuestion) -> Asked:
    return Asked(f"{ballot.code}/{question.code}", tuple(question.choices), int(question.key, 16))


def boxes_of(ballot: Ballot) -> list[Box]:
    """The boxes with what was given out for each; for actions only, no page looks into an open box.

    Raises:
        Refused: "ballot.box-unreadable" for a box that this program did not write.
    """
    rows = BallotVoter.objects.filter(question__ballot=ballot).values_list("question", "way")
    ways = Counter(rows)
    try:
        return [
            Box(
                asked_of(ballot, row), row.title, ways[row.pk, Way.DEVICE], read_box(row.box),
                ways[row.pk, Way.HAND], row.hand,
            )
            for row in ballot.questions.all()
        ]  # fmt: skip
    except ValueError as wrong:
        raise Refused("ballot.box-unreadable") from wrong


def ballot_count(ballot: Ballot) -> list[Box]:
    """The closed boxes, question by question; `Box.counted` adds them up from the papers each time.

    Raises:
        Refused: "ballot.phase" before they are closed.
    """
    if ballot.phase != Phase.COUNTED:
        raise Refused("ballot.phase")
    return boxes_of(ballot)


def ballot_file(ballot: Ballot) -> str:
    """The published file of a counted ballot; `thidua ballot` checks it on any machine."""
    return write_file(ballot.code, ballot.title, ballot_count(ballot))


def key_mark(ballot: Ballot) -> str:
    """Eight signs that everybody's page and the screen in the room show alike: one key for all."""
    text = digest(*ballot.questions.order_by("number").values_list("key", flat=True))[:8].upper()
    return f"{text[:4]}-{text[4:]}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a ballot has come: who has drawn, and how many papers lie in the fullest and the emptiest box.

    Who has drawn is no secret; of the box only a number is told.
    """

    voters: tuple[tuple[str, str], ...]  # (name, way) in the order of names
    drawn: int
    inside_least: int
    inside_most: int


def ballot_progress(ballot: Ballot) -> Progress:
    ways: dict[str, str] = {}
    for name, way in BallotVoter.objects.filter(question__ballot=ballot).values_list("person__name", "way"):
        ways[name] = ways.get(name) or way
    inside = [len(read_box(box)) for box in ballot.questions.values_list("box", flat=True)]
    drawn = sum(way != Way.NONE for way in ways.values())
    return Progress(tuple(sorted(ways.items())), drawn, min(inside, default=0), max(inside, default=0))


# --- Against the audit log -------------------------------------------------------------------------------------


def file_digest(ballot: Ballot) -> str:
    return sha256(ballot_file(ballot).encode()).hexdigest()


def roll_digest(ballot: Ballot) -> str:
    """Of the questions, their keys and who may vote."""
    rows = ballot.questions.values_list("code", "title", "key", "voters__person__code")
    return _digest(sorted(map(list, rows)))


def drawn_digest(ballot: Ballot) -> str:
    """Of who drew which kind of paper, and the blind signatures given."""
    rows = BallotVoter.objects.filter(question__ballot=ballot)
    named = rows.values_list("question__code", "person__code", "way", "signature")
    return _digest(sorted(map(list, named)))


def _digest(held: object) -> str:
    return sha256(json.dumps(held, ensure_ascii=False).encode()).hexdigest()


def ballot_check(ballot: Ballot) -> list[Problem]:
    """Everything that was changed behind the program's back, as far as it can be seen without the voters.

    Codes: ballot.roll-edited, ballot.drawn-edited, ballot.key-kept, ballot.file-edited, and those of the boxes.
    """
    found = [problem(code, ballot=ballot.title) for code in _edited(ballot)]
    return found + (file_problems(boxes_of(ballot)) if ballot.phase in (Phase.CASTING, Phase.COUNTED) else [])


def _edited(ballot: Ballot) -> Iterator[str]:
    if not _noted(ballot, "ballot-open", roll_digest(ballot)):
        yield "ballot.roll-edited"
    if ballot.phase not in (Phase.CASTING, Phase.COUNTED):
        return
    if not _noted(ballot, "ballot-seal", drawn_digest(ballot)):
        yield "ballot.drawn-edited"
    if ballot.questions.exclude(sealed_key="").exists():
        yield "ballot.key-kept"
    if ballot.phase == Phase.COUNTED and not _noted(ballot, "ballot-close", file_digest(ballot)):
        yield "ballot.file-edited"


def _noted(ballot: Ballot, action: str, digest: str) -> bool:
    """Whether the one line of that action names this digest."""
    lines = AuditLine.objects.filter(subject=f"ballot:{ballot.code}", action=action)
    return [digest in line.sentence for line in lines] == [True]
