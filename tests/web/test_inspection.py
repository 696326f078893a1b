"""Inspections on the pages, for the inspector, the inspected and nobody else."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at, person
from thidua.actions.inspection import inspection_draw
from thidua.core.unit import Role
from thidua.store.models import Figure, Inspection, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(world: World, settings) -> World:
    settings.DEMO_DAY = DAY
    world.fill()
    person("mai", "Hoàng Thị Mai", world.province, Role.INSPECTOR, "Thanh tra")
    return world


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def draw(client: Client, scene: World, **more: str) -> str:
    typed = {"month": "2025-03", "size": "4", "unit": scene.province.code, "only": scene.lim_xanh.code} | more
    return client.post(reverse("inspections"), typed)


def test_from_the_lot_to_the_conclusion(scene: World, settings) -> None:
    mai, an = enter("mai"), enter("an")
    assert draw(mai, scene, size="nhiều").status_code == 400
    page = draw(mai, scene)["Location"]
    row = Inspection.objects.get()
    assert row.seed in mai.get(page).content.decode()
    for item in row.items.all():
        url = reverse("inspection-check", args=[row.code, item.place])
        assert mai.post(url, {"found": "wrong"}).status_code == 400
        upload = SimpleUploadedFile("so.pdf", b"%PDF-1.4 so", "application/pdf")
        assert mai.post(url, {"found": "wrong", "should_be": "1/2", "evidence": upload}).status_code == 302
    assert an.get(page).status_code == 404
    mai.post(reverse("inspection-give", args=[row.code]))
    told = an.get(page).content.decode()
    assert "Ý kiến của đơn vị" in told
    assert "Kết luận</button>" not in told
    for item in row.items.all():
        reply = reverse("inspection-reply", args=[row.code, item.place])
        assert an.post(reply, {"reply": ""}).status_code == 400
        assert an.post(reply, {"reply": "Đúng là cộng nhầm"}).status_code == 302
    assert enter("dung").get(page).status_code == 404
    mai.post(reverse("inspection-conclude", args=[row.code]))
    assert "Đã kết luận" in enter("dung").get(page).content.decode()
    held = Figure.objects.get(inspection=row)
    assert (held.numerator, held.period, held.unit) == (4_000, "2025-W11", scene.lim_xanh)


@pytest.mark.parametrize(
    "name", ["inspection-give", "inspection-conclude", "inspection-check", "inspection-reply"]
)
def test_nobody_else_finds_it(scene: World, name: str) -> None:
    draw(enter("mai"), scene)
    row = Inspection.objects.get()
    args = [row.code, 1] if name in ("inspection-check", "inspection-reply") else [row.code]
    for who in ("chi", "an", "dung"):
        assert enter(who).post(reverse(name, args=args), {"found": "right", "reply": "x"}).status_code == 404
        assert enter(who).get(reverse("inspection", args=[row.code])).status_code == 404


def test_only_inspectors_draw_and_only_below_them(scene: World) -> None:
    assert draw(enter("dung"), scene).status_code == 404
    assert draw(enter("mai"), scene, only=scene.other_commune.code).status_code == 404
    assert not Inspection.objects.exists()
    assert "Rút mẫu mới" not in enter("an").get(reverse("inspections")).content.decode()


def test_pages_ask_as_often_for_many_as_for_few(scene: World) -> None:
    client, listed, opened = enter("mai"), [], []
    for size in (1, 6):
        row = inspection_draw(by=scene.see(_mai()), at=at(), unit=scene.province, month="2025-03", size=size)
        for url, counted in (
            (reverse("inspections"), listed),
            (reverse("inspection", args=[row.code]), opened),
        ):
            client.get(url)
            with CaptureQueriesContext(connection) as held:
                assert client.get(url).status_code == 200
            counted.append(len(held))
    assert listed[0] == listed[1]
    assert opened[0] == opened[1]


def _mai() -> Person:
    return Person.objects.get(code="mai")
