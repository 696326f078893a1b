"""What a month leaves to be done, on the first page: disputes, inspections, bulletins; and the machine's own health."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from tests.factories import DAY, PASSWORD, WEEK, World, at, person
from tests.web.bulletins import draft, february, forward
from thidua.actions.daily import daily_claim
from thidua.actions.dispute import dispute_answer, dispute_open
from thidua.actions.inspection import inspection_check, inspection_draw, inspection_give, inspection_reply
from thidua.actions.period import period_close, period_reopen
from thidua.core.bulletin import Stage
from thidua.core.unit import Role
from thidua.store import job as desk
from thidua.store.models import Bulletin, Dispute, MovementPeriod, Person

pytestmark = pytest.mark.django_db


def answer(username: str):
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client.get(reverse("today"))


def blocks(username: str) -> dict[str, dict]:
    page = answer(username)
    assert page.status_code == 200
    held = [*page.context["asks"], *page.context["looks"], *page.context["stands"]]
    return {block["template"].removeprefix("today/").removesuffix(".html"): block["data"] for block in held}


@pytest.fixture
def mai(world: World, settings) -> Person:
    """The province's inspector; today is the Monday after the week."""
    settings.DEMO_DAY = DAY
    world.fill()
    return person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra")


def disputed(world: World, criterion: str = "ho-so-dung-han") -> Dispute:
    if MovementPeriod.objects.get(code=WEEK.code).state != "closed":
        period_close(by=world.see(world.dung), at=at(), movement=world.movement, period=WEEK.code)
    return dispute_open(
        by=world.see(world.an), at=at(hour=9), period=MovementPeriod.objects.get(code=WEEK.code),
        subject=world.lim_xanh, criterion=criterion, title="Hồ sơ đúng hạn", figures=[criterion], text="Có giấy",
        wanted="31/31",
    )  # fmt: skip


def test_a_dispute_waits_for_who_decides_and_runs_for_who_raised_it(
    world: World, mai: Person, settings
) -> None:
    row = disputed(world)
    assert [line["row"].pk for line in blocks("mai")["disputes"]["rows"]] == [row.pk]
    for who in ("an", "lan"):
        held = blocks(who)
        assert held["own-disputes"]["rows"][0]["term"].left == 5
        assert "disputes" not in held
    assert not {"disputes", "own-disputes"} & set(blocks("dung"))
    assert not {"disputes", "own-disputes"} & set(blocks("chi"))
    settings.DEMO_DAY = row.due + timedelta(days=1)
    assert "quá hạn 1 ngày làm việc" in answer("mai").content.decode()


def test_one_found_right_waits_for_who_opens_the_period_until_the_next_close(
    world: World, mai: Person
) -> None:
    row = disputed(world)
    dispute_answer(by=world.see(mai), at=at(hour=10), dispute=row, verdict="upheld", answer="Có giấy ký nhận")
    assert "disputes" not in blocks("mai")
    assert [line["row"].pk for line in blocks("dung")["disputes"]["rows"]] == [row.pk]
    assert "Mở lại kỳ để sửa" in answer("dung").content.decode()
    by, week = world.see(world.dung), MovementPeriod.objects.get(code=WEEK.code)
    period_reopen(by=by, at=at(hour=11), movement=world.movement, period=week.code, reason="Khiếu nại đúng")
    assert "disputes" not in blocks("dung")
    period_close(by=by, at=at(hour=12), movement=world.movement, period=week.code)
    assert "disputes" not in blocks("dung")


def test_one_that_nobody_decides_waits_for_who_closes(world: World, mai: Person) -> None:
    row = disputed(world)
    Dispute.objects.update(decider=None)
    assert [line["row"].pk for line in blocks("dung")["disputes"]["rows"]] == [row.pk]
    assert "chưa có người giải quyết" in answer("dung").content.decode()


def test_an_inspection_waits_for_the_inspector_then_for_the_unit(world: World, mai: Person, settings) -> None:
    by = world.see(mai)
    row = inspection_draw(by=by, at=at(), unit=world.province, month="2025-03", size=6)
    assert "còn 6 mục" in answer("mai").content.decode()
    assert "inspected" not in blocks("an")
    wrong = row.items.filter(unit=world.lim_xanh).first()
    for item in row.items.all():
        found = {"found": "wrong", "should_be": "20/31"} if item == wrong else {"found": "right"}
        inspection_check(by=by, at=at(), item=item, **found)
    assert "Gửi cho đơn vị" in answer("mai").content.decode()
    inspection_give(by=by, at=at(), inspection=row)
    assert [(held["inspection__code"], held["left"]) for held in blocks("an")["inspected"]["rows"]] == [
        (row.code, 1)
    ]
    assert "1 mục chờ đơn vị trả lời" in answer("mai").content.decode()
    for who in ("dung", "chi"):
        assert not {"inspected", "inspections"} & set(blocks(who)), who
    inspection_reply(by=world.see(world.an), at=at(), item=wrong, reply="Cộng nhầm")
    assert "inspected" not in blocks("an")
    assert "Kết luận được" in answer("mai").content.decode()


def test_a_bulletin_waits_for_each_hand_in_turn(world: World, settings) -> None:
    february(world, settings)
    row = draft(world)
    steps = {who: [str(line["step"]) for line in blocks(who)["bulletins"]["rows"]] for who in ("an", "lan")}
    assert steps == {"an": ["Duyệt bản tin"], "lan": ["Hoàn thiện"]}
    assert "bulletins" not in blocks("giang")
    forward(world, row, Stage.INSIDE)
    assert not any("bulletins" in blocks(who) for who in ("an", "lan", "chi", "dung"))
    assert [str(line["step"]) for line in blocks("giang")["bulletins"]["rows"]] == ["Duyệt phần công khai"]
    Bulletin.objects.update(stage="cleared")
    assert [str(line["step"]) for line in blocks("giang")["bulletins"]["rows"]] == ["Công bố ra ngoài"]
    settings.DEMO_DAY = DAY + timedelta(days=120)
    assert "bulletins" not in blocks("giang")


def test_many_cost_no_more_questions_than_one(world: World, mai: Person) -> None:
    def asked(who: str) -> int:
        client = Client()
        assert client.login(username=who, password=PASSWORD)
        client.get(reverse("today"))
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse("today"))
        return len(taken)

    disputed(world)
    inspection_draw(by=world.see(mai), at=at(), unit=world.province, month="2025-03", size=2)
    once = {who: asked(who) for who in ("mai", "an")}
    for criterion in ("buoi-tuyen-truyen", "tap-huan"):
        disputed(world, criterion)
        inspection_draw(by=world.see(mai), at=at(), unit=world.province, month="2025-03", size=2)
    assert len(blocks("mai")["disputes"]["rows"]) == 3
    assert {who: asked(who) for who in ("mai", "an")} == once


def test_an_administrator_reads_whether_the_machine_works(world: World) -> None:
    person("quan-tri", "Đỗ Thị Quản", world.province, Role.ADMINISTRATOR)
    held = blocks("quan-tri")["health"]
    assert (held["worker"], held["daily"], held["daily_late"]) == (False, None, True)
    assert held["database"] > 0
    assert 0 < held["percent"] <= 100
    assert "không chạy" in answer("quan-tri").content.decode()
    daily_claim(day=str(localdate() - timedelta(days=2)))
    assert blocks("quan-tri")["health"]["daily_late"]
    daily_claim(day=str(localdate()))
    with desk.worker_beating():
        held = blocks("quan-tri")["health"]
    assert (held["worker"], held["daily"], held["daily_late"]) == (True, localdate(), False)
    assert "health" not in blocks("dung")
