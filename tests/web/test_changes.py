"""What could have changed a result, on the page that says why it is what it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import PASSWORD, WEEK, World, at
from thidua.actions.period import period_close
from thidua.store.models import Figure

pytestmark = pytest.mark.django_db
HEADING = "có thể đổi kết quả?"


def page(scene: World, subject: str, movement: str = "", period: str = WEEK.code) -> str:
    client = Client()
    assert client.login(username="dung", password=PASSWORD)
    address = reverse("why", args=[movement or scene.movement.code, period, subject])
    return client.get(address).content.decode()


def lines(told: str) -> list[str]:
    section = told.partition(HEADING)[2].partition("</section>")[0]
    return [line.partition("</div>")[0] for line in section.split("<li><div>")[1:]]


def test_an_open_week_says_what_could_still_change_it_and_a_closed_one_what_could_have() -> None:
    scene = factories.world()
    scene.fill(WEEK.code)
    still = page(scene, scene.lim_xanh.code)
    assert f"Điều gì {HEADING}" in still
    period_close(by=scene.see(scene.dung), at=at(), movement=scene.movement, period=WEEK.code)
    done = page(scene, scene.lim_xanh.code)
    assert f"Điều gì đã {HEADING}" in done
    assert any(line.endswith("thì lên hạng 1 (đang hạng 2)") for line in lines(done)), lines(done)
    assert lines(done) == lines(still)


def test_who_has_no_result_is_not_told_what_would_change_it() -> None:
    scene = factories.world()
    scene.fill(WEEK.code)
    Figure.objects.filter(unit__code=scene.lim_xanh.code, figure="tap-huan").delete()
    assert HEADING not in page(scene, scene.lim_xanh.code)


def test_a_month_names_its_weeks_and_officers_hear_of_no_place() -> None:
    scene = factories.world()
    classes = factories.movement("phan-loai-2025", "Phân loại cán bộ", scene.province, "e29-thang", [])
    classes.collectives.add(scene.lim_xanh)
    weeks = ("2025-W10", "2025-W11", "2025-W12", "2025-W13")
    for number, week in enumerate(weeks):
        factories.period(classes, week)
        for who in (scene.an, scene.binh, scene.clerk):
            level = 2 if who == scene.binh and number else 1
            factories.figure("loai-tuan", who, scene.an, level, period_code=week)
        period_close(
            by=scene.see(scene.dung), at=at(date(2025, 4, 2 + number)), movement=classes, period=week
        )
    factories.period(classes, "2025-03")
    told = page(scene, "binh", classes.code, "2025-03")
    assert "Tuần 11/2025 hoặc Tuần 12/2025 hoặc Tuần 13/2025: nếu được xếp “Loại 1” thay vì “Loại 2”" in told
    assert "hạng" not in told.partition(HEADING)[2].partition("</section>")[0]


def test_a_fed_figure_is_shown_by_its_title_with_the_close_it_came_from() -> None:
    scene = factories.world()
    people = factories.movement("huan-luyen", "Huấn luyện", scene.province, "tt-27-2020-ca-nhan", [])
    people.collectives.add(scene.lim_xanh)
    for who in (scene.an, scene.binh, scene.clerk):
        for code, over, under in (("noi-dung", 6, 6), ("thoi-gian", 20, 20), ("thuc-hanh", 3, 3)):
            factories.figure(code, who, scene.an, over, under, period_code="2025")
        factories.figure("ly-thuyet", who, scene.an, 1, period_code="2025")
    team = factories.movement(
        "tap-the", "Huấn luyện tập thể", scene.province, "tt-27-2020-tap-the", [scene.communes]
    )
    for of in (people, team):
        factories.period(of, "2025")
    factories.figure("to-chuc", scene.lim_xanh, scene.an, 1, period_code="2025")
    close = period_close(by=scene.see(scene.dung), at=at(date(2026, 1, 5)), movement=people, period="2025")
    told = page(scene, scene.lim_xanh.code, team.code, "2025")
    assert "Người đạt trên số người có kết quả" in told
    assert f"Gói {close.bundle}, mã {close.manifest}" in told
