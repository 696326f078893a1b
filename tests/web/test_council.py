"""Councils on the pages: setting one up, a session from call to minutes, and nothing for strangers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.councils import TITLE, Chamber, chamber, nominate
from tests.factories import PASSWORD, World, at, person
from thidua.core.unit import Role
from thidua.store.models import Ballot, Council, CouncilSession

pytestmark = pytest.mark.django_db
ROOM = "/phien-hop/phien-1/"


@pytest.fixture
def nine(world: World, settings) -> Chamber:
    settings.DEMO_DAY = at().date()
    return chamber(world)


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def after(client: Client, path: str, **fields: object) -> str:
    """What stands on the page that follows a form."""
    answer = client.post(path, fields, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_council_is_set_up_and_its_seats_are_given(world: World, settings):
    settings.DEMO_DAY = at().date()
    dung = enter("dung")
    assert "Bạn không ở hội đồng nào" in text(dung, "/hoi-dong/")
    typed = {"unit": "ca-minh-hoa", "title": "Hội đồng", "decision": "", "first_day": "01/01/2025"}
    wrong = dung.post("/hoi-dong/moi/", typed)
    assert (wrong.status_code, "Chỗ này cần ghi" in wrong.content.decode()) == (400, True)
    page = after(dung, "/hoi-dong/moi/", **{**typed, "decision": "12/QĐ"})
    council = Council.objects.get()
    assert "Chưa ghi thành viên nào" in page
    path = f"/hoi-dong/{council.code}/"
    assert "Nguyễn Thị An" in text(dung, path)  # may be chosen
    page = after(dung, f"{path}thanh-vien/", person="an", office="chair", first_day="01/02/2025")
    assert "Chủ tịch" in page
    page = after(dung, f"{path}thanh-vien/", person="chi", office="member", first_day="01/02/2025")
    assert "Chọn người trong đơn vị" in page
    page = after(dung, f"{path}thanh-vien/", person="binh", office="chair", first_day="01/02/2025")
    assert "Chủ tịch hiện là Nguyễn Thị An" in page
    page = after(dung, f"{path}thoi/", person="an")
    assert "Đã thôi" not in page  # her last day is today
    assert council.seats.get().last_day == at().date()


@pytest.mark.parametrize("stranger", ["chi", "an", "binh"])
def test_who_does_not_sit_there_finds_nothing(nine: Chamber, stranger: str):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    client = enter(stranger)
    pages = ["/hoi-dong/hd-minh-hoa/", "/hoi-dong/hd-minh-hoa/phien-moi/", ROOM]
    pages += [f"{ROOM}{name}" for name in ("tien-do/", "man-hinh/", "bien-ban/", "bien-ban.pdf")]
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 404)
    names = ("diem-danh/", "ghi/", "bo-phieu/", "ket-thuc/", "ho-so/1/y-kien/", "ho-so/1/khong-tham-gia/")
    forms = [f"{ROOM}{name}" for name in names]
    forms += [f"{ROOM}vong/{row.pk}/{name}/" for name in ("phieu-giay", "mo-hom", "kiem", "huy")]
    assert {path: client.post(path).status_code for path in forms} == dict.fromkeys(forms, 404)
    assert "hd-minh-hoa" not in text(client, "/hoi-dong/")


def test_a_member_reads_everything_and_finds_no_button_of_the_chair(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    nine.open(session, session.items.all())
    page = text(enter("uy-vien-5"), ROOM)
    assert "Nhận phiếu của tôi" in page
    assert "Ngừng phát phiếu, mở hòm phiếu" not in page
    assert "Lưu điểm danh" not in page


def test_a_session_is_called_with_dossiers_and_places(nine: Chamber):
    nominate(nine.world, nine.world.an, nine.world.binh)
    dung, path = enter("dung"), "/hoi-dong/hd-minh-hoa/phien-moi/"
    assert "Nguyễn Thị An" in text(dung, path)
    typed = {"title": "Xét năm 2025", "on": "10/03/2025", "place": "Phòng họp", f"places-{TITLE}": "hai"}
    wrong = dung.post(path, {**typed, "awards": [f"{TITLE}-an"]})
    assert wrong.status_code == 400
    assert f'value="{TITLE}-an" checked' in wrong.content.decode()
    none = dung.post(path, {**typed, f"places-{TITLE}": "1"})
    assert (none.status_code, "Chọn ít nhất một hồ sơ" in none.content.decode()) == (400, True)
    page = after(dung, path, **{**typed, f"places-{TITLE}": "1", "awards": [f"{TITLE}-an", f"{TITLE}-binh"]})
    assert "Chỉ tiêu 1" in page
    assert "ít nhất 80\N{NO-BREAK SPACE}% tổng số thành viên, là 8/9" in page
    assert CouncilSession.objects.get().items.count() == 2
    assert enter("uy-vien-5").get(path).status_code == 404


def test_a_session_goes_from_attendance_to_minutes(nine: Chamber):
    """The vote itself is cast by devices; everything around it by forms."""
    world = nine.world
    session = nine.plan(nominate(world, world.an))
    dung = enter("dung")
    marks = {f"present-uy-vien-{n}": "yes" if n < 8 else "no" for n in range(1, 10)}
    page = after(dung, f"{ROOM}diem-danh/", **marks, **{"present-dung": "yes", "reason-uy-vien-9": "Ốm"})
    assert "7<small>/9 thành viên</small>" in page
    assert 'value="Ốm"' in page
    assert "Phiên họp đã khai mạc" in after(dung, f"{ROOM}khai-mac/")
    page = after(dung, f"{ROOM}ho-so/1/y-kien/", person="uy-vien-9", agrees="yes", text="Nhất trí")
    assert "Ý kiến bằng văn bản của Ủy viên 9 (không tính là phiếu)" in page
    assert "ý kiến bằng văn bản là của người vắng" in after(
        dung, f"{ROOM}ho-so/1/y-kien/", person="uy-vien-1", agrees="yes"
    )
    assert "Ba xã đã áp dụng" in after(dung, f"{ROOM}ghi/", item="1", text="Ba xã đã áp dụng")
    page = after(dung, f"{ROOM}bo-phieu/", items=["1"])
    assert "0<small>/7 đã nhận phiếu</small>" in page
    row = session.rounds.get()
    for phone in nine.phones(row):
        phone.draw()
    assert "7<small>/7 đã nhận phiếu</small>" in text(dung, f"{ROOM}tien-do/")
    page = after(dung, f"{ROOM}vong/{row.pk}/mo-hom/")
    assert "0<small> phiếu trong hòm</small>" in page
    for phone in nine.phones(row):
        phone.cast({"muc-1": "yes"})
    page = after(dung, f"{ROOM}vong/{row.pk}/kiem/")
    assert "Không đủ phiếu (7/9, cần 8)" in page
    assert "Bỏ phiếu lại" in page
    assert "Ghi kết luận của chủ tọa" in after(dung, f"{ROOM}ket-thuc/", conclusion="")
    page = after(dung, f"{ROOM}ket-thuc/", conclusion="Chưa đề nghị")
    assert "Đã kết thúc" in page
    member = enter("uy-vien-3")
    minutes = text(member, f"{ROOM}bien-ban/")
    assert "Ủy viên 9, Ủy viên (lý do: Ốm)" in minutes
    assert "Ba xã đã áp dụng" in minutes
    assert "Không đủ phiếu (7/9, cần 8)" in minutes
    for path, start in (
        ("bien-ban.pdf", b"%PDF"),
        ("bien-ban.docx", b"PK"),
        (f"vong/{row.pk}/kiem-phieu.pdf", b"%PDF"),
    ):
        assert member.get(f"{ROOM}{path}").content.startswith(start)
    assert member.get(f"{ROOM}bien-ban.txt").status_code == 404


def test_the_room_of_a_tie_asks_the_chair_and_nobody_else(nine: Chamber):
    world = nine.world
    session = nine.sit(nine.plan(nominate(world, world.an, world.binh), chien_si_thi_dua_co_so=1))
    for _ in range(2):
        nine.cast(nine.open(session, session.items.all()), {"muc-1": 8, "muc-2": 8})
    assert "quyết định của chủ tọa" not in text(enter("dung"), ROOM)
    chair = enter("uy-vien-1")
    assert "Hai vòng bằng phiếu: quyết định của chủ tọa" in text(chair, ROOM)
    assert "Chọn đề nghị hoặc không đề nghị" in after(chair, f"{ROOM}ho-so/1/chu-toa/", reason="x")
    page = after(chair, f"{ROOM}ho-so/1/chu-toa/", chosen="yes", reason="Sáng kiến áp dụng toàn tỉnh")
    assert "chủ tọa Ủy viên 1 quyết định đề nghị: Sáng kiến áp dụng toàn tỉnh" in page


def test_papers_of_paper_are_counted_by_hand_on_the_page(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    dung, voting = enter("dung"), f"{ROOM}vong/{row.pk}/"
    for n in (7, 8, 9):
        assert "Đã phát phiếu giấy" in after(dung, f"{voting}phieu-giay/", person=f"uy-vien-{n}")
    for phone in nine.phones(row)[:6]:
        phone.draw()
    after(dung, f"{voting}mo-hom/")
    for phone in nine.phones(row)[:6]:
        phone.cast({"muc-1": "yes"})
    assert "Hòm phiếu giấy (Ủy viên 7, Ủy viên 8, Ủy viên 9)" in text(dung, ROOM)
    assert "Số phiếu giấy là số nguyên" in after(dung, f"{voting}kiem/", **{"hand-muc-1-yes": "hai"})
    assert "kiểm được 4 phiếu, phát ra 3" in after(dung, f"{voting}kiem/", **{"hand-muc-1-yes": "4"})
    page = after(dung, f"{voting}kiem/", **{"hand-muc-1-yes": "2", "hand-muc-1-invalid": "1"})
    assert "Đề nghị (8/9, cần 8)" in page


def test_a_vote_given_up_says_why(nine: Chamber):
    session = nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    row = nine.open(session, session.items.all())
    dung = enter("dung")
    assert "Hủy lượt bỏ phiếu phải nêu lý do" in after(dung, f"{ROOM}vong/{row.pk}/huy/", reason="")
    assert "Đã hủy: Mất điện" in after(dung, f"{ROOM}vong/{row.pk}/huy/", reason="Mất điện")
    assert Ballot.objects.get().phase == "void"


def test_a_member_declares_an_interest_on_his_own_page(nine: Chamber):
    nine.sit(nine.plan(nominate(nine.world, nine.world.an)))
    member = enter("uy-vien-5")
    page = after(member, f"{ROOM}ho-so/1/khong-tham-gia/", person="uy-vien-5", reason="Anh rể")
    assert "Ủy viên 5 không tham gia: Anh rể" in page
    for_another = after(member, f"{ROOM}ho-so/1/khong-tham-gia/", person="uy-vien-6", reason="Ghét")
    assert "điều hành phiên họp" in for_another
    assert member.post(f"{ROOM}ho-so/9/khong-tham-gia/", {"person": "uy-vien-5"}).status_code == 404


def test_long_lists_ask_as_many_questions_as_short_ones(nine: Chamber):
    world = nine.world
    dung = enter("dung")

    def asked(path: str) -> int:
        dung.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert dung.get(path).status_code == 200
        return len(captured)

    nine.plan(nominate(world, world.an))
    paths = ("/hoi-dong/", "/hoi-dong/hd-minh-hoa/", ROOM)
    one = [asked(path) for path in paths]
    more = [person(f"them-{n}", f"Thêm {n}", world.lim_xanh, Role.OFFICER) for n in range(3)]
    nine.plan(nominate(world, *more[:1]), code="phien-2")
    nine.plan(nominate(world, *more[1:]), code="phien-3")
    assert [asked(path) for path in paths[:2]] == one[:2]
    assert asked("/phien-hop/phien-3/") == one[2]
