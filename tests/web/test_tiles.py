"""The tile map: the communes of that day, five classes that print, and only what one may see."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actions.chain import build
from tests.factories import PASSWORD, World, area, figure, unit, world
from thidua.core.board import shade, shade_bounds, tile_rows
from thidua.rules import tile
from thidua.rules.catalogue import data_text, tile_layouts
from thidua.store.models import Area

DAY = "09/03/2025"


@pytest.fixture
def scene(db: None) -> World:
    held = world()
    province = area("tinh-minh-hoa", "tỉnh Minh Họa", "tinh")
    for row, code in ((held.lim_xanh, "xa-lim-xanh"), (held.hoa_mo, "xa-hoa-mo")):
        row.area = area(code, f"xã {row.name.removeprefix('Công an xã ')}", "xa", province)
        row.save()
    held.province.area = province
    held.province.save()
    return held


def enter(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


def tiles(who: str, **asked: str) -> dict[str, dict]:
    context = enter(who).get(reverse("tiles"), {"ngay": DAY, "ky": "week", **asked}).context
    return {t["name"]: t for row in context["tiles"] for t in row if t}


def test_a_figure_is_shaded_and_what_is_not_known_is_hatched(scene: World) -> None:
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 6)
    held = tiles("dung", **{"so-lieu": "buoi-tuyen-truyen"})
    assert (held["Lim Xanh"]["told"], held["Lim Xanh"]["shade"]) == ("6", 1)
    assert (held["Hoa Mơ"]["told"], held["Hoa Mơ"]["shade"]) == ("chưa có số", 0)


def test_weeks_add_up_to_a_month_and_a_ratio_adds_both_parts(scene: World) -> None:
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 6)
    figure("buoi-tuyen-truyen", scene.lim_xanh, scene.clerk, 2, period_code="2025-W11")
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 9, 10)
    figure("ho-so-dung-han", scene.lim_xanh, scene.clerk, 0, 10, period_code="2025-W11")
    assert tiles("dung", ky="month", **{"so-lieu": "buoi-tuyen-truyen"})["Lim Xanh"]["told"] == "8"
    assert tiles("dung", ky="month", **{"so-lieu": "ho-so-dung-han"})["Lim Xanh"]["told"] == "45\u00a0%"


def test_a_commune_reads_its_own_figures_and_nobody_elses(scene: World) -> None:
    for row in (scene.lim_xanh, scene.hoa_mo):
        figure("buoi-tuyen-truyen", row, scene.clerk, 6)
    held = tiles("an", **{"so-lieu": "buoi-tuyen-truyen"})
    assert [(t["name"], t["told"]) for t in held.values() if t["shade"]] == [("Lim Xanh", "6")]
    assert held["Lim Xanh"]["mine"]
    assert not any(t["shade"] for t in tiles("chi", **{"so-lieu": "buoi-tuyen-truyen"}).values())


def test_points_are_shared_inside_a_group_and_with_nobody_else(scene: World) -> None:
    build(scene)
    assert {t["name"] for t in tiles("an").values() if t["shade"]} == {"Lim Xanh", "Hoa Mơ"}
    assert not any(t["shade"] for t in tiles("chi").values())


def test_without_a_day_points_open_on_what_was_closed_last(scene: World) -> None:
    build(scene)
    context = enter("an").get(reverse("tiles"), {"ky": "week"}).context
    assert context["span"].code == "2025-W13"


def test_the_territory_is_that_of_the_day(scene: World) -> None:
    area("xa-moi", "xã Mới", "xa", Area.objects.get(code="tinh-minh-hoa"))
    Area.objects.filter(code="xa-moi").update(first_day=date(2025, 7, 1))
    assert "Mới" not in tiles("dung")
    assert "Mới" in tiles("dung", ngay="02/07/2025")


def test_an_area_without_a_name_of_its_own_is_known_by_its_number(scene: World) -> None:
    top = Area.objects.get(code="tinh-minh-hoa")
    area("xa-012", "Đơn vị hành chính cấp xã số 012 (xã, chưa nạp tên)", "xa", top)
    assert "Số 012" in tiles("dung")


def test_a_day_that_cannot_be_read_is_told_and_the_map_still_stands(scene: World) -> None:
    answer = enter("dung").get(reverse("tiles"), {"ngay": "32/13/2025"})
    assert answer.status_code == 400
    assert answer.context["faults"]
    for typed in ("01/01/0001", "31/12/9999", "²"):
        assert enter("dung").get(reverse("tiles"), {"ngay": typed}).status_code in {200, 400}


def test_many_communes_ask_as_often_as_few(scene: World) -> None:
    client, url = enter("dung"), reverse("tiles") + f"?ngay={DAY}&so-lieu=buoi-tuyen-truyen"
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    top = Area.objects.get(code="tinh-minh-hoa")
    for number in range(9):
        row = unit(f"ca-them-{number}", f"Công an xã Thêm {number}", under=scene.province)
        row.area = area(f"xa-them-{number}", f"xã Thêm {number}", "xa", top)
        row.save()
        figure("buoi-tuyen-truyen", row, scene.clerk, number)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(-1000, 100_000), min_size=1, max_size=60))
def test_classes_rise_with_the_values_and_equal_values_share_one(values: list[int]) -> None:
    bounds = shade_bounds(values)
    shades = [shade(value, bounds) for value in sorted(values)]
    assert shades == sorted(shades)
    assert shades[0] == 1
    assert max(shades) <= 5
    assert len(set(zip(sorted(values), shades, strict=True))) == len(set(values))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, 150).map(lambda n: f"xa-{n:03}"), max_size=130))
def test_every_commune_lies_once_and_always_in_the_same_place(codes: set[str]) -> None:
    rows = tile_rows(codes, [(".", "xa-001"), ("xa-007", "xa-999")])
    placed = [code for row in rows for code in row if code]
    assert sorted(placed) == sorted(codes)
    assert rows == tile_rows(sorted(codes, reverse=True), [(".", "xa-001"), ("xa-007", "xa-999")])
    assert len({len(row) for row in rows}) <= 1


def test_the_shipped_layouts_name_each_commune_once() -> None:
    for rows in tile_layouts().values():
        codes = [code for row in rows for code in row if code != "."]
        assert len(codes) == len(set(codes))
        assert len({len(row) for row in rows}) == 1


def test_a_layout_that_is_no_list_is_told_with_its_line() -> None:
    layouts, problems = tile.load(data_text("tiles.yaml").replace("rows:", "hang:"), "tiles.yaml")
    assert layouts is None
    assert problems
