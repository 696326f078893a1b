"""The audit log in the page: who sees which lines, finding without accents, older pages, taking it away."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import PASSWORD, World, at, deed, person, world
from thidua.actions.audit import note, read_note
from thidua.actions.evidence import evidence_add
from thidua.core.unit import Role
from thidua.store import job as desk
from thidua.store.models import AuditLine, Job
from thidua.web.audit.views import PER_PAGE

pytestmark = pytest.mark.django_db
ADDRESS = "/nhat-ky/"


@pytest.fixture
def scene() -> World:
    """Lines of Lim Xanh, of its province, of another province, of an account and of the place."""
    scene = world()
    person("hoa", "Vũ Thị Hoa", scene.lim_xanh, Role.ADMINISTRATOR, "Quản trị")
    person("minh", "Đỗ Văn Minh", scene.province, Role.INSPECTOR, "Thanh tra")
    person("son", "Hà Sơn", scene.lim_xanh, Role.OFFICER, "Cán bộ")
    for who, action, subject, sentence in (
        (scene.clerk, "deed-record", "deed:x", "Ghi việc “Đống rác ở Đá Bạc”."),
        (scene.dung, "period-open", "period:x", "Mở kỳ tuần 10."),
        (scene.chi, "deed-record", "deed:y", "Ghi việc nơi khác."),
        (scene.an, "account-add", "person:lan", "Mở tài khoản “lan” cho Lò Thị Lan."),
    ):
        note(by=scene.see(who), at=at(), action=action, subject=subject, sentence=sentence)
    note(by="Máy chủ", at=at(), action="daily-run", subject="daily", sentence="Dọn dữ liệu quá hạn.")
    return scene


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def told(username: str, query: str = "") -> list[str]:
    page = enter(username).get(ADDRESS + query)
    assert page.status_code == 200
    return [line.sentence for _, lines in page.context["days"] for line in lines]


RUBBISH, PERIOD, ELSEWHERE = "Ghi việc “Đống rác ở Đá Bạc”.", "Mở kỳ tuần 10.", "Ghi việc nơi khác."
ACCOUNT, PLACE = "Mở tài khoản “lan” cho Lò Thị Lan.", "Dọn dữ liệu quá hạn."


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("an", [ACCOUNT, RUBBISH]),
        ("binh", [ACCOUNT, RUBBISH]),
        ("minh", [ACCOUNT, PERIOD, RUBBISH]),
        ("hoa", [PLACE, ACCOUNT]),
        ("chi", [ELSEWHERE]),
        ("dung", [PERIOD]),
        ("son", []),
    ],
)
def test_who_sees_which_lines(who: str, seen: list[str], scene: World):
    assert told(who) == seen


def test_everybody_sees_what_was_done_to_her(scene: World):
    assert told("lan", "?xem=ve-toi") == [ACCOUNT]
    assert told("lan") == [RUBBISH]
    assert told("lan", "?xem=don-vi") == [RUBBISH]  # not hers to ask for


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?tim=ghi+viec", [RUBBISH]),
        ("?tim=TÀI+KHOẢN", [ACCOUNT]),
        ("?tim=dong+rac", []),  # somebody's own words are not searched (promise N10)
        ("?tim=lan", [ACCOUNT, RUBBISH]),  # in a sentence, or the name of who did it
        ("?viec=deed", [RUBBISH]),
        ("?loai=account", [ACCOUNT]),
        ("?nguoi=lan", [ACCOUNT, RUBBISH]),
        ("?nguoi=an", [ACCOUNT]),
        ("?don-vi=ca-xa-lim-xanh", [ACCOUNT, RUBBISH]),
        ("?don-vi=ca-xa-suoi-trong", []),
        ("?tu=10/03/2025&den=10/03/2025", [ACCOUNT, RUBBISH]),
        ("?tu=11/03/2025", []),
        ("?den=09/03/2025", []),
        ("?tu=khi+nao&loai=x&viec=x&truoc=²", [ACCOUNT, RUBBISH]),
    ],
)
def test_lines_are_found(query: str, seen: list[str], scene: World):
    assert told("an", query) == seen


def test_older_lines_follow_without_a_gap_or_a_repeat(scene: World):
    for number in range(PER_PAGE):
        note(
            by=scene.see(scene.an),
            at=at(),
            action="deed-record",
            subject="deed:z",
            sentence=f"Việc {number}.",
        )
    an = enter("an")
    first = an.get(ADDRESS)
    second = an.get(ADDRESS + first.context["older"])
    lines = [line.pk for page in (first, second) for _, group in page.context["days"] for line in group]
    assert len(lines) == PER_PAGE + 2
    assert lines == sorted(set(lines), reverse=True)
    assert second.context["older"] == ""


def test_as_many_questions_for_three_lines_as_for_one(scene: World):
    an = enter("an")
    an.get(ADDRESS)  # the first page of a session asks more

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            an.get(ADDRESS)
        return len(asked)

    few = questions()
    for number in range(3):
        note(by=scene.see(scene.an), at=at(), action="x", subject="x", sentence=f"Việc {number}.")
    assert questions() == few


def test_who_takes_the_log_away_is_in_it(scene: World):
    an = enter("an")
    an.post(reverse("audit-export"), {"xem": "don-vi", "tim": "ghi viec"})
    row = Job.objects.get()
    assert (row.state, row.message) == (Job.State.DONE, "Đã xuất 1 dòng.")
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.result(row.pk).read_bytes()))
    lines = book.get_sheet_by_name("Nhật ký").to_python()
    assert [line[4] for line in lines[1:]] == [RUBBISH]
    assert AuditLine.objects.get(kind="read").sentence == "Xuất 1 dòng nhật ký."


def test_restricted_evidence_that_is_opened_is_noted_once(scene: World):
    kept = deed("viec-1", scene.lim_xanh, scene.clerk)
    kept.privacy = "restricted"
    kept.save()
    file = evidence_add(
        by=scene.see(scene.clerk), at=at(), unit=scene.lim_xanh, name="bien-ban.pdf", content=b"%PDF-1.4 x",
        media_type="application/pdf", deed=kept,
    )  # fmt: skip
    for _ in range(2):
        list(enter("an").get(reverse("evidence", args=[file.sha256])).streaming_content)
    looked = AuditLine.objects.get(kind="read")
    assert (looked.by_code, looked.unit) == ("an", scene.lim_xanh.code)
    assert looked.sentence == "Mở minh chứng hạn chế “bien-ban.pdf” của Công an xã Lim Xanh."


def test_a_look_at_a_person_is_shown_to_her(scene: World):
    read_note(
        by=scene.see(scene.an), at=at(), action="person-read", subject="person:lan", about=scene.clerk,
        sentence="Xem điểm của Lò Thị Lan.",
    )  # fmt: skip
    assert told("lan", "?xem=ve-toi") == ["Xem điểm của Lò Thị Lan.", ACCOUNT]
