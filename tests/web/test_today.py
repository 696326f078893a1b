"""The first page answers each role's morning question, and asks the database no more for many rows than for few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

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
    movement,
    period,
    person,
    target,
    unit,
    world,
)
from thidua.actions.period import period_close
from thidua.core.unit import Role
from thidua.store.models import Compact, Delegation, Report

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
    client.get("/")  # what follows from closes is made once more, for she now leads more units
    assert questions(client) == few


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("today")).status_code == 200
    return len(asked)


def test_a_report_waits_at_the_level_whose_turn_it_is(scene: World) -> None:
    levels = [scene.lim_xanh.code, scene.province.code]
    row = Report.objects.create(unit=scene.lim_xanh, month="2025-02", height=1, levels=levels)
    assert [held.pk for held in blocks("an")["reports"]["rows"]] == [row.pk]
    assert "reports" not in blocks("dung")
    row.height = 2
    row.save()
    assert "reports" not in blocks("an")
    assert [held.pk for held in blocks("dung")["reports"]["rows"]] == [row.pk]


def test_who_is_away_and_who_acts_for_her(scene: World) -> None:
    day = timezone.localdate()
    post = scene.an.posts.get()
    Delegation.objects.create(
        post=post,
        to=scene.clerk,
        roles=["head"],
        reason="Nghỉ phép",
        given_at=at(),
        first_day=day,
        last_day=day,
    )
    assert [(row.post.person.code, row.to.code) for row in blocks("binh")["away"]["rows"]] == [("an", "lan")]
    assert "away" not in blocks("chi")


def test_an_administrator_sees_accounts_and_no_content(scene: World) -> None:
    person("quan-tri", "Đỗ Thị Quản", scene.province, Role.ADMINISTRATOR)
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1)
    held = blocks("quan-tri")
    assert set(held) == {"accounts", "health"}
    assert held["accounts"]["open"] >= 4


def test_an_officer_reads_her_own_deeds_and_classes_and_nobody_elses(scene: World) -> None:
    today = timezone.localdate()
    for number, who in ((1, scene.binh), (2, scene.clerk)):
        row = deed(f"viec-{number}", scene.lim_xanh, who, buoi=1)
        row.on = today
        row.save()
    for week, value in (("2025-W09", 1), ("2025-W10", 3)):
        figure("loai-tuan", scene.binh, scene.an, value, period_code=week)
    held = blocks("binh")
    assert (held["own-deeds"]["all"], held["own-deeds"]["waiting"]) == (1, 1)
    assert [(row["week"], row["value"]) for row in held["own-classes"]["rows"]] == [
        ("2025-W10", 3),
        ("2025-W09", 1),
    ]
    assert "own-classes" not in blocks("lan")


def test_whoever_leads_officers_is_told_which_weeks_have_no_class(scene: World) -> None:
    classes = movement("loai-2025", "Phân loại 2025", scene.province, "e29-thang", [])
    classes.collectives.add(scene.lim_xanh)
    period(classes, WEEK.code)
    figure("loai-tuan", scene.clerk, scene.an, 1)
    row = blocks("an")["classes-due"]["rows"][0]
    assert (row["unit"], row["month"], row["lacking"]) == (scene.lim_xanh.code, "2025-03", 2)
    assert "classes-due" not in blocks("lan")


def test_what_follows_from_closes_is_made_once_and_again_after_the_next_close(scene: World) -> None:
    build(scene)
    client = enter("dung")
    client.get("/")
    before = blocks("dung")["province"]["period"].code
    period(scene.movement, "2025-W14")
    scene.fill("2025-W14")
    period_close(
        by=scene.see(scene.dung), at=at(date(2025, 4, 8)), movement=scene.movement, period="2025-W14"
    )
    assert (before, blocks("dung")["province"]["period"].code) == ("2025-W13", "2025-W14")


def test_what_is_kept_for_one_reader_is_not_shown_to_another(scene: World) -> None:
    build(scene)
    assert "places" in blocks("an")
    assert "places" not in blocks("chi")
    assert "province" in blocks("dung")
    assert "province" not in blocks("an")
