"""N7: everyone sees, corrects and disputes what is held about her; passing data go when their term is over."""

from __future__ import annotations

import io
import os
from datetime import date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import PASSWORD, World, at, deed, figure
from thidua.actions.audit import note, read_note
from thidua.actions.correction import correction_answer, correction_ask
from thidua.actions.daily import BY, daily_run
from thidua.actions.notice import notice_send, notices_read
from thidua.actions.retention import ERASERS, retention_enforce
from thidua.core.problem import Refused
from thidua.core.retention import Retention
from thidua.rules import retention
from thidua.rules.catalogue import data_text, retention_terms
from thidua.store import job as desk
from thidua.store.models import (
    AuditLine,
    Correction,
    Deed,
    Draft,
    Figure,
    Job,
    Notice,
    SyncConflict,
    SyncRecord,
)

pytestmark = pytest.mark.django_db
PAGE = "/du-lieu-ve-toi/"


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


@pytest.fixture
def lan(world: World) -> World:
    """Lan, about whom a figure is held, who is named in a deed, and whose points Bình has looked at."""
    figure("xep-loai-tuan", world.clerk, world.an, 1)
    deed("viec-1", world.lim_xanh, world.clerk)
    read_note(
        by=world.see(world.binh), at=at(), action="person-read", subject="person:lan", about=world.clerk,
        sentence="Xem điểm tuần 10/2025 của Lò Thị Lan.",
    )  # fmt: skip
    return world


def test_a_whole_round_of_seeing_disputing_and_being_answered(lan: World):
    clerk, binh = enter("lan"), enter("binh")
    page = clerk.get(PAGE).content.decode()
    for held in (
        "Họ tên: Lò Thị Lan", "Cán bộ tổng hợp, Công an xã Lim Xanh", "Nói chuyện về phòng cháy",
        "tôi là người ghi", "Xem điểm tuần 10/2025 của Lò Thị Lan.", "Trần Văn Bình",
    ):  # fmt: skip
        assert held in page, held
    ask = f"{reverse('correction-new')}?muc=figure:lan/2025-W10/xep-loai-tuan"
    assert "Gửi tới trưởng, phó của Công an xã Lim Xanh" in clerk.get(ask).content.decode()
    empty = clerk.post(ask, {"subject": "figure:lan/2025-W10/xep-loai-tuan", "text": " "})
    assert (empty.status_code, [field for field, _ in empty.context["faults"]]) == (400, ["text"])
    sent = clerk.post(
        ask, {"subject": "figure:lan/2025-W10/xep-loai-tuan", "text": "Tuần ấy tôi được loại 2."}
    )
    made = Correction.objects.get()
    assert sent["Location"] == reverse("correction", args=[made.pk])
    assert "Đã báo sai" in clerk.get(PAGE).content.decode()
    assert {n.to for n in Notice.objects.filter(waiting=True)} == {lan.an, lan.binh}
    assert "Chờ đồng chí trả lời" in binh.get(PAGE).content.decode()
    answer = reverse("correction", args=[made.pk])
    assert binh.post(answer, {"mended": "co", "answer": ""}).status_code == 400
    binh.post(answer, {"mended": "co", "answer": "Đã sửa thành loại 2."})
    made.refresh_from_db()
    assert (made.state, made.answered_by) == ("mended", lan.binh)
    assert Notice.objects.get(to=lan.clerk).link == answer
    assert "Đã sửa thành loại 2." in clerk.get(PAGE).content.decode()
    told = AuditLine.objects.filter(about="lan", subject=f"correction:{made.pk}")
    assert [line.action for line in told.order_by("id")] == ["correction-ask", "correction-answer"]


def test_nobody_sees_what_another_asked_but_whoever_answers(lan: World):
    made = correction_ask(
        by=lan.see(lan.clerk), at=at(), subject="person:lan", text="Họ là Lò, không phải Lỗ."
    )
    for who in ("chi", "dung"):
        client = enter(who)
        assert client.get(reverse("correction", args=[made.pk])).status_code == 404
        assert client.post(reverse("correction", args=[made.pk]), {"answer": "x"}).status_code == 404
        assert "Lò Thị Lan" not in client.get(PAGE).content.decode()


def test_nobody_disputes_for_another_and_nobody_answers_herself(lan: World):
    assert enter("chi").get(f"{reverse('correction-new')}?muc=person:lan").status_code == 404
    with pytest.raises(Refused) as refused:
        correction_ask(by=lan.see(lan.chi), at=at(), subject="person:lan", text="x")
    assert refused.value.code == "correction.not-held"
    made = correction_ask(by=lan.see(lan.an), at=at(), subject="person:an", text="Sai tên đệm.")
    assert made.due == date(2025, 3, 17)  # five working days from Monday
    assert {n.to for n in Notice.objects.filter(kind="correction-ask")} == {lan.binh}
    with pytest.raises(Refused) as refused:
        correction_answer(by=lan.see(lan.an), at=at(), correction=made, mended=True, answer="Đã sửa.")
    assert refused.value.code == "correction.may-not-answer"
    with pytest.raises(Refused) as refused:
        correction_ask(by=lan.see(lan.an), at=at(), subject="person:an", text="Lần nữa.")
    assert [p.code for p in refused.value.problems] == ["correction.already-open"]


def test_everything_can_be_taken_away(lan: World):
    clerk = enter("lan")
    plain = clerk.get(reverse("held-export") + "?dang=json")
    assert plain["Content-Disposition"].endswith('.json"')
    held = plain.json()
    assert [row["what"] for row in held["posts"]] == ["Cán bộ tổng hợp, Công an xã Lim Xanh"]
    assert held["audit"][0]["what"] == "Xem điểm tuần 10/2025 của Lò Thị Lan."
    book = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get(reverse("held-export")).content))
    assert book.get_sheet_by_name("Chức vụ").to_python()[1][0] == "Cán bộ tổng hợp, Công an xã Lim Xanh"


