"""The month on its pages: what is locked and who lifts it, the steps of a report, and nothing for Chi."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import FULL_WEEK, PASSWORD, World, at, deed, figure
from thidua.actions.window import window_set
from thidua.core.period import Period, PeriodKind
from thidua.core.window import WindowRule
from thidua.store.models import Figure, Notice, Post, Report, WindowExtension

pytestmark = pytest.mark.django_db
MONTH = Period.parse("2025-03")
LATER = date(2025, 4, 1)


@pytest.fixture
def scene(world: World, settings) -> World:
    """The first of April: the month is over and complete."""
    settings.DEMO_DAY = LATER
    for week in MONTH.parts(PeriodKind.WEEK):
        for code, (top, bottom) in FULL_WEEK.items():
            figure(code, world.lim_xanh, world.clerk, top, bottom, week.code)
    return world


def rule(scene: World) -> None:
    window_set(
        by=scene.see(scene.dung), at=at(date(2025, 3, 1)), unit=scene.province,
        rule=WindowRule(25, 3, 5, 2, date(2025, 3, 1), source="Công văn 12/CAT"),
    )  # fmt: skip


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def address(scene: World, name: str = "report") -> str:
    return reverse(name, args=[scene.lim_xanh.code, MONTH.code])


def post(scene: World, who: str, name: str, **typed: str):
    return enter(who).post(address(scene, name), typed)


def test_a_report_goes_up_on_the_pages_and_each_reader_sees_her_own_button(scene: World) -> None:
    assert "Trình báo cáo" in enter("lan").get(address(scene)).content.decode()
    assert post(scene, "lan", "report-submit").status_code == 302
    page = enter("lan").get(address(scene)).content.decode()
    assert "Chờ Công an xã Lim Xanh duyệt" in page
    assert "Lý do rút lại" in page
    assert "Lý do trả lại" not in page
    assert post(scene, "an", "report-approve").status_code == 302
    page = enter("dung").get(address(scene)).content.decode()
    assert "Lý do trả lại" in page
    assert post(scene, "dung", "report-approve").status_code == 302
    assert "Đã duyệt xong" in enter("an").get(address(scene)).content.decode()


def test_a_return_without_a_reason_keeps_everything_and_says_so(scene: World) -> None:
    post(scene, "lan", "report-submit")
    answer = post(scene, "an", "report-return", reason=" ")
    assert answer.status_code == 400
    assert "Cần ghi lý do." in answer.content.decode()
    post(scene, "an", "report-return", reason="Tuần 10 thiếu biên bản")
    page = enter("lan").get(address(scene)).content.decode()
    assert "Tuần 10 thiếu biên bản" in page
    assert "Bị trả lại" in page


def test_a_gap_asks_for_its_explanation_beside_it_and_keeps_what_was_typed(scene: World) -> None:
    Figure.objects.filter(figure="tap-huan", period="2025-W10").delete()
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=3, luot=40)
    answer = post(scene, "lan", "report-submit", **{"gap.waiting.viec-1": "Chờ biên bản"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="Chờ biên bản"' in page
    assert 'href="#gap.missing.2025-W10"' in page
    given = {"gap.waiting.viec-1": "Chờ biên bản", "gap.missing.2025-W10": "Không ai được cử"}
    assert post(scene, "lan", "report-submit", **given).status_code == 302
    assert "Không ai được cử" in enter("an").get(address(scene)).content.decode()


def test_the_entry_page_says_why_it_is_locked_who_opens_it_and_asks_them(scene: World) -> None:
    post(scene, "lan", "report-submit")
    page = enter("lan").get(reverse("entry", args=[scene.lim_xanh.code, MONTH.code])).content.decode()
    assert "Vì sao đang khóa, ai mở được" in page
    assert "Nguyễn Thị An, Trần Văn Bình" in page
    assert "<input id=" not in page.split('<table class="cards grid"')[1].split("</table>")[0]
    answer = post(scene, "lan", "lock-ask", why="Sót một hồ sơ", **{"from": "entry"})
    assert answer["Location"] == reverse("entry", args=[scene.lim_xanh.code, MONTH.code])
    assert set(Notice.objects.filter(kind="lock-ask").values_list("to__code", flat=True)) == {"an", "binh"}
    assert "chưa ai trả lời" in enter("lan").get(address(scene)).content.decode()


def test_the_window_stands_on_the_page_and_the_province_gives_more_time(scene: World, settings) -> None:
    rule(scene)
    assert "Sắp hết hạn" in enter("lan").get(address(scene)).content.decode()
    settings.DEMO_DAY = date(2025, 4, 9)
    page = enter("dung").get(address(scene)).content.decode()
    assert "Gia hạn cho riêng đơn vị này" in page
    assert "Đã khóa" in page
    wrong = post(scene, "dung", "window-extend", until="01/04/2025", why="")
    assert wrong.status_code == 400
    assert post(scene, "dung", "window-extend", until="12/04/2025", why="Mất sóng").status_code == 302
    assert WindowExtension.objects.get().by == scene.dung
    assert "gia hạn đến 12/04/2025" in enter("lan").get(address(scene)).content.decode()
    assert post(scene, "an", "window-extend", until="15/04/2025", why="Bận").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "report",
        "report-submit",
        "report-approve",
        "report-return",
        "report-withdraw",
        "window-extend",
        "lock-ask",
    ],
)
def test_chi_finds_nothing_and_changes_nothing(scene: World, name: str) -> None:
    client = enter("chi")
    assert (
        client.post(address(scene, name), {"reason": "x", "until": "12/04/2025", "why": "x"}).status_code
        == 404
    )
    assert client.get(address(scene)).status_code == 404
    assert not Report.objects.exists()


def test_a_report_asks_as_often_for_three_gaps_as_for_one(scene: World) -> None:
    client, asked = enter("lan"), []
    client.get(address(scene))
    for count in (1, 3):
        for number in range(count):
            code = f"viec-{count}-{number}"
            deed(code, scene.lim_xanh, scene.clerk, buoi=3, luot=40)
        with CaptureQueriesContext(connection) as held:
            assert client.get(address(scene)).status_code == 200
        asked.append(len(held))
    assert asked[0] == asked[1]


def test_who_submitted_is_told_who_approves_and_may_only_take_it_back(scene: World) -> None:
    post(scene, "binh", "report-submit")
    binh, an = (enter(who).get(address(scene)) for who in ("binh", "an"))
    assert binh.context["may"] == {"withdraw"}
    assert "Nguyễn Thị An duyệt được." in binh.content.decode()
    assert not binh.context["may_ask"]
    assert an.context["may"] == {"approve", "return"}
    assert an.context["second"] == ""


def test_the_way_names_those_who_may_approve_and_not_who_submitted(scene: World) -> None:
    def deciders() -> str:
        page = enter("dung").get(address(scene)).content.decode()
        return page.split('class="list way"')[1].split("Công an xã Lim Xanh duyệt")[1].split("</li>")[0]

    an, binh = scene.an.name, scene.binh.name
    assert (an in deciders(), binh in deciders()) == (True, True)
    post(scene, "an", "report-submit")
    assert (an in deciders(), binh in deciders()) == (False, True)
    Post.objects.filter(person=scene.binh).delete()
    assert an in deciders()  # alone in her unit, she may


def test_a_report_handed_in_late_stays_late(scene: World, settings) -> None:
    rule(scene)
    settings.DEMO_DAY = date(2025, 4, 4)
    before = enter("lan").get(address(scene)).context["days_late"]
    post(scene, "lan", "report-submit")
    settings.DEMO_DAY = date(2025, 4, 20)
    assert before == 1
    assert enter("lan").get(address(scene)).context["days_late"] == before
