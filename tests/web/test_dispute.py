"""Disputes on the pages: from "Vì sao?" to both versions side by side."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, at, person
from thidua.actions.dispute import dispute_open
from thidua.actions.figure import figure_correct
from thidua.actions.period import period_close
from thidua.core.figure import FigureValue
from thidua.core.unit import Role
from thidua.store.models import AuditLine, Dispute, Figure, MovementPeriod

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 minh hoa"


@pytest.fixture
def scene(world: World) -> World:
    """The week is closed; Mai is the province's inspector."""
    world.fill()
    person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra")
    period_close(by=world.see(world.dung), at=at(), movement=world.movement, period=WEEK.code)
    return world


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def new(scene: World) -> str:
    return reverse("dispute-new", args=[scene.movement.code, WEEK.code, scene.lim_xanh.code])


def opened(scene: World, criterion: str = "ho-so-dung-han") -> Dispute:
    return dispute_open(
        by=scene.see(scene.an), at=at(), period=MovementPeriod.objects.get(), subject=scene.lim_xanh,
        criterion=criterion, title="Hồ sơ đúng hạn", figures=[criterion], text="Có giấy ký nhận", wanted="31/31",
    )  # fmt: skip


def test_a_point_is_disputed_from_its_line_with_a_file(scene: World, settings) -> None:
    settings.DEMO_DAY = at().date()
    an = enter("an")
    why = reverse("why", args=[scene.movement.code, WEEK.code, scene.lim_xanh.code])
    assert f"{new(scene)}?tieu-chi=ho-so-dung-han" in an.get(why).content.decode()
    page = an.get(new(scene) + "?tieu-chi=ho-so-dung-han").content.decode()
    assert '<option value="ho-so-dung-han" selected>' in page
    wrong = an.post(new(scene), {"criterion": "khong-co", "text": "Có giấy", "wanted": "31/31"})
    assert wrong.status_code == 400
    assert "Có giấy" in wrong.content.decode()
    typed = {"criterion": "ho-so-dung-han", "text": "Có giấy", "wanted": "31/31"}
    answer = an.post(new(scene), typed | {"evidence": SimpleUploadedFile("a.pdf", PDF, "application/pdf")})
    row = Dispute.objects.get()
    assert answer["Location"] == reverse("dispute", args=[row.code])
    page = an.get(answer["Location"]).content.decode()
    assert "Hoàng Thị Mai" in page
    assert "a.pdf" in page
    assert "17/03/2025" in page


def test_an_open_week_has_no_dispute_and_no_link(scene: World) -> None:
    MovementPeriod.objects.update(state="open")
    assert enter("an").get(new(scene)).status_code == 404
    why = reverse("why", args=[scene.movement.code, WEEK.code, scene.lim_xanh.code])
    assert "/khieu-nai/moi/" not in enter("an").get(why).content.decode()


def test_upheld_reopened_corrected_closed_and_both_versions_stand_side_by_side(
    scene: World, settings
) -> None:
    settings.DEMO_DAY = at().date()
    row = opened(scene)
    page = reverse("dispute", args=[row.code])
    mai, dung = enter("mai"), enter("dung")
    wrong = mai.post(reverse("dispute-answer", args=[row.code]), {"verdict": "upheld", "answer": ""})
    assert wrong.status_code == 400
    mai.post(reverse("dispute-answer", args=[row.code]), {"verdict": "upheld", "answer": "Sổ có đủ chữ ký"})
    told = dung.get(page).content.decode()
    assert "Đã kết luận, chờ sửa." in told
    assert f"Khiếu nại {row.code}: Hồ sơ đúng hạn" in told
    dung.post(reverse("reopen", args=[scene.movement.code, WEEK.code]), {"reason": f"Khiếu nại {row.code}"})
    record = Figure.objects.get(unit=scene.lim_xanh, figure="ho-so-dung-han")
    figure_correct(
        by=scene.see(scene.clerk), at=at(hour=20), record=record,
        value=FigureValue(numerator=31_000, denominator=31_000), reason="Theo kết luận khiếu nại",
    )  # fmt: skip
    period_close(by=scene.see(scene.dung), at=at(hour=23), movement=scene.movement, period=WEEK.code)
    Dispute.objects.update(answered_at=at(hour=9))
    told = enter("an").get(page).content.decode()
    assert "Hai bản cạnh nhau" in told
    assert "9,29" in told
    assert "12,00" in told
    assert "chờ sửa" not in told
    assert f"Khiếu nại {row.code}" in told