# --- Terms of keeping: the clock runs forward --------------------------------------------------------------


def test_terms_are_sound_and_each_has_somebody_who_keeps_it():
    terms, problems = retention.load(data_text("retention.yaml"), "retention.yaml")
    assert problems == ()
    assert {term.code for term in terms} == set(ERASERS)
    assert [term.code for term in terms if not term.reason or term.months < 0] == []


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [("2025-03-31", 1, "2025-02-28"), ("2025-01-15", 12, "2024-01-15"), ("2024-03-29", 1, "2024-02-29"),
     ("2025-03-10", 0, "2025-03-10")],
)  # fmt: skip
def test_months_are_counted_back_by_the_calendar(now: str, months: int, before: str):
    term = Retention("x", "x", months, "x", "x")
    assert term.before(at(date.fromisoformat(now))) == at(date.fromisoformat(before))


def enforce(day: datetime) -> dict[str, int]:
    return {one.term.code: one.count for one in retention_enforce(by=BY, at=day)}


def later(days: int) -> datetime:
    return at() + timedelta(days=days)


def test_passing_data_go_on_their_day_and_not_before(world: World):
    for subject in ("a", "b"):
        notice_send(by=None, at=at(), to=[world.an], kind="x", subject=subject, sentence="Câu.", link="/")
    notices_read(by=world.see(world.an), at=at(), pk=Notice.objects.get(subject="a").pk)
    row = Job.objects.create(
        owner=world.an, work="x", title="Xuất", state="done", asked_at=at(), finished_at=at()
    )
    desk.keep(row.pk, b"xlsx")
    Session.objects.create(session_key="k", session_data="", expire_date=later(1))
    cache.set("guess", 1, 60)
    assert enforce(at())["session"] == 0
    assert enforce(later(2))["session"] == 1
    assert enforce(later(31))["job"] == 0
    assert enforce(later(32))["job"] == 1
    assert not desk.folder(row.pk).exists()
    assert enforce(later(92))["notice-read"] == 0
    assert enforce(later(93))["notice-read"] == 1
    assert enforce(later(365))["notice-unread"] == 0
    assert enforce(later(366))["notice-unread"] == 1
    assert enforce(datetime.now(at().tzinfo) + timedelta(minutes=2))["attempt"] == 1
    said = AuditLine.objects.filter(action="daily-erase").order_by("id").first()
    assert said.sentence == "Xóa dữ liệu tạm đã quá hạn lưu (phiên đăng nhập: 1)."


def test_what_was_typed_and_sent_but_not_kept_goes_on_its_day(world: World, home):
    account = world.an.account
    Draft.objects.create(account=account, page="entry:x:2025-03", cells={"a": "1"}, at=at())
    for key in ("living", "gone"):
        UserSession.objects.create(user=account, session_key=key, ip="10.0.0.1")
    Session.objects.create(session_key="living", session_data="", expire_date=later(1))
    keys = {
        name: SyncRecord.objects.create(
            key=name, kind="deed", person=world.an, unit=world.lim_xanh, sent={}, digest="", made_at=at(),
            received_at=at(),
        )
        for name in ("plain", "chosen")
    }  # fmt: skip
    SyncConflict.objects.create(record=keys["chosen"], unit=world.lim_xanh, why="changed", at=at())
    upload = home / "waiting" / "so-lieu.xlsx"
    upload.parent.mkdir(exist_ok=True)
    upload.write_bytes(b"x")
    os.utime(upload, (at().timestamp(), at().timestamp()))
    assert {enforce(at())[code] for code in ("draft", "upload", "sync")} == {0}
    assert [row.session_key for row in UserSession.objects.all()] == ["living"]
    assert (enforce(later(1))["upload"], enforce(later(2))["upload"]) == (0, 1)
    assert not upload.exists()
    assert not UserSession.objects.exists()
    assert (enforce(later(61))["draft"], enforce(later(62))["draft"]) == (0, 1)
    assert (enforce(later(730))["sync"], enforce(later(731))["sync"]) == (0, 1)
    assert [row.key for row in SyncRecord.objects.all()] == ["chosen"]


def test_records_and_the_log_never_go(world: World):
    world.fill()
    deed("viec-1", world.lim_xanh, world.clerk)
    note(by=world.see(world.an), at=at(), action="x", subject="x", sentence="Câu.")
    kept = {model: model.objects.count() for model in (Figure, Deed, AuditLine)}
    enforce(later(365 * 50))
    assert Figure.objects.count() == kept[Figure]
    assert Deed.objects.count() == kept[Deed]
    assert AuditLine.objects.filter(action="x").count() == 1
    for term in retention_terms():
        assert not {"figure", "deed", "audit", "award", "vault"} & set(term.code.split("-"))


def test_the_day_does_all_of_it_and_one_part_that_fails_stops_no_other(
    world: World, home, monkeypatch, caplog
):
    note(by=world.see(world.an), at=at(), action="x", subject="x", sentence="Câu.")
    connection.check_constraints()  # PostgreSQL links the line at the end of a transaction
    monkeypatch.setattr("thidua.actions.daily.mail_digest", lambda: 1 // 0)
    done = {part.code: (part.count, part.failed) for part in daily_run(by=BY, at=at())}
    assert done["letters"] == (0, True)
    assert done["head"] == (1, False)
    assert done["disputes"] == (0, False)
    assert "ZeroDivisionError" in caplog.text
    assert (home / "audit-heads").read_text().startswith("2025-03-10 1 ")
