"""A secret ballot that nobody can undo: not who sits at the database, not who counts, not who loses.

Chaum's blind signature. Each question has an RSA key of its own. A voter makes a paper that nobody else has seen,
blinds its number, and has it signed once; the signed number, unblinded, fits no name. Later it is cast by whoever
holds it. A paper is also a one-time signature: for each choice it holds a secret, its number is a hash over all of
them, and casting shows the secret of one choice only. So a vote in the box can be read by all and changed by none.

Here is what the one who issues and the one who counts compute; `core.ballot_paper` is the voter's side, and
`static/js/ballot.js` is the same in a browser. Everything is text and whole numbers, so that both agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thidua.core.problem import Problem, Where, problem

FORMAT = "thidua-ballot-1"
EXPONENT = 65537
BITS = 2048
VOTERS_LEAST = 3  # of two papers, whoever cast one reads the other
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a ballot.

    Attributes:
        code: of the question, with the ballot's before it: "xet-csttcs-2025/le-van-dung". All hashes begin with it.
        choices: codes, in the order of the paper.
        key: the modulus of the question's public key.
    """

    code: str
    choices: tuple[str, ...]
    key: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper as it was cast.

    Attributes:
        choice: the chosen one.
        leaves: for every choice of the question the hash of its secret.
        secret: of the chosen one.
        signature: the unblinded signature of the paper's number, hexadecimal.
    """

    choice: str
    leaves: tuple[str, ...]
    secret: str
    signature: str


def digest(*parts: str) -> str:
    """SHA-256 over texts; none of them holds a NUL, which stands between them."""
    return sha256("\0".join(parts).encode()).hexdigest()


def expand(key: int, *parts: str) -> int:
    """A number below `key` that cannot be told from a random one: blocks of SHA-256, 128 bits more than needed."""
    blocks = (key.bit_length() + 128 + 255) // 256
    return int("".join(digest(*parts, str(number)) for number in range(blocks)), 16) % key


def leaf(asked: Asked, choice: str, secret: str) -> str:
    return digest("thidua-ballot-leaf", asked.code, choice, secret)


def token(asked: Asked, leaves: Sequence[str]) -> str:
    """The number of a paper; whoever cast it finds it in the published box."""
    return digest("thidua-ballot-token", asked.code, *leaves)


def message(asked: Asked, number: str) -> int:
    """What is signed for that paper: a full-domain hash."""
    return expand(asked.key, "thidua-ballot-message", asked.code, number)


def sign_blinded(key: int, private: int, blinded: int) -> int:
    """The signature of a blinded number; nobody who makes it learns which paper it is for."""
    return pow(blinded, private, key)


def signs(key: int, signature: int, signed: int) -> bool:
    return 0 < signature < key and pow(signature, EXPONENT, key) == signed


def number_of(text: str) -> int | None:
    """A hexadecimal number as these papers write it: small letters, at most as long as a key; None for all else."""
    fits = 0 < len(text) <= BITS // 4 and set(text) <= _HEX
    return int(text, 16) if fits else None


def slip_fault(asked: Asked, slip: Slip) -> str:
    """Why a paper does not count: "malformed", "forged", or "" for a good one."""
    hashes = (*slip.leaves, slip.secret)
    signature = number_of(slip.signature)
    if slip.choice not in asked.choices or len(slip.leaves) != len(asked.choices) or signature is None:
        return "malformed"
    if any(len(text) != 64 or not set(text) <= _HEX for text in hashes):
        return "malformed"
    if slip.leaves[asked.choices.index(slip.choice)] != leaf(asked, slip.choice, slip.secret):
        return "forged"
    return "" if signs(asked.key, signature, message(asked, token(asked, slip.leaves))) else "forged"


def tally(choices: Sequence[str], slips: Iterable[Slip]) -> dict[str, int]:
    """Papers per choice, in the order of the question; no names, no order of casting."""
    counted = dict.fromkeys(choices, 0)
    for slip in slips:
        counted[slip.choice] += 1
    return counted


# --- The box ------------------------------------------------------------------------------------------------


def write_box(asked: Asked, slips: Iterable[Slip]) -> str:
    """The box as text, sorted by number: the same papers give the same bytes, whoever cast first."""
    ordered = sorted(slips, key=lambda slip: token(asked, slip.leaves))
    return _json([_slip_fields(slip) for slip in ordered])


def read_box(text: str) -> tuple[Slip, ...]:
    """Raises: ValueError for anything `write_box` did not write."""
    return tuple(read_slip(fields) for fields in json.loads(text or "[]"))


def read_slip(fields: Any) -> Slip:
    """A paper from JSON. Raises: ValueError."""
    match fields:
        case {
            "choice": str(choice),
            "leaves": list(leaves),
            "secret": str(secret),
            "signature": str(signature),
        }:
            if len(fields) == 4 and all(isinstance(text, str) for text in leaves):
                return Slip(choice, tuple(leaves), secret, signature)
    raise ValueError("not a paper")


def box_problems(asked: Asked, slips: Sequence[Slip], issued: int) -> list[Problem]:
    """All that is wrong with a box: forged papers, one twice, more than were given out, an order that tells.

    Codes: ballot.forged-in-box, ballot.twice-in-box, ballot.more-than-issued, ballot.box-order.
    """
    numbers = [token(asked, slip.leaves) for slip in slips]
    found = [
        problem("ballot.forged-in-box", question=asked.code, number=number)
        for number, slip in zip(numbers, slips, strict=True)
        if slip_fault(asked, slip)
    ]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    found += [problem("ballot.twice-in-box", question=asked.code, number=number) for number in twice]
    if len(slips) > issued:
        found.append(
            problem("ballot.more-than-issued", question=asked.code, papers=len(slips), issued=issued)
        )
    if numbers != sorted(numbers):
        found.append(problem("ballot.box-order", question=asked.code))
    return found


# --- The published file -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A counted question as it is published.

    Attributes:
        title: as it stood on the paper.
        issued: papers given out electronically.
        hand_issued: papers of paper given out; `hand`: what the counters found in that box, per choice and "invalid".
    """

    asked: Asked
    title: str
    issued: int
    slips: tuple[Slip, ...]
    hand_issued: int
    hand: Mapping[str, int]

    @property
    def counted(self) -> dict[str, int]:
        """Both boxes together, per choice."""
        cast = tally(self.asked.choices, self.slips)
        return {choice: cast[choice] + self.hand.get(choice, 0) for choice in self.asked.choices}