def test_the_register_counts_by_unit_and_shows_the_clock(scene: World, settings) -> None:
    opened(scene)
    settings.DEMO_DAY = at().date().replace(day=20)
    page = enter("dung").get(reverse("disputes")).content.decode()
    assert "quá 3 ngày làm việc" in page
    assert "Công an xã Lim Xanh" in page
    assert (
        "Không có khiếu nại nào"
        in enter("dung").get(reverse("disputes") + "?trang-thai=upheld").content.decode()
    )
    assert "Lim Xanh" not in enter("chi").get(reverse("disputes")).content.decode()


@pytest.mark.parametrize(
    "name", ["dispute", *(f"dispute-{s}" for s in ("answer", "extend", "assign", "withdraw", "show"))]
)
def test_chi_finds_no_dispute(scene: World, name: str) -> None:
    row = opened(scene)
    answer = enter("chi").post(
        reverse(name, args=[row.code]), {"reason": "x", "answer": "x", "verdict": "upheld"}
    )
    assert answer.status_code == 404
    assert enter("chi").get(new(scene)).status_code == 404
    assert Dispute.objects.get().state == "open"


def test_hands_and_days_go_through_the_pages(scene: World, settings) -> None:
    settings.DEMO_DAY = at().date()
    row = opened(scene)
    mai, dung = enter("mai"), enter("dung")
    extend, assign = reverse("dispute-extend", args=[row.code]), reverse("dispute-assign", args=[row.code])
    assert mai.post(extend, {"days": "x", "reason": ""}).status_code == 400
    assert mai.post(extend, {"days": "2", "reason": "Chờ sổ"}).status_code == 302
    assert dung.post(assign, {"to": "chi", "reason": "x"}).status_code == 404
    assert dung.post(assign, {"to": "dung", "reason": "Mai nghỉ"}).status_code == 302
    page = enter("an").get(reverse("dispute", args=[row.code])).content.decode()
    assert "chính là người đã chốt kỳ này" in page
    assert "Chờ sổ" in page
    withdraw = reverse("dispute-withdraw", args=[row.code])
    assert enter("an").post(withdraw, {"reason": "Đã rõ"}).status_code == 302
    assert Dispute.objects.get().state == "withdrawn"


def test_the_register_asks_as_often_for_three_as_for_one(scene: World) -> None:
    client, url, asked = enter("dung"), reverse("disputes"), []
    client.get(url)
    for criteria in (["ho-so-dung-han"], ["tap-huan", "dieu-lenh-dat"]):
        for criterion in criteria:
            opened(scene, criterion)
        with CaptureQueriesContext(connection) as held:
            assert client.get(url).status_code == 200
        asked.append(len(held))
    assert asked[0] == asked[1]


def test_whoever_opens_another_units_dispute_is_noted_once_a_day(scene: World, settings) -> None:
    settings.DEMO_DAY = at().date()
    row = opened(scene)
    page = reverse("dispute", args=[row.code])
    for who in ("an", "mai", "mai", "dung", "chi"):
        enter(who).get(page)
    lines = AuditLine.objects.filter(action="dispute-read")
    assert [line.by_code for line in lines.order_by("pk")] == ["mai", "dung"]
    assert {line.sentence for line in lines} == {f"Xem khiếu nại {row.code} của {scene.lim_xanh.name}."}
    assert {line.unit for line in lines} == {scene.lim_xanh.code}
