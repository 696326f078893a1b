"""The first page answers each role's morning question, and asks the database no more for many rows than for few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.actions.chain import build
from tests.factories import (
    PASSWORD,
    WEEK,
    World,
    at,
    cluster,
    deed,
    figure,
    full_week,
    person,
    target,
    unit,
    world,
)
from thidua.actions.period import period_close
from thidua.core.unit import Role
from thidua.store.models import Compact

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def blocks(username: str) -> dict[str, dict]:
    context = enter(username).get(reverse("today")).context
    held = [*context["asks"], *context["looks"], *context["stands"]]
    return {block["template"].removeprefix("today/").removesuffix(".html"): block["data"] for block in held}


def test_an_sees_what_waits_for_her_hand(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1)
    Compact.objects.create(
        code="gu-1", movement=scene.movement, superior=scene.province, unit=scene.lim_xanh, text="Điều 1."
    )
    held = blocks("an")
    assert [row.code for row in held["sign"]["compacts"]] == ["gu-1"]
    assert [row.code for row in held["confirm"]["rows"]] == ["viec-1"]
    assert [(gap.unit, gap.month.code) for gap in held["months"]["rows"]] == [
        (scene.lim_xanh.code, "2025-03")
    ]
    assert {"late", "closing", "province", "outliers"} & set(held) == set()


def test_the_clerk_signs_and_confirms_nothing(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1)
    Compact.objects.create(
        code="gu-1", movement=scene.movement, superior=scene.province, unit=scene.lim_xanh, text="Điều 1."
    )
    assert {"sign", "confirm"} & set(blocks("lan")) == set()


def test_what_came_back_comes_first_to_who_wrote_it(scene: World) -> None:
    row = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1)
    row.returned_reason = "Thiếu ảnh"
    row.save()
    assert [back.code for back in blocks("lan")["returned"]["rows"]] == ["viec-1"]
    assert "returned" not in blocks("an")


def test_dung_sees_who_is_late_of_how_many_and_what_can_be_closed(scene: World) -> None:
    full_week(scene.movement, scene.hoa_mo, scene.clerk)
    held = blocks("dung")
    assert (held["late"]["count"], held["late"]["of"]) == (1, 2)
    assert [(row["code"], row["weeks"]) for row in held["late"]["rows"]] == [
        (scene.lim_xanh.code, [WEEK.code])
    ]
    week = held["closing"]["rows"][0]["periods"][0]
    assert (week["done"], week["of"], week["ready"]) == (1, 2, False)
    full_week(scene.movement, scene.lim_xanh, scene.clerk)
    held = blocks("dung")
    assert "late" not in held
    assert held["closing"]["rows"][0]["periods"][0]["ready"]


def test_an_reads_where_she_stands_and_where_points_were_lost(scene: World) -> None:
    scene.fill()
    period_close(by=scene.see(scene.dung), at=at(), movement=scene.movement, period=WEEK.code)
    row = blocks("an")["places"]["rows"][0]
    assert (row["place"].place, row["place"].count) == (2, 2)
    # Lim Xanh answered 24 of 31 dossiers in time.
    assert any("hồ sơ" in line["title"].lower() for line in row["lost"])
    assert row["lost"] == sorted(row["lost"], key=lambda line: -line["lost"])


def test_the_province_on_one_card(scene: World) -> None:
    build(scene)
    held = blocks("dung")
    card = held["province"]["rows"]
    assert [(row["group"], row["complete"], row["of"], row["leader"]) for row in card] == [
        (scene.communes.code, 2, 2, "Xã Hoa Mơ")
    ]
    assert held["flag"]["rows"][0]["names"] == ["Xã Hoa Mơ"]


def test_a_commune_reads_the_flag_of_its_own_group_only(scene: World) -> None:
    build(scene)
    person("dao", "Vũ Thị Đào", scene.team, Role.HEAD)
    assert [row["group_code"] for row in blocks("an")["flag"]["rows"]] == [scene.communes.code]
    assert "Lim Xanh" not in enter("chi").get("/").content.decode()


def test_an_empty_morning_teaches_what_will_stand_here(scene: World) -> None:
    page = enter("chi").get("/").content.decode()
    assert "Không còn việc nào chờ đồng chí" in page
    assert "Ghi một việc làm" in page


def test_what_a_month_is_behind_with(scene: World, settings) -> None:
    settings.DEMO_DAY = WEEK.end + timedelta(days=1)
    target(scene.movement, scene.lim_xanh, "buoi-tuyen-truyen", 6)
    target(scene.movement, scene.lim_xanh, "dien-dan-lang-nghe", 1)
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 2)
    figure("dien-dan-lang-nghe", scene.lim_xanh, scene.clerk, 1)
    rows = blocks("an")["behind"]["rows"]
    assert [(row["value"], row["target"]) for row in rows] == [(2000, 6000)]


@pytest.mark.parametrize("name", ["an", "dung"])
def test_a_province_of_many_costs_no_more_questions_than_one_of_few(name: str, scene: World) -> None:
    client = enter(name)
    client.get("/")
    few = questions(client)
    many = [unit(f"ca-them-{n}", f"Công an xã Thêm {n}", under=scene.province) for n in range(12)]
    scene.movement.clusters.add(cluster("khoi-them", "Khối thêm", many, scene.province))
    assert questions(client) == few


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("today")).status_code == 200
    return len(asked)
