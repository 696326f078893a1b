"""Who is late, reminding them, and the page on which a province says when months take figures."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import FULL_WEEK, PASSWORD, World, at, figure, period, unit
from thidua.actions.report import report_submit
from thidua.actions.window import window_set
from thidua.core.period import Period, PeriodKind
from thidua.core.window import WindowRule
from thidua.store.models import ClusterMember, MovementPeriod, Notice, WindowChange

pytestmark = pytest.mark.django_db
MONTH = Period.parse("2025-03")
LATER = date(2025, 4, 4)


@pytest.fixture
def scene(world: World, settings) -> World:
    """The day after the due day: Lim Xanh is in, Hoa Mơ is late."""
    settings.DEMO_DAY = LATER
    window_set(
        by=world.see(world.dung), at=at(date(2025, 3, 1)), unit=world.province,
        rule=WindowRule(25, 3, 5, 2, date(2025, 3, 1), source="Công văn 12/CAT"),
    )  # fmt: skip
    for week in MONTH.parts(PeriodKind.WEEK):
        for code, (top, bottom) in FULL_WEEK.items():
            figure(code, world.lim_xanh, world.clerk, top, bottom, week.code)
    report_submit(by=world.see(world.clerk, LATER), at=at(LATER), unit=world.lim_xanh, month=MONTH.code)
    return world


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def test_the_officer_sees_who_is_late_and_by_how_much(scene: World) -> None:
    page = enter("dung").get(reverse("reports")).content.decode()
    assert "Báo cáo tháng 3/2025" in page  # the first days of April are for March
    late, waiting = page.index("Công an xã Hoa Mơ"), page.index("Công an xã Lim Xanh")
    assert late < waiting
    assert "1 ngày" in page
    assert "Chờ Công an xã Lim Xanh duyệt" in page
    assert f'value="{scene.hoa_mo.code}" checked' in page
    assert "Suối Trong" not in page


def test_one_and_all_that_were_ticked_are_reminded(scene: World) -> None:
    dung = enter("dung")
    typed = {"thang": MONTH.code, "don-vi": [scene.hoa_mo.code, scene.other_commune.code]}
    answer = dung.post(reverse("reports-remind"), typed, follow=True)
    assert "Đã nhắc 1 đơn vị." in answer.content.decode()
    assert "Nhắc lần cuối" in answer.content.decode()
    again = dung.post(
        reverse("reports-remind"), {"thang": MONTH.code, "mot": scene.lim_xanh.code}, follow=True
    )
    assert "chưa trình báo cáo" in again.content.decode()
    assert not Notice.objects.filter(to=scene.chi).exists()


def test_others_see_only_what_is_below_them(scene: World) -> None:
    assert "Lim Xanh" not in enter("chi").get(reverse("reports")).content.decode()
    ClusterMember.objects.create(cluster=scene.communes, unit=scene.team, first_day=date(2025, 1, 1))
    page = enter("an").get(reverse("reports")).content.decode()
    assert "Tổ An ninh" in page
    assert "Hoa Mơ" not in page


@pytest.mark.parametrize("text", ["2025-W10", "x", "2025-13"])
def test_a_month_typed_by_hand_breaks_nothing(scene: World, text: str) -> None:
    assert enter("dung").get(reverse("reports"), {"thang": text}).status_code == 404
    assert enter("dung").post(reverse("reports-remind"), {"thang": text}).status_code == 404


def test_the_list_asks_as_often_for_three_units_as_for_one(scene: World) -> None:
    client, url, asked = enter("dung"), reverse("reports"), []
    client.get(url)
    for count in (0, 2):
        for number in range(count):
            more = unit(f"ca-xa-{number}", f"Công an xã {number}", under=scene.province)
            ClusterMember.objects.create(cluster=scene.communes, unit=more, first_day=date(2025, 1, 1))
        with CaptureQueriesContext(connection) as held:
            assert client.get(url).status_code == 200
        asked.append(len(held))
    assert asked[0] == asked[1]


def test_the_province_sets_its_own_window_and_others_read_it(scene: World) -> None:
    url = reverse("windows", args=[scene.province.code])
    dung = enter("dung")
    typed = {"opens": "20", "due": "5", "late": "4", "soon": "2", "first_day": "01/05/2025", "source": ""}
    wrong = dung.post(url, typed)
    assert wrong.status_code == 400
    assert 'value="20"' in wrong.content.decode()
    assert "Cần ghi căn cứ" in wrong.content.decode()
    assert dung.post(url, typed | {"late": "8", "source": "Công văn 30/CAT"}).status_code == 302
    assert WindowChange.objects.order_by("-pk")[0].due == 5
    page = dung.get(url).content.decode()
    assert "Công văn 30/CAT" in page
    assert "Ngày Quốc tế lao động" in page
    own = reverse("windows", args=[scene.lim_xanh.code])
    assert enter("lan").get(own).status_code == 200
    assert enter("lan").post(own, typed).status_code == 404
    assert enter("chi").get(url).status_code == 404


def test_freezing_over_open_reports_asks_why_on_the_page(scene: World) -> None:
    period(scene.movement, MONTH.code)
    dung, args = enter("dung"), [scene.movement.code, MONTH.code]
    page = dung.get(reverse("standing", args=args)).content.decode()
    assert "2 đơn vị chưa duyệt xong báo cáo" in page
    dung.post(reverse("freeze", args=args))
    assert MovementPeriod.objects.get(code=MONTH.code).state == "open"
    dung.post(reverse("freeze", args=args), {"unapproved": "Xã mất sóng"})
    assert MovementPeriod.objects.get(code=MONTH.code).state == "frozen"
    assert "Khóa khi còn báo cáo chưa duyệt." in dung.get(reverse("standing", args=args)).content.decode()