def write_file(ballot: str, title: str, boxes: Sequence[Box]) -> str:
    """The whole count as one text file that anyone can check without this program's database."""
    questions = [
        {
            "code": box.asked.code,
            "title": box.title,
            "choices": list(box.asked.choices),
            "key": f"{box.asked.key:x}",
            "issued": box.issued,
            "hand_issued": box.hand_issued,
            "hand": dict(box.hand),
            "box": [_slip_fields(slip) for slip in box.slips],
        }
        for box in boxes
    ]
    held = {"format": FORMAT, "ballot": ballot, "title": title, "questions": questions}
    return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_file(text: str) -> tuple[str, list[Box]]:
    """Title and boxes of a published file. Raises: ValueError for a file of another kind."""
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            raise ValueError(held["format"])
        return str(held["title"]), [_read_question(fields) for fields in held["questions"]]
    except (KeyError, TypeError, json.JSONDecodeError) as wrong:
        raise ValueError("not a file of a ballot") from wrong


def file_problems(boxes: Iterable[Box]) -> list[Problem]:
    """Everything wrong with the boxes of a published file; codes as `box_problems` and ballot.hand-counts."""
    found: list[Problem] = []
    for box in boxes:
        found += box_problems(box.asked, box.slips, box.issued)
        found += hand_problems(box.asked, box.hand_issued, box.hand)
    return found


def hand_problems(asked: Asked, issued: int, hand: Mapping[str, int]) -> list[Problem]:
    """Counts of the paper box: known choices, no negative number, not more papers than were given out."""
    known = {*asked.choices, "invalid"}
    total = sum(hand.values())
    if set(hand) <= known and all(number >= 0 for number in hand.values()) and total <= issued:
        return []
    return [problem("ballot.hand-counts", question=asked.code, papers=total, issued=issued)]


@dataclass(frozen=True, slots=True)
class PaperBox:
    """What counters found of the papers of paper of one question; None where nothing, or no number, was written.

    Attributes:
        collected: papers that came back; what is not valid among them is their difference to `valid`.
        counts: choice → papers, of the valid ones.
    """

    collected: int | None
    valid: int | None
    counts: Mapping[str, int | None]

    @property
    def hand(self) -> dict[str, int]:
        """As a box keeps them."""
        invalid = (self.collected or 0) - (self.valid or 0)
        return {**{choice: number or 0 for choice, number in self.counts.items()}, "invalid": invalid}


def paper_problems(code: str, title: str, issued: int, box: PaperBox) -> list[Problem]:
    """Everything that does not add up: given out, collected, valid, and for each choice; at once.

    Codes: ballot.paper-number, ballot.paper-collected, ballot.paper-valid, ballot.paper-sum.
    """
    fields = {"collected": box.collected, "valid": box.valid, **box.counts}
    found = []
    if missing := [name for name, number in fields.items() if number is None]:
        where = Where(field=f"{missing[0]}-{code}")
        found.append(problem("ballot.paper-number", where, question=title, count=len(missing)))
    if box.collected is not None and box.collected > issued:
        where = Where(field=f"collected-{code}")
        found.append(
            problem("ballot.paper-collected", where, question=title, papers=box.collected, issued=issued)
        )
    if box.collected is not None and box.valid is not None and box.valid > box.collected:
        where = Where(field=f"valid-{code}")
        found.append(
            problem("ballot.paper-valid", where, question=title, papers=box.valid, collected=box.collected)
        )
    given = [number for number in box.counts.values() if number is not None]
    if box.valid is not None and len(given) == len(box.counts) and sum(given) != box.valid:
        where = Where(field=f"{next(iter(box.counts))}-{code}")
        found.append(problem("ballot.paper-sum", where, question=title, papers=sum(given), valid=box.valid))
    return found


def _read_question(fields: Any) -> Box:
    key = number_of(fields["key"])
    if key is None:
        raise ValueError("not a key")
    asked = Asked(str(fields["code"]), tuple(map(str, fields["choices"])), key)
    hand = {str(choice): int(number) for choice, number in fields["hand"].items()}
    slips = tuple(read_slip(slip) for slip in fields["box"])
    return Box(asked, str(fields["title"]), int(fields["issued"]), slips, int(fields["hand_issued"]), hand)


def _slip_fields(slip: Slip) -> dict[str, object]:
    return {
        "choice": slip.choice,
        "leaves": list(slip.leaves),
        "secret": slip.secret,
        "signature": slip.signature,
    }


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
