"""A cluster of seven provinces for tests: heads, emulation officers, their own months, and devices that vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

import pytest

from tests.factories import World, at, person, unit
from thidua.actions.ballot import ballot_cast, ballot_issue
from thidua.actions.ballot_box import asked_of
from thidua.actions.cluster import YearPlan, cluster_compact_sign, cluster_compact_write, edition_open
from thidua.actions.cluster_conference import cluster_item_add, conference_open
from thidua.actions.cluster_consolidated import cluster_issue
from thidua.actions.cluster_handover import hand_over_prepare
from thidua.actions.cluster_report import ReportEntry, member_report_file
from thidua.actions.cluster_vote import (
    cluster_vote_count,
    cluster_vote_open,
    cluster_vote_seal,
    nominations_set,
)
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper
from thidua.core.cluster import LimitText
from thidua.core.figure import FigureValue
from thidua.core.problem import Refused
from thidua.core.unit import Role
from thidua.store.access import Viewer, viewer_of
from thidua.store.models import Ballot, BallotVoter, ClusterEdition, Figure, Person, Unit

NAMES = ("Minh Họa", "Bản Mây", "Cửa Sông", "Đồng Lúa", "Rừng Thông", "Suối Đá", "Trăng Non")
CUT_OFF, CONFERENCE = date(2025, 11, 30), date(2025, 12, 12)
FIGURES = ("buoi-tuyen-truyen", "ho-so-dung-han")
FORMS = {"co-thi-dua-chinh-phu": 1, "co-thi-dua-bo-cong-an": 3, "bang-khen-bo-cong-an": 3}
FILING, DAY = at(date(2025, 12, 3)), at(CONFERENCE)
LIMIT = LimitText("Hồ sơ trả chậm ở ba xã", "Thiếu người trực", "Phòng Tham mưu", date(2026, 3, 31))


@dataclass
class Seven:
    """The first unit leads, the second is deputy. `head` and `secretary` are the people of each."""

    ministry: Unit
    units: list[Unit]
    edition: ClusterEdition
    heads: dict[str, Person] = field(default_factory=dict)
    secretaries: dict[str, Person] = field(default_factory=dict)

    @property
    def lead(self) -> Unit:
        return self.units[0]

    def head(self, unit: Unit, day: date = CONFERENCE) -> Viewer:
        return viewer_of(self.heads[unit.code], day)

    def secretary(self, day: date = CONFERENCE) -> Viewer:
        return viewer_of(self.secretaries[self.lead.code], day)

    def file(self, unit: Unit, when: datetime, **more: object) -> None:
        member_report_file(
            by=self.head(unit, when.date()),
            at=when,
            edition=self.edition,
            unit=unit,
            entry=entry(unit, **more),
        )

    def file_all(self) -> None:
        for member in self.units:
            self.file(member, at(date(2025, 12, 3)))


def own(unit: Unit) -> dict[str, FigureValue]:
    """What its months add up to: eleven months of sessions, and of dossiers in time."""
    n = NAMES.index(unit.name.removeprefix("Công an tỉnh ")) + 1
    return {
        "buoi-tuyen-truyen": FigureValue(numerator=11 * n * 1000),
        "ho-so-dung-han": FigureValue(numerator=11 * (20 + n) * 1000, denominator=11 * 30 * 1000),
    }


def entry(unit: Unit, limits: Sequence[LimitText] = (LIMIT,), **changed: FigureValue | None) -> ReportEntry:
    figures = {**own(unit), **{code.replace("_", "-"): value for code, value in changed.items()}}
    return ReportEntry(figures, limits, "Phong trào được triển khai rộng.")


def months(unit: Unit, by: Person) -> None:
    n = NAMES.index(unit.name.removeprefix("Công an tỉnh ")) + 1
    for month in range(1, 12):
        for code, top, below in (("buoi-tuyen-truyen", n, 1), ("ho-so-dung-han", 20 + n, 30)):
            Figure.objects.create(
                figure=code, unit=unit, period=f"2025-{month:02d}", numerator=top * 1000, denominator=below * 1000,
                cut_off=date(2025, month, 28), recorded_by=by, recorded_at=at(date(2025, month, 28)),
            )  # fmt: skip


def seven(world: World, **plan: object) -> Seven:
    """Minh Họa, the province of `world`, leads; the other six have a head and an emulation officer each."""
    units = [world.province]
    units += [
        unit(f"ca-{n}", f"Công an tỉnh {name}", "cong-an-tinh", world.ministry)
        for n, name in enumerate(NAMES[1:], 2)
    ]
    settled = {
        "slogan": "Kỷ cương, trách nhiệm, gần dân", "host": units[1], "place": "Hội trường Công an tỉnh Bản Mây",
        "conference_on": CONFERENCE, "cut_off": CUT_OFF, "figures": FIGURES, "forms": FORMS, **plan,
    }  # fmt: skip
    roles = dict.fromkeys(units, "member") | {units[0]: "lead", units[1]: "deputy"}
    edition = edition_open(
        by="Bộ Công an", at=at(date(2025, 1, 6)), code="cum-mau-2025", title="Cụm thi đua mẫu năm 2025",
        series="cum-mau", year=2025, owner=world.ministry, roles=roles, plan=YearPlan(**settled),
    )  # fmt: skip
    made = Seven(world.ministry, units, edition)
    for n, row in enumerate(units, 1):
        made.heads[row.code] = person(f"giam-doc-{n}", f"Giám đốc {n}", row, Role.HEAD, "Giám đốc")
        made.secretaries[row.code] = (
            world.dung if n == 1 else person(f"thi-dua-{n}", f"Cán bộ {n}", row, Role.EMULATION)
        )
        months(row, made.heads[row.code])
    return made


@dataclass(frozen=True)
class Phone:
    """What a representative holds in her hand: it knows her secret, and nobody else does."""

    ballot: Ballot
    owner: Person

    def _paper(self, question: str) -> Paper:
        secret = "".join(Random(f"{self.owner.code} {self.ballot.code}").choices(ALPHABET, k=LENGTH))
        return Paper(asked_of(self.ballot, self.ballot.questions.get(code=question)), secret)

    def _questions(self) -> list[str]:
        rows = BallotVoter.objects.filter(question__ballot=self.ballot, person=self.owner)
        return list(rows.values_list("question__code", flat=True))

    def draw(self, when: datetime) -> None:
        blinded = {name: f"{self._paper(name).blind():x}" for name in self._questions()}
        ballot_issue(by=viewer_of(self.owner, when.date()), at=when, ballot=self.ballot, blinded=blinded)

    def cast(self, votes: Mapping[str, str], usual: str = "yes") -> None:
        """`votes` by question; where nothing is said, `usual`."""
        slips = {}
        for name in self._questions():
            row = BallotVoter.objects.get(
                question__ballot=self.ballot, question__code=name, person=self.owner
            )
            slips[name] = self._paper(name).mark(votes.get(name, usual), int(row.signature, 16))
        ballot_cast(code=self.ballot.code, slips=slips)


def refused(expected: str, action, **given) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        action(**given)
    assert caught.value.code == expected
    return [(p.code, p.where.field) for p in caught.value.problems]


def kwargs(year: Seven, **more):
    return {"by": year.secretary(), "at": DAY, "edition": year.edition} | more


def sign_all(year: Seven) -> None:
    cluster_compact_write(**kwargs(year, text="Thi đua sòng phẳng, không chạy theo số bắt giữ."))
    for member in year.units:
        cluster_compact_sign(**kwargs(year, by=year.head(member), unit=member))


def confer(year: Seven, present: int = 7) -> None:
    year.file_all()
    cluster_issue(**kwargs(year))
    conference_open(**kwargs(year, present=[unit.code for unit in year.units[:present]]))
    year.edition.refresh_from_db()


def nominate(year: Seven) -> None:
    a, b, c, d, e, f, g = year.units
    nominations_set(**kwargs(year, nominated=dict(zip(FORMS, ([a], [b, c, d], [e, f, g]), strict=True))))


def vote(year: Seven, votes: dict[str, dict[str, str]] | None = None) -> None:
    """All present draw, then cast; `votes`: person → question → choice, "yes" where nothing is said."""
    ballot = cluster_vote_open(**kwargs(year))
    codes = ballot.questions.values_list("voters__person__code", flat=True).distinct()
    phones = [Phone(ballot, head) for head in year.heads.values() if head.code in set(codes)]
    for phone in phones:
        phone.draw(DAY)
    cluster_vote_seal(**kwargs(year))
    for phone in phones:
        phone.cast((votes or {}).get(phone.owner.code, {}))
    cluster_vote_count(**kwargs(year))


def hand_over(year: Seven):
    confer(year)
    cluster_item_add(**kwargs(year, speaker="Đại diện Bộ", said="", task="Họp giao ban biên giới", owner=year.units[4],
                              due=date(2026, 4, 30)))  # fmt: skip
    nominate(year)
    vote(year)
    return hand_over_prepare(
        **kwargs(year, to_lead=year.units[6], to_deputy=year.units[5], more=["Con dấu nghiệp vụ"])
    )
