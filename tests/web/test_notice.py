"""Notices in the page and by letter: mine only, unread first, marked by following; letters hold counts only."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, World, at
from thidua.actions.notice import notice_send, notices_read
from thidua.actions.notice_mail import mail_choose, mail_digest
from thidua.core.problem import Refused
from thidua.store.models import AuditLine, MailChoice, Notice, Person

pytestmark = pytest.mark.django_db
SECRET = "Báo cáo tháng 3 bị trả lại: sai số hồ sơ."


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def send(to: Person, subject: str = "report:1", **values: object) -> Notice:
    told = {"at": at(), "kind": "report-returned", "sentence": SECRET, "link": "/viec/", **values}
    notice_send(by=None, to=[to], subject=subject, **told)
    return Notice.objects.get(to=to, subject=subject, read_at=None)


def test_unread_stands_first_and_what_waits_alone_on_its_tab(world: World):
    notices_read(by=world.see(world.an), at=at(), pk=send(world.an, "a", sentence="Cũ.").pk)
    send(world.an, "b", sentence="Mới.", waiting=True)
    page = enter("an").get("/thong-bao/")
    assert [row.sentence for _, rows in page.context["fresh"] for row in rows] == ["Mới."]
    assert [row.sentence for _, rows in page.context["old"] for row in rows] == ["Cũ."]
    waiting = enter("an").get("/thong-bao/?xem=cho")
    assert "Mới." in waiting.content.decode()
    assert "Cũ." not in waiting.content.decode()


def test_following_a_notice_marks_it(world: World):
    row = send(world.an)
    answer = enter("an").get(reverse("notice", args=[row.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/viec/")
    row.refresh_from_db()
    assert row.read_at is not None


@pytest.mark.parametrize("link", ["https://x.example/", "//x.example/", "javascript:alert(1)", ""])
def test_a_notice_leads_nowhere_outside(link: str, world: World):
    row = send(world.an, link=link)
    assert enter("an").get(reverse("notice", args=[row.pk]))["Location"] == "/thong-bao/"


@pytest.mark.parametrize("who", ["binh", "chi", "dung"])
def test_nobody_else_sees_or_marks_it(who: str, world: World):
    row = send(world.an)
    client = enter(who)
    assert client.get(reverse("notice", args=[row.pk])).status_code == 404
    assert client.post(reverse("notice-read", args=[row.pk])).status_code == 404
    client.post(reverse("notices-read"))
    assert SECRET not in client.get("/thong-bao/").content.decode()
    row.refresh_from_db()
    assert row.read_at is None


def test_all_are_marked_at_once(world: World):
    send(world.an, "a")
    send(world.an, "b")
    enter("an").post(reverse("notices-read"))
    assert not Notice.objects.filter(read_at=None).exists()


def test_the_bell_answers_only_when_something_is_new(world: World):
    an = enter("an")
    send(world.an)
    bell = an.get(reverse("notice-bell"))
    assert 'data-count="1"' in bell.content.decode()
    assert "<html" not in bell.content.decode()
    assert an.get(reverse("notice-bell"), headers={"If-None-Match": bell["ETag"]}).status_code == 304
    send(world.an, "b")
    assert an.get(reverse("notice-bell"), headers={"If-None-Match": bell["ETag"]}).status_code == 200


def test_as_many_questions_for_three_as_for_one(world: World):
    an = enter("an")
    an.get("/thong-bao/")  # the first page of a session asks more

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert an.get("/thong-bao/").status_code == 200
        return len(asked)

    notices_read(by=world.see(world.an), at=at(), pk=send(world.an, "old").pk)
    send(world.an, "a")
    one = questions()
    for subject in "bcd":
        send(world.an, subject)
    assert questions() == one


@pytest.fixture
def post(settings):
    settings.EMAIL_HOST = "mail.noi-bo"
    settings.ADDRESS = "https://thidua.noi-bo"
    return mail.outbox


def choose(world: World, when: str) -> None:
    mail_choose(by=world.see(world.an), at=at(), address="an@noi-bo.example", when=when)


def test_whoever_wants_to_know_at_once_gets_a_letter_without_content(world: World, post):
    choose(world, "waiting")
    send(world.an, waiting=True)
    send(world.an, "b")  # asks for nothing
    (letter,) = post
    assert letter.to == ["an@noi-bo.example"]
    assert letter.subject == "Thi đua: 1 việc đang chờ"
    assert "https://thidua.noi-bo/thong-bao/" in letter.body
    for word in ("Báo cáo", "hồ sơ", "tháng 3", "report"):
        assert word not in letter.subject + letter.body
    send(world.an, waiting=True)
    assert len(post) == 1  # the same thing, still unread


def test_the_letter_of_the_day_counts_what_no_letter_spoke_of(world: World, post):
    choose(world, "daily")
    send(world.an, waiting=True)
    send(world.an, "b")
    assert post == []
    assert mail_digest() == 1
    assert "2 thông báo chưa đọc, trong đó 1 việc đang chờ đồng chí" in post[0].body
    assert mail_digest() == 0
    send(world.an, "c")
    assert mail_digest() == 1


def test_without_a_choice_or_a_server_nothing_is_sent(world: World, post, settings):
    send(world.an, waiting=True)
    choose(world, "off")
    send(world.an, "b", waiting=True)
    settings.EMAIL_HOST = ""
    choose(world, "waiting")
    send(world.an, "c", waiting=True)
    assert mail_digest() == 0
    assert post == []


def test_a_server_that_does_not_answer_loses_nothing(world: World, post, monkeypatch, caplog):
    choose(world, "daily")
    send(world.an)

    def down(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", down)
        assert mail_digest() == 0
    assert "was not sent" in caplog.text
    assert mail_digest() == 1


def test_the_address_is_set_by_its_owner_and_never_stands_in_the_log(world: World):
    an = enter("an")
    answer = an.post(reverse("notice-mail"), {"address": "không phải thư", "when": "mai"})
    assert answer.status_code == 400
    assert [field for field, _ in answer.context["faults"]] == ["when", "address"]
    an.post(reverse("notice-mail"), {"address": "an@noi-bo.example", "when": "daily"})
    assert MailChoice.objects.get().address == "an@noi-bo.example"
    line = AuditLine.objects.get()
    assert line.sentence == "Đặt thư thông báo: không gửi → mỗi ngày một thư tổng hợp."
    with pytest.raises(Refused):
        mail_choose(by=world.see(world.an), at=at(), address="", when="daily")
