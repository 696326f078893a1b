"""The grid of a year, monthly figures, and the page of a cell."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, WEEK, World, deed, figure, world
from thidua.core.period import PeriodKind
from thidua.store.models import Figure, MovementPeriod
from thidua.web.titles import scheme_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> World:
    return world()


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def cell(scene: World, name: str = "buoi-tuyen-truyen", period: str = WEEK.code) -> str:
    return reverse("figure-cell", args=[scene.lim_xanh.code, period, name])


def test_a_year_of_weekly_figures_adds_its_weeks_up_and_opens_each_month(scene: World) -> None:
    for week, number in (("2025-W10", 3), ("2025-W11", 4), ("2025-W20", 5)):
        figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, number, period_code=week)
    page = enter("lan").get(reverse("entry", args=[scene.lim_xanh.code, "2025"])).content.decode()
    assert 'data-text="7"' in page
    assert '<td class="number strong" data-label="Cả năm" data-sum-here>12</td>' in page
    assert reverse("entry", args=[scene.lim_xanh.code, "2025-03"]) in page


def test_figures_of_a_monthly_regulation_are_typed_by_month(
    scene: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The week's regulation, as if it counted by the month."""
    monkeypatch.setattr(
        "thidua.web.figure.month.scheme_named",
        lambda *given: replace(scheme_named(*given), period=PeriodKind.MONTH),
    )
    client, year = enter("lan"), reverse("entry", args=[scene.lim_xanh.code, "2025"])
    names = re.findall(r'<input id="buoi-tuyen-truyen\.([^"]+)"', client.get(year).content.decode())
    assert names == [f"2025-{month:02d}" for month in range(1, 13)]
    assert client.post(year, {"buoi-tuyen-truyen.2025-03": "7"}).status_code == 302
    assert Figure.objects.get().period == "2025-03"
    month = client.get(reverse("entry", args=[scene.lim_xanh.code, "2025-03"])).content.decode()
    assert re.findall(r'<input id="buoi-tuyen-truyen\.([^"]+)" name="[^"]+" value="7"', month) == ["2025-03"]


def test_a_quarter_or_a_week_has_no_grid_and_chi_has_none_at_all(scene: World) -> None:
    for period in ("2025-Q1", "2025-W10", "hai"):
        assert enter("lan").get(reverse("entry", args=[scene.lim_xanh.code, period])).status_code == 404
    for name in ("chi", "dung"):
        assert enter(name).get(reverse("entry", args=[scene.lim_xanh.code, "2025"])).status_code == 404
    assert enter("chi").get(cell(scene)).status_code == 404


def test_the_year_asks_as_often_for_many_figures_as_for_few(scene: World) -> None:
    url, client = reverse("entry", args=[scene.lim_xanh.code, "2025"]), enter("lan")

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    client.get(url)
    few = questions()
    for week in range(1, 40):
        figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, week, period_code=f"2025-W{week:02d}")
    assert questions() == few


def test_a_cell_tells_its_history_its_deeds_and_what_is_usual(scene: World) -> None:
    for week in range(1, 10):
        figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 5, period_code=f"2025-W{week:02d}")
    row = deed("viec-1", scene.lim_xanh, scene.clerk, buoi=2, luot=60)
    row.confirmed_by, row.confirmed_at = scene.binh, row.recorded_at
    row.save()
    first = figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 3)
    Figure.objects.create(
        figure=first.figure, period=first.period, unit=first.unit, numerator=4000, cut_off=first.cut_off,
        recorded_by=scene.binh, recorded_at=first.recorded_at, replaces=first, reason="Đếm lại sổ",
    )  # fmt: skip
    page = enter("dung").get(cell(scene)).content.decode()
    for told in ("Đếm lại sổ", "Trần Văn Bình", "cộng lại được <b>2</b>", "thường từ 2 đến 8", row.summary):
        assert told in page
    part = enter("lan").get(cell(scene), HTTP_X_REQUESTED_WITH="fetch").content.decode()
    assert "<html" not in part
    assert "Đếm lại sổ" in part


def test_a_shut_week_says_why_in_its_heading(scene: World) -> None:
    MovementPeriod.objects.update(state="frozen")
    page = enter("lan").get(reverse("entry", args=[scene.lim_xanh.code, "2025-03"])).content.decode()
    assert "đã khóa" in page
    assert scene.movement.title in page
