"""The province's council of nine: one session whose minutes are written, and one that is voting today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from thidua.actions.award import award_import
from thidua.actions.ballot import ballot_cast, ballot_issue
from thidua.actions.ballot_box import asked_of
from thidua.actions.council import council_found, council_seat
from thidua.actions.council_session import (
    council_attend,
    council_begin,
    council_letter,
    council_plan,
    council_say,
)
from thidua.actions.council_vote import council_count, council_end, council_hand, council_seal, council_vote
from thidua.actions.demo.calendar import moment
from thidua.actions.demo.home import TODAY
from thidua.actions.demo.rows import Rows
from thidua.actions.demo.units import AN_UNIT, COMPANY, OFFICES, PROVINCE
from thidua.core.award import AwardRow, Category, State
from thidua.core.ballot_paper import ALPHABET, LENGTH, Paper
from thidua.core.council import Office
from thidua.store.models import Award, Ballot, BallotVoter, Council, CouncilRound, CouncilSession

COUNCIL, ENDED, SITTING = "hd-ca-minh-hoa", "hd-ca-minh-hoa-2026-01-09", "hd-ca-minh-hoa-2026-02-04"
LOW, HIGH = "chien-si-tien-tien", "chien-si-thi-dua-co-so"
_FOUNDED, _NOMINATED, _BEFORE = date(2025, 1, 2), date(2026, 1, 5), date(2026, 1, 9)
_ROOM = "Phòng họp số 1 Công an tỉnh"
# Whoever tries the demonstration draws and votes as these four; the others hold papers of paper, and whoever runs the
# session types what the counters find in their box. So a round can be seen through to a result.
_ACCOUNTS = ("an", "dung", "bien-tap", "dai-doi")


def council_make(rows: Rows) -> None:
    council = _council(rows)
    _ended_session(rows, council)
    _sitting_session(rows, council)


def _seats(rows: Rows) -> list[tuple[str, Office]]:
    lead = rows.world.leader
    offices = [lead(code).code for code, _ in OFFICES]
    members = ["an", lead(COMPANY).code, *offices][:6]
    return [
        (lead(PROVINCE).code, Office.CHAIR), (lead(PROVINCE, "deputy").code, Office.VICE), ("dung", Office.STANDING),
        *((code, Office.MEMBER) for code in members),
        (rows.recorder(OFFICES[0][0]).person.code, Office.CLERK),
    ]  # fmt: skip


def _council(rows: Rows) -> Council:
    by, at, unit = rows.emulation, moment(_FOUNDED, 9), rows.units[PROVINCE]
    council = council_found(
        by=by, at=at, code=COUNCIL, title=f"Hội đồng Thi đua – Khen thưởng {unit.name}", unit=unit,
        decision="02/QĐ-CAMH ngày 02/01/2025 (văn bản mẫu)", first_day=_FOUNDED,
    )  # fmt: skip
    for code, office in _seats(rows):
        council_seat(
            by=by, at=at, council=council, person=rows.people[code], office=office, first_day=_FOUNDED
        )
    return council


def _nominated(rows: Rows, form: str, people: Iterable[str], reason: str) -> list[Award]:
    """Their nominations for that title; those the story has already are taken as they are."""
    codes = {person: f"{'cstt' if form == LOW else 'cstdcs'}-2025-{person}" for person in people}
    there = set(Award.objects.filter(code__in=codes.values()).values_list("code", flat=True))
    new = [
        AwardRow(code, form, Category.INDIVIDUAL, person, 2025, reason, State.SUBMITTED)
        for person, code in codes.items()
        if code not in there
    ]
    award_import(by=rows.emulation, at=moment(_NOMINATED, 9), rows=new)
    return list(Award.objects.filter(code__in=codes.values()).order_by("code"))


def _ended_session(rows: Rows, council: Council) -> None:
    """In January: four heads of office for Chiến sĩ tiên tiến; each takes no part in his own."""
    by, at = rows.emulation, moment(_BEFORE, 14)
    heads = [rows.world.leader(code).code for code, _ in OFFICES[:4]]
    awards = _nominated(
        rows, LOW, heads, "Hoàn thành tốt nhiệm vụ cả năm; phòng trả lời phản ánh đúng hạn (giả định)"
    )
    session = council_plan(
        by=by, at=moment(date(2026, 1, 7), 8), council=council, code=ENDED,
        title="Xét danh hiệu Chiến sĩ tiên tiến năm 2025", on=_BEFORE, place=_ROOM, awards=awards,
    )  # fmt: skip
    away = rows.world.leader(PROVINCE, "deputy").code
    _sit(rows, session, at, absent=(away,))
    council_letter(
        by=by, at=at, item=session.items.all()[0], person=rows.people[away], agrees=True,
        text="Nhất trí theo hồ sơ.", on=_BEFORE,
    )  # fmt: skip
    council_say(
        by=by, at=at, session=session, text="Thư ký báo cáo danh sách, kết quả rà soát điều kiện từng hồ sơ."
    )
    row = council_vote(by=by, at=moment(_BEFORE, 14, 30), session=session, items=list(session.items.all()))
    _draw(rows, row)
    council_seal(by=by, at=moment(_BEFORE, 14, 40), row=row)
    _cast(rows, row)
    council_count(by=by, at=moment(_BEFORE, 14, 50), row=row)
    council_end(
        by=by, at=moment(_BEFORE, 15, 30), session=session,
        conclusion="Hội đồng thống nhất đề nghị Giám đốc Công an tỉnh xem xét, quyết định.",
    )  # fmt: skip


def _sitting_session(rows: Rows, council: Council) -> None:
    """Today: three for Chiến sĩ thi đua cơ sở, two places; papers are being given out.

    An sits on the council and takes no part in his own: the eight others must all be in favour. The two other
    candidates are no members.
    """
    by, at = rows.emulation, moment(TODAY, 8)
    communes = [unit.code for unit in rows.world.units if unit.kind == "cong-an-xa" and unit.code != AN_UNIT]
    people = ["an", *(rows.world.leader(code).code for code in communes[:2])]
    reason = "Đơn vị hoàn thành xuất sắc nhiệm vụ; có sáng kiến được áp dụng trong đơn vị (giả định)"
    awards = _nominated(rows, HIGH, people, reason)
    session = council_plan(
        by=by, at=moment(date(2026, 2, 2), 8), council=council, code=SITTING,
        title="Xét danh hiệu Chiến sĩ thi đua cơ sở năm 2025", on=TODAY, place=_ROOM,
        awards=awards, places={HIGH: 2},
    )  # fmt: skip
    _sit(rows, session, at, absent=())
    items = list(session.items.all())
    council_say(
        by=by,
        at=at,
        session=session,
        text="Thư ký đọc báo cáo thành tích của từng người; các ủy viên trao đổi.",
    )
    row = council_vote(by=by, at=moment(TODAY, 8, 40), session=session, items=items)
    accounts = {person.code for person in rows.world.people if person.account in _ACCOUNTS}
    for code in sorted(set(_voters(row.ballot)) - accounts):
        council_hand(by=by, at=moment(TODAY, 8, 45), row=row, person=rows.people[code])


def _sit(rows: Rows, session: CouncilSession, at, absent: Iterable[str]) -> None:
    codes = [code for code, _ in _seats(rows)]
    council_attend(
        by=rows.emulation, at=at, session=session, present={code: code not in absent for code in codes},
        reasons=dict.fromkeys(absent, "đi công tác"),
    )  # fmt: skip
    council_begin(by=rows.emulation, at=at, session=session)


def _papers(rows: Rows, ballot: Ballot, person: str) -> dict[str, Paper]:
    """What this person's telephone would make; its code follows from the seed."""
    code = "".join(Random(f"{rows.world.seed} {ballot.code} {person}").choices(ALPHABET, k=LENGTH))  # noqa: S311
    mine = ballot.questions.filter(voters__person__code=person)
    return {question.code: Paper(asked_of(ballot, question), code) for question in mine}


def _voters(ballot: Ballot) -> list[str]:
    rows = BallotVoter.objects.filter(question__ballot=ballot)
    return sorted(set(rows.values_list("person__code", flat=True)))


def _draw(rows: Rows, row: CouncilRound) -> None:
    for person in _voters(row.ballot):
        blinded = {name: f"{paper.blind():x}" for name, paper in _papers(rows, row.ballot, person).items()}
        ballot_issue(by=rows.viewer(person), at=row.ballot.opened_at, ballot=row.ballot, blinded=blinded)


def _cast(rows: Rows, row: CouncilRound) -> None:
    """Everybody in favour but one, who is against the last."""
    voters = _voters(row.ballot)
    for person in voters:
        papers = _papers(rows, row.ballot, person)
        last = max(papers)
        signed = dict(
            BallotVoter.objects.filter(question__ballot=row.ballot, person__code=person).values_list(
                "question__code", "signature"
            )
        )
        slips = {
            name: paper.mark("no" if person == voters[0] and name == last else "yes", int(signed[name], 16))
            for name, paper in papers.items()
        }
        ballot_cast(code=row.ballot.code, slips=slips)
