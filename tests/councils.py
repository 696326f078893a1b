"""A council of nine at the province, its clerk, and three nominations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.ballots import Device
from tests.factories import DAY, START, World, at, person
from thidua.actions.award import award_record
from thidua.actions.council import council_found, council_seat
from thidua.actions.council_session import council_attend, council_begin, council_plan
from thidua.actions.council_vote import council_count, council_seal, council_vote
from thidua.core.award import AwardRow, Category, State
from thidua.core.council import Office
from thidua.core.unit import Role
from thidua.office.paper.form import Form, filled
from thidua.office.paper.tags import Values
from thidua.store.access import Viewer
from thidua.store.models import Award, Ballot, Council, CouncilItem, CouncilRound, CouncilSession, Person

TITLE = "chien-si-thi-dua-co-so"


@dataclass
class Chamber:
    """Dung is the clerk; `members` are nine, the first is the chair, the second the vice."""

    world: World
    council: Council
    members: list[Person]

    @property
    def clerk(self) -> Viewer:
        return self.world.see(self.world.dung)

    def plan(self, awards: Iterable[Award], code: str = "phien-1", **places: int) -> CouncilSession:
        return council_plan(
            by=self.clerk, at=at(), council=self.council, code=code, title="Xét danh hiệu năm 2025", on=DAY,
            place="Phòng họp số 1", awards=list(awards),
            places={name.replace("_", "-"): number for name, number in places.items()},
        )  # fmt: skip

    def sit(self, session: CouncilSession, absent: int = 0) -> CouncilSession:
        """Everybody but the last so many is there."""
        here = self.members[: len(self.members) - absent]
        marks = {row.code: row in here for row in self.members} | {self.world.dung.code: True}
        council_attend(by=self.clerk, at=at(), session=session, present=marks, reasons={})
        return council_begin(by=self.clerk, at=at(), session=session)

    def open(self, session: CouncilSession, items: Iterable[CouncilItem], reason: str = "") -> CouncilRound:
        return council_vote(by=self.clerk, at=at(), session=session, items=list(items), reason=reason)

    def cast(self, row: CouncilRound, votes: Mapping[str, int], against: str = "no") -> None:
        """All who may draw do; so many of them, in their order, are in favour of each question."""
        for phone in self.phones(row):
            phone.draw()
        council_seal(by=self.clerk, at=at(), row=row)
        done = dict.fromkeys(votes, 0)
        for phone in self.phones(row):
            sheet = {}
            for name in phone.questions():
                sheet[name] = "yes" if done[name] < votes[name] else against
                done[name] += 1
            phone.cast(sheet)
        council_count(by=self.clerk, at=at(), row=row)
        row.refresh_from_db()

    def phones(self, row: CouncilRound) -> list[Device]:
        ballot = Ballot.objects.get(pk=row.ballot_id)
        found = [Device(self.world, ballot, owner) for owner in self.members]
        return [phone for phone in found if phone.questions()]


def chamber(world: World, size: int = 9) -> Chamber:
    council = council_found(
        by=world.see(world.dung), at=at(), code="hd-minh-hoa", title="Hội đồng Thi đua – Khen thưởng Công an tỉnh",
        unit=world.province, decision="12/QĐ-CAMH ngày 02/01/2025", first_day=START,
    )  # fmt: skip
    members = [
        person(f"uy-vien-{n}", f"Ủy viên {n}", world.province, Role.OFFICER, "Trưởng phòng")
        for n in range(1, size + 1)
    ]
    offices = [Office.CHAIR, Office.VICE, Office.STANDING, *[Office.MEMBER] * (size - 3)]
    for who, office in [*zip(members, offices, strict=True), (world.dung, Office.CLERK)]:
        council_seat(
            by=world.see(world.dung), at=at(), council=council, person=who, office=office, first_day=START
        )
    return Chamber(world, council, members)


def nominate(world: World, *people: Person, form: str = TITLE) -> list[Award]:
    rows = [
        AwardRow(f"{form}-{who.code}", form, Category.INDIVIDUAL, who.code, 2025, "Có sáng kiến", State.PROPOSED)
        for who in people
    ]  # fmt: skip
    return [award_record(by="Người dựng", at=at(), row=row) for row in rows]


def printed(form: Form, values: Values) -> str:
    """The words of a paper, line by line."""
    paper = filled(form, values)
    found = [paper.kind, paper.subject]
    for block in paper.blocks:
        match block:
            case block if hasattr(block, "runs"):
                found.append("".join(run.text for run in block.runs))
            case block if hasattr(block, "rows"):
                found += [" | ".join(row.cells) for row in block.rows]
            case _:
                found.append(block.text)
    return "\n".join(found)
