"""What somebody who had never seen the house stumbled over (docs/walk.md) stays out of her way."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import DAY, PASSWORD, World, at
from tests.factories import world as make_world
from thidua.actions.period import period_close
from thidua.web.room import known

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return make_world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def page(client: Client, name: str, *arguments: str) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


@pytest.mark.parametrize(("day", "month"), [(date(2025, 4, 4), "2025-03"), (date(2025, 4, 6), "2025-04")])
def test_the_door_of_entry_opens_the_month_that_is_due(scene: World, day: date, month: str, settings) -> None:
    settings.DEMO_DAY = day
    near = enter("lan").get("/").context["near"]
    urls = {str(door["title"]): door["url"] for door in near}
    assert urls["Nhập số liệu"] == known("entry", scene.lim_xanh.code, month)
    assert urls["Đơn vị"] == known("unit-month", scene.lim_xanh.code, month)
    assert "Báo cáo tháng" in urls


def test_saving_says_how_much_is_left_and_then_what_comes_next(scene: World) -> None:
    lan, code = enter("lan"), scene.lim_xanh.code
    told = lan.post(
        reverse("entry", args=[code, "2025-03"]), {"ho-so-dung-han.2025-W10": "9/10"}, follow=True
    )
    said = [str(message) for message in told.context["messages"]]
    assert said[0] == "Đã lưu 1 số liệu."
    left = int(re.fullmatch(r"Còn (\d+) ô trống\.", said[1])[1])
    cells = re.findall(r'<input[^>]*name="[a-z-]+\.2025-W\d+"[^>]*value="([^"]*)"', told.content.decode())
    empty = sum(not cell for cell in cells)
    assert left == empty
    assert f'href="{reverse("report", args=[code, "2025-03"])}"' in told.content.decode()


def test_the_clerk_of_a_unit_with_nobody_below_finds_her_own_report_first(scene: World) -> None:
    found = enter("lan").get(reverse("reports"), {"thang": "2025-03"})
    assert [row["unit"].code for row in found.context["own"]] == [scene.lim_xanh.code]
    assert found.context["rows"] == []
    assert "Không có đơn vị nào dưới quyền" not in found.content.decode()


def test_why_begins_with_the_criteria_that_lost_most(scene: World) -> None:
    scene.fill()
    dung = scene.see(scene.dung)
    period_close(by=dung, at=at(), movement=scene.movement, period=scene.week.code)
    an = enter("an")
    answer = an.get(reverse("why", args=[scene.movement.code, scene.week.code, scene.lim_xanh.code]))
    lost = [row["lost"] for row in answer.context["lost"]]
    assert lost == sorted(lost, reverse=True)
    assert all(points > 0 for points in lost)
    assert sum(lost) <= answer.context["working"].total.maximum - answer.context["mine"].total
    boards = page(an, "boards")
    assert (
        f'href="{reverse("why", args=[scene.movement.code, scene.week.code, scene.lim_xanh.code])}"' in boards
    )


def test_a_bulletin_is_drawn_for_a_month_chosen_by_name_the_last_one_first(scene: World, settings) -> None:
    settings.DEMO_DAY = DAY
    months = enter("dung").get(reverse("bulletins")).context["months"]
    assert [month.code for month in (months[0], months[1], months[-1])] == ["2025-02", "2025-01", "2025-03"]


def test_what_cannot_be_read_is_told_with_its_figure_and_what_it_wants(scene: World) -> None:
    typed = {"bao-cao-dung-han": "x", "ho-so-dung-han": "chín", "buoi-tuyen-truyen": "hai"}
    sent = {f"{figure}.2025-W10": text for figure, text in typed.items()}
    answer = enter("lan").post(reverse("entry", args=[scene.lim_xanh.code, "2025-03"]), sent)
    told = dict(answer.context["faults"])
    assert told["bao-cao-dung-han.2025-W10"].endswith(": chỉ nhập “có” hoặc “không”.")
    assert "phải có tử số và mẫu số (ví dụ 18/20), không chỉ “chín”" in told["ho-so-dung-han.2025-W10"]
    assert (
        told["buoi-tuyen-truyen.2025-W10"] == "Tuần 10/2025: Buổi tuyên truyền: “hai” không phải là một số."
    )


def test_each_loss_opens_its_own_line(scene: World) -> None:
    scene.fill()
    period_close(by=scene.see(scene.dung), at=at(), movement=scene.movement, period=scene.week.code)
    shown = page(enter("an"), "why", scene.movement.code, scene.week.code, scene.lim_xanh.code)
    lost = re.findall(r'href="#(tc-[^"]+)"', shown)
    assert lost
    assert all(f'<tr id="{anchor}"' in shown for anchor in lost)
