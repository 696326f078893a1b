"""A council's ballot for tests: nine voters, each with a device of her own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.factories import World, at, person
from thidua.actions.ballot import Put, ballot_cast, ballot_close, ballot_issue, ballot_open, ballot_seal
from thidua.actions.ballot_box import asked_of
from thidua.core.ballot import Slip
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper
from thidua.core.problem import Problem
from thidua.core.unit import Role
from thidua.store.models import Ballot, BallotVoter, Person

CHOICES = ("yes", "no", "blank")


def voters(world: World, count: int = 9) -> list[Person]:
    """Officers of the province who sit on its council."""
    return [
        person(f"uy-vien-{number}", f"Ủy viên {number}", world.province, Role.OFFICER, "Trưởng phòng")
        for number in range(1, count + 1)
    ]


def ballot(world: World, who: Sequence[Person], *puts: Put, code: str = "xet-2025") -> Ballot:
    return ballot_open(
        by=world.see(world.dung), at=at(), code=code, title="Xét danh hiệu năm 2025", owner="test:1",
        unit=world.province, questions=puts or (Put("dung", "Lê Văn Dũng", CHOICES),), voters=who,
    )  # fmt: skip


@dataclass(frozen=True)
class Device:
    """A telephone in somebody's hand: it knows the code, and nobody else does."""

    world: World
    ballot: Ballot
    owner: Person

    def paper(self, question: str) -> Paper:
        code = "".join(Random(f"{self.owner.code} {self.ballot.code}").choices(ALPHABET, k=LENGTH))
        return Paper(asked_of(self.ballot, self.ballot.questions.get(code=question)), code)

    def questions(self) -> list[str]:
        mine = BallotVoter.objects.filter(question__ballot=self.ballot, person=self.owner)
        return list(mine.order_by("question__number").values_list("question__code", flat=True))

    def draw(self) -> dict[str, str]:
        blinded = {name: f"{self.paper(name).blind():x}" for name in self.questions()}
        return ballot_issue(by=self.world.see(self.owner), at=at(), ballot=self.ballot, blinded=blinded)

    def slip(self, question: str, choice: str) -> Slip:
        row = BallotVoter.objects.get(
            question__ballot=self.ballot, question__code=question, person=self.owner
        )
        return self.paper(question).mark(choice, int(row.signature, 16))

    def cast(self, votes: Mapping[str, str]) -> None:
        ballot_cast(
            code=self.ballot.code, slips={name: self.slip(name, vote) for name, vote in votes.items()}
        )


def devices(world: World, row: Ballot, who: Sequence[Person]) -> list[Device]:
    return [Device(world, row, owner) for owner in who]


def seal(world: World, poll: Ballot) -> None:
    ballot_seal(by=world.see(world.dung), at=at(), ballot=poll)
    poll.refresh_from_db()


def close(world: World, poll: Ballot, **more: object) -> None:
    ballot_close(by=world.see(world.dung), at=at(), ballot=poll, **more)
    poll.refresh_from_db()


def draw_all(world: World, poll: Ballot, phones: Sequence[Device]) -> None:
    for phone in phones:
        phone.draw()
    seal(world, poll)


def codes(problems: Iterable[Problem]) -> list[str]:
    return sorted(problem.code for problem in problems)
