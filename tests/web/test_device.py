"""What a device takes along: only its person's own units, everything the checks ask, nothing before the button."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, deed, figure, target, world
from thidua.store.models import Deed, MovementPeriod

pytestmark = pytest.mark.django_db
CODE = "buoi-tuyen-truyen"


@pytest.fixture
def scene(settings: Any) -> World:
    settings.DEMO_DAY = date(2025, 3, 12)  # the week after 2025-W10
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def pack(username: str = "lan") -> dict[str, Any]:
    return enter(username).get(reverse("sync-data")).json()


def span(told: dict[str, Any], code: str = WEEK.code) -> dict[str, Any]:
    return next(s for month in told["units"][0]["months"] for s in month["spans"] if s["code"] == code)


def test_the_page_is_for_those_who_record(scene: World) -> None:
    answer = enter("lan").get(reverse("offline"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-owner="lan"' in page
    assert "Công an xã Hoa Mơ" not in page
    assert answer["Permissions-Policy"].count("geolocation=(self)") == 1
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    nothing = enter("dung").get(reverse("offline")).content.decode()
    assert "Bạn không ghi số liệu cho đơn vị nào" in nothing
    assert "data-owner" not in nothing.split("<main")[1]


def test_no_other_page_may_ask_where_one_is(scene: World) -> None:
    assert "geolocation=()" in enter("lan").get(reverse("deeds"))["Permissions-Policy"]


def test_the_worker_stands_at_the_root_and_names_what_it_needs(scene: World) -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    first = answer.content.decode().split("\n")[0]
    house = json.loads(first.removeprefix("const HOUSE = ").removesuffix(";"))
    assert (house["page"], house["leave"]) == (reverse("offline"), reverse("sign-out"))


def test_a_phone_finds_name_and_icons(scene: World) -> None:
    told = Client().get(reverse("manifest")).json()
    assert (told["start_url"], told["scope"], told["display"]) == (reverse("offline"), "/", "standalone")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"])
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_the_data_hold_ones_own_unit_and_nothing_of_others(scene: World) -> None:
    figure(CODE, scene.lim_xanh, scene.clerk, 3)
    figure(CODE, scene.hoa_mo, scene.clerk, 8)
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    told = pack()
    assert [unit["code"] for unit in told["units"]] == ["ca-xa-lim-xanh", "to-an-ninh-lim-xanh"]
    assert told["units"][0]["figures"][WEEK.code][CODE][:4] == [1, 3000, 1000, "Lò Thị Lan"]
    assert [one["code"] for one in told["units"][0]["deeds"]] == ["viec-1"]
    assert "Hoa Mơ" not in json.dumps(told, ensure_ascii=False)
    assert "Lim Xanh" not in json.dumps(pack("chi"), ensure_ascii=False)
    assert pack("dung")["units"] == []


def test_the_data_hold_what_the_checks_ask(scene: World) -> None:
    scene.fill("2025-W09")
    target(scene.movement, scene.lim_xanh, CODE, 3)
    row = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    Deed.objects.filter(pk=row.pk).update(confirmed_by=scene.binh, confirmed_at=row.recorded_at)
    told = pack()
    week = span(told)
    assert (week["previous"], week["year_before"], len(week["past"]) >= 50) == ("2025-W09", "2024-W10", True)
    assert (week["targets"][CODE], week["deeds"][CODE], week["shut"]) == (3000, 2000, [])
    assert told["units"][0]["figures"]["2025-W09"][CODE][1] == 3000
    assert "figure.jump" in told["words"]


def test_a_closed_week_is_known_to_be_closed(scene: World) -> None:
    MovementPeriod.objects.update(state="frozen")
    shut = span(pack())["shut"]
    assert [(one["code"], CODE in one["figures"]) for one in shut] == [("figure.period-frozen", True)]


def test_a_restricted_deed_does_not_travel_with_everybody_of_the_unit(scene: World) -> None:
    deed("viec-1", scene.lim_xanh, scene.clerk, "giao-nop-vu-khi", dan=4)
    Deed.objects.update(privacy="restricted", confirmed_by=scene.an, confirmed_at="2025-03-04T08:00:00Z")
    assert [len(pack(who)["units"][0]["deeds"]) for who in ("lan", "an", "binh")] == [1, 1, 0]


def test_the_data_ask_the_same_for_one_and_for_three(scene: World) -> None:
    lan, url = enter("lan"), reverse("sync-data")
    figure(CODE, scene.lim_xanh, scene.clerk, 3)
    deed("viec-1", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    lan.get(url)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            lan.get(url)
        return len(asked)

    one = questions()
    for number, code in ((2, "tap-huan"), (3, "ngay-cong-giup-dan")):
        figure(code, scene.lim_xanh, scene.clerk, 3)
        deed(f"viec-{number}", scene.lim_xanh, scene.clerk, buoi=1, luot=40)
    assert questions() == one
