"""Minutes of a council: composed from what was recorded, and naming no vote of anybody."""

from __future__ import annotations

import pytest

from tests.councils import Chamber, chamber, nominate, printed
from tests.factories import World, at
from thidua.actions.ballot_box import file_digest
from thidua.actions.council_paper import round_paper, session_paper
from thidua.actions.council_session import council_say
from thidua.actions.council_vote import council_end
from thidua.actions.paper import paper_pdf, paper_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine(world: World) -> Chamber:
    return chamber(world)


def test_the_minutes_write_themselves_and_name_no_vote_of_anybody(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)), absent=2)
    item = session.items.get()
    council_say(by=nine.clerk, at=at(), session=session, text="Đọc danh sách hồ sơ")
    council_say(by=nine.clerk, at=at(), session=session, text="Sáng kiến đã áp dụng ở ba xã", item=item)
    row = nine.open(session, [item])
    nine.cast(row, {"muc-1": 7})
    session = council_end(by=nine.clerk, at=at(), session=session, conclusion="Không đủ tỷ lệ, chưa đề nghị")
    text = printed(*session_paper(session))
    for wanted in (
        "có 9 thành viên; có mặt 7, vắng 2; số thành viên phải có mặt để họp là 6.",
        "Đọc danh sách hồ sơ", "Sáng kiến đã áp dụng ở ba xã",
        "Vòng 1: phát 7 phiếu, thu 7; đồng ý 7, không đồng ý 0, phiếu trắng 0.",
        "Tỷ lệ trên tổng số thành viên: 7/9, cần 8.",
        "Không đủ phiếu (7/9, cần 8)", "Không đủ tỷ lệ, chưa đề nghị", file_digest(row.ballot),
    ):  # fmt: skip
        assert wanted in text
    counted = printed(*round_paper(row))
    assert "7/9 (cần 8)" in counted
    share = "ít nhất 80\N{NO-BREAK SPACE}% tổng số thành viên, là 8/9"
    assert f"{share} (Nghị định 98/2023/NĐ-CP, Điều 30 khoản 7" in counted
    assert [name for name in (m.name for m in nine.members[2:]) if name in counted] == []


def test_both_papers_come_out_as_word_and_pdf(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    nine.cast(row, {"muc-1": 9})
    for paper in (session_paper(session), round_paper(row)):
        assert paper_word(*paper, session.council.unit)[:2] == b"PK"
        assert paper_pdf(*paper)[:5] == b"%PDF-"
